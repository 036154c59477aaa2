package lanewise.kernel;

/**
 * What is done with one row when a matrix is worked on column by column: add it to a row of sums, or map it with a row of
 * parameters. Both twins do the same operations and give the same bits, whatever the range of columns.
 */
interface ColumnKernels {

    /** {@code y += x}. */
    void add(int n, float[] x, int xOffset, float[] y, int yOffset);

    /** {@code y += alpha * x}. */
    void axpy(int n, float alpha, float[] x, int xOffset, float[] y, int yOffset);

    /** {@code y = max(y + x, 0)}; NaN stays NaN. */
    void addRelu(int n, float[] x, int xOffset, float[] y, int yOffset);

    /** {@code y = max(y, x)}; NaN if either is. */
    void max(int n, float[] x, int xOffset, float[] y, int yOffset);

    /** {@code y += x * x}. */
    void addSquares(int n, float[] x, int xOffset, float[] y, int yOffset);

    /** {@code y += (x - center)^2}. */
    void addSquaredDistances(int n, float[] x, int xOffset, float[] center, int centerOffset, float[] y, int yOffset);

    /** {@code y += (x - center) * weight}. */
    void addProducts(
            int n,
            float[] x,
            int xOffset,
            float[] center,
            int centerOffset,
            float[] weight,
            int weightOffset,
            float[] y,
            int yOffset);

    /** {@code y += (x - center) * factor * weight}, where centre and factor are those of the row. */
    void addScaledProducts(
            int n,
            float center,
            float factor,
            float[] x,
            int xOffset,
            float[] weight,
            int weightOffset,
            float[] y,
            int yOffset);

    /** {@code y = (x - center) * scale + shift}. */
    void normalize(
            int n,
            float[] x,
            int xOffset,
            float[] center,
            int centerOffset,
            float[] scale,
            int scaleOffset,
            float[] shift,
            int shiftOffset,
            float[] y,
            int yOffset);

    /** {@code dx = scale * (dy - shift - (x - center) * slope)}. */
    void normalizeGradient(
            int n,
            float[] x,
            int xOffset,
            float[] center,
            int centerOffset,
            float[] scale,
            int scaleOffset,
            float[] slope,
            int slopeOffset,
            float[] shift,
            int shiftOffset,
            float[] dy,
            int dyOffset,
            float[] dx,
            int dxOffset);

    /** {@code y += a0 * x[0] + a1 * x[1] + a2 * x[2] + a3 * x[3]}, where rows of x begin {@code stride} apart. */
    void addFour(
            int n, float a0, float a1, float a2, float a3, float[] x, int xOffset, int stride, float[] y, int yOffset);

    /** {@code y += x[0] + x[1] + x[2] + x[3]}, where rows of x begin {@code stride} apart. */
    void addFourRows(int n, float[] x, int xOffset, int stride, float[] y, int yOffset);
}

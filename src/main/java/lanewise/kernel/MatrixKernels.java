package lanewise.kernel;

/**
 * Products of row-major matrices. A matrix is an array, the offset of its first element and its leading dimension (the
 * distance between the starts of two rows).
 */
public interface MatrixKernels {

    /** A product that has yet to begin, to be used again and again by one caller at a time. */
    MatrixProduct product();

    /**
     * {@code y = alpha * op(A) * x + beta * y}, where the array holds A as rows x columns; with {@code transpose} x has
     * {@code rows} elements and y {@code columns}. When beta is 0, y is written without being read.
     */
    void gemv(
            boolean transpose,
            int rows,
            int columns,
            float alpha,
            float[] a,
            int aOffset,
            int lda,
            float[] x,
            int xOffset,
            float beta,
            float[] y,
            int yOffset);

    /** The sum of {@code x[i] * y[i]}. */
    float dot(int n, float[] x, int xOffset, float[] y, int yOffset);

    /** {@code y[i] += alpha * x[i]}. */
    void axpy(int n, float alpha, float[] x, int xOffset, float[] y, int yOffset);
}

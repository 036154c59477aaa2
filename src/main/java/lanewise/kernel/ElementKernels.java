package lanewise.kernel;

/**
 * Functions of each element alone, a loop each. Plain loops would do, but for the offsets: where two arrays are indexed by
 * different expressions they could be one array shifted, and the compiler (of JDK 17 and 25) vectorises neither. Both twins
 * do the same operations and give the same bits, whatever the range. A result may overwrite an input of the same array and
 * offset.
 */
interface ElementKernels {

    /** {@code y = scale * x + shift}. */
    void affine(int n, float scale, float shift, float[] x, int xOffset, float[] y, int yOffset);

    /** {@code y = factor * x}. */
    void scale(int n, float factor, float[] x, int xOffset, float[] y, int yOffset);

    /** {@code y = max(x, 0)}; NaN stays NaN. */
    void relu(int n, float[] x, int xOffset, float[] y, int yOffset);

    /** {@code y = x} where x is positive, else {@code slope * x}. */
    void leakyRelu(int n, float slope, float[] x, int xOffset, float[] y, int yOffset);

    /** {@code y = x * x}. */
    void square(int n, float[] x, int xOffset, float[] y, int yOffset);

    /** {@code y = sqrt(x)}. */
    void sqrt(int n, float[] x, int xOffset, float[] y, int yOffset);

    /** {@code y = |x|}. */
    void abs(int n, float[] x, int xOffset, float[] y, int yOffset);

    /** {@code out = a + b}. */
    void plus(int n, float[] a, int aOffset, float[] b, int bOffset, float[] out, int outOffset);

    /** {@code out = a - b}. */
    void minus(int n, float[] a, int aOffset, float[] b, int bOffset, float[] out, int outOffset);

    /** {@code out = a * b}. */
    void times(int n, float[] a, int aOffset, float[] b, int bOffset, float[] out, int outOffset);

    /** {@code out = a / b}. */
    void div(int n, float[] a, int aOffset, float[] b, int bOffset, float[] out, int outOffset);

    /** {@code y = x / divisor}. */
    void divBy(int n, float divisor, float[] x, int xOffset, float[] y, int yOffset);

    /** {@code y = dividend / x}. */
    void divOf(int n, float dividend, float[] x, int xOffset, float[] y, int yOffset);

    /** {@code dx = dy}, but 0 where y, a result of relu, is 0. */
    void reluGradient(int n, float[] y, int yOffset, float[] dy, int dyOffset, float[] dx, int dxOffset);

    /** {@code dx = dy} where y is positive, else {@code slope * dy}. */
    void leakyReluGradient(
            int n, float slope, float[] y, int yOffset, float[] dy, int dyOffset, float[] dx, int dxOffset);

    /** {@code dx = dy * y * (1 - y)}, where y is the sigmoid. */
    void sigmoidGradient(int n, float[] y, int yOffset, float[] dy, int dyOffset, float[] dx, int dxOffset);

    /** {@code dx = dy * (1 - y * y)}, where y is the hyperbolic tangent. */
    void tanhGradient(int n, float[] y, int yOffset, float[] dy, int dyOffset, float[] dx, int dxOffset);

    /** {@code dx = dy * 2 * x}. */
    void squareGradient(int n, float[] x, int xOffset, float[] dy, int dyOffset, float[] dx, int dxOffset);

    /** {@code dx = dy / 2 / y}, where y is the square root. */
    void sqrtGradient(int n, float[] y, int yOffset, float[] dy, int dyOffset, float[] dx, int dxOffset);

    /** {@code dx = dy} where x is positive, {@code -dy} where it is negative, else 0. */
    void absGradient(int n, float[] x, int xOffset, float[] dy, int dyOffset, float[] dx, int dxOffset);

    /**
     * {@code y = x * scale} where the top 24 bits of number {@code firstIndex + i} of the stream {@code key}
     * ({@link SplitMix#bits}) are at least {@code threshold}, else 0.
     */
    void dropout(
            int n,
            int threshold,
            float scale,
            long key,
            long firstIndex,
            float[] x,
            int xOffset,
            float[] y,
            int yOffset);
}

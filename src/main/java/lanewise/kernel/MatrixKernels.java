package lanewise.kernel;

/**
 * Products of row-major matrices. A matrix is an array, the offset of its first element and its leading dimension (the
 * distance between the starts of two rows).
 */
public interface MatrixKernels {

    /**
     * Rows {@code fromRow} to {@code toRow} (exclusive) of {@code C = alpha * op(A) * op(B) + beta * C}, where C is m x n,
     * op(A) m x k and op(B) k x n. With {@code transposeA} the array holds A as k x m, with {@code transposeB} B as n x k.
     * When beta is 0, C is written without being read. The bits of a row do not depend on which rows one call computes.
     */
    void gemm(
            boolean transposeA,
            boolean transposeB,
            int m,
            int n,
            int k,
            float alpha,
            float[] a,
            int aOffset,
            int lda,
            float[] b,
            int bOffset,
            int ldb,
            float beta,
            float[] c,
            int cOffset,
            int ldc,
            int fromRow,
            int toRow,
            float[] workspace);

    /** How many floats of workspace a call of {@link #gemm} of this form and size needs, for any range of rows. */
    int workspace(boolean transposeA, boolean transposeB, int m, int n, int k);

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

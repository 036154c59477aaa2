package lanewise.kernel;

import java.util.Arrays;

/** Products of matrices as sums of whole rows, over either twin of the kernels that add rows. */
final class RowSums {

    private final ColumnKernels column;
    private final ElementKernels element;

    RowSums(ColumnKernels column, ElementKernels element) {
        this.column = column;
        this.element = element;
    }

    /** {@code y = beta * y} without reading y when beta is 0. */
    void scale(int n, float beta, float[] y, int yOffset) {
        if (beta == 0f) {
            Arrays.fill(y, yOffset, yOffset + n, 0f);
        } else if (beta != 1f) {
            element.scale(n, beta, y, yOffset, y, yOffset);
        }
    }

    /** {@code C = beta * C} without reading C when beta is 0. */
    void scale(int rows, int columns, float beta, float[] c, int cOffset, int ldc) {
        for (int i = 0; i < rows; i++) {
            scale(columns, beta, c, cOffset + i * ldc);
        }
    }

    /** Adds {@code alpha * a[p]} times row p of B to y, for every p below {@code depth}, four at a time. */
    void addRows(
            int n,
            int depth,
            float alpha,
            float[] a,
            int aOffset,
            int aStep,
            float[] b,
            int bOffset,
            int bStride,
            float[] y,
            int yOffset) {
        int p = 0;
        for (; p + 3 < depth; p += 4) {
            int at = aOffset + p * aStep;
            column.addFour(
                    n,
                    alpha * a[at],
                    alpha * a[at + aStep],
                    alpha * a[at + 2 * aStep],
                    alpha * a[at + 3 * aStep],
                    b,
                    bOffset + p * bStride,
                    bStride,
                    y,
                    yOffset);
        }
        for (; p < depth; p++) {
            column.axpy(n, alpha * a[aOffset + p * aStep], b, bOffset + p * bStride, y, yOffset);
        }
    }

    /** The transposed {@link MatrixKernels#gemv}: a sum of rows. */
    void gemvTransposed(
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
            int yOffset) {
        scale(columns, beta, y, yOffset);
        if (alpha != 0f) {
            addRows(columns, rows, alpha, x, xOffset, 1, a, aOffset, lda, y, yOffset);
        }
    }
}

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

    /**
     * Adds the product to C one column at a time, for an A that is stored transposed: the column is a sum of stored rows,
     * gathered without gaps in the workspace.
     */
    void addColumns(
            boolean transposeB,
            int n,
            int k,
            float alpha,
            float[] a,
            int aOffset,
            int lda,
            float[] b,
            int bOffset,
            int ldb,
            float[] c,
            int cOffset,
            int ldc,
            int fromRow,
            int toRow,
            float[] workspace) {
        int height = toRow - fromRow;
        for (int j = 0; j < n; j++) {
            Arrays.fill(workspace, 0, height, 0f);
            int column = transposeB ? bOffset + j * ldb : bOffset + j;
            addRows(height, k, alpha, b, column, transposeB ? 1 : ldb, a, aOffset + fromRow, lda, workspace, 0);
            for (int i = 0; i < height; i++) {
                c[cOffset + (fromRow + i) * ldc + j] += workspace[i];
            }
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

package lanewise.kernel;

/**
 * Products of matrices as sums of rows: the inner loop runs along a row of C, with four rows of B in one pass. Where C is
 * narrow, or B is transposed and A has few rows, dot products win.
 */
final class ScalarMatrixKernels implements MatrixKernels {

    /** A C narrower than this is computed by dot products. */
    private static final int NARROW = 8;

    /** With B transposed, an A of no more rows than this is not worth the copy of B. */
    private static final int FEW_ROWS = 4;

    /** The block of B that is used for all rows before the next: fits the second-level cache. A multiple of four. */
    private static final int BLOCK_DEPTH = 256;

    private static final int BLOCK_COLUMNS = 1024;

    private final ScalarReduceKernels reduce = new ScalarReduceKernels();
    private final ScalarColumnKernels column = new ScalarColumnKernels();
    private final RowSums sums = new RowSums(column, new ScalarElementKernels());

    @Override
    public void gemm(
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
            float[] workspace) {
        for (int i = fromRow; i < toRow; i++) {
            sums.scale(n, beta, c, cOffset + i * ldc);
        }
        if (alpha == 0f || k == 0 || n == 0 || fromRow >= toRow) {
            return;
        }
        int aRow = transposeA ? 1 : lda;
        int aStep = transposeA ? lda : 1;
        if (useColumns(transposeA, n)) {
            sums.addColumns(
                    transposeB,
                    n,
                    k,
                    alpha,
                    a,
                    aOffset,
                    lda,
                    b,
                    bOffset,
                    ldb,
                    c,
                    cOffset,
                    ldc,
                    fromRow,
                    toRow,
                    workspace);
            return;
        }
        if (useDots(transposeA, transposeB, m, n)) {
            float[] columns = b;
            int columnsOffset = bOffset;
            int columnsStride = ldb;
            if (!transposeB) {
                RowTable.transpose(k, n, b, bOffset, ldb, workspace, 0, k);
                columns = workspace;
                columnsOffset = 0;
                columnsStride = k;
            }
            for (int j = 0; j < n; j++) {
                for (int i = fromRow; i < toRow; i++) {
                    c[cOffset + i * ldc + j] +=
                            alpha * reduce.dot(k, a, aOffset + i * lda, columns, columnsOffset + j * columnsStride);
                }
            }
            return;
        }
        for (int j = 0; j < n; j += BLOCK_COLUMNS) {
            int width = Math.min(BLOCK_COLUMNS, n - j);
            for (int p = 0; p < k; p += BLOCK_DEPTH) {
                int depth = Math.min(BLOCK_DEPTH, k - p);
                float[] rows = transposeB ? workspace : b;
                int rowsOffset = transposeB ? 0 : bOffset + p * ldb + j;
                int rowsStride = transposeB ? width : ldb;
                if (transposeB) {
                    RowTable.transpose(width, depth, b, bOffset + j * ldb + p, ldb, workspace, 0, width);
                }
                for (int i = fromRow; i < toRow; i++) {
                    sums.addRows(
                            width,
                            depth,
                            alpha,
                            a,
                            aOffset + i * aRow + p * aStep,
                            aStep,
                            rows,
                            rowsOffset,
                            rowsStride,
                            c,
                            cOffset + i * ldc + j);
                }
            }
        }
    }

    /** Whether C is so narrow, and A so stored, that a column of C is best made as a sum of rows of the stored A. */
    private static boolean useColumns(boolean transposeA, int n) {
        return transposeA && n < NARROW;
    }

    private static boolean useDots(boolean transposeA, boolean transposeB, int m, int n) {
        return !transposeA && (n < NARROW || (transposeB && m <= FEW_ROWS));
    }

    @Override
    public int workspace(boolean transposeA, boolean transposeB, int m, int n, int k) {
        if (useColumns(transposeA, n)) {
            return m;
        }
        if (useDots(transposeA, transposeB, m, n)) {
            return transposeB ? 0 : k * n;
        }
        return transposeB ? Math.min(k, BLOCK_DEPTH) * Math.min(n, BLOCK_COLUMNS) : 0;
    }

    @Override
    public void gemv(
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
            int yOffset) {
        if (transpose) {
            sums.gemvTransposed(rows, columns, alpha, a, aOffset, lda, x, xOffset, beta, y, yOffset);
            return;
        }
        sums.scale(rows, beta, y, yOffset);
        if (alpha == 0f) {
            return;
        }
        for (int i = 0; i < rows; i++) {
            y[yOffset + i] += alpha * reduce.dot(columns, a, aOffset + i * lda, x, xOffset);
        }
    }

    @Override
    public float dot(int n, float[] x, int xOffset, float[] y, int yOffset) {
        return reduce.dot(n, x, xOffset, y, yOffset);
    }

    @Override
    public void axpy(int n, float alpha, float[] x, int xOffset, float[] y, int yOffset) {
        column.axpy(n, alpha, x, xOffset, y, yOffset);
    }
}

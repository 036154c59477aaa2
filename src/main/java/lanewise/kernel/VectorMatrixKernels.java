package lanewise.kernel;

import java.util.Arrays;

/**
 * Products of matrices by register tiles over packed panels (Goto and van de Geijn, 2008). Each element of C takes its
 * products in the order of k, one fused multiply-add each, whichever tile it falls into, so its bits do not depend on the
 * rows of a call; alpha is multiplied into A. Where C is narrow, or B is transposed and A has few rows, dot products win.
 */
final class VectorMatrixKernels implements MatrixKernels {

    /** Tiles of this height when there are thirty-two vector registers, else of height four; see {@link #tileRows}. */
    private static final int TILE_ROWS = tileRows(Lanes.COUNT, System.getProperty("os.arch", ""));

    /** Columns of a tile: two vectors. */
    private static final int TILE_COLUMNS = 2 * Lanes.COUNT;

    /** Rows of B in a panel: a panel of two 512-bit vectors is 32 KiB, which the first-level cache holds. */
    private static final int DEPTH = 256;

    /** Rows of A packed at a time, a multiple of every tile's height: with {@link #DEPTH}, for the second-level cache. */
    private static final int HEIGHT = 192;

    /** Columns of B packed at a time, a multiple of every tile's width. */
    private static final int WIDTH = 2048;

    /** No more rows of A than this are not worth a copy of B. */
    private static final int FEW_ROWS = 4;

    /** No more columns of C than this are dot products. */
    private static final int FEW_COLUMNS = 4;

    private static final VectorReduceKernels REDUCE = new VectorReduceKernels();
    private static final VectorColumnKernels COLUMN = new VectorColumnKernels();
    private static final RowSums SUMS = new RowSums(COLUMN, new VectorElementKernels());

    /**
     * The height of the tile by lanes and registers. Measured on JDK 17 and 25: with 32 registers 12x2 reaches 81 % of the
     * peak (14x2 collapses when the compiler's mood changes), with 16 only 4x2 is good on both.
     */
    static int tileRows(int lanes, String architecture) {
        int registers = lanes >= 16 || architecture.equals("aarch64") ? 32 : 16;
        return registers == 32 ? VectorTile12x2.ROWS : VectorTile4x2.ROWS;
    }

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
            SUMS.scale(n, beta, c, cOffset + i * ldc);
        }
        if (alpha == 0f || k == 0 || n == 0 || fromRow >= toRow) {
            return;
        }
        if (useColumns(transposeA, n)) {
            SUMS.addColumns(
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
        if (useDots(transposeB, m, n)) {
            float[] columns = b;
            int columnsOffset = bOffset;
            int columnsStride = ldb;
            if (!transposeB) {
                RowTable.transpose(k, n, b, bOffset, ldb, workspace, 0, k);
                columns = workspace;
                columnsOffset = 0;
                columnsStride = k;
            }
            float[] rows = a;
            int rowsOffset = aOffset;
            int rowsStride = lda;
            if (transposeA) { // Few rows, so B is transposed too and has left the workspace free.
                RowTable.transpose(k, m, a, aOffset, lda, workspace, 0, k);
                rows = workspace;
                rowsOffset = 0;
                rowsStride = k;
            }
            for (int j = 0; j < n; j++) {
                int column = columnsOffset + j * columnsStride;
                for (int i = fromRow; i < toRow; i++) {
                    c[cOffset + i * ldc + j] +=
                            alpha * REDUCE.dot(k, rows, rowsOffset + i * rowsStride, columns, column);
                }
            }
            return;
        }
        boolean packB = transposeB || m > FEW_ROWS;
        int packedA = Math.min(m, HEIGHT) * Math.min(k, DEPTH);
        int edge = workspace(transposeA, transposeB, m, n, k) - TILE_ROWS * TILE_COLUMNS;
        for (int j = 0; j < n; j += WIDTH) {
            int width = Math.min(WIDTH, n - j);
            for (int p = 0; p < k; p += DEPTH) {
                int depth = Math.min(DEPTH, k - p);
                int bBlock = transposeB ? bOffset + j * ldb + p : bOffset + p * ldb + j;
                int whole = packB ? 0 : width / TILE_COLUMNS * TILE_COLUMNS;
                Panels.packB(
                        transposeB,
                        depth,
                        width - whole,
                        b,
                        transposeB ? bBlock + whole * ldb : bBlock + whole,
                        ldb,
                        TILE_COLUMNS,
                        workspace,
                        packedA);
                for (int i = fromRow; i < toRow; i += HEIGHT) {
                    int height = Math.min(HEIGHT, toRow - i);
                    int aBlock = transposeA ? aOffset + p * lda + i : aOffset + i * lda + p;
                    Panels.packA(transposeA, height, depth, alpha, a, aBlock, lda, TILE_ROWS, workspace);
                    int cBlock = cOffset + i * ldc + j;
                    for (int column = 0; column < width; column += TILE_COLUMNS) {
                        boolean packed = column >= whole;
                        multiplyPanel(
                                height,
                                depth,
                                Math.min(TILE_COLUMNS, width - column),
                                workspace,
                                packed ? workspace : b,
                                packed ? packedA + (column - whole) * depth : bBlock + column,
                                packed ? TILE_COLUMNS : ldb,
                                c,
                                cBlock + column,
                                ldc,
                                edge);
                    }
                }
            }
        }
    }

    private static boolean useColumns(boolean transposeA, int n) {
        return transposeA && n <= FEW_COLUMNS;
    }

    /** Asked only where {@link #useColumns} says no. */
    private static boolean useDots(boolean transposeB, int m, int n) {
        return n <= FEW_COLUMNS || (transposeB && m <= FEW_ROWS);
    }

    @Override
    public int workspace(boolean transposeA, boolean transposeB, int m, int n, int k) {
        if (useColumns(transposeA, n)) {
            return m;
        }
        if (useDots(transposeB, m, n)) {
            return (transposeA ? m * k : 0) + (transposeB ? 0 : k * n);
        }
        int depth = Math.min(k, DEPTH);
        int width = (Math.min(n, WIDTH) + TILE_COLUMNS - 1) / TILE_COLUMNS * TILE_COLUMNS;
        int columns = transposeB || m > FEW_ROWS ? width : TILE_COLUMNS;
        return depth * (Math.min(m, HEIGHT) + columns) + TILE_ROWS * TILE_COLUMNS;
    }

    /** All packed rows of A times one panel of B, whose last columns may not exist in C. */
    private static void multiplyPanel(
            int height,
            int depth,
            int columns,
            float[] workspace,
            float[] b,
            int bOffset,
            int ldb,
            float[] c,
            int cOffset,
            int ldc,
            int edge) {
        if (columns < TILE_COLUMNS) {
            // What an earlier call left beyond the last column must not be slow to calculate with, as subnormals are.
            Arrays.fill(workspace, edge, edge + TILE_ROWS * TILE_COLUMNS, 0f);
        }
        int i = 0;
        while (i < height) {
            int rows = Panels.tileRows(height - i, TILE_ROWS);
            int from = cOffset + i * ldc;
            if (columns == TILE_COLUMNS) {
                multiplyTile(rows, depth, workspace, i * depth, b, bOffset, ldb, c, from, ldc);
            } else {
                RowTable.copyRectangle(rows, columns, c, from, ldc, workspace, edge, TILE_COLUMNS);
                multiplyTile(rows, depth, workspace, i * depth, b, bOffset, ldb, workspace, edge, TILE_COLUMNS);
                RowTable.copyRectangle(rows, columns, workspace, edge, TILE_COLUMNS, c, from, ldc);
            }
            i += rows;
        }
    }

    private static void multiplyTile(
            int rows,
            int depth,
            float[] a,
            int aOffset,
            float[] b,
            int bOffset,
            int ldb,
            float[] c,
            int cOffset,
            int ldc) {
        if (rows == VectorTile12x2.ROWS) {
            VectorTile12x2.multiply(depth, a, aOffset, b, bOffset, ldb, c, cOffset, ldc);
        } else if (rows == VectorTile4x2.ROWS) {
            VectorTile4x2.multiply(depth, a, aOffset, b, bOffset, ldb, c, cOffset, ldc);
        } else {
            VectorTile1x2.multiply(depth, a, aOffset, b, bOffset, ldb, c, cOffset, ldc);
        }
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
            SUMS.gemvTransposed(rows, columns, alpha, a, aOffset, lda, x, xOffset, beta, y, yOffset);
            return;
        }
        SUMS.scale(rows, beta, y, yOffset);
        if (alpha == 0f) {
            return;
        }
        for (int i = 0; i < rows; i++) {
            y[yOffset + i] += alpha * REDUCE.dot(columns, a, aOffset + i * lda, x, xOffset);
        }
    }

    @Override
    public float dot(int n, float[] x, int xOffset, float[] y, int yOffset) {
        return REDUCE.dot(n, x, xOffset, y, yOffset);
    }

    @Override
    public void axpy(int n, float alpha, float[] x, int xOffset, float[] y, int yOffset) {
        COLUMN.axpy(n, alpha, x, xOffset, y, yOffset);
    }
}

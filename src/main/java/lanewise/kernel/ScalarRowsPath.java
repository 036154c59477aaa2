package lanewise.kernel;

import java.util.Arrays;

/**
 * Products as sums of rows: the inner loop runs along a row of C, with four rows of B in one pass. C2 makes vector
 * instructions of that loop only if every array in it is indexed by the loop's variable alone, so blocks of C and rows of B
 * are copied into arrays of their own.
 */
final class ScalarRowsPath implements MatrixPath {

    /** Columns of a block. */
    private static final int WIDTH = 512;

    /** Rows of a block of C: for each four rows of B that are copied, this many rows are added to. */
    private static final int HEIGHT = 48;

    private final RowSums sums;

    ScalarRowsPath(RowSums sums) {
        this.sums = sums;
    }

    @Override
    public int steps(MatrixProduct product) {
        return product.transposeB ? 2 : 1;
    }

    @Override
    public int parts(MatrixProduct product, int step, int threads) {
        if (step < steps(product) - 1) {
            product.packedB = MatrixProduct.grown(product.packedB, (long) product.k * product.n);
            return MatrixPath.parts(product.n, threads);
        }
        int parts = MatrixPath.parts(blocks(product), threads);
        int rows = Math.min(parts, threads) * (Math.min(product.m, HEIGHT) + 4);
        if (product.rows.length < rows) {
            product.rows = new float[rows][WIDTH];
        }
        return parts;
    }

    private static int blocks(MatrixProduct product) {
        return MatrixPath.blocks(product.m, HEIGHT) * MatrixPath.blocks(product.n, WIDTH);
    }

    @Override
    public void run(MatrixProduct product, int step, int part, int parts, int thread) {
        if (step < steps(product) - 1) {
            int from = Share.start(product.n, part, parts);
            RowTable.transpose(
                    Share.start(product.n, part + 1, parts) - from,
                    product.k,
                    product.b,
                    product.bOffset + from * product.ldb,
                    product.ldb,
                    product.packedB,
                    from,
                    product.n);
            return;
        }
        int columnBlocks = MatrixPath.blocks(product.n, WIDTH);
        int to = Share.start(blocks(product), part + 1, parts);
        int scratch = thread * (Math.min(product.m, HEIGHT) + 4);
        for (int block = Share.start(blocks(product), part, parts); block < to; block++) {
            multiply(product, block / columnBlocks * HEIGHT, block % columnBlocks * WIDTH, product.rows, scratch);
        }
    }

    /** The block of C from a row and a column on, with the arrays of {@code rows} from {@code scratch} on to copy to. */
    private void multiply(MatrixProduct product, int firstRow, int firstColumn, float[][] rows, int scratch) {
        int height = Math.min(HEIGHT, product.m - firstRow);
        int width = Math.min(WIDTH, product.n - firstColumn);
        int c = product.cOffset + firstRow * product.ldc + firstColumn;
        for (int i = 0; i < height; i++) {
            float[] row = rows[scratch + 4 + i];
            if (product.beta == 0f) {
                Arrays.fill(row, 0, width, 0f);
            } else {
                System.arraycopy(product.c, c + i * product.ldc, row, 0, width);
                sums.scale(width, product.beta, row, 0);
            }
        }
        float[] b = product.transposeB ? product.packedB : product.b;
        int bOffset = (product.transposeB ? 0 : product.bOffset) + firstColumn;
        int ldb = product.transposeB ? product.n : product.ldb;
        int aRow = product.transposeA ? 1 : product.lda;
        int aStep = product.transposeA ? product.lda : 1;
        float[] a = product.a;
        float alpha = product.alpha;
        float[] b0 = rows[scratch];
        float[] b1 = rows[scratch + 1];
        float[] b2 = rows[scratch + 2];
        float[] b3 = rows[scratch + 3];
        int p = 0;
        for (; p < product.k - 3; p += 4) {
            int from = bOffset + p * ldb;
            System.arraycopy(b, from, b0, 0, width);
            System.arraycopy(b, from + ldb, b1, 0, width);
            System.arraycopy(b, from + 2 * ldb, b2, 0, width);
            System.arraycopy(b, from + 3 * ldb, b3, 0, width);
            int at = product.aOffset + firstRow * aRow + p * aStep;
            for (int i = 0; i < height; i++) {
                addFour(
                        width,
                        alpha * a[at],
                        b0,
                        alpha * a[at + aStep],
                        b1,
                        alpha * a[at + 2 * aStep],
                        b2,
                        alpha * a[at + 3 * aStep],
                        b3,
                        rows[scratch + 4 + i]);
                at += aRow;
            }
        }
        for (; p < product.k; p++) {
            System.arraycopy(b, bOffset + p * ldb, b0, 0, width);
            int at = product.aOffset + firstRow * aRow + p * aStep;
            for (int i = 0; i < height; i++) {
                addOne(width, alpha * a[at + i * aRow], b0, rows[scratch + 4 + i]);
            }
        }
        for (int i = 0; i < height; i++) {
            System.arraycopy(rows[scratch + 4 + i], 0, product.c, c + i * product.ldc, width);
        }
    }

    private static void addFour(
            int n, float a0, float[] b0, float a1, float[] b1, float a2, float[] b2, float a3, float[] b3, float[] y) {
        for (int i = 0; i < n; i++) {
            y[i] += (a0 * b0[i] + a1 * b1[i]) + (a2 * b2[i] + a3 * b3[i]);
        }
    }

    private static void addOne(int n, float a, float[] b, float[] y) {
        for (int i = 0; i < n; i++) {
            y[i] += a * b[i];
        }
    }
}

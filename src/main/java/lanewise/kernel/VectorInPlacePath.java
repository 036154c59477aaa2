package lanewise.kernel;

import java.util.Arrays;

/**
 * Products too small or too thin to be packed: register tiles over matrices that lie where they are. Only the rows and
 * columns that fill no tile are copied.
 */
final class VectorInPlacePath implements MatrixPath {

    /** Rows of a tile. */
    static final int HEIGHT = VectorTiles.MANY_REGISTERS ? VectorRows8x2.ROWS : VectorRows4x2.ROWS;

    private static final int WIDTH = VectorTiles.WIDTH;

    private final RowSums sums;

    VectorInPlacePath(RowSums sums) {
        this.sums = sums;
    }

    @Override
    public int steps(MatrixProduct product) {
        return 1;
    }

    @Override
    public int parts(MatrixProduct product, int step, int threads) {
        int parts = MatrixPath.parts(MatrixPath.blocks(product.n, WIDTH), threads);
        if (product.m % HEIGHT != 0) {
            product.packedA = MatrixProduct.grown(product.packedA, (long) parts * HEIGHT * product.k);
        }
        if (product.n % WIDTH != 0) {
            product.packedB = MatrixProduct.grown(product.packedB, (long) WIDTH * product.k);
        }
        product.edges = MatrixProduct.grown(product.edges, (long) parts * VectorTiles.EDGE);
        return parts;
    }

    @Override
    public void run(MatrixProduct product, int step, int part, int parts) {
        int panels = MatrixPath.blocks(product.n, WIDTH);
        int lastPanel = MatrixPath.share(panels, part + 1, parts);
        int whole = product.m / HEIGHT * HEIGHT;
        int rest = part * HEIGHT * product.k;
        if (whole < product.m) {
            int rows = product.m - whole;
            Arrays.fill(product.packedA, rest + rows * product.k, rest + HEIGHT * product.k, 0f);
            RowTable.copyRectangle(
                    rows,
                    product.k,
                    product.a,
                    product.aOffset + whole * product.lda,
                    product.lda,
                    product.packedA,
                    rest,
                    product.k);
        }
        for (int panel = MatrixPath.share(panels, part, parts); panel < lastPanel; panel++) {
            int column = panel * WIDTH;
            int columns = Math.min(WIDTH, product.n - column);
            float[] b = product.b;
            int bOffset = product.bOffset + column;
            int ldb = product.ldb;
            if (columns < WIDTH) {
                VectorPanels.packPanel(false, product.k, columns, b, bOffset, ldb, product.packedB, 0);
                b = product.packedB;
                bOffset = 0;
                ldb = WIDTH;
            }
            if (product.beta != 0f) {
                sums.scale(
                        product.m, columns, product.beta, product.c, product.cOffset + column, product.ldc);
            }
            for (int row = 0; row < product.m; row += HEIGHT) {
                boolean inPlace = row < whole;
                VectorTiles.multiplyInPlace(
                        Math.min(HEIGHT, product.m - row),
                        columns,
                        product.k,
                        inPlace ? product.a : product.packedA,
                        inPlace ? product.aOffset + row * product.lda : rest,
                        inPlace ? product.lda : product.k,
                        b,
                        bOffset,
                        ldb,
                        product.beta != 0f,
                        product.c,
                        product.cOffset + row * product.ldc + column,
                        product.ldc,
                        product.edges,
                        part * VectorTiles.EDGE);
            }
        }
    }
}

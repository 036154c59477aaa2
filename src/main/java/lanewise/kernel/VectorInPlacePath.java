package lanewise.kernel;

import java.util.Arrays;

/**
 * Products too small or too thin to be packed: register tiles over matrices that lie where they are. Only the rows and
 * columns that fill no tile are copied.
 */
final class VectorInPlacePath implements MatrixPath {

    private static final int WIDTH = VectorTiles.WIDTH;

    private final RowSums sums;
    private final Strips strips = new Strips(VectorTiles.HIGH, VectorTiles.LOW);

    VectorInPlacePath(RowSums sums) {
        this.sums = sums;
    }

    @Override
    public int steps(MatrixProduct product) {
        return 1;
    }

    @Override
    public int parts(MatrixProduct product, int step, int threads) {
        strips.cut(product.m);
        int parts = MatrixPath.parts(MatrixPath.blocks(product.n, WIDTH), threads);
        int busy = Math.min(parts, threads);
        if (strips.start(strips.count()) > product.m) {
            product.packedA = MatrixProduct.grown(product.packedA, (long) busy * VectorTiles.HIGH * product.k);
        }
        if (product.n % WIDTH != 0) {
            product.packedB = MatrixProduct.grown(product.packedB, VectorPanels.distance(product.k));
        }
        product.edges = MatrixProduct.grown(product.edges, (long) busy * VectorTiles.EDGE);
        return parts;
    }

    @Override
    public void run(MatrixProduct product, int step, int part, int parts, int thread) {
        int panels = MatrixPath.blocks(product.n, WIDTH);
        int lastPanel = Share.start(panels, part + 1, parts);
        int copy = thread * VectorTiles.HIGH * product.k;
        copyLastStrip(product, copy);
        for (int panel = Share.start(panels, part, parts); panel < lastPanel; panel++) {
            int column = panel * WIDTH;
            int columns = Math.min(WIDTH, product.n - column);
            boolean wide = columns == WIDTH;
            if (!wide) {
                VectorPanels.packPanel(
                        false,
                        product.k,
                        columns,
                        product.b,
                        product.bOffset + column,
                        product.ldb,
                        product.packedB,
                        0);
            }
            if (product.beta != 0f) {
                sums.scale(product.m, columns, product.beta, product.c, product.cOffset + column, product.ldc);
            }
            for (int strip = 0; strip < strips.count(); strip++) {
                int row = strips.start(strip);
                int rows = Math.min(strips.height(strip), product.m - row);
                boolean high = rows == strips.height(strip);
                VectorTiles.multiplyInPlace(
                        strips.height(strip),
                        rows,
                        columns,
                        product.k,
                        high ? product.a : product.packedA,
                        high ? product.aOffset + row * product.lda : copy,
                        high ? product.lda : product.k,
                        wide ? product.b : product.packedB,
                        wide ? product.bOffset + column : 0,
                        wide ? product.ldb : WIDTH,
                        product.beta != 0f,
                        product.c,
                        product.cOffset + row * product.ldc + column,
                        product.ldc,
                        product.edges,
                        thread * VectorTiles.EDGE);
            }
        }
    }

    /** Copies the rows of a strip that reaches below A, and rows of zeros to fill it up. */
    private void copyLastStrip(MatrixProduct product, int to) {
        int last = strips.count() - 1;
        int row = strips.start(last);
        int rows = product.m - row;
        if (rows < strips.height(last)) {
            Arrays.fill(product.packedA, to + rows * product.k, to + strips.height(last) * product.k, 0f);
            RowTable.copyRectangle(
                    rows,
                    product.k,
                    product.a,
                    product.aOffset + row * product.lda,
                    product.lda,
                    product.packedA,
                    to,
                    product.k);
        }
    }
}

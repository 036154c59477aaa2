package lanewise.kernel;

import java.util.Arrays;

/**
 * Products with a narrow C and an A that is stored transposed: a column of C is a sum of stored rows of A, gathered without
 * gaps.
 */
final class ColumnSumsPath implements MatrixPath {

    private final RowSums sums;

    ColumnSumsPath(RowSums sums) {
        this.sums = sums;
    }

    @Override
    public int steps(MatrixProduct product) {
        return 1;
    }

    @Override
    public int parts(MatrixProduct product, int step, int threads) {
        product.edges = MatrixProduct.grown(product.edges, product.m);
        return MatrixPath.parts(product.m, threads);
    }

    @Override
    public void run(MatrixProduct product, int step, int part, int parts, int thread) {
        int from = Share.start(product.m, part, parts);
        int height = Share.start(product.m, part + 1, parts) - from;
        float[] column = product.edges;
        int c = product.cOffset + from * product.ldc;
        sums.scale(height, product.n, product.beta, product.c, c, product.ldc);
        for (int j = 0; j < product.n; j++) {
            Arrays.fill(column, from, from + height, 0f);
            sums.addRows(
                    height,
                    product.k,
                    product.alpha,
                    product.b,
                    product.transposeB ? product.bOffset + j * product.ldb : product.bOffset + j,
                    product.transposeB ? 1 : product.ldb,
                    product.a,
                    product.aOffset + from,
                    product.lda,
                    column,
                    from);
            for (int i = 0; i < height; i++) {
                product.c[c + i * product.ldc + j] += column[from + i];
            }
        }
    }
}

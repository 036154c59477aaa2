package lanewise.kernel;

/**
 * Products whose elements are dot products of stored rows: where C is narrow, or B is transposed and A has few rows. What is
 * stored the other way is small and copied first.
 */
final class ScalarDotsPath implements MatrixPath {

    private final RowSums sums;
    private final ScalarReduceKernels reduce;

    ScalarDotsPath(RowSums sums, ScalarReduceKernels reduce) {
        this.sums = sums;
        this.reduce = reduce;
    }

    @Override
    public int steps(MatrixProduct product) {
        return product.transposeB ? 1 : 2;
    }

    @Override
    public int parts(MatrixProduct product, int step, int threads) {
        if (step < steps(product) - 1) {
            product.packedB = MatrixProduct.grown(product.packedB, (long) product.k * product.n);
            return 1;
        }
        return MatrixPath.parts(product.m, threads);
    }

    @Override
    public void run(MatrixProduct product, int step, int part, int parts, int thread) {
        int k = product.k;
        if (step < steps(product) - 1) {
            RowTable.transpose(k, product.n, product.b, product.bOffset, product.ldb, product.packedB, 0, k);
            return;
        }
        float[] b = product.transposeB ? product.b : product.packedB;
        int bOffset = product.transposeB ? product.bOffset : 0;
        int ldb = product.transposeB ? product.ldb : k;
        int to = Share.start(product.m, part + 1, parts);
        for (int i = Share.start(product.m, part, parts); i < to; i++) {
            int row = product.cOffset + i * product.ldc;
            sums.scale(product.n, product.beta, product.c, row);
            for (int j = 0; j < product.n; j++) {
                product.c[row + j] += product.alpha
                        * reduce.dot(k, product.a, product.aOffset + i * product.lda, b, bOffset + j * ldb);
            }
        }
    }
}

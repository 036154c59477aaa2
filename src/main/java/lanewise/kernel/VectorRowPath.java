package lanewise.kernel;

/** Products with one row: sums of the rows of B, which is read once from its beginning to its end. */
final class VectorRowPath implements MatrixPath {

    /** Columns in a unit of sharing: a multiple of every lane count. */
    private static final int GRAIN = 64;

    private final VectorMatrixKernels kernels;

    VectorRowPath(VectorMatrixKernels kernels) {
        this.kernels = kernels;
    }

    @Override
    public int steps(MatrixProduct product) {
        return 1;
    }

    @Override
    public int parts(MatrixProduct product, int step, int threads) {
        return Math.min(threads, MatrixPath.blocks(product.n, GRAIN));
    }

    @Override
    public void run(MatrixProduct product, int step, int part, int parts, int thread) {
        int grains = MatrixPath.blocks(product.n, GRAIN);
        int from = GRAIN * Share.start(grains, part, parts);
        int to = Math.min(product.n, GRAIN * Share.start(grains, part + 1, parts));
        kernels.sumOfRows(
                product.k,
                to - from,
                product.alpha,
                product.a,
                product.aOffset,
                product.transposeA ? product.lda : 1,
                product.b,
                product.bOffset + from,
                product.ldb,
                product.beta,
                product.c,
                product.cOffset + from);
    }
}

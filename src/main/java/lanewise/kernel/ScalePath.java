package lanewise.kernel;

/** Products that add nothing: alpha or k is 0, or C is empty. */
final class ScalePath implements MatrixPath {

    private final RowSums sums;

    ScalePath(RowSums sums) {
        this.sums = sums;
    }

    /** Whether a product is one of these. */
    static boolean suits(MatrixProduct product) {
        return product.m == 0 || product.n == 0 || product.k == 0 || product.alpha == 0f;
    }

    @Override
    public int steps(MatrixProduct product) {
        return product.m == 0 || product.n == 0 ? 0 : 1;
    }

    @Override
    public int parts(MatrixProduct product, int step, int threads) {
        return Math.min(product.m, threads);
    }

    @Override
    public void run(MatrixProduct product, int step, int part, int parts, int thread) {
        int from = Share.start(product.m, part, parts);
        int to = Share.start(product.m, part + 1, parts);
        sums.scale(to - from, product.n, product.beta, product.c, product.cOffset + from * product.ldc, product.ldc);
    }
}

package lanewise.kernel;

/**
 * Products whose elements are dot products of stored rows: where C is narrow, or B is transposed and A has few rows. What is
 * stored the other way is small and copied first.
 */
final class VectorDotsPath implements MatrixPath {

    /** The dot products made at a time. */
    private static final int GROUP = 4;

    private final RowSums sums;
    private final VectorReduceKernels reduce;

    VectorDotsPath(RowSums sums, VectorReduceKernels reduce) {
        this.sums = sums;
        this.reduce = reduce;
    }

    @Override
    public int steps(MatrixProduct product) {
        return product.transposeA || !product.transposeB ? 2 : 1;
    }

    @Override
    public int parts(MatrixProduct product, int step, int threads) {
        if (step < steps(product) - 1) {
            product.packedA =
                    MatrixProduct.grown(product.packedA, product.transposeA ? (long) product.m * product.k : 0);
            product.packedB =
                    MatrixProduct.grown(product.packedB, product.transposeB ? 0 : (long) product.k * product.n);
            return 1;
        }
        return MatrixPath.parts(byRows(product) ? product.m : MatrixPath.blocks(product.n, GROUP), threads);
    }

    private static boolean byRows(MatrixProduct product) {
        return product.m >= product.n;
    }

    @Override
    public void run(MatrixProduct product, int step, int part, int parts, int thread) {
        int k = product.k;
        if (step < steps(product) - 1) {
            if (product.transposeA) {
                RowTable.transpose(k, product.m, product.a, product.aOffset, product.lda, product.packedA, 0, k);
            }
            if (!product.transposeB) {
                RowTable.transpose(k, product.n, product.b, product.bOffset, product.ldb, product.packedB, 0, k);
            }
            return;
        }
        int fromRow = 0;
        int toRow = product.m;
        int fromColumn = 0;
        int toColumn = product.n;
        if (byRows(product)) {
            fromRow = Share.start(toRow, part, parts);
            toRow = Share.start(toRow, part + 1, parts);
        } else {
            int groups = MatrixPath.blocks(product.n, GROUP);
            fromColumn = GROUP * Share.start(groups, part, parts);
            toColumn = Math.min(toColumn, GROUP * Share.start(groups, part + 1, parts));
        }
        sums.scale(
                toRow - fromRow,
                toColumn - fromColumn,
                product.beta,
                product.c,
                product.cOffset + fromRow * product.ldc + fromColumn,
                product.ldc);
        float[] a = product.transposeA ? product.packedA : product.a;
        int aOffset = product.transposeA ? 0 : product.aOffset;
        int lda = product.transposeA ? k : product.lda;
        float[] b = product.transposeB ? product.b : product.packedB;
        int bOffset = product.transposeB ? product.bOffset : 0;
        int ldb = product.transposeB ? product.ldb : k;
        for (int j = fromColumn; j < toColumn; j += GROUP) {
            for (int i = fromRow; i < toRow; i++) {
                int c = product.cOffset + i * product.ldc + j;
                if (j + GROUP <= toColumn) {
                    VectorDots.addFour(k, product.alpha, a, aOffset + i * lda, b, bOffset + j * ldb, ldb, product.c, c);
                } else {
                    for (int last = j; last < toColumn; last++) {
                        product.c[c + last - j] +=
                                product.alpha * reduce.dot(k, a, aOffset + i * lda, b, bOffset + last * ldb);
                    }
                }
            }
        }
    }
}

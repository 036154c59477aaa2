package lanewise.kernel;

/** The ways to compute one product; which is taken depends on its form and size only. */
final class VectorPaths implements MatrixProduct.Paths {

    /** No more columns of C than this are dot products. */
    private static final int FEW_COLUMNS = 4;

    /** No more rows of A than this are not worth a transposed copy of B. */
    private static final int FEW_ROWS = 12;

    /** No more rows of A than this are not worth a copy of B. */
    private static final int THIN = 24;

    /** Products of no more multiplications than this are not worth copies of A and B. */
    private static final long SMALL = 64L * 64 * 64;

    private final MatrixPath scale;
    private final MatrixPath columnSums;
    private final MatrixPath dots;
    private final MatrixPath row;
    private final MatrixPath inPlace;
    private final MatrixPath packed;

    VectorPaths(VectorMatrixKernels kernels, RowSums sums, VectorReduceKernels reduce) {
        scale = new ScalePath(sums);
        columnSums = new ColumnSumsPath(sums);
        dots = new VectorDotsPath(sums, reduce);
        row = new VectorRowPath(kernels);
        inPlace = new VectorInPlacePath(sums);
        packed = new VectorPackedPath(sums);
    }

    @Override
    public MatrixPath choose(MatrixProduct product) {
        if (ScalePath.suits(product)) {
            return scale;
        }
        if (product.n <= FEW_COLUMNS) {
            return product.transposeA ? columnSums : dots;
        }
        if (product.transposeB) {
            return product.m <= FEW_ROWS ? dots : packed;
        }
        if (product.m == 1) {
            return row;
        }
        boolean small = product.m <= THIN || (long) product.m * product.n * product.k <= SMALL;
        return small && !product.transposeA && product.alpha == 1f ? inPlace : packed;
    }
}

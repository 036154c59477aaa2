package lanewise.kernel;

/** Products of matrices without the Vector API. */
final class ScalarMatrixKernels implements MatrixKernels {

    /** A C narrower than this is computed by dot products, or by columns. */
    private static final int NARROW = 8;

    /** With B transposed, an A of no more rows than this is not worth the copy of B. */
    private static final int FEW_ROWS = 4;

    private final ScalarReduceKernels reduce = new ScalarReduceKernels();
    private final ScalarColumnKernels column = new ScalarColumnKernels();
    private final RowSums sums = new RowSums(column, new ScalarElementKernels());

    @Override
    public MatrixProduct product() {
        return new MatrixProduct(new Paths(sums, reduce));
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
            sums.gemvTransposed(rows, columns, alpha, a, aOffset, lda, x, xOffset, beta, y, yOffset);
            return;
        }
        sums.scale(rows, beta, y, yOffset);
        if (alpha == 0f) {
            return;
        }
        for (int i = 0; i < rows; i++) {
            y[yOffset + i] += alpha * reduce.dot(columns, a, aOffset + i * lda, x, xOffset);
        }
    }

    @Override
    public float dot(int n, float[] x, int xOffset, float[] y, int yOffset) {
        return reduce.dot(n, x, xOffset, y, yOffset);
    }

    @Override
    public void axpy(int n, float alpha, float[] x, int xOffset, float[] y, int yOffset) {
        column.axpy(n, alpha, x, xOffset, y, yOffset);
    }

    /** The ways to compute one product; which is taken depends on its form and size only. */
    private static final class Paths implements MatrixProduct.Paths {
        private final MatrixPath scale;
        private final MatrixPath columnSums;
        private final MatrixPath dots;
        private final MatrixPath rows;

        Paths(RowSums sums, ScalarReduceKernels reduce) {
            scale = new ScalePath(sums);
            columnSums = new ColumnSumsPath(sums);
            dots = new ScalarDotsPath(sums, reduce);
            rows = new ScalarRowsPath(sums);
        }

        @Override
        public MatrixPath choose(MatrixProduct product) {
            if (ScalePath.suits(product)) {
                return scale;
            }
            if (product.transposeA) {
                return product.n < NARROW ? columnSums : rows;
            }
            return product.n < NARROW || (product.transposeB && product.m <= FEW_ROWS) ? dots : rows;
        }
    }
}

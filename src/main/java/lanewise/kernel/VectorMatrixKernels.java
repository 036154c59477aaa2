package lanewise.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Products of matrices by fused multiply-adds; {@link VectorPaths} has the ways in which a large one is computed. */
final class VectorMatrixKernels implements MatrixKernels {

    private static final VectorSpecies<Float> SPECIES = Lanes.SPECIES;
    private static final int LANES = Lanes.COUNT;

    private final VectorReduceKernels reduce = new VectorReduceKernels();
    private final VectorColumnKernels column = new VectorColumnKernels();
    private final RowSums sums = new RowSums(column, new VectorElementKernels());

    @Override
    public MatrixProduct product() {
        return new MatrixProduct(new VectorPaths(this, sums, reduce));
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
            sumOfRows(rows, columns, alpha, x, xOffset, 1, a, aOffset, lda, beta, y, yOffset);
            return;
        }
        sums.scale(rows, beta, y, yOffset);
        if (alpha == 0f) {
            return;
        }
        int i = 0;
        for (; i <= rows - 4; i += 4) {
            VectorDots.addFour(columns, alpha, x, xOffset, a, aOffset + i * lda, lda, y, yOffset + i);
        }
        for (; i < rows; i++) {
            y[yOffset + i] += alpha * reduce.dot(columns, a, aOffset + i * lda, x, xOffset);
        }
    }

    /** {@code y = beta * y} plus {@code alpha * x[p]} times row p of B, for every p below {@code depth}. */
    void sumOfRows(
            int depth,
            int n,
            float alpha,
            float[] x,
            int xOffset,
            int xStep,
            float[] b,
            int bOffset,
            int ldb,
            float beta,
            float[] y,
            int yOffset) {
        sums.scale(n, beta, y, yOffset);
        if (alpha == 0f) {
            return;
        }
        int p = 0;
        for (; p <= depth - 8; p += 8) {
            addEight(n, alpha, x, xOffset + p * xStep, xStep, b, bOffset + p * ldb, ldb, y, yOffset);
        }
        sums.addRows(n, depth - p, alpha, x, xOffset + p * xStep, xStep, b, bOffset + p * ldb, ldb, y, yOffset);
    }

    /** {@code y += alpha * (x[0] * b[0] + ... + x[7] * b[7])} with rows b: eight streams keep the memory busy. */
    private static void addEight(
            int n,
            float alpha,
            float[] x,
            int xOffset,
            int xStep,
            float[] b,
            int bOffset,
            int ldb,
            float[] y,
            int yOffset) {
        int b1 = bOffset + ldb;
        int b2 = b1 + ldb;
        int b3 = b2 + ldb;
        int b4 = b3 + ldb;
        int b5 = b4 + ldb;
        int b6 = b5 + ldb;
        int b7 = b6 + ldb;
        float x0 = alpha * x[xOffset];
        float x1 = alpha * x[xOffset + xStep];
        float x2 = alpha * x[xOffset + 2 * xStep];
        float x3 = alpha * x[xOffset + 3 * xStep];
        float x4 = alpha * x[xOffset + 4 * xStep];
        float x5 = alpha * x[xOffset + 5 * xStep];
        float x6 = alpha * x[xOffset + 6 * xStep];
        float x7 = alpha * x[xOffset + 7 * xStep];
        FloatVector v0 = FloatVector.broadcast(SPECIES, x0);
        FloatVector v1 = FloatVector.broadcast(SPECIES, x1);
        FloatVector v2 = FloatVector.broadcast(SPECIES, x2);
        FloatVector v3 = FloatVector.broadcast(SPECIES, x3);
        FloatVector v4 = FloatVector.broadcast(SPECIES, x4);
        FloatVector v5 = FloatVector.broadcast(SPECIES, x5);
        FloatVector v6 = FloatVector.broadcast(SPECIES, x6);
        FloatVector v7 = FloatVector.broadcast(SPECIES, x7);
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            FloatVector even = v0.fma(
                    FloatVector.fromArray(SPECIES, b, bOffset + i), FloatVector.fromArray(SPECIES, y, yOffset + i));
            FloatVector odd = v1.mul(FloatVector.fromArray(SPECIES, b, b1 + i));
            even = v2.fma(FloatVector.fromArray(SPECIES, b, b2 + i), even);
            odd = v3.fma(FloatVector.fromArray(SPECIES, b, b3 + i), odd);
            even = v4.fma(FloatVector.fromArray(SPECIES, b, b4 + i), even);
            odd = v5.fma(FloatVector.fromArray(SPECIES, b, b5 + i), odd);
            even = v6.fma(FloatVector.fromArray(SPECIES, b, b6 + i), even);
            odd = v7.fma(FloatVector.fromArray(SPECIES, b, b7 + i), odd);
            even.add(odd).intoArray(y, yOffset + i);
        }
        for (; i < n; i++) {
            float even = x0 * b[bOffset + i] + x2 * b[b2 + i] + x4 * b[b4 + i] + x6 * b[b6 + i];
            float odd = x1 * b[b1 + i] + x3 * b[b3 + i] + x5 * b[b5 + i] + x7 * b[b7 + i];
            y[yOffset + i] += even + odd;
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
}

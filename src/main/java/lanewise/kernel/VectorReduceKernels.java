package lanewise.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Reductions with four accumulators, folded in a fixed order after the loop; {@code reduceLanes(ADD)} would leave the order
 * to the compiler, and the sum would change when the method is compiled.
 */
final class VectorReduceKernels implements ReduceKernels {

    private static final VectorSpecies<Float> SPECIES = Lanes.SPECIES;
    private static final int LANES = Lanes.COUNT;

    @Override
    public float sum(int n, float[] x, int xOffset) {
        FloatVector s0 = FloatVector.zero(SPECIES);
        FloatVector s1 = s0;
        FloatVector s2 = s0;
        FloatVector s3 = s0;
        int i = 0;
        for (; i <= n - 4 * LANES; i += 4 * LANES) {
            s0 = s0.add(FloatVector.fromArray(SPECIES, x, xOffset + i));
            s1 = s1.add(FloatVector.fromArray(SPECIES, x, xOffset + i + LANES));
            s2 = s2.add(FloatVector.fromArray(SPECIES, x, xOffset + i + 2 * LANES));
            s3 = s3.add(FloatVector.fromArray(SPECIES, x, xOffset + i + 3 * LANES));
        }
        for (; i <= n - LANES; i += LANES) {
            s0 = s0.add(FloatVector.fromArray(SPECIES, x, xOffset + i));
        }
        FloatVector s = s0.add(s1).add(s2.add(s3));
        if (LANES >= 16) {
            s = s.add(s.rearrange(Lanes.ROTATE_8));
        }
        if (LANES >= 8) {
            s = s.add(s.rearrange(Lanes.ROTATE_4));
        }
        s = s.add(s.rearrange(Lanes.ROTATE_2));
        s = s.add(s.rearrange(Lanes.ROTATE_1));
        float sum = s.lane(0);
        for (; i < n; i++) {
            sum += x[xOffset + i];
        }
        return sum;
    }

    @Override
    public float sumOfSquares(int n, float[] x, int xOffset) {
        FloatVector s0 = FloatVector.zero(SPECIES);
        FloatVector s1 = s0;
        FloatVector s2 = s0;
        FloatVector s3 = s0;
        int i = 0;
        for (; i <= n - 4 * LANES; i += 4 * LANES) {
            FloatVector x0 = FloatVector.fromArray(SPECIES, x, xOffset + i);
            s0 = x0.fma(x0, s0);
            FloatVector x1 = FloatVector.fromArray(SPECIES, x, xOffset + i + LANES);
            s1 = x1.fma(x1, s1);
            FloatVector x2 = FloatVector.fromArray(SPECIES, x, xOffset + i + 2 * LANES);
            s2 = x2.fma(x2, s2);
            FloatVector x3 = FloatVector.fromArray(SPECIES, x, xOffset + i + 3 * LANES);
            s3 = x3.fma(x3, s3);
        }
        for (; i <= n - LANES; i += LANES) {
            FloatVector x0 = FloatVector.fromArray(SPECIES, x, xOffset + i);
            s0 = x0.fma(x0, s0);
        }
        FloatVector s = s0.add(s1).add(s2.add(s3));
        if (LANES >= 16) {
            s = s.add(s.rearrange(Lanes.ROTATE_8));
        }
        if (LANES >= 8) {
            s = s.add(s.rearrange(Lanes.ROTATE_4));
        }
        s = s.add(s.rearrange(Lanes.ROTATE_2));
        s = s.add(s.rearrange(Lanes.ROTATE_1));
        float sum = s.lane(0);
        for (; i < n; i++) {
            sum += x[xOffset + i] * x[xOffset + i];
        }
        return sum;
    }

    /** The sum of {@code x[i] * y[i]}, which the matrix and row kernels share. */
    float dot(int n, float[] x, int xOffset, float[] y, int yOffset) {
        FloatVector s0 = FloatVector.zero(SPECIES);
        FloatVector s1 = s0;
        FloatVector s2 = s0;
        FloatVector s3 = s0;
        int i = 0;
        for (; i <= n - 4 * LANES; i += 4 * LANES) {
            FloatVector x0 = FloatVector.fromArray(SPECIES, x, xOffset + i);
            s0 = x0.fma(FloatVector.fromArray(SPECIES, y, yOffset + i), s0);
            FloatVector x1 = FloatVector.fromArray(SPECIES, x, xOffset + i + LANES);
            s1 = x1.fma(FloatVector.fromArray(SPECIES, y, yOffset + i + LANES), s1);
            FloatVector x2 = FloatVector.fromArray(SPECIES, x, xOffset + i + 2 * LANES);
            s2 = x2.fma(FloatVector.fromArray(SPECIES, y, yOffset + i + 2 * LANES), s2);
            FloatVector x3 = FloatVector.fromArray(SPECIES, x, xOffset + i + 3 * LANES);
            s3 = x3.fma(FloatVector.fromArray(SPECIES, y, yOffset + i + 3 * LANES), s3);
        }
        for (; i <= n - LANES; i += LANES) {
            FloatVector x0 = FloatVector.fromArray(SPECIES, x, xOffset + i);
            s0 = x0.fma(FloatVector.fromArray(SPECIES, y, yOffset + i), s0);
        }
        FloatVector s = s0.add(s1).add(s2.add(s3));
        if (LANES >= 16) {
            s = s.add(s.rearrange(Lanes.ROTATE_8));
        }
        if (LANES >= 8) {
            s = s.add(s.rearrange(Lanes.ROTATE_4));
        }
        s = s.add(s.rearrange(Lanes.ROTATE_2));
        s = s.add(s.rearrange(Lanes.ROTATE_1));
        float sum = s.lane(0);
        for (; i < n; i++) {
            sum += x[xOffset + i] * y[yOffset + i];
        }
        return sum;
    }

    @Override
    public float max(int n, float[] x, int xOffset) {
        FloatVector m0 = FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY);
        FloatVector m1 = m0;
        int i = 0;
        for (; i <= n - 2 * LANES; i += 2 * LANES) {
            m0 = m0.max(FloatVector.fromArray(SPECIES, x, xOffset + i));
            m1 = m1.max(FloatVector.fromArray(SPECIES, x, xOffset + i + LANES));
        }
        for (; i <= n - LANES; i += LANES) {
            m0 = m0.max(FloatVector.fromArray(SPECIES, x, xOffset + i));
        }
        // The order of a maximum cannot change it, so the compiler may fold the lanes.
        float max = m0.max(m1).reduceLanes(VectorOperators.MAX);
        for (; i < n; i++) {
            max = Math.max(max, x[xOffset + i]);
        }
        return max;
    }

    /** Finds the largest element first and then where it stands: two short loops beat one that carries indices. */
    @Override
    public int argmax(int n, float[] x, int xOffset) {
        float max = max(n, x, xOffset);
        boolean nan = Float.isNaN(max);
        int i = 0;
        for (; i <= n - LANES; i += LANES) {
            FloatVector v = FloatVector.fromArray(SPECIES, x, xOffset + i);
            VectorMask<Float> found = nan ? v.compare(VectorOperators.NE, v) : v.compare(VectorOperators.EQ, max);
            if (found.anyTrue()) {
                return i + found.firstTrue();
            }
        }
        while (i < n - 1 && !(nan ? Float.isNaN(x[xOffset + i]) : x[xOffset + i] == max)) {
            i++;
        }
        return i;
    }
}

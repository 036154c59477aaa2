package lanewise.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Four dot products at a time: the one vector they share is loaded once. */
final class VectorDots {

    private static final VectorSpecies<Float> SPECIES = Lanes.SPECIES;
    private static final int LANES = Lanes.COUNT;

    private VectorDots() {}

    /** Adds to each of four elements of {@code out} alpha times the dot product of x with a row of y. */
    static void addFour(
            int n, float alpha, float[] x, int xOffset, float[] y, int yOffset, int ldy, float[] out, int outOffset) {
        int y1 = yOffset + ldy;
        int y2 = y1 + ldy;
        int y3 = y2 + ldy;
        FloatVector s0 = FloatVector.zero(SPECIES);
        FloatVector s1 = s0;
        FloatVector s2 = s0;
        FloatVector s3 = s0;
        FloatVector t0 = s0;
        FloatVector t1 = s0;
        FloatVector t2 = s0;
        FloatVector t3 = s0;
        int i = 0;
        for (; i <= n - 2 * LANES; i += 2 * LANES) {
            FloatVector u = FloatVector.fromArray(SPECIES, x, xOffset + i);
            FloatVector v = FloatVector.fromArray(SPECIES, x, xOffset + i + LANES);
            s0 = u.fma(FloatVector.fromArray(SPECIES, y, yOffset + i), s0);
            t0 = v.fma(FloatVector.fromArray(SPECIES, y, yOffset + i + LANES), t0);
            s1 = u.fma(FloatVector.fromArray(SPECIES, y, y1 + i), s1);
            t1 = v.fma(FloatVector.fromArray(SPECIES, y, y1 + i + LANES), t1);
            s2 = u.fma(FloatVector.fromArray(SPECIES, y, y2 + i), s2);
            t2 = v.fma(FloatVector.fromArray(SPECIES, y, y2 + i + LANES), t2);
            s3 = u.fma(FloatVector.fromArray(SPECIES, y, y3 + i), s3);
            t3 = v.fma(FloatVector.fromArray(SPECIES, y, y3 + i + LANES), t3);
        }
        if (i <= n - LANES) {
            FloatVector u = FloatVector.fromArray(SPECIES, x, xOffset + i);
            s0 = u.fma(FloatVector.fromArray(SPECIES, y, yOffset + i), s0);
            s1 = u.fma(FloatVector.fromArray(SPECIES, y, y1 + i), s1);
            s2 = u.fma(FloatVector.fromArray(SPECIES, y, y2 + i), s2);
            s3 = u.fma(FloatVector.fromArray(SPECIES, y, y3 + i), s3);
            i += LANES;
        }
        s0 = s0.add(t0);
        s1 = s1.add(t1);
        s2 = s2.add(t2);
        s3 = s3.add(t3);
        if (LANES >= 16) {
            s0 = s0.add(s0.rearrange(Lanes.ROTATE_8));
            s1 = s1.add(s1.rearrange(Lanes.ROTATE_8));
            s2 = s2.add(s2.rearrange(Lanes.ROTATE_8));
            s3 = s3.add(s3.rearrange(Lanes.ROTATE_8));
        }
        if (LANES >= 8) {
            s0 = s0.add(s0.rearrange(Lanes.ROTATE_4));
            s1 = s1.add(s1.rearrange(Lanes.ROTATE_4));
            s2 = s2.add(s2.rearrange(Lanes.ROTATE_4));
            s3 = s3.add(s3.rearrange(Lanes.ROTATE_4));
        }
        s0 = s0.add(s0.rearrange(Lanes.ROTATE_2));
        s1 = s1.add(s1.rearrange(Lanes.ROTATE_2));
        s2 = s2.add(s2.rearrange(Lanes.ROTATE_2));
        s3 = s3.add(s3.rearrange(Lanes.ROTATE_2));
        float sum0 = s0.add(s0.rearrange(Lanes.ROTATE_1)).lane(0);
        float sum1 = s1.add(s1.rearrange(Lanes.ROTATE_1)).lane(0);
        float sum2 = s2.add(s2.rearrange(Lanes.ROTATE_1)).lane(0);
        float sum3 = s3.add(s3.rearrange(Lanes.ROTATE_1)).lane(0);
        for (; i < n; i++) {
            float element = x[xOffset + i];
            sum0 += element * y[yOffset + i];
            sum1 += element * y[y1 + i];
            sum2 += element * y[y2 + i];
            sum3 += element * y[y3 + i];
        }
        out[outOffset] += alpha * sum0;
        out[outOffset + 1] += alpha * sum1;
        out[outOffset + 2] += alpha * sum2;
        out[outOffset + 3] += alpha * sum3;
    }
}

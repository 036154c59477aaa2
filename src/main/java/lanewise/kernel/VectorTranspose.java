package lanewise.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * Transposes squares of 16 x 16 in registers, where a vector holds 16 floats: four rounds, each of which swaps the off-diagonal
 * halves of all squares of twice its size.
 *
 * <p>Written out in one method with one path, as the register tiles are.
 */
final class VectorTranspose {

    static final int SIZE = 16;

    /** Whether the vectors of this machine have the right length. */
    static final boolean AVAILABLE = Lanes.COUNT == SIZE;

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_512;

    private static final VectorMask<Float> ODD_8 = odd(8);
    private static final VectorShuffle<Float> UP_8 = VectorShuffle.iota(SPECIES, 8, 1, true);
    private static final VectorShuffle<Float> DOWN_8 = VectorShuffle.iota(SPECIES, 8, 1, true);

    private static final VectorMask<Float> ODD_4 = odd(4);
    private static final VectorShuffle<Float> UP_4 = VectorShuffle.iota(SPECIES, 12, 1, true);
    private static final VectorShuffle<Float> DOWN_4 = VectorShuffle.iota(SPECIES, 4, 1, true);

    private static final VectorMask<Float> ODD_2 = odd(2);
    private static final VectorShuffle<Float> UP_2 = VectorShuffle.iota(SPECIES, 14, 1, true);
    private static final VectorShuffle<Float> DOWN_2 = VectorShuffle.iota(SPECIES, 2, 1, true);

    private static final VectorMask<Float> ODD_1 = odd(1);
    private static final VectorShuffle<Float> UP_1 = VectorShuffle.iota(SPECIES, 15, 1, true);
    private static final VectorShuffle<Float> DOWN_1 = VectorShuffle.iota(SPECIES, 1, 1, true);

    private VectorTranspose() {}

    /** The lanes in odd groups of a size. */
    private static VectorMask<Float> odd(int size) {
        boolean[] odd = new boolean[SIZE];
        for (int i = 0; i < SIZE; i++) {
            odd[i] = (i & size) != 0;
        }
        return VectorMask.fromArray(SPECIES, odd, 0);
    }

    /**
     * Writes {@code factor} times the transposes of so many squares of x, which begin {@code xStep} apart and have rows
     * {@code ldx} apart, to squares of y that begin {@code yStep} apart and have rows {@code ldy} apart.
     */
    static void squares(
            int count,
            float factor,
            float[] x,
            int xOffset,
            int xStep,
            int ldx,
            float[] y,
            int yOffset,
            int yStep,
            int ldy) {
        for (int square = 0; square < count; square++) {
            int from = xOffset + square * xStep;
            int to = yOffset + square * yStep;
            FloatVector a0 = FloatVector.fromArray(SPECIES, x, from).mul(factor);
            FloatVector a1 = FloatVector.fromArray(SPECIES, x, from + ldx).mul(factor);
            FloatVector a2 = FloatVector.fromArray(SPECIES, x, from + 2 * ldx).mul(factor);
            FloatVector a3 = FloatVector.fromArray(SPECIES, x, from + 3 * ldx).mul(factor);
            FloatVector a4 = FloatVector.fromArray(SPECIES, x, from + 4 * ldx).mul(factor);
            FloatVector a5 = FloatVector.fromArray(SPECIES, x, from + 5 * ldx).mul(factor);
            FloatVector a6 = FloatVector.fromArray(SPECIES, x, from + 6 * ldx).mul(factor);
            FloatVector a7 = FloatVector.fromArray(SPECIES, x, from + 7 * ldx).mul(factor);
            FloatVector a8 = FloatVector.fromArray(SPECIES, x, from + 8 * ldx).mul(factor);
            FloatVector a9 = FloatVector.fromArray(SPECIES, x, from + 9 * ldx).mul(factor);
            FloatVector a10 = FloatVector.fromArray(SPECIES, x, from + 10 * ldx).mul(factor);
            FloatVector a11 = FloatVector.fromArray(SPECIES, x, from + 11 * ldx).mul(factor);
            FloatVector a12 = FloatVector.fromArray(SPECIES, x, from + 12 * ldx).mul(factor);
            FloatVector a13 = FloatVector.fromArray(SPECIES, x, from + 13 * ldx).mul(factor);
            FloatVector a14 = FloatVector.fromArray(SPECIES, x, from + 14 * ldx).mul(factor);
            FloatVector a15 = FloatVector.fromArray(SPECIES, x, from + 15 * ldx).mul(factor);
            FloatVector b0 = a0.blend(a8.rearrange(UP_8), ODD_8);
            FloatVector b8 = a0.rearrange(DOWN_8).blend(a8, ODD_8);
            FloatVector b1 = a1.blend(a9.rearrange(UP_8), ODD_8);
            FloatVector b9 = a1.rearrange(DOWN_8).blend(a9, ODD_8);
            FloatVector b2 = a2.blend(a10.rearrange(UP_8), ODD_8);
            FloatVector b10 = a2.rearrange(DOWN_8).blend(a10, ODD_8);
            FloatVector b3 = a3.blend(a11.rearrange(UP_8), ODD_8);
            FloatVector b11 = a3.rearrange(DOWN_8).blend(a11, ODD_8);
            FloatVector b4 = a4.blend(a12.rearrange(UP_8), ODD_8);
            FloatVector b12 = a4.rearrange(DOWN_8).blend(a12, ODD_8);
            FloatVector b5 = a5.blend(a13.rearrange(UP_8), ODD_8);
            FloatVector b13 = a5.rearrange(DOWN_8).blend(a13, ODD_8);
            FloatVector b6 = a6.blend(a14.rearrange(UP_8), ODD_8);
            FloatVector b14 = a6.rearrange(DOWN_8).blend(a14, ODD_8);
            FloatVector b7 = a7.blend(a15.rearrange(UP_8), ODD_8);
            FloatVector b15 = a7.rearrange(DOWN_8).blend(a15, ODD_8);
            FloatVector c0 = b0.blend(b4.rearrange(UP_4), ODD_4);
            FloatVector c4 = b0.rearrange(DOWN_4).blend(b4, ODD_4);
            FloatVector c1 = b1.blend(b5.rearrange(UP_4), ODD_4);
            FloatVector c5 = b1.rearrange(DOWN_4).blend(b5, ODD_4);
            FloatVector c2 = b2.blend(b6.rearrange(UP_4), ODD_4);
            FloatVector c6 = b2.rearrange(DOWN_4).blend(b6, ODD_4);
            FloatVector c3 = b3.blend(b7.rearrange(UP_4), ODD_4);
            FloatVector c7 = b3.rearrange(DOWN_4).blend(b7, ODD_4);
            FloatVector c8 = b8.blend(b12.rearrange(UP_4), ODD_4);
            FloatVector c12 = b8.rearrange(DOWN_4).blend(b12, ODD_4);
            FloatVector c9 = b9.blend(b13.rearrange(UP_4), ODD_4);
            FloatVector c13 = b9.rearrange(DOWN_4).blend(b13, ODD_4);
            FloatVector c10 = b10.blend(b14.rearrange(UP_4), ODD_4);
            FloatVector c14 = b10.rearrange(DOWN_4).blend(b14, ODD_4);
            FloatVector c11 = b11.blend(b15.rearrange(UP_4), ODD_4);
            FloatVector c15 = b11.rearrange(DOWN_4).blend(b15, ODD_4);
            FloatVector d0 = c0.blend(c2.rearrange(UP_2), ODD_2);
            FloatVector d2 = c0.rearrange(DOWN_2).blend(c2, ODD_2);
            FloatVector d1 = c1.blend(c3.rearrange(UP_2), ODD_2);
            FloatVector d3 = c1.rearrange(DOWN_2).blend(c3, ODD_2);
            FloatVector d4 = c4.blend(c6.rearrange(UP_2), ODD_2);
            FloatVector d6 = c4.rearrange(DOWN_2).blend(c6, ODD_2);
            FloatVector d5 = c5.blend(c7.rearrange(UP_2), ODD_2);
            FloatVector d7 = c5.rearrange(DOWN_2).blend(c7, ODD_2);
            FloatVector d8 = c8.blend(c10.rearrange(UP_2), ODD_2);
            FloatVector d10 = c8.rearrange(DOWN_2).blend(c10, ODD_2);
            FloatVector d9 = c9.blend(c11.rearrange(UP_2), ODD_2);
            FloatVector d11 = c9.rearrange(DOWN_2).blend(c11, ODD_2);
            FloatVector d12 = c12.blend(c14.rearrange(UP_2), ODD_2);
            FloatVector d14 = c12.rearrange(DOWN_2).blend(c14, ODD_2);
            FloatVector d13 = c13.blend(c15.rearrange(UP_2), ODD_2);
            FloatVector d15 = c13.rearrange(DOWN_2).blend(c15, ODD_2);
            FloatVector e0 = d0.blend(d1.rearrange(UP_1), ODD_1);
            FloatVector e1 = d0.rearrange(DOWN_1).blend(d1, ODD_1);
            FloatVector e2 = d2.blend(d3.rearrange(UP_1), ODD_1);
            FloatVector e3 = d2.rearrange(DOWN_1).blend(d3, ODD_1);
            FloatVector e4 = d4.blend(d5.rearrange(UP_1), ODD_1);
            FloatVector e5 = d4.rearrange(DOWN_1).blend(d5, ODD_1);
            FloatVector e6 = d6.blend(d7.rearrange(UP_1), ODD_1);
            FloatVector e7 = d6.rearrange(DOWN_1).blend(d7, ODD_1);
            FloatVector e8 = d8.blend(d9.rearrange(UP_1), ODD_1);
            FloatVector e9 = d8.rearrange(DOWN_1).blend(d9, ODD_1);
            FloatVector e10 = d10.blend(d11.rearrange(UP_1), ODD_1);
            FloatVector e11 = d10.rearrange(DOWN_1).blend(d11, ODD_1);
            FloatVector e12 = d12.blend(d13.rearrange(UP_1), ODD_1);
            FloatVector e13 = d12.rearrange(DOWN_1).blend(d13, ODD_1);
            FloatVector e14 = d14.blend(d15.rearrange(UP_1), ODD_1);
            FloatVector e15 = d14.rearrange(DOWN_1).blend(d15, ODD_1);
            e0.intoArray(y, to);
            e1.intoArray(y, to + ldy);
            e2.intoArray(y, to + 2 * ldy);
            e3.intoArray(y, to + 3 * ldy);
            e4.intoArray(y, to + 4 * ldy);
            e5.intoArray(y, to + 5 * ldy);
            e6.intoArray(y, to + 6 * ldy);
            e7.intoArray(y, to + 7 * ldy);
            e8.intoArray(y, to + 8 * ldy);
            e9.intoArray(y, to + 9 * ldy);
            e10.intoArray(y, to + 10 * ldy);
            e11.intoArray(y, to + 11 * ldy);
            e12.intoArray(y, to + 12 * ldy);
            e13.intoArray(y, to + 13 * ldy);
            e14.intoArray(y, to + 14 * ldy);
            e15.intoArray(y, to + 15 * ldy);
        }
    }
}

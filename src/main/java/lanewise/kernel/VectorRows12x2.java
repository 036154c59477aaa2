package lanewise.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The register tile of 12 rows by two vectors, over an A that lies where it is: for products too small to be packed.
 *
 * <p>Written out in one method with one path: the compiler stops inlining the vector operations of a method whose graph
 * grows too large, and then boxes every vector. A branch around the stores is enough.
 */
final class VectorRows12x2 {

    static final int ROWS = 12;

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    private VectorRows12x2() {}

    /**
     * Writes to C the sum of the start, read with a leading dimension of its own, and of the products of {@code depth} columns
     * of A and rows of B, which are {@code lda} and {@code ldb} apart.
     */
    static void multiply(
            int depth,
            float[] a,
            int aOffset,
            int lda,
            float[] b,
            int bOffset,
            int ldb,
            float[] start,
            int startOffset,
            int ldStart,
            float[] c,
            int cOffset,
            int ldc) {
        int from1 = startOffset + ldStart;
        int from2 = from1 + ldStart;
        int from3 = from2 + ldStart;
        int from4 = from3 + ldStart;
        int from5 = from4 + ldStart;
        int from6 = from5 + ldStart;
        int from7 = from6 + ldStart;
        int from8 = from7 + ldStart;
        int from9 = from8 + ldStart;
        int from10 = from9 + ldStart;
        int from11 = from10 + ldStart;
        FloatVector c0a = FloatVector.fromArray(SPECIES, start, startOffset);
        FloatVector c0b = FloatVector.fromArray(SPECIES, start, startOffset + LANES);
        FloatVector c1a = FloatVector.fromArray(SPECIES, start, from1);
        FloatVector c1b = FloatVector.fromArray(SPECIES, start, from1 + LANES);
        FloatVector c2a = FloatVector.fromArray(SPECIES, start, from2);
        FloatVector c2b = FloatVector.fromArray(SPECIES, start, from2 + LANES);
        FloatVector c3a = FloatVector.fromArray(SPECIES, start, from3);
        FloatVector c3b = FloatVector.fromArray(SPECIES, start, from3 + LANES);
        FloatVector c4a = FloatVector.fromArray(SPECIES, start, from4);
        FloatVector c4b = FloatVector.fromArray(SPECIES, start, from4 + LANES);
        FloatVector c5a = FloatVector.fromArray(SPECIES, start, from5);
        FloatVector c5b = FloatVector.fromArray(SPECIES, start, from5 + LANES);
        FloatVector c6a = FloatVector.fromArray(SPECIES, start, from6);
        FloatVector c6b = FloatVector.fromArray(SPECIES, start, from6 + LANES);
        FloatVector c7a = FloatVector.fromArray(SPECIES, start, from7);
        FloatVector c7b = FloatVector.fromArray(SPECIES, start, from7 + LANES);
        FloatVector c8a = FloatVector.fromArray(SPECIES, start, from8);
        FloatVector c8b = FloatVector.fromArray(SPECIES, start, from8 + LANES);
        FloatVector c9a = FloatVector.fromArray(SPECIES, start, from9);
        FloatVector c9b = FloatVector.fromArray(SPECIES, start, from9 + LANES);
        FloatVector c10a = FloatVector.fromArray(SPECIES, start, from10);
        FloatVector c10b = FloatVector.fromArray(SPECIES, start, from10 + LANES);
        FloatVector c11a = FloatVector.fromArray(SPECIES, start, from11);
        FloatVector c11b = FloatVector.fromArray(SPECIES, start, from11 + LANES);
        int row1 = aOffset + lda;
        int row2 = row1 + lda;
        int row3 = row2 + lda;
        int row4 = row3 + lda;
        int row5 = row4 + lda;
        int row6 = row5 + lda;
        int row7 = row6 + lda;
        int row8 = row7 + lda;
        int row9 = row8 + lda;
        int row10 = row9 + lda;
        int row11 = row10 + lda;
        for (int p = 0; p < depth; p++) {
            FloatVector ba = FloatVector.fromArray(SPECIES, b, bOffset + p * ldb);
            FloatVector bb = FloatVector.fromArray(SPECIES, b, bOffset + p * ldb + LANES);
            FloatVector a0 = FloatVector.broadcast(SPECIES, a[aOffset + p]);
            c0a = a0.fma(ba, c0a);
            c0b = a0.fma(bb, c0b);
            FloatVector a1 = FloatVector.broadcast(SPECIES, a[row1 + p]);
            c1a = a1.fma(ba, c1a);
            c1b = a1.fma(bb, c1b);
            FloatVector a2 = FloatVector.broadcast(SPECIES, a[row2 + p]);
            c2a = a2.fma(ba, c2a);
            c2b = a2.fma(bb, c2b);
            FloatVector a3 = FloatVector.broadcast(SPECIES, a[row3 + p]);
            c3a = a3.fma(ba, c3a);
            c3b = a3.fma(bb, c3b);
            FloatVector a4 = FloatVector.broadcast(SPECIES, a[row4 + p]);
            c4a = a4.fma(ba, c4a);
            c4b = a4.fma(bb, c4b);
            FloatVector a5 = FloatVector.broadcast(SPECIES, a[row5 + p]);
            c5a = a5.fma(ba, c5a);
            c5b = a5.fma(bb, c5b);
            FloatVector a6 = FloatVector.broadcast(SPECIES, a[row6 + p]);
            c6a = a6.fma(ba, c6a);
            c6b = a6.fma(bb, c6b);
            FloatVector a7 = FloatVector.broadcast(SPECIES, a[row7 + p]);
            c7a = a7.fma(ba, c7a);
            c7b = a7.fma(bb, c7b);
            FloatVector a8 = FloatVector.broadcast(SPECIES, a[row8 + p]);
            c8a = a8.fma(ba, c8a);
            c8b = a8.fma(bb, c8b);
            FloatVector a9 = FloatVector.broadcast(SPECIES, a[row9 + p]);
            c9a = a9.fma(ba, c9a);
            c9b = a9.fma(bb, c9b);
            FloatVector a10 = FloatVector.broadcast(SPECIES, a[row10 + p]);
            c10a = a10.fma(ba, c10a);
            c10b = a10.fma(bb, c10b);
            FloatVector a11 = FloatVector.broadcast(SPECIES, a[row11 + p]);
            c11a = a11.fma(ba, c11a);
            c11b = a11.fma(bb, c11b);
        }
        int to1 = cOffset + ldc;
        int to2 = to1 + ldc;
        int to3 = to2 + ldc;
        int to4 = to3 + ldc;
        int to5 = to4 + ldc;
        int to6 = to5 + ldc;
        int to7 = to6 + ldc;
        int to8 = to7 + ldc;
        int to9 = to8 + ldc;
        int to10 = to9 + ldc;
        int to11 = to10 + ldc;
        c0a.intoArray(c, cOffset);
        c0b.intoArray(c, cOffset + LANES);
        c1a.intoArray(c, to1);
        c1b.intoArray(c, to1 + LANES);
        c2a.intoArray(c, to2);
        c2b.intoArray(c, to2 + LANES);
        c3a.intoArray(c, to3);
        c3b.intoArray(c, to3 + LANES);
        c4a.intoArray(c, to4);
        c4b.intoArray(c, to4 + LANES);
        c5a.intoArray(c, to5);
        c5b.intoArray(c, to5 + LANES);
        c6a.intoArray(c, to6);
        c6b.intoArray(c, to6 + LANES);
        c7a.intoArray(c, to7);
        c7b.intoArray(c, to7 + LANES);
        c8a.intoArray(c, to8);
        c8b.intoArray(c, to8 + LANES);
        c9a.intoArray(c, to9);
        c9b.intoArray(c, to9 + LANES);
        c10a.intoArray(c, to10);
        c10b.intoArray(c, to10 + LANES);
        c11a.intoArray(c, to11);
        c11b.intoArray(c, to11 + LANES);
    }
}

package lanewise.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The register tile of 12 rows by two vectors. It fills thirty-two registers.
 *
 * <p>Written out in one method with one path: the compiler stops inlining the vector operations of a method whose graph
 * grows too large, and then boxes every vector. A branch around the stores is enough.
 */
final class VectorTile12x2 {

    static final int ROWS = 12;

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    private VectorTile12x2() {}

    /**
     * Adds to C, at {@code cOffset} with leading dimension {@code ldc}, the products of {@code depth} columns of A and rows of
     * B. A is packed, one column of the tile after the other; the rows of B are {@code ldb} apart.
     */
    static void multiply(
            int depth, float[] a, int aOffset, float[] b, int bOffset, int ldb, float[] c, int cOffset, int ldc) {
        int row1 = cOffset + ldc;
        int row2 = row1 + ldc;
        int row3 = row2 + ldc;
        int row4 = row3 + ldc;
        int row5 = row4 + ldc;
        int row6 = row5 + ldc;
        int row7 = row6 + ldc;
        int row8 = row7 + ldc;
        int row9 = row8 + ldc;
        int row10 = row9 + ldc;
        int row11 = row10 + ldc;
        FloatVector c0a = FloatVector.fromArray(SPECIES, c, cOffset);
        FloatVector c0b = FloatVector.fromArray(SPECIES, c, cOffset + LANES);
        FloatVector c1a = FloatVector.fromArray(SPECIES, c, row1);
        FloatVector c1b = FloatVector.fromArray(SPECIES, c, row1 + LANES);
        FloatVector c2a = FloatVector.fromArray(SPECIES, c, row2);
        FloatVector c2b = FloatVector.fromArray(SPECIES, c, row2 + LANES);
        FloatVector c3a = FloatVector.fromArray(SPECIES, c, row3);
        FloatVector c3b = FloatVector.fromArray(SPECIES, c, row3 + LANES);
        FloatVector c4a = FloatVector.fromArray(SPECIES, c, row4);
        FloatVector c4b = FloatVector.fromArray(SPECIES, c, row4 + LANES);
        FloatVector c5a = FloatVector.fromArray(SPECIES, c, row5);
        FloatVector c5b = FloatVector.fromArray(SPECIES, c, row5 + LANES);
        FloatVector c6a = FloatVector.fromArray(SPECIES, c, row6);
        FloatVector c6b = FloatVector.fromArray(SPECIES, c, row6 + LANES);
        FloatVector c7a = FloatVector.fromArray(SPECIES, c, row7);
        FloatVector c7b = FloatVector.fromArray(SPECIES, c, row7 + LANES);
        FloatVector c8a = FloatVector.fromArray(SPECIES, c, row8);
        FloatVector c8b = FloatVector.fromArray(SPECIES, c, row8 + LANES);
        FloatVector c9a = FloatVector.fromArray(SPECIES, c, row9);
        FloatVector c9b = FloatVector.fromArray(SPECIES, c, row9 + LANES);
        FloatVector c10a = FloatVector.fromArray(SPECIES, c, row10);
        FloatVector c10b = FloatVector.fromArray(SPECIES, c, row10 + LANES);
        FloatVector c11a = FloatVector.fromArray(SPECIES, c, row11);
        FloatVector c11b = FloatVector.fromArray(SPECIES, c, row11 + LANES);
        for (int p = 0; p < depth; p++) {
            FloatVector ba = FloatVector.fromArray(SPECIES, b, bOffset + p * ldb);
            FloatVector bb = FloatVector.fromArray(SPECIES, b, bOffset + p * ldb + LANES);
            int column = aOffset + p * 12;
            FloatVector a0 = FloatVector.broadcast(SPECIES, a[column]);
            c0a = a0.fma(ba, c0a);
            c0b = a0.fma(bb, c0b);
            FloatVector a1 = FloatVector.broadcast(SPECIES, a[column + 1]);
            c1a = a1.fma(ba, c1a);
            c1b = a1.fma(bb, c1b);
            FloatVector a2 = FloatVector.broadcast(SPECIES, a[column + 2]);
            c2a = a2.fma(ba, c2a);
            c2b = a2.fma(bb, c2b);
            FloatVector a3 = FloatVector.broadcast(SPECIES, a[column + 3]);
            c3a = a3.fma(ba, c3a);
            c3b = a3.fma(bb, c3b);
            FloatVector a4 = FloatVector.broadcast(SPECIES, a[column + 4]);
            c4a = a4.fma(ba, c4a);
            c4b = a4.fma(bb, c4b);
            FloatVector a5 = FloatVector.broadcast(SPECIES, a[column + 5]);
            c5a = a5.fma(ba, c5a);
            c5b = a5.fma(bb, c5b);
            FloatVector a6 = FloatVector.broadcast(SPECIES, a[column + 6]);
            c6a = a6.fma(ba, c6a);
            c6b = a6.fma(bb, c6b);
            FloatVector a7 = FloatVector.broadcast(SPECIES, a[column + 7]);
            c7a = a7.fma(ba, c7a);
            c7b = a7.fma(bb, c7b);
            FloatVector a8 = FloatVector.broadcast(SPECIES, a[column + 8]);
            c8a = a8.fma(ba, c8a);
            c8b = a8.fma(bb, c8b);
            FloatVector a9 = FloatVector.broadcast(SPECIES, a[column + 9]);
            c9a = a9.fma(ba, c9a);
            c9b = a9.fma(bb, c9b);
            FloatVector a10 = FloatVector.broadcast(SPECIES, a[column + 10]);
            c10a = a10.fma(ba, c10a);
            c10b = a10.fma(bb, c10b);
            FloatVector a11 = FloatVector.broadcast(SPECIES, a[column + 11]);
            c11a = a11.fma(ba, c11a);
            c11b = a11.fma(bb, c11b);
        }
        c0a.intoArray(c, cOffset);
        c0b.intoArray(c, cOffset + LANES);
        c1a.intoArray(c, row1);
        c1b.intoArray(c, row1 + LANES);
        c2a.intoArray(c, row2);
        c2b.intoArray(c, row2 + LANES);
        c3a.intoArray(c, row3);
        c3b.intoArray(c, row3 + LANES);
        c4a.intoArray(c, row4);
        c4b.intoArray(c, row4 + LANES);
        c5a.intoArray(c, row5);
        c5b.intoArray(c, row5 + LANES);
        c6a.intoArray(c, row6);
        c6b.intoArray(c, row6 + LANES);
        c7a.intoArray(c, row7);
        c7b.intoArray(c, row7 + LANES);
        c8a.intoArray(c, row8);
        c8b.intoArray(c, row8 + LANES);
        c9a.intoArray(c, row9);
        c9b.intoArray(c, row9 + LANES);
        c10a.intoArray(c, row10);
        c10b.intoArray(c, row10 + LANES);
        c11a.intoArray(c, row11);
        c11b.intoArray(c, row11 + LANES);
    }
}

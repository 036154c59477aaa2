package lanewise.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The register tile of 8 rows by two vectors. With thirty-two registers it does the rows that are left over.
 *
 * <p>Written out in one method with one path: the compiler stops inlining the vector operations of a method whose graph
 * grows too large, and then boxes every vector. A branch around the stores is enough.
 */
final class VectorTile8x2 {

    static final int ROWS = 8;

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final int WIDTH = VectorPanels.WIDTH;
    private static final int ROW = VectorPanels.ROW;

    private VectorTile8x2() {}

    /**
     * Writes to C the sum of the start, read with a leading dimension of its own, and of the products of {@code depth} columns
     * of A and rows of B, both packed. Every index is a constant away from the loop's own, or the compiler would check each of
     * them: a third of all instructions, which cost where a processor shares its core.
     */
    static void multiply(
            int depth,
            float[] a,
            int aOffset,
            float[] b,
            int bOffset,
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
        for (int p = 0; p < depth; p++) {
            FloatVector ba = FloatVector.fromArray(SPECIES, b, bOffset + p * WIDTH);
            FloatVector bb = FloatVector.fromArray(SPECIES, b, bOffset + p * WIDTH + LANES);
            int column = aOffset + p;
            FloatVector a0 = FloatVector.broadcast(SPECIES, a[column]);
            c0a = a0.fma(ba, c0a);
            c0b = a0.fma(bb, c0b);
            FloatVector a1 = FloatVector.broadcast(SPECIES, a[column + ROW]);
            c1a = a1.fma(ba, c1a);
            c1b = a1.fma(bb, c1b);
            FloatVector a2 = FloatVector.broadcast(SPECIES, a[column + 2 * ROW]);
            c2a = a2.fma(ba, c2a);
            c2b = a2.fma(bb, c2b);
            FloatVector a3 = FloatVector.broadcast(SPECIES, a[column + 3 * ROW]);
            c3a = a3.fma(ba, c3a);
            c3b = a3.fma(bb, c3b);
            FloatVector a4 = FloatVector.broadcast(SPECIES, a[column + 4 * ROW]);
            c4a = a4.fma(ba, c4a);
            c4b = a4.fma(bb, c4b);
            FloatVector a5 = FloatVector.broadcast(SPECIES, a[column + 5 * ROW]);
            c5a = a5.fma(ba, c5a);
            c5b = a5.fma(bb, c5b);
            FloatVector a6 = FloatVector.broadcast(SPECIES, a[column + 6 * ROW]);
            c6a = a6.fma(ba, c6a);
            c6b = a6.fma(bb, c6b);
            FloatVector a7 = FloatVector.broadcast(SPECIES, a[column + 7 * ROW]);
            c7a = a7.fma(ba, c7a);
            c7b = a7.fma(bb, c7b);
        }
        int to1 = cOffset + ldc;
        int to2 = to1 + ldc;
        int to3 = to2 + ldc;
        int to4 = to3 + ldc;
        int to5 = to4 + ldc;
        int to6 = to5 + ldc;
        int to7 = to6 + ldc;
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
    }
}

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
    private static final int WIDTH = VectorPanels.WIDTH;
    private static final int ROW = VectorPanels.ROW;

    private VectorTile12x2() {}

    /**
     * Writes to C the sum of the start, read with a leading dimension of its own, and of the products of {@code depth} columns
     * of A and rows of B, both packed. Every index is a constant away from the loop's own, or the compiler would check each of
     * them: a third of all instructions, which cost where a processor shares its core. Two steps in one turn of the loop save
     * some more; for an odd depth the packed A has a column, and the packed B a row of zeros after the last.
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
        for (int p = 0; p < depth; p += 2) {
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
            FloatVector a8 = FloatVector.broadcast(SPECIES, a[column + 8 * ROW]);
            c8a = a8.fma(ba, c8a);
            c8b = a8.fma(bb, c8b);
            FloatVector a9 = FloatVector.broadcast(SPECIES, a[column + 9 * ROW]);
            c9a = a9.fma(ba, c9a);
            c9b = a9.fma(bb, c9b);
            FloatVector a10 = FloatVector.broadcast(SPECIES, a[column + 10 * ROW]);
            c10a = a10.fma(ba, c10a);
            c10b = a10.fma(bb, c10b);
            FloatVector a11 = FloatVector.broadcast(SPECIES, a[column + 11 * ROW]);
            c11a = a11.fma(ba, c11a);
            c11b = a11.fma(bb, c11b);
            FloatVector bc = FloatVector.fromArray(SPECIES, b, bOffset + p * WIDTH + WIDTH);
            FloatVector bd = FloatVector.fromArray(SPECIES, b, bOffset + p * WIDTH + WIDTH + LANES);
            FloatVector d0 = FloatVector.broadcast(SPECIES, a[column + 1]);
            c0a = d0.fma(bc, c0a);
            c0b = d0.fma(bd, c0b);
            FloatVector d1 = FloatVector.broadcast(SPECIES, a[column + ROW + 1]);
            c1a = d1.fma(bc, c1a);
            c1b = d1.fma(bd, c1b);
            FloatVector d2 = FloatVector.broadcast(SPECIES, a[column + 2 * ROW + 1]);
            c2a = d2.fma(bc, c2a);
            c2b = d2.fma(bd, c2b);
            FloatVector d3 = FloatVector.broadcast(SPECIES, a[column + 3 * ROW + 1]);
            c3a = d3.fma(bc, c3a);
            c3b = d3.fma(bd, c3b);
            FloatVector d4 = FloatVector.broadcast(SPECIES, a[column + 4 * ROW + 1]);
            c4a = d4.fma(bc, c4a);
            c4b = d4.fma(bd, c4b);
            FloatVector d5 = FloatVector.broadcast(SPECIES, a[column + 5 * ROW + 1]);
            c5a = d5.fma(bc, c5a);
            c5b = d5.fma(bd, c5b);
            FloatVector d6 = FloatVector.broadcast(SPECIES, a[column + 6 * ROW + 1]);
            c6a = d6.fma(bc, c6a);
            c6b = d6.fma(bd, c6b);
            FloatVector d7 = FloatVector.broadcast(SPECIES, a[column + 7 * ROW + 1]);
            c7a = d7.fma(bc, c7a);
            c7b = d7.fma(bd, c7b);
            FloatVector d8 = FloatVector.broadcast(SPECIES, a[column + 8 * ROW + 1]);
            c8a = d8.fma(bc, c8a);
            c8b = d8.fma(bd, c8b);
            FloatVector d9 = FloatVector.broadcast(SPECIES, a[column + 9 * ROW + 1]);
            c9a = d9.fma(bc, c9a);
            c9b = d9.fma(bd, c9b);
            FloatVector d10 = FloatVector.broadcast(SPECIES, a[column + 10 * ROW + 1]);
            c10a = d10.fma(bc, c10a);
            c10b = d10.fma(bd, c10b);
            FloatVector d11 = FloatVector.broadcast(SPECIES, a[column + 11 * ROW + 1]);
            c11a = d11.fma(bc, c11a);
            c11b = d11.fma(bd, c11b);
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

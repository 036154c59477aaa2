package lanewise.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The register tile of 4 rows by two vectors. It fills sixteen registers.
 *
 * <p>Written out in one method with one path: the compiler stops inlining the vector operations of a method whose graph
 * grows too large, and then boxes every vector. A branch around the stores is enough.
 */
final class VectorTile4x2 {

    static final int ROWS = 4;

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final int WIDTH = VectorPanels.WIDTH;

    private VectorTile4x2() {}

    /**
     * Writes to C the sum of the start, read with a leading dimension of its own, and of the products of {@code depth} columns
     * of A and rows of B, both packed: A one column of the tile after the other, so that one register holds its place.
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
        FloatVector c0a = FloatVector.fromArray(SPECIES, start, startOffset);
        FloatVector c0b = FloatVector.fromArray(SPECIES, start, startOffset + LANES);
        FloatVector c1a = FloatVector.fromArray(SPECIES, start, from1);
        FloatVector c1b = FloatVector.fromArray(SPECIES, start, from1 + LANES);
        FloatVector c2a = FloatVector.fromArray(SPECIES, start, from2);
        FloatVector c2b = FloatVector.fromArray(SPECIES, start, from2 + LANES);
        FloatVector c3a = FloatVector.fromArray(SPECIES, start, from3);
        FloatVector c3b = FloatVector.fromArray(SPECIES, start, from3 + LANES);
        for (int p = 0; p < depth; p++) {
            FloatVector ba = FloatVector.fromArray(SPECIES, b, bOffset + p * WIDTH);
            FloatVector bb = FloatVector.fromArray(SPECIES, b, bOffset + p * WIDTH + LANES);
            int column = aOffset + p * 4;
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
        }
        int to1 = cOffset + ldc;
        int to2 = to1 + ldc;
        int to3 = to2 + ldc;
        c0a.intoArray(c, cOffset);
        c0b.intoArray(c, cOffset + LANES);
        c1a.intoArray(c, to1);
        c1b.intoArray(c, to1 + LANES);
        c2a.intoArray(c, to2);
        c2b.intoArray(c, to2 + LANES);
        c3a.intoArray(c, to3);
        c3b.intoArray(c, to3 + LANES);
    }
}

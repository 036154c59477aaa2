package lanewise.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The register tile of 1 row by two vectors. It does the last rows.
 *
 * <p>Written out in one method with one path: the compiler stops inlining the vector operations of a method whose graph
 * grows too large, and then boxes every vector. A branch around the stores is enough.
 */
final class VectorTile1x2 {

    static final int ROWS = 1;

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    private VectorTile1x2() {}

    /**
     * Adds to C, at {@code cOffset} with leading dimension {@code ldc}, the products of {@code depth} columns of A and rows of
     * B. A is packed, one column of the tile after the other; the rows of B are {@code ldb} apart.
     */
    static void multiply(
            int depth, float[] a, int aOffset, float[] b, int bOffset, int ldb, float[] c, int cOffset, int ldc) {
        FloatVector c0a = FloatVector.fromArray(SPECIES, c, cOffset);
        FloatVector c0b = FloatVector.fromArray(SPECIES, c, cOffset + LANES);
        for (int p = 0; p < depth; p++) {
            FloatVector ba = FloatVector.fromArray(SPECIES, b, bOffset + p * ldb);
            FloatVector bb = FloatVector.fromArray(SPECIES, b, bOffset + p * ldb + LANES);
            FloatVector a0 = FloatVector.broadcast(SPECIES, a[aOffset + p]);
            c0a = a0.fma(ba, c0a);
            c0b = a0.fma(bb, c0b);
        }
        c0a.intoArray(c, cOffset);
        c0b.intoArray(c, cOffset + LANES);
    }
}

package lanewise.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The register tile of 6 rows by four vectors, over two panels side by side. It fills thirty-two registers as that of 12x2
 * does, with ten loads instead of fourteen for its 24 multiplications: worth a tenth where a processor shares its core.
 *
 * <p>Written out in one method with one path: the compiler stops inlining the vector operations of a method whose graph
 * grows too large, and then boxes every vector.
 */
final class VectorTile6x4 {

    static final int ROWS = 6;

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final int WIDTH = VectorPanels.WIDTH;
    private static final int ROW = VectorPanels.ROW;
    private static final int PANEL = VectorPanels.PANEL;

    private VectorTile6x4() {}

    /**
     * Writes to C the sum of the start, read with a leading dimension of its own, and of the products of {@code depth} columns
     * of A and rows of B, both packed; the second panel follows on the first after {@link VectorPanels#PANEL}. Every index is
     * a constant away from the loop's own, or the compiler would check each of them.
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
        FloatVector c0a = FloatVector.fromArray(SPECIES, start, startOffset);
        FloatVector c0b = FloatVector.fromArray(SPECIES, start, startOffset + LANES);
        FloatVector c0c = FloatVector.fromArray(SPECIES, start, startOffset + 2 * LANES);
        FloatVector c0d = FloatVector.fromArray(SPECIES, start, startOffset + 3 * LANES);
        FloatVector c1a = FloatVector.fromArray(SPECIES, start, from1);
        FloatVector c1b = FloatVector.fromArray(SPECIES, start, from1 + LANES);
        FloatVector c1c = FloatVector.fromArray(SPECIES, start, from1 + 2 * LANES);
        FloatVector c1d = FloatVector.fromArray(SPECIES, start, from1 + 3 * LANES);
        FloatVector c2a = FloatVector.fromArray(SPECIES, start, from2);
        FloatVector c2b = FloatVector.fromArray(SPECIES, start, from2 + LANES);
        FloatVector c2c = FloatVector.fromArray(SPECIES, start, from2 + 2 * LANES);
        FloatVector c2d = FloatVector.fromArray(SPECIES, start, from2 + 3 * LANES);
        FloatVector c3a = FloatVector.fromArray(SPECIES, start, from3);
        FloatVector c3b = FloatVector.fromArray(SPECIES, start, from3 + LANES);
        FloatVector c3c = FloatVector.fromArray(SPECIES, start, from3 + 2 * LANES);
        FloatVector c3d = FloatVector.fromArray(SPECIES, start, from3 + 3 * LANES);
        FloatVector c4a = FloatVector.fromArray(SPECIES, start, from4);
        FloatVector c4b = FloatVector.fromArray(SPECIES, start, from4 + LANES);
        FloatVector c4c = FloatVector.fromArray(SPECIES, start, from4 + 2 * LANES);
        FloatVector c4d = FloatVector.fromArray(SPECIES, start, from4 + 3 * LANES);
        FloatVector c5a = FloatVector.fromArray(SPECIES, start, from5);
        FloatVector c5b = FloatVector.fromArray(SPECIES, start, from5 + LANES);
        FloatVector c5c = FloatVector.fromArray(SPECIES, start, from5 + 2 * LANES);
        FloatVector c5d = FloatVector.fromArray(SPECIES, start, from5 + 3 * LANES);
        for (int p = 0; p < depth; p++) {
            FloatVector ba = FloatVector.fromArray(SPECIES, b, bOffset + p * WIDTH);
            FloatVector bb = FloatVector.fromArray(SPECIES, b, bOffset + p * WIDTH + LANES);
            FloatVector bc = FloatVector.fromArray(SPECIES, b, bOffset + p * WIDTH + PANEL);
            FloatVector bd = FloatVector.fromArray(SPECIES, b, bOffset + p * WIDTH + PANEL + LANES);
            int column = aOffset + p;
            FloatVector a0 = FloatVector.broadcast(SPECIES, a[column]);
            c0a = a0.fma(ba, c0a);
            c0b = a0.fma(bb, c0b);
            c0c = a0.fma(bc, c0c);
            c0d = a0.fma(bd, c0d);
            FloatVector a1 = FloatVector.broadcast(SPECIES, a[column + ROW]);
            c1a = a1.fma(ba, c1a);
            c1b = a1.fma(bb, c1b);
            c1c = a1.fma(bc, c1c);
            c1d = a1.fma(bd, c1d);
            FloatVector a2 = FloatVector.broadcast(SPECIES, a[column + 2 * ROW]);
            c2a = a2.fma(ba, c2a);
            c2b = a2.fma(bb, c2b);
            c2c = a2.fma(bc, c2c);
            c2d = a2.fma(bd, c2d);
            FloatVector a3 = FloatVector.broadcast(SPECIES, a[column + 3 * ROW]);
            c3a = a3.fma(ba, c3a);
            c3b = a3.fma(bb, c3b);
            c3c = a3.fma(bc, c3c);
            c3d = a3.fma(bd, c3d);
            FloatVector a4 = FloatVector.broadcast(SPECIES, a[column + 4 * ROW]);
            c4a = a4.fma(ba, c4a);
            c4b = a4.fma(bb, c4b);
            c4c = a4.fma(bc, c4c);
            c4d = a4.fma(bd, c4d);
            FloatVector a5 = FloatVector.broadcast(SPECIES, a[column + 5 * ROW]);
            c5a = a5.fma(ba, c5a);
            c5b = a5.fma(bb, c5b);
            c5c = a5.fma(bc, c5c);
            c5d = a5.fma(bd, c5d);
        }
        int to1 = cOffset + ldc;
        int to2 = to1 + ldc;
        int to3 = to2 + ldc;
        int to4 = to3 + ldc;
        int to5 = to4 + ldc;
        c0a.intoArray(c, cOffset);
        c0b.intoArray(c, cOffset + LANES);
        c0c.intoArray(c, cOffset + 2 * LANES);
        c0d.intoArray(c, cOffset + 3 * LANES);
        c1a.intoArray(c, to1);
        c1b.intoArray(c, to1 + LANES);
        c1c.intoArray(c, to1 + 2 * LANES);
        c1d.intoArray(c, to1 + 3 * LANES);
        c2a.intoArray(c, to2);
        c2b.intoArray(c, to2 + LANES);
        c2c.intoArray(c, to2 + 2 * LANES);
        c2d.intoArray(c, to2 + 3 * LANES);
        c3a.intoArray(c, to3);
        c3b.intoArray(c, to3 + LANES);
        c3c.intoArray(c, to3 + 2 * LANES);
        c3d.intoArray(c, to3 + 3 * LANES);
        c4a.intoArray(c, to4);
        c4b.intoArray(c, to4 + LANES);
        c4c.intoArray(c, to4 + 2 * LANES);
        c4d.intoArray(c, to4 + 3 * LANES);
        c5a.intoArray(c, to5);
        c5b.intoArray(c, to5 + LANES);
        c5c.intoArray(c, to5 + 2 * LANES);
        c5d.intoArray(c, to5 + 3 * LANES);
    }
}

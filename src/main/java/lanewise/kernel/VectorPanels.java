package lanewise.kernel;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Copies of blocks of A and B in the order in which the register tiles read them: A in strips of rows, B in panels of two
 * vectors of columns, row after row, filled up with zeros.
 */
final class VectorPanels {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    /** Columns of a panel. */
    static final int WIDTH = 2 * LANES;

    private VectorPanels() {}

    /** Rows of B, and columns of A, in a block: a panel of two 512-bit vectors is then no larger than the first-level cache. */
    static final int DEPTH = 256;

    /** From one packed panel to the next, with a row of zeros between them. */
    static final int PANEL = (DEPTH + 1) * WIDTH;

    /**
     * Where the first packed panel begins in an array: on a cache line, if the array does so behind a header of 16 bytes.
     * The collector of most machines has every array of some megabytes begin on one; a vector that lies across two lines
     * is loaded twice.
     */
    static final int LINE = 12;

    /** As many floats make an array of such a size. */
    static final int LARGE = 1 << 20;

    /** From one row of a packed strip to the next: by a power of two they would fall into the same lines of the caches. */
    static final int ROW = DEPTH + 16;

    /** From one packed strip to the next; a transposed square may be higher than a strip. */
    static final int STRIP = VectorTranspose.SIZE * ROW;

    /** Packs a strip of {@code alpha * A}, of which {@code rows} rows exist, row after row, as the tiles of many registers read it:
     * with a column of zeros after the last. */
    static void packStrip(
            boolean transposed,
            int height,
            int rows,
            int depth,
            float alpha,
            float[] a,
            int aOffset,
            int lda,
            float[] out,
            int outOffset) {
        if (transposed) {
            packTransposedStrip(rows, depth, alpha, a, aOffset, lda, out, outOffset);
        } else {
            int r = 0;
            for (; r <= rows - 4; r += 4) {
                copyFour(depth, alpha, a, aOffset + r * lda, lda, out, outOffset + r * ROW);
            }
            for (; r < rows; r++) {
                copyRow(depth, alpha, a, aOffset + r * lda, out, outOffset + r * ROW);
            }
        }
        for (int r = rows; r < height; r++) {
            Arrays.fill(out, outOffset + r * ROW, outOffset + r * ROW + depth, 0f);
        }
        for (int r = 0; r < height; r++) {
            out[outOffset + r * ROW + depth] = 0f;
        }
    }

    /** Four rows at a time: four streams keep the memory busy. */
    private static void copyFour(int depth, float alpha, float[] a, int aOffset, int lda, float[] out, int outOffset) {
        int a1 = aOffset + lda;
        int a2 = a1 + lda;
        int a3 = a2 + lda;
        int p = 0;
        for (; p <= depth - LANES; p += LANES) {
            int to = outOffset + p;
            FloatVector v0 = FloatVector.fromArray(SPECIES, a, aOffset + p);
            FloatVector v1 = FloatVector.fromArray(SPECIES, a, a1 + p);
            FloatVector v2 = FloatVector.fromArray(SPECIES, a, a2 + p);
            FloatVector v3 = FloatVector.fromArray(SPECIES, a, a3 + p);
            v0.mul(alpha).intoArray(out, to);
            v1.mul(alpha).intoArray(out, to + ROW);
            v2.mul(alpha).intoArray(out, to + 2 * ROW);
            v3.mul(alpha).intoArray(out, to + 3 * ROW);
        }
        for (; p < depth; p++) {
            int to = outOffset + p;
            out[to] = alpha * a[aOffset + p];
            out[to + ROW] = alpha * a[a1 + p];
            out[to + 2 * ROW] = alpha * a[a2 + p];
            out[to + 3 * ROW] = alpha * a[a3 + p];
        }
    }

    private static void copyRow(int depth, float alpha, float[] a, int aOffset, float[] out, int outOffset) {
        int p = 0;
        for (; p <= depth - LANES; p += LANES) {
            FloatVector.fromArray(SPECIES, a, aOffset + p).mul(alpha).intoArray(out, outOffset + p);
        }
        for (; p < depth; p++) {
            out[outOffset + p] = alpha * a[aOffset + p];
        }
    }

    private static void packTransposedStrip(
            int rows, int depth, float alpha, float[] a, int aOffset, int lda, float[] out, int outOffset) {
        int first = 0;
        int whole = depth / LANES;
        if (VectorTranspose.AVAILABLE && whole > 0 && aOffset + (whole * LANES - 1) * lda + LANES <= a.length) {
            VectorTranspose.squares(whole, alpha, a, aOffset, LANES * lda, lda, out, outOffset, LANES, ROW);
            first = whole * LANES;
        }
        for (int p = first; p < depth; p++) {
            int from = aOffset + p * lda;
            for (int r = 0; r < rows; r++) {
                out[outOffset + r * ROW + p] = alpha * a[from + r];
            }
        }
    }

    /** Packs a strip of {@code alpha * A} column after column, as the tile of few registers reads it. */
    static void packColumns(
            boolean transposed,
            int height,
            int rows,
            int depth,
            float alpha,
            float[] a,
            int aOffset,
            int lda,
            float[] out,
            int outOffset) {
        int step = transposed ? 1 : lda;
        int along = transposed ? lda : 1;
        if (rows < height) {
            Arrays.fill(out, outOffset, outOffset + height * depth, 0f);
        }
        for (int r = 0; r < rows; r++) {
            int from = aOffset + r * step;
            for (int p = 0; p < depth; p++) {
                out[outOffset + p * height + r] = alpha * a[from + p * along];
            }
        }
    }

    /**
     * Packs a panel of B, of which {@code columns} columns exist, and a row of zeros after the last; B is held as columns x depth
     * when transposed.
     */
    static void packPanel(
            boolean transposed, int depth, int columns, float[] b, int bOffset, int ldb, float[] out, int outOffset) {
        if (columns < WIDTH) {
            Arrays.fill(out, outOffset, outOffset + depth * WIDTH, 0f);
        }
        if (transposed) {
            packTransposed(depth, columns, b, bOffset, ldb, out, outOffset);
        } else if (columns < WIDTH) {
            RowTable.copyRectangle(depth, columns, b, bOffset, ldb, out, outOffset, WIDTH);
        } else {
            copyPanel(depth, b, bOffset, ldb, out, outOffset);
        }
        Arrays.fill(out, outOffset + depth * WIDTH, outOffset + (depth + 1) * WIDTH, 0f);
    }

    private static void copyPanel(int depth, float[] b, int bOffset, int ldb, float[] out, int outOffset) {
        int p = 0;
        for (; p <= depth - 4; p += 4) {
            int row0 = bOffset + p * ldb;
            int row1 = row0 + ldb;
            int row2 = row1 + ldb;
            int row3 = row2 + ldb;
            int to = outOffset + p * WIDTH;
            FloatVector left0 = FloatVector.fromArray(SPECIES, b, row0);
            FloatVector right0 = FloatVector.fromArray(SPECIES, b, row0 + LANES);
            FloatVector left1 = FloatVector.fromArray(SPECIES, b, row1);
            FloatVector right1 = FloatVector.fromArray(SPECIES, b, row1 + LANES);
            FloatVector left2 = FloatVector.fromArray(SPECIES, b, row2);
            FloatVector right2 = FloatVector.fromArray(SPECIES, b, row2 + LANES);
            FloatVector left3 = FloatVector.fromArray(SPECIES, b, row3);
            FloatVector right3 = FloatVector.fromArray(SPECIES, b, row3 + LANES);
            left0.intoArray(out, to);
            right0.intoArray(out, to + LANES);
            left1.intoArray(out, to + WIDTH);
            right1.intoArray(out, to + WIDTH + LANES);
            left2.intoArray(out, to + 2 * WIDTH);
            right2.intoArray(out, to + 2 * WIDTH + LANES);
            left3.intoArray(out, to + 3 * WIDTH);
            right3.intoArray(out, to + 3 * WIDTH + LANES);
        }
        for (; p < depth; p++) {
            System.arraycopy(b, bOffset + p * ldb, out, outOffset + p * WIDTH, WIDTH);
        }
    }

    private static void packTransposed(
            int depth, int columns, float[] b, int bOffset, int ldb, float[] out, int outOffset) {
        int whole = 0;
        if (VectorTranspose.AVAILABLE && columns == WIDTH) {
            int squares = depth / LANES;
            int right = bOffset + LANES * ldb;
            VectorTranspose.squares(squares, 1f, b, bOffset, LANES, ldb, out, outOffset, LANES * WIDTH, WIDTH);
            VectorTranspose.squares(squares, 1f, b, right, LANES, ldb, out, outOffset + LANES, LANES * WIDTH, WIDTH);
            whole = squares * LANES;
        }
        RowTable.transpose(columns, depth - whole, b, bOffset + whole, ldb, out, outOffset + whole * WIDTH, WIDTH);
    }

    /** From one packed panel to the next: by a power of two they would all fall into the same lines of the caches. */
    static int distance(int depth) {
        return (depth + 1) * WIDTH;
    }
}

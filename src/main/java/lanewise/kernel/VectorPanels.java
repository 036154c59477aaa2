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

    /** The depth of a packed strip: whole blocks of as many columns as a vector has lanes. */
    static int padded(int depth) {
        return (depth + LANES - 1) / LANES * LANES;
    }

    /** Packs a strip of {@code alpha * A}, of which {@code rows} rows exist, in blocks as the tiles of many registers read it. */
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
            packTransposedStrip(height, rows, depth, alpha, a, aOffset, lda, out, outOffset);
            return;
        }
        int whole = depth / LANES * LANES;
        int r = 0;
        for (; r <= rows - 4; r += 4) {
            copyFour(height, whole, alpha, a, aOffset + r * lda, lda, out, outOffset + r * LANES);
        }
        for (; r < rows; r++) {
            int from = aOffset + r * lda;
            int to = outOffset + r * LANES;
            for (int p = 0; p < whole; p += LANES) {
                FloatVector.fromArray(SPECIES, a, from + p).mul(alpha).intoArray(out, to + p * height);
            }
        }
        for (r = 0; whole < depth && r < rows; r++) {
            int from = aOffset + r * lda;
            int to = outOffset + whole * height + r * LANES - whole;
            for (int p = whole; p < depth; p++) {
                out[to + p] = alpha * a[from + p];
            }
        }
        for (r = rows; r < height; r++) {
            for (int p = 0; p < depth; p += LANES) {
                int to = outOffset + p * height + r * LANES;
                Arrays.fill(out, to, to + LANES, 0f);
            }
        }
    }

    /** Four rows at a time: four streams keep the memory busy. */
    private static void copyFour(
            int height, int depth, float alpha, float[] a, int aOffset, int lda, float[] out, int outOffset) {
        int a1 = aOffset + lda;
        int a2 = a1 + lda;
        int a3 = a2 + lda;
        for (int p = 0; p < depth; p += LANES) {
            int to = outOffset + p * height;
            FloatVector v0 = FloatVector.fromArray(SPECIES, a, aOffset + p);
            FloatVector v1 = FloatVector.fromArray(SPECIES, a, a1 + p);
            FloatVector v2 = FloatVector.fromArray(SPECIES, a, a2 + p);
            FloatVector v3 = FloatVector.fromArray(SPECIES, a, a3 + p);
            v0.mul(alpha).intoArray(out, to);
            v1.mul(alpha).intoArray(out, to + LANES);
            v2.mul(alpha).intoArray(out, to + 2 * LANES);
            v3.mul(alpha).intoArray(out, to + 3 * LANES);
        }
    }

    private static void packTransposedStrip(
            int height, int rows, int depth, float alpha, float[] a, int aOffset, int lda, float[] out, int outOffset) {
        int first = 0;
        if (VectorTranspose.AVAILABLE && rows == height && aOffset + (depth - 1) * lda + LANES <= a.length) {
            // A square is higher than a strip and reaches into the next block, which is written after it.
            int squares = Math.max(0, depth / LANES - 1);
            VectorTranspose.squares(
                    squares, alpha, a, aOffset, LANES * lda, lda, out, outOffset, height * LANES, LANES);
            first = squares * LANES;
        }
        for (int p = first; p < depth; p += LANES) {
            int count = Math.min(LANES, depth - p);
            int to = outOffset + p * height;
            if (rows < height) {
                Arrays.fill(out, to, to + height * LANES, 0f);
            }
            for (int q = 0; q < count; q++) {
                int from = aOffset + (p + q) * lda;
                for (int r = 0; r < rows; r++) {
                    out[to + r * LANES + q] = alpha * a[from + r];
                }
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
     * Packs a panel of B, of which {@code columns} columns exist; B is held as columns x depth when transposed.
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

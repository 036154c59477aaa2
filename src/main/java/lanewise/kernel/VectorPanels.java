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
        int block = height * LANES;
        int whole = depth / LANES * LANES;
        for (int r = 0; r < rows; r++) {
            int from = aOffset + r * lda;
            int to = outOffset + r * LANES;
            for (int p = 0; p < whole; p += LANES) {
                FloatVector.fromArray(SPECIES, a, from + p).mul(alpha).intoArray(out, to + p * height);
            }
            for (int p = whole; p < depth; p++) {
                out[to + whole * height + p - whole] = alpha * a[from + p];
            }
        }
        for (int r = rows; r < height; r++) {
            for (int p = 0; p < depth; p += LANES) {
                int to = outOffset + p / LANES * block + r * LANES;
                Arrays.fill(out, to, to + LANES, 0f);
            }
        }
    }

    private static void packTransposedStrip(
            int height,
            int rows,
            int depth,
            float alpha,
            float[] a,
            int aOffset,
            int lda,
            float[] out,
            int outOffset) {
        for (int p = 0; p < depth; p += LANES) {
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

    /** Packs a panel of B, of which {@code columns} columns exist; held as columns x depth when transposed. */
    static void packPanel(
            boolean transposed,
            int depth,
            int columns,
            float[] b,
            int bOffset,
            int ldb,
            float[] out,
            int outOffset) {
        if (columns < WIDTH) {
            Arrays.fill(out, outOffset, outOffset + depth * WIDTH, 0f);
        }
        if (transposed) {
            RowTable.transpose(columns, depth, b, bOffset, ldb, out, outOffset, WIDTH);
        } else if (columns < WIDTH) {
            RowTable.copyRectangle(depth, columns, b, bOffset, ldb, out, outOffset, WIDTH);
        } else {
            for (int p = 0; p < depth; p++) {
                int from = bOffset + p * ldb;
                int to = outOffset + p * WIDTH;
                FloatVector left = FloatVector.fromArray(SPECIES, b, from);
                FloatVector right = FloatVector.fromArray(SPECIES, b, from + LANES);
                left.intoArray(out, to);
                right.intoArray(out, to + LANES);
            }
        }
    }
}

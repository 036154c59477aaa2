package lanewise.kernel;

import java.util.Arrays;

/**
 * Copies of blocks of A and B in the order in which a register tile reads them. A is cut into tiles of rows, each stored
 * column after column; B into panels of columns, each stored row after row and filled up with zeros.
 */
final class Panels {

    private Panels() {}

    /** The height of the tile that the next of {@code left} rows begins: the full one while it fits, then 4, then 1. */
    static int tileRows(int left, int tile) {
        return left >= tile ? tile : left >= VectorTile4x2.ROWS ? VectorTile4x2.ROWS : VectorTile1x2.ROWS;
    }

    /** Packs {@code alpha * A} of rows x depth to the start of {@code out}. */
    static void packA(
            boolean transposed,
            int rows,
            int depth,
            float alpha,
            float[] a,
            int aOffset,
            int lda,
            int tile,
            float[] out) {
        int i = 0;
        while (i < rows) {
            int height = tileRows(rows - i, tile);
            if (transposed) {
                packColumns(height, depth, alpha, a, aOffset + i, lda, out, i * depth);
            } else {
                packRows(height, depth, alpha, a, aOffset + i * lda, lda, out, i * depth);
            }
            i += height;
        }
    }

    private static void packRows(
            int height, int depth, float alpha, float[] a, int aOffset, int lda, float[] out, int outOffset) {
        for (int r = 0; r < height; r++) {
            int row = aOffset + r * lda;
            for (int p = 0; p < depth; p++) {
                out[outOffset + p * height + r] = alpha * a[row + p];
            }
        }
    }

    private static void packColumns(
            int height, int depth, float alpha, float[] a, int aOffset, int lda, float[] out, int outOffset) {
        for (int p = 0; p < depth; p++) {
            int column = aOffset + p * lda;
            int to = outOffset + p * height;
            for (int r = 0; r < height; r++) {
                out[to + r] = alpha * a[column + r];
            }
        }
    }

    /** Packs B of depth x columns (held as columns x depth when transposed) from {@code outOffset} on. */
    static void packB(
            boolean transposed,
            int depth,
            int columns,
            float[] b,
            int bOffset,
            int ldb,
            int tile,
            float[] out,
            int outOffset) {
        for (int j = 0; j < columns; j += tile) {
            int width = Math.min(tile, columns - j);
            int to = outOffset + j * depth;
            if (width < tile) {
                Arrays.fill(out, to, to + depth * tile, 0f);
            }
            if (transposed) {
                RowTable.transpose(width, depth, b, bOffset + j * ldb, ldb, out, to, tile);
            } else {
                RowTable.copyRectangle(depth, width, b, bOffset + j, ldb, out, to, tile);
            }
        }
    }
}

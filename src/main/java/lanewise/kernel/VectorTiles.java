package lanewise.kernel;

import java.util.Arrays;

/**
 * The register tiles and which of them to take. Measured on JDK 17 and 25, in parts of the peak: with thirty-two registers
 * 12x2 and 8x2 reach 84 % and 83 % (14x2 collapses when the compiler's mood changes), with sixteen only 4x2 is good on both.
 */
final class VectorTiles {

    /** Whether there are registers for the large tiles. */
    static final boolean MANY_REGISTERS = manyRegisters(Lanes.COUNT, System.getProperty("os.arch", ""));

    static final int HIGH = MANY_REGISTERS ? VectorTile12x2.ROWS : VectorTile4x2.ROWS;

    static final int LOW = MANY_REGISTERS ? VectorTile8x2.ROWS : VectorTile4x2.ROWS;

    static final int WIDTH = VectorPanels.WIDTH;

    /** Floats of a tile of C that reaches over the edge. */
    static final int EDGE = HIGH * WIDTH;

    /** What a tile starts from where C is not read. */
    private static final float[] ZEROS = new float[EDGE];

    private VectorTiles() {}

    /** Intel's and AMD's processors have thirty-two registers where they have vectors of 512 bits, ARM's always. */
    static boolean manyRegisters(int lanes, String architecture) {
        return lanes >= 16 || architecture.equals("aarch64");
    }

    /** Packs a strip of {@code alpha * A} as the tile of its height reads it. */
    static void pack(
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
        if (MANY_REGISTERS) {
            VectorPanels.packStrip(transposed, height, rows, depth, alpha, a, aOffset, lda, out, outOffset);
        } else {
            VectorPanels.packColumns(transposed, height, rows, depth, alpha, a, aOffset, lda, out, outOffset);
        }
    }

    /**
     * A tile of C, of which {@code rows} x {@code columns} elements exist: overwritten with the product, or with {@code add}
     * increased by it.
     */
    static void multiply(
            int height,
            int rows,
            int columns,
            int depth,
            float[] a,
            int aOffset,
            float[] b,
            int bOffset,
            boolean add,
            float[] c,
            int cOffset,
            int ldc,
            float[] edges,
            int edge) {
        if (rows == height && columns == WIDTH) {
            if (add) {
                multiply(height, depth, a, aOffset, b, bOffset, c, cOffset, ldc, c, cOffset, ldc);
            } else {
                multiply(height, depth, a, aOffset, b, bOffset, ZEROS, 0, WIDTH, c, cOffset, ldc);
            }
            return;
        }
        // Also what lies beyond the edge is calculated with, and may not be slow as subnormals are.
        Arrays.fill(edges, edge, edge + EDGE, 0f);
        if (add) {
            RowTable.copyRectangle(rows, columns, c, cOffset, ldc, edges, edge, WIDTH);
        }
        multiply(height, depth, a, aOffset, b, bOffset, edges, edge, WIDTH, edges, edge, WIDTH);
        RowTable.copyRectangle(rows, columns, edges, edge, WIDTH, c, cOffset, ldc);
    }

    /** The same of a high strip for two whole panels side by side. */
    static void multiplyPair(
            int depth, float[] a, int aOffset, float[] b, int bOffset, boolean add, float[] c, int cOffset, int ldc) {
        for (int row = 0; row < HIGH; row += VectorTile6x4.ROWS) {
            int from = aOffset + row * VectorPanels.ROW;
            int to = cOffset + row * ldc;
            if (add) {
                VectorTile6x4.multiply(depth, a, from, b, bOffset, c, to, ldc, c, to, ldc);
            } else {
                VectorTile6x4.multiply(depth, a, from, b, bOffset, ZEROS, 0, 0, c, to, ldc);
            }
        }
    }

    private static void multiply(
            int height,
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
        if (height == VectorTile12x2.ROWS) {
            VectorTile12x2.multiply(depth, a, aOffset, b, bOffset, start, startOffset, ldStart, c, cOffset, ldc);
        } else if (height == VectorTile8x2.ROWS) {
            VectorTile8x2.multiply(depth, a, aOffset, b, bOffset, start, startOffset, ldStart, c, cOffset, ldc);
        } else {
            VectorTile4x2.multiply(depth, a, aOffset, b, bOffset, start, startOffset, ldStart, c, cOffset, ldc);
        }
    }

    /** The same over an A that lies where it is. */
    static void multiplyInPlace(
            int height,
            int rows,
            int columns,
            int depth,
            float[] a,
            int aOffset,
            int lda,
            float[] b,
            int bOffset,
            int ldb,
            boolean add,
            float[] c,
            int cOffset,
            int ldc,
            float[] edges,
            int edge) {
        if (rows == height && columns == WIDTH) {
            if (add) {
                multiplyRows(height, depth, a, aOffset, lda, b, bOffset, ldb, c, cOffset, ldc, c, cOffset, ldc);
            } else {
                multiplyRows(height, depth, a, aOffset, lda, b, bOffset, ldb, ZEROS, 0, WIDTH, c, cOffset, ldc);
            }
            return;
        }
        Arrays.fill(edges, edge, edge + EDGE, 0f);
        if (add) {
            RowTable.copyRectangle(rows, columns, c, cOffset, ldc, edges, edge, WIDTH);
        }
        multiplyRows(height, depth, a, aOffset, lda, b, bOffset, ldb, edges, edge, WIDTH, edges, edge, WIDTH);
        RowTable.copyRectangle(rows, columns, edges, edge, WIDTH, c, cOffset, ldc);
    }

    private static void multiplyRows(
            int height,
            int depth,
            float[] a,
            int aOffset,
            int lda,
            float[] b,
            int bOffset,
            int ldb,
            float[] start,
            int startOffset,
            int ldStart,
            float[] c,
            int cOffset,
            int ldc) {
        if (height == VectorRows12x2.ROWS) {
            VectorRows12x2.multiply(
                    depth, a, aOffset, lda, b, bOffset, ldb, start, startOffset, ldStart, c, cOffset, ldc);
        } else if (height == VectorRows8x2.ROWS) {
            VectorRows8x2.multiply(
                    depth, a, aOffset, lda, b, bOffset, ldb, start, startOffset, ldStart, c, cOffset, ldc);
        } else {
            VectorRows4x2.multiply(
                    depth, a, aOffset, lda, b, bOffset, ldb, start, startOffset, ldStart, c, cOffset, ldc);
        }
    }
}

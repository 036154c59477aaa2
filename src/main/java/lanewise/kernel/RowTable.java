package lanewise.kernel;

/** Moving and adding rows of matrices. */
public final class RowTable {

    /** Rows and columns of the square that transposing copies at a time: its lines stay in the first-level cache. */
    private static final int SQUARE = 16;

    private RowTable() {}

    /** {@code out[i] = table[ids[i]]} for each of {@code count} rows of {@code columns} elements. */
    public static void gather(
            int count,
            int columns,
            float[] table,
            int tableOffset,
            int[] ids,
            int idsOffset,
            float[] out,
            int outOffset) {
        if (columns == 1) { // A bias: a copy of one element by a call would take ten times as long.
            for (int i = 0; i < count; i++) {
                out[outOffset + i] = table[tableOffset + ids[idsOffset + i]];
            }
            return;
        }
        for (int i = 0; i < count; i++) {
            System.arraycopy(table, tableOffset + ids[idsOffset + i] * columns, out, outOffset + i * columns, columns);
        }
    }

    /** {@code table[ids[i]] += rows[i]} for each of {@code count} rows, in the order of i. */
    public static void scatterAdd(
            int count,
            int columns,
            int[] ids,
            int idsOffset,
            float[] rows,
            int rowsOffset,
            float[] table,
            int tableOffset) {
        if (columns == 1) {
            for (int i = 0; i < count; i++) {
                table[tableOffset + ids[idsOffset + i]] += rows[rowsOffset + i];
            }
            return;
        }
        for (int i = 0; i < count; i++) {
            Kernels.COLUMN.add(
                    columns, rows, rowsOffset + i * columns, table, tableOffset + ids[idsOffset + i] * columns);
        }
    }

    /** {@code table[ids[i]] += factors[i] * rows[i]} for each of {@code count} rows, in the order of i. */
    public static void scatterAddScaled(
            int count,
            int columns,
            int[] ids,
            int idsOffset,
            float[] factors,
            int factorsOffset,
            float[] rows,
            int rowsOffset,
            float[] table,
            int tableOffset) {
        for (int i = 0; i < count; i++) {
            Kernels.COLUMN.axpy(
                    columns,
                    factors[factorsOffset + i],
                    rows,
                    rowsOffset + i * columns,
                    table,
                    tableOffset + ids[idsOffset + i] * columns);
        }
    }

    /** Copies a rectangle between matrices whose rows start {@code sourceStride} and {@code targetStride} apart. */
    public static void copyRectangle(
            int rows,
            int columns,
            float[] source,
            int sourceOffset,
            int sourceStride,
            float[] target,
            int targetOffset,
            int targetStride) {
        for (int r = 0; r < rows; r++) {
            System.arraycopy(source, sourceOffset + r * sourceStride, target, targetOffset + r * targetStride, columns);
        }
    }

    /** The rows x columns matrix x, transposed into y; both without gaps. */
    public static void transpose(int rows, int columns, float[] x, int xOffset, float[] y, int yOffset) {
        transpose(rows, columns, x, xOffset, columns, y, yOffset, rows);
    }

    /** The rows x columns matrix x, transposed into y, with leading dimensions. */
    static void transpose(int rows, int columns, float[] x, int xOffset, int ldx, float[] y, int yOffset, int ldy) {
        for (int r = 0; r < rows; r += SQUARE) {
            int lastRow = Math.min(r + SQUARE, rows);
            for (int j = 0; j < columns; j += SQUARE) {
                int lastColumn = Math.min(j + SQUARE, columns);
                for (int row = r; row < lastRow; row++) {
                    for (int column = j; column < lastColumn; column++) {
                        y[yOffset + column * ldy + row] = x[xOffset + row * ldx + column];
                    }
                }
            }
        }
    }
}

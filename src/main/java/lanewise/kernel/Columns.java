package lanewise.kernel;

import java.util.Arrays;

/**
 * Reductions of each column of a matrix. A call computes the columns {@code fromColumn} to {@code toColumn} (exclusive);
 * the result of column j goes to {@code out[outOffset + j]} and its bits do not depend on that range. The loops run along
 * rows, four at a time where they add.
 */
public final class Columns {

    private Columns() {}

    /** The sum of each column; 0 without rows. */
    public static void sum(
            int rows, int fromColumn, int toColumn, float[] x, int xOffset, int ld, float[] out, int outOffset) {
        int width = toColumn - fromColumn;
        int start = xOffset + fromColumn;
        if (rows > RowBlocks.ONE_BLOCK) {
            RowBlocks.sum(
                    rows,
                    width,
                    out,
                    outOffset + fromColumn,
                    (first, count, sums) -> addRows(count, width, x, start + first * ld, ld, sums, 0));
            return;
        }
        Arrays.fill(out, outOffset + fromColumn, outOffset + toColumn, 0f);
        addRows(rows, width, x, start, ld, out, outOffset + fromColumn);
    }

    private static void addRows(int rows, int width, float[] x, int start, int ld, float[] sums, int sumsOffset) {
        int r = 0;
        for (; r + 3 < rows; r += 4) {
            Kernels.COLUMN.addFourRows(width, x, start + r * ld, ld, sums, sumsOffset);
        }
        for (; r < rows; r++) {
            Kernels.COLUMN.add(width, x, start + r * ld, sums, sumsOffset);
        }
    }

    /** The sum of the squares of each column; 0 without rows. */
    public static void sumOfSquares(
            int rows, int fromColumn, int toColumn, float[] x, int xOffset, int ld, float[] out, int outOffset) {
        int width = toColumn - fromColumn;
        int start = xOffset + fromColumn;
        if (rows > RowBlocks.ONE_BLOCK) {
            RowBlocks.sum(
                    rows,
                    width,
                    out,
                    outOffset + fromColumn,
                    (first, count, sums) -> addSquares(count, width, x, start + first * ld, ld, sums, 0));
            return;
        }
        Arrays.fill(out, outOffset + fromColumn, outOffset + toColumn, 0f);
        addSquares(rows, width, x, start, ld, out, outOffset + fromColumn);
    }

    private static void addSquares(int rows, int width, float[] x, int start, int ld, float[] sums, int sumsOffset) {
        for (int r = 0; r < rows; r++) {
            Kernels.COLUMN.addSquares(width, x, start + r * ld, sums, sumsOffset);
        }
    }

    /** The largest element of each column; NaN if it holds one; negative infinity without rows. */
    public static void max(
            int rows, int fromColumn, int toColumn, float[] x, int xOffset, int ld, float[] out, int outOffset) {
        int width = toColumn - fromColumn;
        Arrays.fill(out, outOffset + fromColumn, outOffset + toColumn, Float.NEGATIVE_INFINITY);
        for (int r = 0; r < rows; r++) {
            Kernels.COLUMN.max(width, x, xOffset + r * ld + fromColumn, out, outOffset + fromColumn);
        }
    }

    /** The row, from 0, of the first largest element of each column, or of the first NaN if it holds one; 0 without rows. */
    public static void argmax(
            int rows, int fromColumn, int toColumn, float[] x, int xOffset, int ld, int[] out, int outOffset) {
        Arrays.fill(out, outOffset + fromColumn, outOffset + toColumn, 0);
        for (int r = 1; r < rows; r++) {
            for (int j = fromColumn; j < toColumn; j++) {
                float best = x[xOffset + out[outOffset + j] * ld + j];
                float value = x[xOffset + r * ld + j];
                if (value > best || (Float.isNaN(value) && !Float.isNaN(best))) {
                    out[outOffset + j] = r;
                }
            }
        }
    }
}

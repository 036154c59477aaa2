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
        Arrays.fill(out, outOffset + fromColumn, outOffset + toColumn, 0f);
        int r = 0;
        for (; r + 3 < rows; r += 4) {
            Kernels.COLUMN.addFourRows(width, x, xOffset + r * ld + fromColumn, ld, out, outOffset + fromColumn);
        }
        for (; r < rows; r++) {
            Kernels.COLUMN.add(width, x, xOffset + r * ld + fromColumn, out, outOffset + fromColumn);
        }
    }

    /** The sum of the squares of each column; 0 without rows. */
    public static void sumOfSquares(
            int rows, int fromColumn, int toColumn, float[] x, int xOffset, int ld, float[] out, int outOffset) {
        int width = toColumn - fromColumn;
        Arrays.fill(out, outOffset + fromColumn, outOffset + toColumn, 0f);
        for (int r = 0; r < rows; r++) {
            Kernels.COLUMN.addSquares(width, x, xOffset + r * ld + fromColumn, out, outOffset + fromColumn);
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

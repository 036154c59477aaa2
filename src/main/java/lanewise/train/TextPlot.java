package lanewise.train;

import java.util.Arrays;
import java.util.Locale;

/** A curve over rates that grow by equal factors, in plain characters. */
final class TextPlot {

    private static final int ROWS = 12;
    private static final int COLUMNS = 60;

    private TextPlot() {}

    /** Rows of equal length that begin with the loss, over a line with the first and the last rate. */
    static String of(double[] rates, double[] losses) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (double loss : losses) {
            low = Math.min(low, loss);
            high = Math.max(high, loss);
        }
        double span = high > low ? high - low : 1;
        char[][] grid = new char[ROWS][COLUMNS];
        for (char[] row : grid) {
            Arrays.fill(row, ' ');
        }
        for (int i = 0; i < losses.length; i++) {
            int column = (int) ((long) i * COLUMNS / losses.length);
            int row = (int) Math.round((high - losses[i]) / span * (ROWS - 1));
            grid[row][column] = '*';
        }
        StringBuilder text = new StringBuilder();
        for (int row = 0; row < ROWS; row++) {
            double loss = high - span * row / (ROWS - 1);
            text.append(String.format(Locale.ROOT, "%10.4g |", loss))
                    .append(new String(grid[row]).replaceAll(" +$", ""))
                    .append('\n');
        }
        text.append(String.format(Locale.ROOT, "%10s +", "loss"));
        for (int i = 0; i < COLUMNS; i++) {
            text.append('-');
        }
        String first = String.format(Locale.ROOT, "%.1e", rates[0]);
        String last = String.format(Locale.ROOT, "%.1e", rates[rates.length - 1]);
        int gap = COLUMNS - first.length() - last.length();
        return text.append(String.format(Locale.ROOT, "\n%12s%s%" + gap + "s%s", "", first, "", last))
                .toString();
    }
}

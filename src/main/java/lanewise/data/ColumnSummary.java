package lanewise.data;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What a column holds, as {@link Table#describe} finds it. Smallest, mean and greatest are those of a number column, or of a
 * date column in seconds since 1970-01-01T00:00:00; NaN for categories, texts and columns without any value.
 *
 * @param name the column's name
 * @param type the column's type
 * @param rows the number of rows
 * @param missing how many of them are missing
 * @param distinct how many different values the others have
 * @param min the smallest value
 * @param mean the mean of all values
 * @param max the greatest value
 * @param mostFrequent the value of the most rows as {@link Column#text} writes it, of several the one that appears first; null
 *     if no value stands in more than one row
 * @param frequency how many rows have the most frequent value; 0 if there is none
 */
public record ColumnSummary(
        String name,
        ColumnType type,
        int rows,
        int missing,
        int distinct,
        double min,
        double mean,
        double max,
        @Nullable String mostFrequent,
        int frequency) {

    static ColumnSummary of(Column column) {
        Keys keys = Keys.of(column);
        int[] firstRows = keys.firstRows();
        int[] frequencies = keys.frequencies();
        int missing = 0;
        int best = -1;
        for (int code = 0; code < frequencies.length; code++) {
            if (column.isMissing(firstRows[code])) {
                missing = frequencies[code];
            } else if (best < 0 || frequencies[code] > frequencies[best]) {
                best = code;
            }
        }
        boolean repeats = best >= 0 && frequencies[best] > 1;
        double[] range = range(column);
        return new ColumnSummary(
                column.name(),
                column.type(),
                column.size(),
                missing,
                frequencies.length - (missing > 0 ? 1 : 0),
                range[0],
                range[1],
                range[2],
                repeats ? column.text(firstRows[best]) : null,
                repeats ? frequencies[best] : 0);
    }

    /** The smallest value, the mean and the greatest value. */
    private static double[] range(Column column) {
        double[] range = new double[3];
        Arrays.fill(range, Double.NaN);
        if (column.type() != ColumnType.NUMBER && column.type() != ColumnType.DATE) {
            return range;
        }
        double sum = 0;
        int present = 0;
        for (int row = 0; row < column.size(); row++) {
            if (!column.isMissing(row)) {
                double value = column instanceof DateColumn dates
                        ? dates.epochSecond(row)
                        : ((NumberColumn) column).value(row);
                range[0] = present == 0 ? value : Math.min(range[0], value);
                range[2] = present == 0 ? value : Math.max(range[2], value);
                sum += value;
                present++;
            }
        }
        range[1] = sum / present;
        return range;
    }
}

package lanewise.tabular;

import lanewise.data.DataException;
import lanewise.data.DateColumn;
import lanewise.data.NumberColumn;

/** Numbers and dates that come as text; an empty one is missing. */
final class TextValues {

    /** The row of a single row. */
    static final int SINGLE = -1;

    private TextValues() {}

    static double number(String text, String column, int row) {
        if (text.isEmpty()) {
            return Double.NaN;
        }
        double number = NumberColumn.parse(text);
        if (Double.isNaN(number)) {
            throw new DataException(place(column, row) + ": \"" + text + "\" is no number; one like 1234.5, or nothing"
                    + " where it is missing, would be right");
        }
        return number;
    }

    static long date(String text, String column, int row) {
        if (text.isEmpty()) {
            return DateColumn.MISSING;
        }
        long second = DateColumn.parse(text);
        if (second == DateColumn.MISSING) {
            throw new DataException(place(column, row) + ": \"" + text
                    + "\" is no date; one like 2015-07-31, or nothing" + " where it is missing, would be right");
        }
        return second;
    }

    private static String place(String column, int row) {
        return "column \"" + column + "\"" + (row == SINGLE ? "" : ", row " + row);
    }
}

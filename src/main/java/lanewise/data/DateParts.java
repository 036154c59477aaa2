package lanewise.data;

import java.util.ArrayList;
import java.util.List;

/**
 * The parts of a date column as columns of numbers: fast.ai's {@code add_datepart}. {@code table.add(DateParts.of("Date"))}
 * adds {@code Year}, {@code Month}, {@code Week}, {@code Day}, {@code Dayofweek}, {@code Dayofyear}, {@code Is_month_end} and
 * so on; {@link DatePart} says what each of them is. Where the date is missing, so are its parts.
 *
 * <p>A flag is a number, 1 or 0, and not a category: a net can read it as it is, its mean is a share and its sum a count; and
 * what is to be a category is said where the model is made.
 *
 * @param column the name of the date column, which stays in the table ({@link Table#drop} removes it)
 * @param prefix what the names begin with
 * @param time whether {@code Hour}, {@code Minute} and {@code Second} are among them
 */
public record DateParts(String column, String prefix, boolean time) implements Features {

    /** The parts of the day; names begin with the column's, less {@code Date} or {@code date} at its end, as fast.ai's do. */
    public static DateParts of(String column) {
        boolean named = column.endsWith("Date") || column.endsWith("date");
        return new DateParts(column, named ? column.substring(0, column.length() - 4) : column, false);
    }

    /** With hour, minute and second. */
    public DateParts withTime() {
        return new DateParts(column, prefix, true);
    }

    /** With other names: the prefix, then what {@link DatePart#title} says. */
    public DateParts prefix(String text) {
        return new DateParts(column, text, time);
    }

    @Override
    public List<Column> columns(Table table) {
        DateColumn dates = table.date(column);
        // A table has far fewer days than rows, so each part of each is computed once.
        ColumnCodes distinct = new ColumnCodes();
        int[] codes = distinct.add(dates);
        int[] rowOf = new int[distinct.count()];
        for (int row = codes.length - 1; row >= 0; row--) {
            rowOf[codes[row]] = row;
        }
        List<Column> columns = new ArrayList<>();
        for (DatePart part : DatePart.parts(time)) {
            double[] ofCode = new double[rowOf.length];
            for (int code = 0; code < ofCode.length; code++) {
                ofCode[code] = part.of(dates.epochSecond(rowOf[code]));
            }
            double[] values = new double[codes.length];
            for (int row = 0; row < values.length; row++) {
                values[row] = ofCode[codes[row]];
            }
            columns.add(NumberColumn.owning(prefix + part.title(), values));
        }
        return columns;
    }
}

package lanewise.tabular;

import org.jspecify.annotations.Nullable;

/**
 * Reads raw values out of a row, whatever a row is: a map, an object, a place in a table. Columns are those of
 * {@link FittedFeatures#columns()}, by index. Errors name the column, what it holds and what would be right.
 *
 * @param <R> a row
 */
interface RowReader<R> {

    /** A number; NaN where it is missing. */
    double number(R row, int column);

    /** A text; null where it is missing. */
    @Nullable
    String text(R row, int column);

    /** Seconds since 1970; {@link lanewise.data.DateColumn#MISSING} where it is missing. */
    long epochSecond(R row, int column);
}

package lanewise.data;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A column of numbers; a missing one is NaN. Numbers are doubles, kept in 1, 2, 4 or 8 bytes each: the fewest that hold all of
 * the column exactly.
 */
public final class NumberColumn extends Column {

    private final Numbers values;

    private NumberColumn(String name, Numbers values) {
        super(name);
        this.values = values;
    }

    /** A column of these values; NaN is missing. The array is copied. */
    public static NumberColumn of(String name, double... values) {
        return new NumberColumn(name, Numbers.of(values.clone()));
    }

    /** As {@link #of}, for an array that nobody else holds. */
    static NumberColumn owning(String name, double[] values) {
        return new NumberColumn(name, Numbers.of(values));
    }

    /** A number as {@link #text} writes it: the shortest decimal that reads back as the same number. */
    public static String format(double value) {
        return NumberText.format(value);
    }

    /** The number that a text holds, written as in a CSV file; NaN if it holds none. */
    public static double parse(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return NumberText.parse(bytes, 0, bytes.length);
    }

    /** The number of a row; NaN where it is missing. */
    public double value(int row) {
        return values.get(row);
    }

    /** A copy of all values; NaN where one is missing. */
    public double[] values() {
        return values.toArray();
    }

    @Override
    public ColumnType type() {
        return ColumnType.NUMBER;
    }

    @Override
    public int size() {
        return values.size();
    }

    @Override
    public boolean isMissing(int row) {
        return Double.isNaN(values.get(row));
    }

    @Override
    public @Nullable String text(int row) {
        return isMissing(row) ? null : NumberText.format(values.get(row));
    }

    @Override
    public NumberColumn renamed(String name) {
        return new NumberColumn(name, values);
    }

    @Override
    NumberColumn select(int[] rows) {
        return new NumberColumn(name(), values.select(rows));
    }

    @Override
    NumberColumn append(Column other) {
        return new NumberColumn(name(), values.append(((NumberColumn) other).values));
    }

    @Override
    boolean hasValuesOf(Column other) {
        return ((NumberColumn) other).values.equals(values);
    }

    @Override
    int valuesHash() {
        return values.hashCode();
    }
}

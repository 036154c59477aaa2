package lanewise.data;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A column of numbers, 8 bytes each; a missing one is NaN. */
public final class NumberColumn extends Column {

    private final double[] values;

    private NumberColumn(String name, double[] values) {
        super(name);
        this.values = values;
    }

    /** A column of these values; NaN is missing. The array is copied. */
    public static NumberColumn of(String name, double... values) {
        return new NumberColumn(name, values.clone());
    }

    /** As {@link #of}, for an array that nobody else holds. */
    static NumberColumn owning(String name, double[] values) {
        return new NumberColumn(name, values);
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
        return values[row];
    }

    /** A copy of all values; NaN where one is missing. */
    public double[] values() {
        return values.clone();
    }

    @Override
    public ColumnType type() {
        return ColumnType.NUMBER;
    }

    @Override
    public int size() {
        return values.length;
    }

    @Override
    public boolean isMissing(int row) {
        return Double.isNaN(values[row]);
    }

    @Override
    public @Nullable String text(int row) {
        return isMissing(row) ? null : NumberText.format(values[row]);
    }

    @Override
    public NumberColumn renamed(String name) {
        return new NumberColumn(name, values);
    }

    @Override
    NumberColumn select(int[] rows) {
        double[] selected = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            selected[i] = rows[i] < 0 ? Double.NaN : values[rows[i]];
        }
        return new NumberColumn(name(), selected);
    }

    @Override
    NumberColumn append(Column other) {
        NumberColumn column = (NumberColumn) other;
        double[] all = Arrays.copyOf(values, values.length + column.values.length);
        System.arraycopy(column.values, 0, all, values.length, column.values.length);
        return new NumberColumn(name(), all);
    }

    @Override
    boolean hasValuesOf(Column other) {
        return Arrays.equals(((NumberColumn) other).values, values);
    }

    @Override
    int valuesHash() {
        return Arrays.hashCode(values);
    }
}

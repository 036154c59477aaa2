package lanewise.data;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A column of free text; a missing value is null. */
public final class TextColumn extends Column {

    private final @Nullable String[] values;

    private TextColumn(String name, @Nullable String[] values) {
        super(name);
        this.values = values;
    }

    /** A column of these values; null is missing. The array is copied. */
    public static TextColumn of(String name, @Nullable String... values) {
        return new TextColumn(name, values.clone());
    }

    /** As {@link #of}, for an array that nobody else holds. */
    static TextColumn owning(String name, @Nullable String[] values) {
        return new TextColumn(name, values);
    }

    @Override
    public ColumnType type() {
        return ColumnType.TEXT;
    }

    @Override
    public int size() {
        return values.length;
    }

    @Override
    public boolean isMissing(int row) {
        return values[row] == null;
    }

    @Override
    public @Nullable String text(int row) {
        return values[row];
    }

    @Override
    public TextColumn renamed(String name) {
        return new TextColumn(name, values);
    }

    @Override
    TextColumn select(int[] rows) {
        @Nullable String[] selected = new String[rows.length];
        for (int i = 0; i < rows.length; i++) {
            selected[i] = rows[i] < 0 ? null : values[rows[i]];
        }
        return new TextColumn(name(), selected);
    }

    @Override
    TextColumn append(Column other) {
        TextColumn column = (TextColumn) other;
        @Nullable String[] all = Arrays.copyOf(values, values.length + column.values.length);
        System.arraycopy(column.values, 0, all, values.length, column.values.length);
        return new TextColumn(name(), all);
    }

    @Override
    boolean hasValuesOf(Column other) {
        return Arrays.equals(((TextColumn) other).values, values);
    }

    @Override
    int valuesHash() {
        return Arrays.hashCode(values);
    }
}

package lanewise.data;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A named, immutable column of a {@link Table}: values of one type in one array, some of which may be missing. */
public abstract sealed class Column permits NumberColumn, CategoryColumn, DateColumn, TextColumn {

    private final String name;

    Column(String name) {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a column needs a name, got an empty one");
        }
        this.name = name;
    }

    /** The name, unique in its table and never empty. */
    public final String name() {
        return name;
    }

    /** What the column holds. */
    public abstract ColumnType type();

    /** The number of rows. */
    public abstract int size();

    /** Whether the value of a row, counted from 0, is missing. */
    public abstract boolean isMissing(int row);

    /** How many values are missing. */
    public final int missing() {
        int count = 0;
        for (int row = 0; row < size(); row++) {
            if (isMissing(row)) {
                count++;
            }
        }
        return count;
    }

    /**
     * The value of a row as text, the same for equal values on every machine: {@code 15} for the number 15.0,
     * {@code 2015-07-31} or {@code 2015-07-31T10:15:00} for a date, the level of a category; null where it is missing.
     */
    public abstract @Nullable String text(int row);

    /** The same values under another name. */
    public abstract Column renamed(String name);

    /** The values of the given rows, in that order; a row may be named more than once, and row -1 gives a missing value. */
    abstract Column select(int[] rows);

    /** These values and behind them those of a column of the same type, under this column's name. */
    abstract Column append(Column other);

    /** Whether a column of the same type has equal values, row by row. */
    abstract boolean hasValuesOf(Column other);

    abstract int valuesHash();

    /** Equal are columns of the same name and type with equal values; a missing value equals a missing value. */
    @Override
    public final boolean equals(@Nullable Object other) {
        return other instanceof Column column
                && column.type() == type()
                && column.name.equals(name)
                && hasValuesOf(column);
    }

    @Override
    public final int hashCode() {
        return Objects.hash(name, valuesHash());
    }

    /** Name, type, rows and how many are missing. */
    @Override
    public String toString() {
        int missing = missing();
        return name + " (" + type() + ", " + size() + " rows" + (missing == 0 ? "" : ", " + missing + " missing") + ")";
    }
}

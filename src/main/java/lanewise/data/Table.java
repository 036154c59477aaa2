package lanewise.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Named columns of equal length: an immutable table. Methods that seem to change it return a new one, which shares what is
 * the same. It prints itself as its first rows.
 */
public final class Table {

    private static final int ROWS_PRINTED = 10;

    private final List<Column> columns;
    private final Map<String, Column> byName;
    private final int rows;

    private Table(List<Column> columns) {
        this.columns = Collections.unmodifiableList(columns);
        this.byName = new HashMap<>();
        this.rows = columns.isEmpty() ? 0 : columns.get(0).size();
        for (Column column : columns) {
            if (byName.put(column.name(), column) != null) {
                throw new DataException(
                        "table: two columns are named \"" + column.name() + "\"; each name may stand for one only");
            }
            if (column.size() != rows) {
                throw new DataException("table: column \"" + column.name() + "\" has " + column.size()
                        + " rows, column \"" + columns.get(0).name() + "\" has " + rows
                        + "; all must have the same number");
            }
        }
    }

    /**
     * A table of these columns, in this order.
     *
     * @throws DataException if two have the same name or their lengths differ
     */
    public static Table of(Column... columns) {
        return new Table(new ArrayList<>(Arrays.asList(columns)));
    }

    static Table of(List<Column> columns) {
        return new Table(new ArrayList<>(columns));
    }

    /**
     * Reads a CSV file: comma, quotes, a header line, UTF-8, plain or gzip; types are inferred. For anything else see
     * {@link Csv}.
     *
     * @throws DataException if the file cannot be read or is malformed; the message names file, line and column
     */
    public static Table csv(Path path) {
        return Csv.of(path).read();
    }

    /**
     * Begins a table with one row for each element, whose columns are named next:
     * {@code Table.from(people).number("age", Person::age).category("city", Person::city).build()}.
     */
    public static <T> TableBuilder<T> from(Collection<T> elements) {
        return TableBuilder.of(elements);
    }

    /** The number of rows. */
    public int rows() {
        return rows;
    }

    /** The columns, in order. */
    public List<Column> columns() {
        return columns;
    }

    /** The names of the columns, in order. */
    public List<String> names() {
        List<String> names = new ArrayList<>();
        for (Column column : columns) {
            names.add(column.name());
        }
        return names;
    }

    /** Whether there is a column of this name. */
    public boolean has(String name) {
        return byName.containsKey(name);
    }

    /**
     * The column of a name.
     *
     * @throws DataException if there is none; the message lists the columns and suggests the nearest
     */
    public Column column(String name) {
        Column column = byName.get(name);
        if (column == null) {
            throw new DataException("no column \"" + name + "\"" + NearestName.advice(name, names()));
        }
        return column;
    }

    /**
     * The number column of a name.
     *
     * @throws DataException if there is none, or if it is of another type
     */
    public NumberColumn number(String name) {
        return (NumberColumn) typed(name, ColumnType.NUMBER);
    }

    /**
     * The category column of a name.
     *
     * @throws DataException if there is none, or if it is of another type
     */
    public CategoryColumn category(String name) {
        return (CategoryColumn) typed(name, ColumnType.CATEGORY);
    }

    /**
     * The date column of a name.
     *
     * @throws DataException if there is none, or if it is of another type
     */
    public DateColumn date(String name) {
        return (DateColumn) typed(name, ColumnType.DATE);
    }

    /**
     * The text column of a name. Any column can be read as text, by {@link Column#text}.
     *
     * @throws DataException if there is none, or if it is of another type
     */
    public TextColumn text(String name) {
        return (TextColumn) typed(name, ColumnType.TEXT);
    }

    private Column typed(String name, ColumnType type) {
        Column column = column(name);
        if (column.type() != type) {
            throw new DataException("column \"" + name + "\" is of type " + column.type() + ", not " + type
                    + "; give it that type where the table is made");
        }
        return column;
    }

    /** One row, counted from 0. */
    public Row row(int index) {
        checkRow(index);
        return new Row(this, index);
    }

    /** The table of some columns, in the given order. */
    public Table select(String... names) {
        List<Column> selected = new ArrayList<>();
        for (String name : names) {
            selected.add(column(name));
        }
        return new Table(selected);
    }

    /** The table of the rows that fulfil a condition, in their order. */
    public Table filter(Predicate<? super Row> condition) {
        return rows(matching(condition));
    }

    /** The indices of the rows that fulfil a condition, ascending. */
    int[] matching(Predicate<? super Row> condition) {
        int[] matching = new int[rows];
        int count = 0;
        for (int row = 0; row < rows; row++) {
            if (condition.test(new Row(this, row))) {
                matching[count++] = row;
            }
        }
        return Arrays.copyOf(matching, count);
    }

    /**
     * The table of the given rows, counted from 0, in the given order; a row may be named more than once.
     *
     * @throws DataException if there is no such row
     */
    public Table rows(int[] indices) {
        for (int index : indices) {
            checkRow(index);
        }
        List<Column> selected = new ArrayList<>();
        for (Column column : columns) {
            selected.add(column.select(indices));
        }
        return new Table(selected);
    }

    /** The first {@code count} rows, or all if there are fewer. */
    public Table head(int count) {
        if (count < 0) {
            throw new IllegalArgumentException("head: the number of rows may not be negative, got " + count);
        }
        int[] indices = new int[Math.min(count, rows)];
        for (int i = 0; i < indices.length; i++) {
            indices[i] = i;
        }
        return rows(indices);
    }

    private void checkRow(int index) {
        if (index < 0 || index >= rows) {
            throw new DataException("no row " + index + " in a table of " + rows + " rows, counted from 0");
        }
    }

    /** Equal are tables of equal columns in the same order. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Table table && table.columns.equals(columns);
    }

    @Override
    public int hashCode() {
        return columns.hashCode();
    }

    /** The size, and the first ten rows under their names and types; as many columns as fit in 120 characters. */
    @Override
    public String toString() {
        return TableText.of(this, ROWS_PRINTED);
    }
}

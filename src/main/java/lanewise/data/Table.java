package lanewise.data;

import java.nio.file.Path;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
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

    /** The table without some columns. */
    public Table drop(String... names) {
        List<Column> kept = new ArrayList<>(columns);
        for (String name : names) {
            kept.remove(column(name));
        }
        return new Table(kept);
    }

    /**
     * The table with a column under another name, at its place.
     *
     * @throws DataException if there is no such column, or if the new name is taken
     */
    public Table rename(String name, String newName) {
        List<Column> renamed = new ArrayList<>(columns);
        Column column = column(name);
        renamed.set(renamed.indexOf(column), column.renamed(newName));
        return new Table(renamed);
    }

    /**
     * The table with this column: in the place of the one of the same name, or behind the others if there is none.
     *
     * @throws DataException if it has another number of rows
     */
    public Table with(Column column) {
        List<Column> more = new ArrayList<>(columns);
        if (has(column.name())) {
            more.set(more.indexOf(column(column.name())), column);
        } else {
            more.add(column);
        }
        return new Table(more);
    }

    /** The table with a number column computed row by row; NaN is missing. See {@link #with}. */
    public Table withNumber(String name, ToDoubleFunction<? super Row> value) {
        return with(Derived.number(this, name, value));
    }

    /**
     * The table with a category column computed row by row; null is missing, any other value gives its text, a number the one
     * that {@link Column#text} writes. See {@link #with}.
     */
    public Table withCategory(String name, Function<? super Row, ? extends @Nullable Object> value) {
        return with(Derived.category(this, name, value));
    }

    /** The table with a text column computed row by row; null is missing. See {@link #with}. */
    public Table withText(String name, Function<? super Row, ? extends @Nullable Object> value) {
        return with(Derived.text(this, name, value));
    }

    /**
     * The table with a date column computed row by row; null is missing. The function gives what
     * {@link TableBuilder#date} takes. See {@link #with}.
     */
    public Table withDate(String name, Function<? super Row, ? extends @Nullable TemporalAccessor> value) {
        return with(Derived.date(this, name, value));
    }

    /**
     * The table with more columns behind its own.
     *
     * @throws DataException if a name is taken, or as the features do
     */
    public Table add(Features features) {
        List<Column> more = new ArrayList<>(columns);
        more.addAll(features.columns(this));
        return new Table(more);
    }

    /** The table with the missing values of a number column replaced by a constant. */
    public Table fillMissing(String name, double value) {
        double[] filled = number(name).values();
        for (int row = 0; row < filled.length; row++) {
            filled[row] = Double.isNaN(filled[row]) ? value : filled[row];
        }
        return with(NumberColumn.owning(name, filled));
    }

    /** The rows sorted from small to great by the first column, rows equal in it by the second, and so on; see {@link Order}. */
    public Table sort(String... names) {
        Order[] orders = new Order[names.length];
        for (int i = 0; i < names.length; i++) {
            orders[i] = Order.ascending(names[i]);
        }
        return sort(orders);
    }

    /**
     * The rows sorted by the first order, rows equal in it by the second, and so on. Stable: rows equal in all keep their
     * order. {@code table.sort(Order.ascending("Store"), Order.descending("Date"))}.
     */
    public Table sort(Order... orders) {
        return rows(Ranks.sorted(this, orders));
    }

    /**
     * The rows in groups of equal values in these columns; without columns all rows are one group.
     * {@code table.groupBy("Store").aggregate(Aggregate.count(), Aggregate.mean("Sales"))}.
     */
    public Grouped groupBy(String... names) {
        List<Column> by = new ArrayList<>();
        for (String name : names) {
            by.add(column(name));
        }
        return new Grouped(this, by);
    }

    /** The left join with another table on columns of the same names: {@link #join(Table, Join)} with {@link Join#on}. */
    public Table join(Table right, String... on) {
        return join(right, Join.on(on));
    }

    /**
     * This table with the columns of another one, whose rows are found by equal values in the key columns: a left outer join.
     *
     * @throws DataException if a key column is not there or of another type on the other side, if the right table has a key
     *     twice and duplicates are not allowed, if two columns would have the same name, or if a left row has no partner and
     *     the join demands one
     */
    public Table join(Table right, Join join) {
        return join.apply(this, right);
    }

    /**
     * These rows and behind them those of a table with the same columns, in any order. A column without any value fits one of
     * any type.
     *
     * @throws DataException if one table has a column that the other has not, or has it with another type
     */
    public Table append(Table other) {
        return Append.of(this, other);
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

    /**
     * Writes a CSV file that {@link #csv} can read, packed by gzip if its name ends in {@code .gz}. The file is there whole or
     * as it was before. {@link CsvWriter} says what is written how.
     *
     * @throws java.io.UncheckedIOException if the folder is missing or writing fails
     */
    public void writeCsv(Path file) {
        CsvWriter.write(file, this);
    }

    /** What each column holds: type, missing, distinct, smallest, mean, greatest and most frequent value. */
    public Description describe() {
        return Description.of(this);
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

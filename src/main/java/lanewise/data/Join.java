package lanewise.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How {@link Table#join} finds, for each row of the left table, its partner in the right one: a left outer join on columns of
 * equal values. Immutable; every method returns a new one. {@code weather.join(states, Join.leftOn("file").rightOn("Name"))}.
 *
 * <p>All left rows stay, in their order; one without a partner has missing values in the columns of the right table, unless
 * {@link #everyRow} forbids it. A missing key equals nothing. A right column whose name is taken gets the {@link #suffix};
 * right keys of the same name as the left ones are left out.
 */
public final class Join {

    private final List<String> left;
    private final List<String> right;
    private final String suffix;
    private final boolean duplicates;
    private final boolean everyRow;

    private Join(List<String> left, List<String> right, String suffix, boolean duplicates, boolean everyRow) {
        if (left.isEmpty()) {
            throw new IllegalArgumentException("join: the names of one or more key columns are needed");
        }
        this.left = left;
        this.right = right;
        this.suffix = suffix;
        this.duplicates = duplicates;
        this.everyRow = everyRow;
    }

    /** A join on columns that have these names in both tables. */
    public static Join on(String... columns) {
        List<String> names = Collections.unmodifiableList(new ArrayList<>(Arrays.asList(columns)));
        return new Join(names, names, "_y", false, false);
    }

    /** A join on these columns of the left table; {@link #rightOn} names those of the right one. */
    public static Join leftOn(String... columns) {
        return on(columns);
    }

    /**
     * The key columns of the right table, in the order of those of the left one.
     *
     * @throws IllegalArgumentException if their number differs
     */
    public Join rightOn(String... columns) {
        if (columns.length != left.size()) {
            throw new IllegalArgumentException("join: " + left.size() + " key columns on the left (" + left + "), "
                    + columns.length + " on the right (" + Arrays.toString(columns) + "); as many would be right");
        }
        List<String> names = Collections.unmodifiableList(new ArrayList<>(Arrays.asList(columns)));
        return new Join(left, names, suffix, duplicates, everyRow);
    }

    /** What is put behind the name of a right column that the left table has too; {@code _y} by default. */
    public Join suffix(String text) {
        return new Join(left, right, text, duplicates, everyRow);
    }

    /**
     * Allows several right rows of one key: a left row with it appears once for each, in the order of the right table. By
     * default that is an error, because it changes the number of rows.
     */
    public Join allowDuplicates() {
        return new Join(left, right, suffix, true, everyRow);
    }

    /** Makes it an error if a left row has no partner. */
    public Join everyRow() {
        return new Join(left, right, suffix, duplicates, true);
    }

    Table apply(Table leftTable, Table rightTable) {
        List<Column> leftKeys = keys(leftTable, left, "left");
        List<Column> rightKeys = keys(rightTable, right, "right");
        for (int i = 0; i < leftKeys.size(); i++) {
            checkComparable(leftKeys.get(i), rightKeys.get(i));
        }
        Keys[] keys = Keys.of(leftKeys, leftTable.rows(), rightKeys, rightTable.rows());
        Partners partners = new Partners(keys[1], complete(rightKeys, rightTable.rows()));
        if (!duplicates && partners.repeated >= 0) {
            int row = partners.repeated;
            int first = partners.first[keys[1].code(row)];
            throw new DataException(this + ": rows " + first + " and " + row + " of the right table both have "
                    + keyText(rightKeys, row)
                    + ", so a left row with it would become several; one row for each key would"
                    + " be right, or Join.allowDuplicates()");
        }
        boolean[] leftComplete = complete(leftKeys, leftTable.rows());
        int[] leftRows = new int[leftTable.rows()];
        int[] rightRows = new int[leftTable.rows()];
        int count = 0;
        for (int row = 0; row < leftTable.rows(); row++) {
            int partner = leftComplete[row] ? partners.first[keys[0].code(row)] : -1;
            if (partner < 0 && everyRow) {
                throw new DataException(this + ": row " + row + " of the left table, with " + keyText(leftKeys, row)
                        + ", has no partner in the right one");
            }
            do {
                if (count == leftRows.length) {
                    leftRows = Arrays.copyOf(leftRows, grown(count));
                    rightRows = Arrays.copyOf(rightRows, leftRows.length);
                }
                leftRows[count] = row;
                rightRows[count++] = partner;
                partner = partner < 0 ? -1 : partners.next[partner];
            } while (partner >= 0);
        }
        boolean sameRows = count == leftTable.rows();
        List<Column> columns = new ArrayList<>(
                sameRows
                        ? leftTable.columns()
                        : leftTable.rows(Arrays.copyOf(leftRows, count)).columns());
        addRight(columns, leftTable, rightTable, Arrays.copyOf(rightRows, count));
        return Table.of(columns);
    }

    private int grown(int count) {
        if (count == Integer.MAX_VALUE - 8) {
            throw new DataException(this + ": more rows than a table can have");
        }
        return (int) Math.min(Integer.MAX_VALUE - 8, count + (count >> 1) + 16L);
    }

    private void addRight(List<Column> columns, Table leftTable, Table rightTable, int[] rightRows) {
        Set<String> taken = new HashSet<>(leftTable.names());
        for (Column column : rightTable.columns()) {
            int key = right.indexOf(column.name());
            if (key >= 0 && left.get(key).equals(column.name())) {
                continue;
            }
            String name = leftTable.has(column.name()) ? column.name() + suffix : column.name();
            if (!taken.add(name)) {
                throw new DataException(this + ": the right column \"" + column.name() + "\" would be named \"" + name
                        + "\", and so is another; drop it, rename it or give another suffix");
            }
            columns.add(column.select(rightRows).renamed(name));
        }
    }

    private List<Column> keys(Table table, List<String> names, String side) {
        List<Column> keys = new ArrayList<>();
        for (String name : names) {
            if (!table.has(name)) {
                throw new DataException(this + ": the " + side + " table has no column \"" + name + "\""
                        + NearestName.advice(name, table.names()));
            }
            keys.add(table.column(name));
        }
        return keys;
    }

    private void checkComparable(Column one, Column other) {
        if (kind(one) != kind(other)) {
            throw new DataException(this + ": \"" + one.name() + "\" is of type " + one.type() + " on the left, \""
                    + other.name() + "\" of type " + other.type()
                    + " on the right; give both the same type where the tables are made");
        }
    }

    private static ColumnType kind(Column column) {
        return column.type() == ColumnType.CATEGORY ? ColumnType.TEXT : column.type();
    }

    /** For each row whether no key is missing. */
    private static boolean[] complete(List<Column> keys, int rows) {
        boolean[] complete = new boolean[rows];
        Arrays.fill(complete, true);
        for (Column key : keys) {
            for (int row = 0; row < rows; row++) {
                complete[row] &= !key.isMissing(row);
            }
        }
        return complete;
    }

    private static String keyText(List<Column> keys, int row) {
        StringBuilder text = new StringBuilder();
        for (Column key : keys) {
            text.append(text.length() == 0 ? "" : ", ")
                    .append(key.name())
                    .append('=')
                    .append(key.text(row));
        }
        return text.toString();
    }

    /** The right rows of each key, as a chain from the first one. */
    private static final class Partners {
        final int[] first;
        final int[] next;
        /** A row whose key an earlier one has; -1 if there is none. */
        int repeated = -1;

        Partners(Keys keys, boolean[] complete) {
            first = new int[keys.count()];
            next = new int[keys.rows()];
            Arrays.fill(first, -1);
            for (int row = keys.rows() - 1; row >= 0; row--) {
                next[row] = -1;
                if (complete[row]) {
                    int code = keys.code(row);
                    next[row] = first[code];
                    repeated = first[code] >= 0 ? first[code] : repeated;
                    first[code] = row;
                }
            }
        }
    }

    /** The keys: {@code join on Year, Week}, {@code join on file = StateName}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("join on ");
        for (int i = 0; i < left.size(); i++) {
            text.append(i == 0 ? "" : ", ").append(left.get(i));
            if (!left.get(i).equals(right.get(i))) {
                text.append(" = ").append(right.get(i));
            }
        }
        return text.toString();
    }
}

package lanewise.data;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** What each column of a table holds: {@link Table#describe}. It prints itself as a table of one line for each column. */
public final class Description {

    private static final String[] TITLES = {
        "column", "type", "missing", "distinct", "min", "mean", "max", "most frequent", "rows"
    };

    /** The columns of numbers, which stand to the right. */
    private static final String RIGHT = "missing distinct min mean max rows";

    private static final int WIDEST = 32;

    private final int rows;
    private final List<ColumnSummary> columns;

    private Description(int rows, List<ColumnSummary> columns) {
        this.rows = rows;
        this.columns = Collections.unmodifiableList(columns);
    }

    static Description of(Table table) {
        List<ColumnSummary> columns = new ArrayList<>();
        for (Column column : table.columns()) {
            columns.add(ColumnSummary.of(column));
        }
        return new Description(table.rows(), columns);
    }

    /** The number of rows of the table. */
    public int rows() {
        return rows;
    }

    /** A summary of each column, in the table's order. */
    public List<ColumnSummary> columns() {
        return columns;
    }

    /**
     * The summary of the column of a name.
     *
     * @throws DataException if there is none
     */
    public ColumnSummary column(String name) {
        List<String> names = new ArrayList<>();
        for (ColumnSummary column : columns) {
            if (column.name().equals(name)) {
                return column;
            }
            names.add(column.name());
        }
        throw new DataException("no column \"" + name + "\"" + NearestName.advice(name, names));
    }

    /** The number of rows, and a line for each column under its titles. */
    @Override
    public String toString() {
        List<String[]> lines = new ArrayList<>();
        lines.add(TITLES);
        for (ColumnSummary column : columns) {
            lines.add(cells(column));
        }
        StringBuilder text =
                new StringBuilder(String.format(Locale.ROOT, "%,d rows, %d columns", rows, columns.size()));
        for (String[] line : lines) {
            text.append('\n');
            for (int i = 0; i < TITLES.length; i++) {
                int width = 0;
                for (String[] other : lines) {
                    width = Math.max(width, other[i].length());
                }
                TableText.pad(text, line[i], width, RIGHT.contains(TITLES[i]));
            }
            TableText.trimEnd(text);
        }
        return text.toString();
    }

    private static String[] cells(ColumnSummary column) {
        String mostFrequent = column.mostFrequent();
        return new String[] {
            TableText.cell(column.name(), WIDEST),
            column.type().name().toLowerCase(Locale.ROOT),
            count(column.missing()),
            count(column.distinct()),
            value(column, column.min()),
            value(column, column.mean()),
            value(column, column.max()),
            mostFrequent == null ? "-" : TableText.cell(mostFrequent, WIDEST),
            mostFrequent == null ? "-" : count(column.frequency())
        };
    }

    private static String count(int number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** A number with about six digits, or a date. */
    private static String value(ColumnSummary column, double value) {
        if (Double.isNaN(value)) {
            return "-";
        }
        if (column.type() == ColumnType.DATE) {
            return DateText.format(Math.round(value));
        }
        if (value == Math.rint(value) || Double.isInfinite(value)) {
            return NumberText.format(value);
        }
        double magnitude = Math.abs(value);
        if (magnitude >= 1e6 || magnitude < 1e-3) {
            return String.format(Locale.ROOT, "%.5g", value);
        }
        int decimals = (int) Math.max(0, 5 - Math.floor(Math.log10(magnitude)));
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }
}

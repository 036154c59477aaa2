package lanewise.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Puts the rows of one table behind those of another. */
final class Append {

    private Append() {}

    static Table of(Table first, Table second) {
        for (String name : second.names()) {
            if (!first.has(name)) {
                throw new DataException("append: only the appended table has a column \"" + name
                        + "\"; both need the same columns (" + String.join(", ", first.names()) + ")");
            }
        }
        List<Column> columns = new ArrayList<>();
        for (Column column : first.columns()) {
            if (!second.has(column.name())) {
                throw new DataException("append: the appended table has no column \"" + column.name()
                        + "\"; both need the same columns (appended: " + String.join(", ", second.names()) + ")");
            }
            columns.add(append(column, second.column(column.name())));
        }
        return Table.of(columns);
    }

    private static Column append(Column first, Column second) {
        if (first.type() == second.type()) {
            return first.append(second);
        }
        if (second.missing() == second.size()) {
            return first.append(empty(first, second.size()));
        }
        if (first.missing() == first.size()) {
            return empty(second, first.size()).append(second);
        }
        throw new DataException("append: column \"" + first.name() + "\" is of type " + first.type()
                + ", in the appended table " + second.type() + "; give both the same type where the tables are made");
    }

    /** So many missing values in a column of the same name and type. */
    private static Column empty(Column column, int rows) {
        int[] missing = new int[rows];
        Arrays.fill(missing, -1);
        return column.select(missing);
    }
}

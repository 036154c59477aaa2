package lanewise.data;

import java.util.ArrayList;
import java.util.List;

/** The rows of a table in groups of equal values in some columns: {@link Table#groupBy}. */
public final class Grouped {

    private final Table table;
    private final List<Column> by;
    private final Keys groups;

    Grouped(Table table, List<Column> by) {
        this.table = table;
        this.by = by;
        this.groups = Keys.of(by, table.rows());
    }

    /** How many groups there are. */
    public int count() {
        return groups.count();
    }

    /**
     * A table of one row for each group, in the order in which they first appear: the columns they were made by, then one for
     * each aggregate. A missing value is a group of its own.
     *
     * @throws DataException if a column is missing or of another type than the aggregate needs, or if two columns of the
     *     result have the same name
     */
    public Table aggregate(Aggregate... aggregates) {
        List<Column> columns = new ArrayList<>();
        int[] firstRows = groups.firstRows();
        for (Column column : by) {
            columns.add(column.select(firstRows));
        }
        for (Aggregate aggregate : aggregates) {
            columns.add(aggregate.compute(table, groups));
        }
        return Table.of(columns);
    }
}

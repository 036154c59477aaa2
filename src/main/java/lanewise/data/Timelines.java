package lanewise.data;

import java.util.ArrayList;
import java.util.List;

/** The rows of each group in the order of their dates. */
final class Timelines {

    private static final long SECONDS_OF_DAY = 86_400;

    private final int[] rows;
    private final int[] begins;
    private final DateColumn dates;

    private Timelines(int[] rows, int[] begins, DateColumn dates) {
        this.rows = rows;
        this.begins = begins;
        this.dates = dates;
    }

    /**
     * The timelines of a table; rows of one group and date keep their order.
     *
     * @throws DataException if a date is missing
     */
    static Timelines of(Table table, List<String> by, String along) {
        DateColumn dates = table.date(along);
        for (int row = 0; row < dates.size(); row++) {
            if (dates.isMissing(row)) {
                throw new DataException("column \"" + along + "\": row " + row
                        + " has no date, so it has no place in the order of time; filter such rows out");
            }
        }
        List<Column> keys = new ArrayList<>();
        for (String name : by) {
            keys.add(table.column(name));
        }
        Keys groups = Keys.of(keys, table.rows());
        int[] begins = new int[groups.count() + 1];
        for (int row = 0; row < table.rows(); row++) {
            begins[groups.code(row) + 1]++;
        }
        for (int group = 0; group < groups.count(); group++) {
            begins[group + 1] += begins[group];
        }
        int[] next = begins.clone();
        int[] rows = new int[table.rows()];
        for (int row : Ranks.sorted(table, Order.ascending(along))) {
            rows[next[groups.code(row)]++] = row;
        }
        return new Timelines(rows, begins, dates);
    }

    int groups() {
        return begins.length - 1;
    }

    /** The place at which a group begins; the one after its last is that of the next group. */
    int begin(int group) {
        return begins[group];
    }

    /** The row of the table at a place. */
    int row(int place) {
        return rows[place];
    }

    /** The day of a row of the table, counted from 1970-01-01. */
    long day(int row) {
        return Math.floorDiv(dates.epochSecond(row), SECONDS_OF_DAY);
    }
}

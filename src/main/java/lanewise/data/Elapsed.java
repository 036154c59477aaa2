package lanewise.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Days since the last event and until the next one, in each group by itself:
 * {@code table.add(Elapsed.by("Store").along("Date").of("Promo"))}. An event is a row whose number in the column is neither 0
 * nor missing. For each column two are added:
 *
 * <ul>
 *   <li>{@code AfterPromo}: the days since the last event, 0 on its day; missing before the group's first.
 *   <li>{@code BeforePromo}: the days until the next event, counted backwards: 0 on its day, -3 three days before it; missing
 *       after the group's last.
 * </ul>
 *
 * <p>The rows may stand in any order, and keep it. This is the {@code get_elapsed} of fast.ai's Rossmann notebook.
 *
 * @param groups the names of the columns whose values make the groups; without any, all rows are one
 * @param date the name of the date column; times of day do not count
 * @param events the names of the columns that say where the events are
 */
public record Elapsed(List<String> groups, String date, List<String> events) implements Features {

    /** Elapsed days in each group of equal values in these columns, along the date column {@code Date}. */
    public static Elapsed by(String... columns) {
        return new Elapsed(copy(columns), "Date", Collections.emptyList());
    }

    /** Along another date column. */
    public Elapsed along(String column) {
        return new Elapsed(groups, column, events);
    }

    /** Since and until the events of each of these columns. */
    public Elapsed of(String... columns) {
        return new Elapsed(groups, date, copy(columns));
    }

    static List<String> copy(String... names) {
        return Collections.unmodifiableList(new ArrayList<>(Arrays.asList(names)));
    }

    /** @throws DataException also if a date is missing */
    @Override
    public List<Column> columns(Table table) {
        Timelines timelines = Timelines.of(table, groups, date);
        List<Column> added = new ArrayList<>();
        for (String name : events) {
            boolean[] event = events(table.number(name));
            double[] after = new double[table.rows()];
            double[] before = new double[table.rows()];
            for (int group = 0; group < timelines.groups(); group++) {
                int begin = timelines.begin(group);
                int end = timelines.begin(group + 1);
                fill(after, timelines, event, begin, end, 1);
                fill(before, timelines, event, end - 1, begin - 1, -1);
            }
            added.add(NumberColumn.owning("After" + name, after));
            added.add(NumberColumn.owning("Before" + name, before));
        }
        return added;
    }

    private static boolean[] events(NumberColumn column) {
        boolean[] events = new boolean[column.size()];
        for (int row = 0; row < events.length; row++) {
            events[row] = !column.isMissing(row) && column.value(row) != 0;
        }
        return events;
    }

    /** Walks through a group in one direction and writes the distance in days from the event passed last. */
    private static void fill(double[] days, Timelines timelines, boolean[] event, int begin, int end, int step) {
        boolean seen = false;
        long last = 0;
        for (int place = begin; place != end; place += step) {
            int row = timelines.row(place);
            if (event[row]) {
                seen = true;
                last = timelines.day(row);
            }
            days[row] = seen ? timelines.day(row) - last : Double.NaN;
        }
    }
}

package lanewise.data;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Sums over a window of rows before and after each one, in each group by itself and in the order of the dates:
 * {@code table.add(Rolling.by("Store").along("Date").window(7).sum("Promo"))}. For each column two are added:
 *
 * <ul>
 *   <li>{@code Promo_bw}, backwards: the sum over the row and the six before it.
 *   <li>{@code Promo_fw}, forwards: the sum over the row and the six after it.
 * </ul>
 *
 * <p>A window counts rows, not days. At the ends of a group it has fewer; missing numbers are left out, and a window without
 * any other gives a missing one. The rows may stand in any order, and keep it. This is the rolling sum of fast.ai's Rossmann
 * notebook.
 *
 * @param groups the names of the columns whose values make the groups; without any, all rows are one
 * @param date the name of the date column
 * @param window how many rows there are in a window, 1 or more
 * @param summed the names of the number columns that are summed
 */
public record Rolling(List<String> groups, String date, int window, List<String> summed) implements Features {

    /** Checks the window. */
    public Rolling {
        if (window < 1) {
            throw new IllegalArgumentException("rolling: a window has one row or more, got " + window);
        }
    }

    /** Windows of seven rows in each group of equal values in these columns, along the date column {@code Date}. */
    public static Rolling by(String... columns) {
        return new Rolling(Elapsed.copy(columns), "Date", 7, Collections.emptyList());
    }

    /** Along another date column. */
    public Rolling along(String column) {
        return new Rolling(groups, column, window, summed);
    }

    /** Windows of so many rows. */
    public Rolling window(int rows) {
        return new Rolling(groups, date, rows, summed);
    }

    /** The sums of each of these columns. */
    public Rolling sum(String... names) {
        return new Rolling(groups, date, window, Elapsed.copy(names));
    }

    /** @throws DataException also if a date is missing */
    @Override
    public List<Column> columns(Table table) {
        Timelines timelines = Timelines.of(table, groups, date);
        List<Column> added = new ArrayList<>();
        for (String name : summed) {
            NumberColumn numbers = table.number(name);
            double[] backward = new double[table.rows()];
            double[] forward = new double[table.rows()];
            for (int group = 0; group < timelines.groups(); group++) {
                int begin = timelines.begin(group);
                int end = timelines.begin(group + 1);
                for (int place = begin; place < end; place++) {
                    int row = timelines.row(place);
                    int first = Math.max(begin, place - window + 1);
                    backward[row] = sum(numbers, timelines, first, place + 1);
                    int last = (int) Math.min(end, (long) place + window);
                    forward[row] = sum(numbers, timelines, place, last);
                }
            }
            added.add(NumberColumn.owning(name + "_bw", backward));
            added.add(NumberColumn.owning(name + "_fw", forward));
        }
        return added;
    }

    /** Each window is summed anew: a sum carried along would keep the rounding errors of all that left it. */
    private static double sum(NumberColumn numbers, Timelines timelines, int from, int to) {
        double sum = 0;
        boolean any = false;
        for (int place = from; place < to; place++) {
            double value = numbers.value(timelines.row(place));
            if (!Double.isNaN(value)) {
                sum += value;
                any = true;
            }
        }
        return any ? sum : Double.NaN;
    }
}

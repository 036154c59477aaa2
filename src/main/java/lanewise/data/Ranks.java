package lanewise.data;

import java.util.Arrays;

/** Sorts rows: by the rank of each value among the distinct ones of its column, and so by counting. */
final class Ranks {

    private Ranks() {}

    /** The rows of a table, sorted by the first order, rows equal in it by the second, and so on; stable. */
    static int[] sorted(Table table, Order... orders) {
        int[] rows = new int[table.rows()];
        for (int row = 0; row < rows.length; row++) {
            rows[row] = row;
        }
        // The least important first: each pass leaves rows that it finds equal in the order of the pass before.
        for (int i = orders.length - 1; i >= 0; i--) {
            rows = pass(rows, table.column(orders[i].column()), orders[i].descending());
        }
        return rows;
    }

    private static int[] pass(int[] rows, Column column, boolean descending) {
        Keys keys = Keys.of(column);
        int[] ranks = ranks(column, keys.firstRows(), descending);
        int[] ends = new int[keys.count()];
        for (int row : rows) {
            ends[ranks[keys.code(row)]]++;
        }
        for (int rank = 1; rank < ends.length; rank++) {
            ends[rank] += ends[rank - 1];
        }
        int[] sorted = new int[rows.length];
        for (int i = rows.length - 1; i >= 0; i--) {
            sorted[--ends[ranks[keys.code(rows[i])]]] = rows[i];
        }
        return sorted;
    }

    /** The rank of each key, given a row that has it. */
    private static int[] ranks(Column column, int[] rowOf, boolean descending) {
        int[] ranks = new int[rowOf.length];
        int present = 0;
        for (int row : rowOf) {
            present += column.isMissing(row) ? 0 : 1;
        }
        if (column instanceof NumberColumn numbers) {
            double[] sorted = new double[rowOf.length];
            for (int code = 0; code < rowOf.length; code++) {
                sorted[code] = numbers.value(rowOf[code]) + 0.0;
            }
            Arrays.sort(sorted); // what is missing, NaN, goes to the end
            for (int code = 0; code < rowOf.length; code++) {
                ranks[code] = Arrays.binarySearch(sorted, numbers.value(rowOf[code]) + 0.0);
            }
        } else if (column instanceof DateColumn dates) {
            long[] sorted = new long[rowOf.length];
            for (int code = 0; code < rowOf.length; code++) {
                sorted[code] = last(dates.epochSecond(rowOf[code]));
            }
            Arrays.sort(sorted);
            for (int code = 0; code < rowOf.length; code++) {
                ranks[code] = Arrays.binarySearch(sorted, last(dates.epochSecond(rowOf[code])));
            }
        } else {
            String[] sorted = new String[present];
            int next = 0;
            for (int row : rowOf) {
                String text = column.text(row);
                if (text != null) {
                    sorted[next++] = text;
                }
            }
            Arrays.sort(sorted);
            for (int code = 0; code < rowOf.length; code++) {
                String text = column.text(rowOf[code]);
                ranks[code] = text == null ? present : Arrays.binarySearch(sorted, text);
            }
        }
        if (descending) {
            for (int code = 0; code < ranks.length; code++) {
                ranks[code] = ranks[code] < present ? present - 1 - ranks[code] : ranks[code];
            }
        }
        return ranks;
    }

    private static long last(long epochSecond) {
        return epochSecond == DateColumn.MISSING ? Long.MAX_VALUE : epochSecond;
    }
}

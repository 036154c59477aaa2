package lanewise.data;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One value for each group of rows ({@link Grouped#aggregate}). Missing values are left out of all but {@link #count},
 * {@link #first} and {@link #last}; a group without any other value gives a missing one, and a sum of 0. The column is named
 * after the source and the function, {@code Sales_mean}, unless {@link #as} says otherwise.
 */
public final class Aggregate {

    private enum Function {
        COUNT,
        SUM,
        MEAN,
        STD,
        MIN,
        MAX,
        MEDIAN,
        FIRST,
        LAST,
        DISTINCT
    }

    private final Function function;
    private final @Nullable String column;
    private final String name;

    private Aggregate(Function function, @Nullable String column, String name) {
        this.function = function;
        this.column = column;
        this.name = name;
    }

    private static Aggregate of(Function function, String column, String name) {
        return new Aggregate(function, column, column + "_" + name);
    }

    /** The number of rows; the column is named {@code count}. */
    public static Aggregate count() {
        return new Aggregate(Function.COUNT, null, "count");
    }

    /** The sum of a number column; sums of integers are exact up to 2^53. */
    public static Aggregate sum(String column) {
        return of(Function.SUM, column, "sum");
    }

    /** The mean of a number column. */
    public static Aggregate mean(String column) {
        return of(Function.MEAN, column, "mean");
    }

    /** The standard deviation of a number column, of the population: the root of the mean squared distance from the mean. */
    public static Aggregate std(String column) {
        return of(Function.STD, column, "std");
    }

    /** The median of a number column; the mean of the two in the middle if their number is even. */
    public static Aggregate median(String column) {
        return of(Function.MEDIAN, column, "median");
    }

    /** The smallest value of a number or date column. */
    public static Aggregate min(String column) {
        return of(Function.MIN, column, "min");
    }

    /** The greatest value of a number or date column. */
    public static Aggregate max(String column) {
        return of(Function.MAX, column, "max");
    }

    /** The value of the group's first row, of any type, missing if it is missing there. */
    public static Aggregate first(String column) {
        return of(Function.FIRST, column, "first");
    }

    /** The value of the group's last row, of any type, missing if it is missing there. */
    public static Aggregate last(String column) {
        return of(Function.LAST, column, "last");
    }

    /** How many different values there are, of any type. */
    public static Aggregate distinct(String column) {
        return of(Function.DISTINCT, column, "distinct");
    }

    /** The same under another name. */
    public Aggregate as(String newName) {
        return new Aggregate(function, column, newName);
    }

    /** The column of one value for each group. */
    Column compute(Table table, Keys groups) {
        if (column == null) {
            int[] frequencies = groups.frequencies();
            double[] counts = new double[frequencies.length];
            for (int group = 0; group < counts.length; group++) {
                counts[group] = frequencies[group];
            }
            return NumberColumn.owning(name, counts);
        }
        Column source = table.column(column);
        return switch (function) {
            case FIRST -> source.select(groups.firstRows()).renamed(name);
            case LAST -> source.select(lastRows(groups)).renamed(name);
            case DISTINCT -> NumberColumn.owning(name, distinct(source, groups));
            case MIN, MAX -> source.select(extreme(source, groups)).renamed(name);
            case MEDIAN -> NumberColumn.owning(name, medians(table.number(column), groups));
            default -> NumberColumn.owning(name, moments(table.number(column), groups));
        };
    }

    private static int[] lastRows(Keys groups) {
        int[] last = new int[groups.count()];
        for (int row = 0; row < groups.rows(); row++) {
            last[groups.code(row)] = row;
        }
        return last;
    }

    /** For each group the first row that has its smallest or greatest value; -1 if all are missing. */
    private int[] extreme(Column source, Keys groups) {
        if (source.type() != ColumnType.NUMBER && source.type() != ColumnType.DATE) {
            throw new DataException(this + ": column \"" + column + "\" is of type " + source.type()
                    + "; a number or a date would be right");
        }
        int[] best = new int[groups.count()];
        Arrays.fill(best, -1);
        for (int row = 0; row < groups.rows(); row++) {
            int group = groups.code(row);
            if (!source.isMissing(row) && (best[group] < 0 || isBeyond(source, row, best[group]))) {
                best[group] = row;
            }
        }
        return best;
    }

    private boolean isBeyond(Column source, int row, int other) {
        int comparison;
        if (source instanceof NumberColumn numbers) {
            comparison = Double.compare(numbers.value(row), numbers.value(other));
        } else {
            DateColumn dates = (DateColumn) source;
            comparison = Long.compare(dates.epochSecond(row), dates.epochSecond(other));
        }
        return function == Function.MIN ? comparison < 0 : comparison > 0;
    }

    private double[] moments(NumberColumn source, Keys groups) {
        double[] sums = new double[groups.count()];
        int[] counts = new int[groups.count()];
        for (int row = 0; row < groups.rows(); row++) {
            if (!source.isMissing(row)) {
                sums[groups.code(row)] += source.value(row);
                counts[groups.code(row)]++;
            }
        }
        if (function == Function.SUM) {
            return sums;
        }
        double[] means = sums;
        for (int group = 0; group < means.length; group++) {
            means[group] /= counts[group]; // 0 / 0 is NaN: missing
        }
        if (function == Function.MEAN) {
            return means;
        }
        double[] squares = new double[groups.count()];
        for (int row = 0; row < groups.rows(); row++) {
            if (!source.isMissing(row)) {
                double distance = source.value(row) - means[groups.code(row)];
                squares[groups.code(row)] += distance * distance;
            }
        }
        for (int group = 0; group < squares.length; group++) {
            squares[group] = Math.sqrt(squares[group] / counts[group]);
        }
        return squares;
    }

    private static double[] medians(NumberColumn source, Keys groups) {
        int[] counts = new int[groups.count() + 1];
        for (int row = 0; row < groups.rows(); row++) {
            counts[groups.code(row) + 1] += source.isMissing(row) ? 0 : 1;
        }
        int[] begins = counts;
        for (int group = 0; group < groups.count(); group++) {
            begins[group + 1] += begins[group];
        }
        double[] sorted = new double[begins[groups.count()]];
        int[] next = Arrays.copyOf(begins, groups.count());
        for (int row = 0; row < groups.rows(); row++) {
            if (!source.isMissing(row)) {
                sorted[next[groups.code(row)]++] = source.value(row);
            }
        }
        double[] medians = new double[groups.count()];
        for (int group = 0; group < medians.length; group++) {
            int from = begins[group];
            int to = begins[group + 1];
            Arrays.sort(sorted, from, to);
            int size = to - from;
            int middle = from + size / 2;
            medians[group] = size == 0
                    ? Double.NaN
                    : size % 2 == 1 ? sorted[middle] : 0.5 * sorted[middle - 1] + 0.5 * sorted[middle];
        }
        return medians;
    }

    private static double[] distinct(Column source, Keys groups) {
        Keys values = Keys.of(source);
        LongCodes pairs = new LongCodes();
        double[] counts = new double[groups.count()];
        for (int row = 0; row < groups.rows(); row++) {
            if (!source.isMissing(row)) {
                int before = pairs.count();
                boolean isNew = pairs.add((long) groups.code(row) * values.count() + values.code(row)) == before;
                counts[groups.code(row)] += isNew ? 1 : 0;
            }
        }
        return counts;
    }

    /** The name of the column it makes. */
    @Override
    public String toString() {
        return "aggregate " + name;
    }
}

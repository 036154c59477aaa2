package lanewise.tabular;

import java.util.Arrays;
import java.util.Locale;

/**
 * What stands in for a missing number: a statistic of the training rows, or a constant.
 *
 * @param strategy which
 * @param constant the constant; NaN for the others
 */
public record FillMissing(Strategy strategy, double constant) {

    /** Where the number comes from. */
    public enum Strategy {
        MEDIAN,
        MODE,
        CONSTANT
    }

    /** The median: half the values are smaller. Of an even number of values the mean of the two in the middle. */
    public static FillMissing median() {
        return new FillMissing(Strategy.MEDIAN, Double.NaN);
    }

    /** The most frequent value; the smallest of equally frequent ones. */
    public static FillMissing mode() {
        return new FillMissing(Strategy.MODE, Double.NaN);
    }

    /** A number, the same whatever the training rows hold. */
    public static FillMissing constant(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            throw new IllegalArgumentException("fill missing: the constant must be a finite number, got " + value);
        }
        return new FillMissing(Strategy.CONSTANT, value);
    }

    /** The number for a column with these values present, which are in ascending order; NaN if there are none. */
    double of(double[] sorted) {
        if (strategy == Strategy.CONSTANT) {
            return constant;
        }
        int count = sorted.length;
        if (count == 0) {
            return Double.NaN;
        }
        if (strategy == Strategy.MEDIAN) {
            return count % 2 == 1 ? sorted[count / 2] : (sorted[count / 2 - 1] + sorted[count / 2]) / 2;
        }
        return mostFrequent(sorted);
    }

    private static double mostFrequent(double[] sorted) {
        double best = sorted[0];
        int most = 0;
        for (int from = 0; from < sorted.length; ) {
            int to = from + 1;
            while (to < sorted.length && sorted[to] == sorted[from]) {
                to++;
            }
            if (to - from > most) {
                most = to - from;
                best = sorted[from];
            }
            from = to;
        }
        return best;
    }

    /** The values of an array that are present, ascending. */
    static double[] present(double[] values) {
        double[] present = new double[values.length];
        int count = 0;
        for (double value : values) {
            if (!Double.isNaN(value)) {
                present[count++] = value;
            }
        }
        double[] sorted = Arrays.copyOf(present, count);
        Arrays.sort(sorted);
        return sorted;
    }

    @Override
    public String toString() {
        return strategy == Strategy.CONSTANT
                ? "constant(" + constant + ")"
                : strategy.name().toLowerCase(Locale.ROOT);
    }
}

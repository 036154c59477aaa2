package lanewise.tabular;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;

/**
 * Which steps lead from raw columns to inputs, before they are fitted.
 *
 * @param fill what fills missing numbers
 * @param fills the same for single columns
 * @param limits the lowest and the highest number of the columns that are clipped
 * @param eps what is added to the deviation when numbers are standardised
 */
record Steps(
        FillMissing fill,
        Map<String, FillMissing> fills,
        Map<String, Limits> limits,
        Indicator indicator,
        boolean standardise,
        double eps) {

    /** Numbers below {@code low} become it, numbers above {@code high} that. */
    record Limits(double low, double high) {
        Limits {
            if (!(low < high)) {
                throw new IllegalArgumentException(
                        "clip: the limits must go from a lower to a higher number, got " + low + " to " + high);
            }
        }
    }

    Steps {
        fills = Collections.unmodifiableMap(new HashMap<>(fills));
        limits = Collections.unmodifiableMap(new HashMap<>(limits));
    }

    /** Those of fastai v2. */
    static Steps standard() {
        return new Steps(
                FillMissing.median(), Collections.emptyMap(), Collections.emptyMap(), Indicator.CATEGORY, true, 1e-7);
    }

    /** The same with the indicators and the scale of the course of 2017. */
    Steps course() {
        return new Steps(fill, fills, limits, Indicator.CONTINUOUS, true, 0);
    }

    Steps with(FillMissing other) {
        return new Steps(other, fills, limits, indicator, standardise, eps);
    }

    Steps with(String column, FillMissing other) {
        Map<String, FillMissing> more = new HashMap<>(fills);
        more.put(column, other);
        return new Steps(fill, more, limits, indicator, standardise, eps);
    }

    Steps with(Indicator other) {
        return new Steps(fill, fills, limits, other, standardise, eps);
    }

    Steps clip(String column, double low, double high) {
        Map<String, Limits> more = new HashMap<>(limits);
        more.put(column, new Limits(low, high));
        return new Steps(fill, fills, more, indicator, standardise, eps);
    }

    Steps standardise(boolean yes) {
        return new Steps(fill, fills, limits, indicator, yes, eps);
    }

    FillMissing fill(String column) {
        return fills.getOrDefault(column, fill);
    }

    double low(String column) {
        Limits own = limits.get(column);
        return own == null ? Double.NEGATIVE_INFINITY : own.low();
    }

    double high(String column) {
        Limits own = limits.get(column);
        return own == null ? Double.POSITIVE_INFINITY : own.high();
    }
}

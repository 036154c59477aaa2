package lanewise.tabular;

import java.util.List;
import lanewise.data.DataException;
import lanewise.io.JsonObject;

/**
 * A continuous input: a number, clipped, filled in where it is missing, and standardised.
 *
 * @param name the column, or what was made of it
 * @param low lower numbers become this one
 * @param high higher numbers become this one
 * @param fill what stands in for a missing number
 */
record NumberFeature(String name, Source source, double low, double high, double fill, Standardise scale) {

    <R> float value(RowReader<R> reader, R row) {
        return scale.apply(prepared(source.number(reader, row)));
    }

    /** The number before it is standardised. */
    double prepared(double raw) {
        if (Double.isInfinite(raw)) {
            throw new DataException("column \"" + name + "\" is " + raw + "; a number must be finite (or missing)");
        }
        return Double.isNaN(raw) ? fill : Math.min(high, Math.max(low, raw));
    }

    /** The same with what it learnt from the rows it was fitted on. */
    NumberFeature scaled(Standardise fitted) {
        return new NumberFeature(name, source, low, high, fill, fitted);
    }

    JsonObject toJson(List<InputColumn> columns) {
        JsonObject json = source.toJson(columns)
                .with("name", name)
                .with("fill", fill)
                .with("mean", scale.mean())
                .with("deviation", scale.deviation())
                .with("eps", scale.eps());
        json = Double.isInfinite(low) ? json : json.with("low", low);
        return Double.isInfinite(high) ? json : json.with("high", high);
    }

    static NumberFeature fromJson(JsonObject json, List<InputColumn> columns) {
        return new NumberFeature(
                json.getString("name"),
                Source.fromJson(json, columns),
                json.has("low") ? json.getDouble("low") : Double.NEGATIVE_INFINITY,
                json.has("high") ? json.getDouble("high") : Double.POSITIVE_INFINITY,
                json.getDouble("fill"),
                new Standardise(json.getDouble("mean"), json.getDouble("deviation"), json.getDouble("eps")));
    }
}

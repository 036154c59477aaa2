package lanewise.tabular;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import lanewise.data.DataException;
import org.jspecify.annotations.Nullable;

/**
 * Reads a row that is a map from column to value. Numbers may be any {@link Number}, a {@link Boolean} (0 or 1) or a text;
 * dates what {@code java.time} knows as a point in time, or a text; categories anything with a text. Null is missing.
 */
final class MapReader implements RowReader<Map<String, ?>> {

    private final String[] names;

    MapReader(FittedFeatures features) {
        List<String> list = new ArrayList<>();
        for (InputColumn column : features.columns()) {
            list.add(column.name());
        }
        this.names = list.toArray(new String[0]);
    }

    private @Nullable Object value(Map<String, ?> row, int column) {
        Object value = row.get(names[column]);
        if (value == null && !row.containsKey(names[column])) {
            throw new DataException("predict: the row has no value for the column \"" + names[column] + "\"; it needs "
                    + String.join(", ", names) + " (null where one is missing)");
        }
        return value;
    }

    @Override
    public double number(Map<String, ?> row, int column) {
        return RawValues.number(value(row, column), names[column]);
    }

    @Override
    public @Nullable String text(Map<String, ?> row, int column) {
        return RawValues.text(value(row, column));
    }

    @Override
    public long epochSecond(Map<String, ?> row, int column) {
        return RawValues.epochSecond(value(row, column), names[column]);
    }
}

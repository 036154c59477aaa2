package lanewise.tabular;

import java.util.List;
import lanewise.data.ColumnType;
import lanewise.data.DatePart;
import lanewise.io.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * Where the value of an input comes from: a column, whether that column is missing, or a part of its date.
 *
 * @param column the index of the column in {@link FittedFeatures#columns()}
 * @param type what the column holds
 * @param indicator whether the value is 1 where the column is missing, else 0
 * @param part the part of the date; null for anything but a date
 */
record Source(
        int column,
        ColumnType type,
        boolean indicator,
        @Nullable DatePart part) {

    static Source value(int column, ColumnType type) {
        return new Source(column, type, false, null);
    }

    static Source missing(int column) {
        return new Source(column, ColumnType.NUMBER, true, null);
    }

    static Source part(int column, DatePart part) {
        return new Source(column, ColumnType.DATE, false, part);
    }

    /** Whether the value is a number rather than a text. */
    boolean isNumber() {
        return type == ColumnType.NUMBER || type == ColumnType.DATE;
    }

    /** The value as a number; NaN where it is missing. */
    <R> double number(RowReader<R> reader, R row) {
        if (part != null) {
            return part.of(reader.epochSecond(row, column));
        }
        double value = reader.number(row, column);
        return indicator ? (Double.isNaN(value) ? 1 : 0) : value;
    }

    /** The category of the value. */
    <R> int code(RowReader<R> reader, R row, CategoryMap map) {
        return isNumber() ? map.code(number(reader, row)) : map.code(reader.text(row, column));
    }

    JsonObject toJson(List<InputColumn> columns) {
        JsonObject json = JsonObject.of().with("column", columns.get(column).name());
        if (indicator) {
            return json.with("read", "missing");
        }
        return part == null ? json : json.with("read", part.name());
    }

    static Source fromJson(JsonObject json, List<InputColumn> columns) {
        String name = json.getString("column");
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equals(name)) {
                ColumnType type = columns.get(i).type();
                if (!json.has("read")) {
                    return value(i, type);
                }
                String read = json.getString("read");
                return read.equals("missing") ? missing(i) : part(i, DatePart.valueOf(read));
            }
        }
        throw new IllegalArgumentException("an input reads the column " + name + ", which is not listed");
    }
}

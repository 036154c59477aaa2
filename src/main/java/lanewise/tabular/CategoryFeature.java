package lanewise.tabular;

import java.util.List;
import lanewise.io.JsonObject;

/**
 * A categorical input.
 *
 * @param name the column, or what was made of it
 */
record CategoryFeature(String name, Source source, CategoryMap map) {

    <R> int code(RowReader<R> reader, R row) {
        return source.code(reader, row, map);
    }

    JsonObject toJson(List<InputColumn> columns) {
        return source.toJson(columns)
                .with("name", name)
                .with("numeric", map.isNumeric())
                .with("levels", map.levels());
    }

    static CategoryFeature fromJson(JsonObject json, List<InputColumn> columns) {
        return new CategoryFeature(
                json.getString("name"),
                Source.fromJson(json, columns),
                CategoryMap.restore(json.getBoolean("numeric"), json.getStrings("levels")));
    }
}

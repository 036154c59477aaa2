package lanewise.tabular;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import lanewise.data.ColumnType;
import lanewise.io.JsonObject;
import lanewise.nn.Parameters;

/**
 * From a raw row to the numbers that a model takes: every step that was fitted on training rows. Immutable; part of the
 * model file.
 */
final class FittedFeatures {

    private final List<InputColumn> columns;
    private final List<CategoryFeature> categories;
    private final List<NumberFeature> numbers;

    FittedFeatures(List<InputColumn> columns, List<CategoryFeature> categories, List<NumberFeature> numbers) {
        this.columns = List.copyOf(columns);
        this.categories = List.copyOf(categories);
        this.numbers = List.copyOf(numbers);
    }

    /** The columns of a raw row that are read. */
    List<InputColumn> columns() {
        return columns;
    }

    List<CategoryFeature> categories() {
        return categories;
    }

    List<NumberFeature> numbers() {
        return numbers;
    }

    /** Encodes one row: {@code codes} from {@code codesAt} on, {@code values} from {@code valuesAt} on. */
    <R> void encode(RowReader<R> reader, R row, int[] codes, int codesAt, float[] values, int valuesAt) {
        // By index: an iterator for each row would be the only thing that serving allocates.
        for (int i = 0; i < categories.size(); i++) {
            codes[codesAt + i] = categories.get(i).code(reader, row);
        }
        for (int i = 0; i < numbers.size(); i++) {
            values[valuesAt + i] = numbers.get(i).value(reader, row);
        }
    }

    /** The net for these inputs and targets: the same whether it is made for training or loaded. */
    TabularModel model(Parameters parameters, TabularSpec spec, Targets targets) {
        List<String> names = new ArrayList<>();
        List<Integer> counts = new ArrayList<>();
        for (CategoryFeature category : categories) {
            names.add(category.name());
            counts.add(category.map().size() + 1);
        }
        boolean range = targets.task() == Task.REGRESSION && spec.hasRange();
        return TabularModel.of(parameters, spec, names, counts, numbers.size(), targets.outputs(), range);
    }

    JsonObject toJson() {
        List<JsonObject> read = new ArrayList<>();
        for (InputColumn column : columns) {
            read.add(JsonObject.of()
                    .with("name", column.name())
                    .with("type", column.type().name().toLowerCase(Locale.ROOT)));
        }
        List<JsonObject> coded = new ArrayList<>();
        for (CategoryFeature category : categories) {
            coded.add(category.toJson(columns));
        }
        List<JsonObject> scaled = new ArrayList<>();
        for (NumberFeature number : numbers) {
            scaled.add(number.toJson(columns));
        }
        return JsonObject.of().with("columns", read).with("categories", coded).with("continuous", scaled);
    }

    static FittedFeatures fromJson(JsonObject json) {
        List<InputColumn> columns = new ArrayList<>();
        for (JsonObject column : json.getObjects("columns")) {
            ColumnType type = ColumnType.valueOf(column.getString("type").toUpperCase(Locale.ROOT));
            columns.add(new InputColumn(column.getString("name"), type));
        }
        List<CategoryFeature> categories = new ArrayList<>();
        for (JsonObject category : json.getObjects("categories")) {
            categories.add(CategoryFeature.fromJson(category, columns));
        }
        List<NumberFeature> numbers = new ArrayList<>();
        for (JsonObject number : json.getObjects("continuous")) {
            numbers.add(NumberFeature.fromJson(number, columns));
        }
        return new FittedFeatures(columns, categories, numbers);
    }
}

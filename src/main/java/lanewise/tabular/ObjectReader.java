package lanewise.tabular;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import lanewise.data.TableBuilder;
import org.jspecify.annotations.Nullable;

/** Reads an object through the functions of the columns of a table that such objects make. */
final class ObjectReader<T> implements RowReader<T> {

    private final List<String> names = new ArrayList<>();
    private final List<Function<? super T, ? extends @Nullable Object>> functions = new ArrayList<>();

    ObjectReader(FittedFeatures features, TableBuilder<T> columns) {
        for (InputColumn column : features.columns()) {
            names.add(column.name());
            functions.add(columns.function(column.name()));
        }
    }

    @Override
    public double number(T row, int column) {
        return RawValues.number(functions.get(column).apply(row), names.get(column));
    }

    @Override
    public @Nullable String text(T row, int column) {
        return RawValues.text(functions.get(column).apply(row));
    }

    @Override
    public long epochSecond(T row, int column) {
        return RawValues.epochSecond(functions.get(column).apply(row), names.get(column));
    }
}

package lanewise.data;

import java.time.temporal.TemporalAccessor;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Columns as functions of the rows of a table. */
final class Derived {

    private Derived() {}

    static Column number(Table table, String name, ToDoubleFunction<? super Row> value) {
        double[] values = new double[table.rows()];
        for (int row = 0; row < values.length; row++) {
            values[row] = value.applyAsDouble(new Row(table, row));
        }
        return NumberColumn.owning(name, values);
    }

    static Column category(Table table, String name, Function<? super Row, ? extends @Nullable Object> value) {
        return CategoryColumn.of(name, texts(table, value));
    }

    static Column text(Table table, String name, Function<? super Row, ? extends @Nullable Object> value) {
        return TextColumn.owning(name, texts(table, value));
    }

    static Column date(Table table, String name, Function<? super Row, ? extends @Nullable TemporalAccessor> value) {
        long[] seconds = new long[table.rows()];
        for (int row = 0; row < seconds.length; row++) {
            TemporalAccessor date = value.apply(new Row(table, row));
            seconds[row] = date == null ? DateColumn.MISSING : TableBuilder.epochSecond(name, row, date);
        }
        return DateColumn.of(name, seconds);
    }

    private static @Nullable String[] texts(Table table, Function<? super Row, ? extends @Nullable Object> value) {
        @Nullable String[] texts = new String[table.rows()];
        for (int row = 0; row < texts.length; row++) {
            texts[row] = TableBuilder.textOf(value.apply(new Row(table, row)));
        }
        return texts;
    }
}

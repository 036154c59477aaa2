package lanewise.data;

import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/** One row of a table, read by column name. An unknown name or a column of another type is a {@link DataException}. */
public final class Row {

    private final Table table;
    private final int index;

    Row(Table table, int index) {
        this.table = table;
        this.index = index;
    }

    /** The row's place in its table, from 0. */
    public int index() {
        return index;
    }

    /** Whether the value of a column is missing. */
    public boolean isMissing(String column) {
        return table.column(column).isMissing(index);
    }

    /** The value of a column of any type as text ({@link Column#text}); null where it is missing. */
    public @Nullable String text(String column) {
        return table.column(column).text(index);
    }

    /** The value of a number column; NaN where it is missing. */
    public double number(String column) {
        return table.number(column).value(index);
    }

    /** The value of a date column; null where it is missing. */
    public @Nullable LocalDateTime date(String column) {
        return table.date(column).dateTime(index);
    }

    /** The row with its column names: {@code {age=31, city=Rome}}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("{");
        for (Column column : table.columns()) {
            text.append(text.length() == 1 ? "" : ", ")
                    .append(column.name())
                    .append('=')
                    .append(column.text(index));
        }
        return text.append('}').toString();
    }
}

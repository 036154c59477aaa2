package lanewise.data;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes a table of a list, one row for each element, through one function for each column (a method reference as a rule).
 * Immutable: every method returns a new builder.
 *
 * @param <T> the type of the elements
 */
public final class TableBuilder<T> {

    private final List<T> elements;
    private final List<ColumnMaker<T>> makers;
    private final Map<String, Function<? super T, ? extends @Nullable Object>> functions;

    private TableBuilder(
            List<T> elements,
            List<ColumnMaker<T>> makers,
            Map<String, Function<? super T, ? extends @Nullable Object>> functions) {
        this.elements = elements;
        this.makers = makers;
        this.functions = functions;
    }

    /** A column as a function of the elements. */
    private interface ColumnMaker<T> {
        Column make(List<T> elements);
    }

    static <T> TableBuilder<T> of(Collection<T> elements) {
        List<T> copy = new ArrayList<>(elements);
        for (int i = 0; i < copy.size(); i++) {
            if (copy.get(i) == null) {
                throw new DataException("Table.from: element " + i + " is null; every row needs an object");
            }
        }
        return new TableBuilder<>(copy, new ArrayList<>(), new LinkedHashMap<>());
    }

    /** A column of numbers: int, double, their boxed forms or any other {@link Number}; null and NaN are missing. */
    public TableBuilder<T> number(String name, Function<? super T, ? extends @Nullable Number> value) {
        return with(name, value, rows -> {
            double[] values = new double[rows.size()];
            for (int row = 0; row < values.length; row++) {
                Number number = value.apply(rows.get(row));
                values[row] = number == null ? Double.NaN : number.doubleValue();
            }
            return NumberColumn.owning(name, values);
        });
    }

    /**
     * A column of categories; null is missing. The level is the value's text: of a number as {@link Column#text} writes it
     * ({@code 15} for 15.0), of an enum constant its name.
     */
    public TableBuilder<T> category(String name, Function<? super T, ? extends @Nullable Object> value) {
        return with(name, value, rows -> CategoryColumn.of(name, texts(rows, value)));
    }

    /** A column of text; null is missing. */
    public TableBuilder<T> text(String name, Function<? super T, ? extends @Nullable Object> value) {
        return with(name, value, rows -> TextColumn.owning(name, texts(rows, value)));
    }

    /**
     * A column of dates; null is missing. The function gives a {@link LocalDate}, a {@link LocalDateTime}, or an
     * {@link Instant}, {@link OffsetDateTime} or {@link ZonedDateTime}, which are brought to UTC. Fractions of a second are
     * dropped. Any other class is a {@link DataException} when the table is built.
     */
    public TableBuilder<T> date(String name, Function<? super T, ? extends @Nullable TemporalAccessor> value) {
        return with(name, value, rows -> {
            long[] seconds = new long[rows.size()];
            for (int row = 0; row < seconds.length; row++) {
                TemporalAccessor date = value.apply(rows.get(row));
                seconds[row] = date == null ? DateColumn.MISSING : epochSecond(name, row, date);
            }
            return DateColumn.of(name, seconds);
        });
    }

    /**
     * The table.
     *
     * @throws DataException if two columns have the same name
     */
    public Table build() {
        List<Column> columns = new ArrayList<>();
        for (ColumnMaker<T> maker : makers) {
            columns.add(maker.make(elements));
        }
        return Table.of(columns);
    }

    /**
     * The function behind a column: for reading single elements as the table was made.
     *
     * @throws DataException if there is no such column
     */
    public Function<? super T, ? extends @Nullable Object> function(String column) {
        Function<? super T, ? extends @Nullable Object> found = functions.get(column);
        if (found == null) {
            throw new DataException(
                    "no column \"" + column + "\"" + NearestName.advice(column, new ArrayList<>(functions.keySet())));
        }
        return found;
    }

    private TableBuilder<T> with(
            String name, Function<? super T, ? extends @Nullable Object> value, ColumnMaker<T> maker) {
        List<ColumnMaker<T>> more = new ArrayList<>(makers);
        more.add(maker);
        Map<String, Function<? super T, ? extends @Nullable Object>> named = new LinkedHashMap<>(functions);
        named.put(name, value);
        return new TableBuilder<>(elements, more, named);
    }

    private static <T> @Nullable String[] texts(List<T> rows, Function<? super T, ? extends @Nullable Object> value) {
        @Nullable String[] texts = new String[rows.size()];
        for (int row = 0; row < texts.length; row++) {
            texts[row] = textOf(value.apply(rows.get(row)));
        }
        return texts;
    }

    static @Nullable String textOf(@Nullable Object value) {
        if (value instanceof Double || value instanceof Float) {
            double number = ((Number) value).doubleValue();
            // A float is written by its own digits: 0.1f as 0.1, not as the double 0.10000000149011612.
            double decimal = value instanceof Float ? Double.parseDouble(value.toString()) : number;
            return Double.isNaN(number) ? null : NumberText.format(decimal);
        }
        if (value instanceof Enum<?> constant) {
            return constant.name();
        }
        return value == null ? null : value.toString();
    }

    static long epochSecond(String name, int row, TemporalAccessor date) {
        if (date instanceof LocalDate day) {
            return day.atStartOfDay().toEpochSecond(ZoneOffset.UTC);
        }
        if (date instanceof LocalDateTime dateTime) {
            return dateTime.toEpochSecond(ZoneOffset.UTC);
        }
        if (date instanceof Instant instant) {
            return instant.getEpochSecond();
        }
        if (date instanceof OffsetDateTime dateTime) {
            return dateTime.toEpochSecond();
        }
        if (date instanceof ZonedDateTime dateTime) {
            return dateTime.toEpochSecond();
        }
        throw new DataException("Table.from: column \"" + name + "\", element " + row + ": a "
                + date.getClass().getSimpleName() + " is no point in time; LocalDate, LocalDateTime, Instant,"
                + " OffsetDateTime or ZonedDateTime would be right");
    }
}

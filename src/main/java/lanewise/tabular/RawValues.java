package lanewise.tabular;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import lanewise.data.DataException;
import lanewise.data.DateColumn;
import lanewise.data.NumberColumn;
import org.jspecify.annotations.Nullable;

/** Single values of a row as numbers, texts and dates: the same as a table makes of them. */
final class RawValues {

    private RawValues() {}

    static double number(@Nullable Object value, String column) {
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        if (value == null) {
            return Double.NaN;
        }
        if (value instanceof Boolean flag) {
            return flag ? 1 : 0;
        }
        if (value instanceof CharSequence) {
            return TextValues.number(value.toString(), column, TextValues.SINGLE);
        }
        throw wrongType(value, column, "a number or its text");
    }

    static @Nullable String text(@Nullable Object value) {
        if (value instanceof String text) {
            return text;
        }
        if (value instanceof Double || value instanceof Float) {
            // A float is written by its own digits: 0.1f as 0.1, not as the double 0.10000000149011612.
            double number = Double.parseDouble(value.toString());
            return Double.isNaN(number) ? null : NumberColumn.format(number);
        }
        if (value instanceof Enum<?> constant) {
            return constant.name();
        }
        return value == null ? null : value.toString();
    }

    static long epochSecond(@Nullable Object value, String column) {
        if (value == null) {
            return DateColumn.MISSING;
        }
        if (value instanceof LocalDate day) {
            return 86_400 * day.toEpochDay();
        }
        if (value instanceof LocalDateTime dateTime) {
            return dateTime.toEpochSecond(ZoneOffset.UTC);
        }
        if (value instanceof Instant instant) {
            return instant.getEpochSecond();
        }
        if (value instanceof OffsetDateTime dateTime) {
            return dateTime.toEpochSecond();
        }
        if (value instanceof ZonedDateTime dateTime) {
            return dateTime.toEpochSecond();
        }
        if (value instanceof CharSequence) {
            return TextValues.date(value.toString(), column, TextValues.SINGLE);
        }
        throw wrongType(value, column, "a date of java.time or its text");
    }

    private static DataException wrongType(Object value, String column, String wanted) {
        return new DataException(
                "column \"" + column + "\": a " + value.getClass().getSimpleName() + " (" + value
                        + ") is no such value; " + wanted + " would be right");
    }
}

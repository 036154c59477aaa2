package lanewise.data;

import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A column of dates, with or without a time of day, 8 bytes each: seconds since 1970-01-01T00:00:00. There is no zone: a
 * date and time is what a clock on the wall showed, or UTC where the source named an offset. Fractions of a second are
 * dropped.
 */
public final class DateColumn extends Column {

    /** What {@link #epochSecond} gives for a missing value. */
    public static final long MISSING = Long.MIN_VALUE;

    private static final long FIRST_SECOND = LocalDateTime.MIN.toEpochSecond(ZoneOffset.UTC);
    private static final long LAST_SECOND = LocalDateTime.MAX.toEpochSecond(ZoneOffset.UTC);

    private final long[] seconds;

    private DateColumn(String name, long[] seconds) {
        super(name);
        this.seconds = seconds;
    }

    /**
     * A column of seconds since 1970-01-01T00:00:00; {@link #MISSING} is missing. The array is copied.
     *
     * @throws IllegalArgumentException if a value is no second of the years -999,999,999 to 999,999,999
     */
    public static DateColumn of(String name, long... epochSeconds) {
        for (int row = 0; row < epochSeconds.length; row++) {
            long second = epochSeconds[row];
            if (second != MISSING && (second < FIRST_SECOND || second > LAST_SECOND)) {
                throw new IllegalArgumentException("date \"" + name + "\": " + second + " in row " + row
                        + " is beyond the years that java.time knows; seconds since 1970 would be right");
            }
        }
        return new DateColumn(name, epochSeconds.clone());
    }

    /** As {@link #of}, for a correct array that nobody else holds. */
    static DateColumn owning(String name, long[] seconds) {
        return new DateColumn(name, seconds);
    }

    /** The seconds since 1970-01-01T00:00:00 of a date written as in a CSV file; {@link #MISSING} if the text is none. */
    public static long parse(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return DateText.parse(bytes, 0, bytes.length);
    }

    /** The seconds since 1970-01-01T00:00:00 of a row; {@link #MISSING} where it is missing. */
    public long epochSecond(int row) {
        return seconds[row];
    }

    /** A copy of the seconds of all rows. */
    public long[] epochSeconds() {
        return seconds.clone();
    }

    /** The date and time of a row; null where it is missing. */
    public @Nullable LocalDateTime dateTime(int row) {
        return isMissing(row) ? null : LocalDateTime.ofEpochSecond(seconds[row], 0, ZoneOffset.UTC);
    }

    @Override
    public ColumnType type() {
        return ColumnType.DATE;
    }

    @Override
    public int size() {
        return seconds.length;
    }

    @Override
    public boolean isMissing(int row) {
        return seconds[row] == MISSING;
    }

    @Override
    public @Nullable String text(int row) {
        return isMissing(row) ? null : DateText.format(seconds[row]);
    }

    @Override
    public DateColumn renamed(String name) {
        return new DateColumn(name, seconds);
    }

    @Override
    DateColumn select(int[] rows) {
        long[] selected = new long[rows.length];
        for (int i = 0; i < rows.length; i++) {
            selected[i] = rows[i] < 0 ? MISSING : seconds[rows[i]];
        }
        return new DateColumn(name(), selected);
    }

    @Override
    DateColumn append(Column other) {
        DateColumn column = (DateColumn) other;
        long[] all = Arrays.copyOf(seconds, seconds.length + column.seconds.length);
        System.arraycopy(column.seconds, 0, all, seconds.length, column.seconds.length);
        return new DateColumn(name(), all);
    }

    @Override
    boolean hasValuesOf(Column other) {
        return Arrays.equals(((DateColumn) other).seconds, seconds);
    }

    @Override
    int valuesHash() {
        return Arrays.hashCode(seconds);
    }
}

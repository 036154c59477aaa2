package lanewise.data;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A column of a file before its type is known: the UTF-8 bytes of all its fields in one array. So nothing is lost until all
 * values were seen, a million short fields take a few megabytes, and no field costs an object.
 */
final class RawColumn {

    private static final int MAX_LENGTH = Integer.MAX_VALUE - 8;

    private final String source;
    private final String name;
    private byte[] text = new byte[1024];
    /** Where each field ends in the text; the complement of it if the field is missing. */
    private int[] ends = new int[256];

    private int rows;
    private int used;
    private int missing;

    RawColumn(String source, String name) {
        this.source = source;
        this.name = name;
    }

    String name() {
        return name;
    }

    int size() {
        return rows;
    }

    int missing() {
        return missing;
    }

    void addMissing() {
        missing++;
        endAt(~used);
    }

    void add(String value) {
        int length = value.length();
        ensureText(length);
        for (int i = 0; i < length; i++) {
            char c = value.charAt(i);
            if (c >= 0x80) {
                addUtf8(value);
                return;
            }
            text[used + i] = (byte) c;
        }
        used += length;
        endAt(used);
    }

    private void addUtf8(String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        ensureText(utf8.length);
        System.arraycopy(utf8, 0, text, used, utf8.length);
        used += utf8.length;
        endAt(used);
    }

    private void endAt(int end) {
        if (rows == ends.length) {
            ends = Arrays.copyOf(ends, grown(rows, 1));
        }
        ends[rows++] = end;
    }

    private void ensureText(int more) {
        if (more > text.length - used) {
            text = Arrays.copyOf(text, grown(used, more));
        }
    }

    private int grown(int length, int more) {
        long needed = (long) length + more;
        if (needed > MAX_LENGTH) {
            throw DataException.in(source, 0, name, "holds more than the 2 GiB that a column can have; split the file");
        }
        return (int) Math.min(MAX_LENGTH, Math.max(needed, length + (length >> 1) + 16L));
    }

    boolean isMissing(int row) {
        return ends[row] < 0;
    }

    byte[] bytes() {
        return text;
    }

    int start(int row) {
        return row == 0 ? 0 : end(row - 1);
    }

    int end(int row) {
        int end = ends[row];
        return end < 0 ? ~end : end;
    }

    String string(int row) {
        int start = start(row);
        return new String(text, start, end(row) - start, StandardCharsets.UTF_8);
    }

    /** The number in a row; NaN if it is missing or no number. */
    double number(int row) {
        return isMissing(row) ? Double.NaN : NumberText.parse(text, start(row), end(row));
    }

    /** The date in a row; {@link DateColumn#MISSING} if it is missing or no date. */
    long epochSecond(int row) {
        return isMissing(row) ? DateColumn.MISSING : DateText.parse(text, start(row), end(row));
    }

    /** The column of a type that all values fit. */
    Column toColumn(ColumnType type) {
        return switch (type) {
            case NUMBER -> NumberColumn.owning(name, numbers());
            case DATE -> DateColumn.owning(name, epochSeconds());
            case CATEGORY -> {
                LevelCodes codes = LevelCodes.of(this);
                yield CategoryColumn.owning(name, codes.codes(), codes.levels(this));
            }
            case TEXT -> TextColumn.owning(name, strings());
        };
    }

    private double[] numbers() {
        double[] numbers = new double[rows];
        for (int row = 0; row < rows; row++) {
            numbers[row] = number(row);
        }
        return numbers;
    }

    private long[] epochSeconds() {
        long[] seconds = new long[rows];
        for (int row = 0; row < rows; row++) {
            seconds[row] = epochSecond(row);
        }
        return seconds;
    }

    /** The fields as strings, equal ones shared. */
    private @Nullable String[] strings() {
        LevelCodes codes = LevelCodes.of(this);
        String[] levels = codes.levels(this);
        @Nullable String[] strings = new String[rows];
        for (int row = 0; row < rows; row++) {
            int code = codes.codes()[row];
            strings[row] = code == CategoryColumn.MISSING ? null : levels[code];
        }
        return strings;
    }
}

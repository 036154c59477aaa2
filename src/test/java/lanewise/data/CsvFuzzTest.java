package lanewise.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Supplier;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Random tables survive being written and read; random damage never ends in anything but a table or a DataException. */
class CsvFuzzTest {

    private static final String[] PIECES = {
        "a", "b7", " ", ",", ";", "|", "\"", "\"\"", "'", "\n", "\r\n", "\r", "\t", "ü", "漢", "😀", "x y", "\\", "-",
        "0", "é\n\"", "::"
    };

    private static final char[] DELIMITERS = {',', ';', '|', '\t'};

    private static String randomText(Random random) {
        StringBuilder text = new StringBuilder("t");
        for (int i = random.nextInt(6); i > 0; i--) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString();
    }

    private static Column randomColumn(Random random, String name, int rows) {
        return switch (random.nextInt(4)) {
            case 0 -> randomNumbers(random, name, rows);
            case 1 -> randomDates(random, name, rows);
            case 2 -> {
                String[] levels = {randomText(random) + 0, randomText(random) + 1, randomText(random) + 2};
                yield CategoryColumn.of(name, randomTexts(random, rows, () -> levels[random.nextInt(levels.length)]));
            }
            default -> TextColumn.of(name, randomTexts(random, rows, () -> randomText(random)));
        };
    }

    private static NumberColumn randomNumbers(Random random, String name, int rows) {
        double[] numbers = new double[rows];
        for (int row = 0; row < rows; row++) {
            double number = random.nextBoolean() ? random.nextInt(2_000) - 1_000 : random.nextGaussian() * 1e6;
            numbers[row] = random.nextInt(8) == 0 ? Double.NaN : number;
        }
        return NumberColumn.of(name, numbers);
    }

    /** Half of them at midnight, so that they are written without a time. */
    private static DateColumn randomDates(Random random, String name, int rows) {
        long[] seconds = new long[rows];
        for (int row = 0; row < rows; row++) {
            long second = (long) ((random.nextDouble() - 0.5) * 8e9);
            second -= random.nextBoolean() ? Math.floorMod(second, 86_400L) : 0;
            seconds[row] = random.nextInt(8) == 0 ? DateColumn.MISSING : second;
        }
        return DateColumn.of(name, seconds);
    }

    private static @Nullable String[] randomTexts(Random random, int rows, Supplier<String> text) {
        @Nullable String[] texts = new String[rows];
        for (int row = 0; row < rows; row++) {
            texts[row] = random.nextInt(8) == 0 ? null : text.get();
        }
        return texts;
    }

    private static Table randomTable(Random random) {
        int rows = random.nextInt(40);
        Column[] columns = new Column[1 + random.nextInt(5)];
        for (int i = 0; i < columns.length; i++) {
            // White space around a name would be trimmed by the reader.
            columns[i] = randomColumn(random, "c" + i + randomText(random) + "x", rows);
        }
        return Table.of(columns);
    }

    private static String field(Random random, @Nullable String value, char delimiter) {
        if (value == null) {
            return random.nextInt(4) == 0 ? "NA" : "";
        }
        boolean must = false;
        for (char c : new char[] {delimiter, '"', '\n', '\r'}) {
            must |= value.indexOf(c) >= 0;
        }
        return must || random.nextInt(3) == 0 ? '"' + value.replace("\"", "\"\"") + '"' : value;
    }

    private static String write(Random random, Table table, char delimiter, String lineEnd) {
        StringBuilder text = new StringBuilder(random.nextInt(4) == 0 ? "\uFEFF" : "");
        for (int row = -1; row < table.rows(); row++) {
            for (int i = 0; i < table.columns().size(); i++) {
                Column column = table.columns().get(i);
                String value = row < 0 ? column.name() : column.text(row);
                text.append(i == 0 ? "" : String.valueOf(delimiter)).append(field(random, value, delimiter));
            }
            if (row < table.rows() - 1 || table.columns().size() == 1 || random.nextBoolean()) {
                text.append(lineEnd);
            }
        }
        return text.toString();
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }

    @Test
    void randomTablesReadBackEqual() throws IOException {
        for (int seed = 0; seed < 1_500; seed++) {
            Random random = new Random(seed);
            Table table = randomTable(random);
            char delimiter = DELIMITERS[random.nextInt(DELIMITERS.length)];
            String[] lineEnds = {"\n", "\r\n", "\r"};
            String text = write(random, table, delimiter, lineEnds[random.nextInt(3)]);
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            bytes = random.nextInt(4) == 0 ? gzip(bytes) : bytes;
            Csv csv = Csv.of(new ByteArrayInputStream(bytes), "fuzz").delimiter(delimiter);
            for (Column column : table.columns()) {
                csv = csv.type(column.name(), column.type());
            }
            assertEquals(table, csv.read(), "seed " + seed);
        }
    }

    @Test
    void inferredTypesNeverLoseAValue() {
        for (int seed = 0; seed < 1_500; seed++) {
            Random random = new Random(seed);
            Table table = randomTable(random);
            String text = write(random, table, ',', "\n");
            Table read = Csv.of(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "fuzz")
                    .read();
            assertEquals(table.names(), read.names(), "seed " + seed);
            assertEquals(table.rows(), read.rows(), "seed " + seed);
            for (Column column : table.columns()) {
                for (int row = 0; row < table.rows(); row++) {
                    String message = "seed " + seed + ", column " + column.name() + ", row " + row;
                    assertEquals(column.text(row), read.column(column.name()).text(row), message);
                }
            }
        }
    }

    @Test
    void damageGivesATableOrADataException() throws IOException {
        int tables = 0;
        int errors = 0;
        for (int seed = 0; seed < 6_000; seed++) {
            Random random = new Random(seed);
            byte[] bytes = write(random, randomTable(random), ',', "\n").getBytes(StandardCharsets.UTF_8);
            bytes = random.nextInt(4) == 0 ? gzip(bytes) : bytes;
            for (int i = random.nextInt(4); i >= 0; i--) {
                bytes = damaged(random, bytes);
            }
            try {
                tables += Csv.of(new ByteArrayInputStream(bytes), "fuzz").read().rows() >= 0 ? 1 : 0;
            } catch (DataException e) {
                assertTrue(e.getMessage().startsWith("fuzz"), "seed " + seed + ": " + e.getMessage());
                errors++;
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
        assertTrue(tables > 500 && errors > 500, tables + " tables, " + errors + " errors");
    }

    private static byte[] damaged(Random random, byte[] bytes) {
        if (bytes.length == 0) {
            return bytes;
        }
        int at = random.nextInt(bytes.length);
        byte[] special = {'"', ',', '\n', '\r', 0, (byte) 0xFF, (byte) 0xC3, '\\', '1'};
        byte value = special[random.nextInt(special.length)];
        return switch (random.nextInt(4)) {
            case 0 -> Arrays.copyOf(bytes, at);
            case 1 -> replaced(bytes, at, value);
            case 2 -> {
                byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
                System.arraycopy(bytes, at, longer, at + 1, bytes.length - at);
                yield replaced(longer, at, value);
            }
            default -> replaced(bytes, at, (byte) (bytes[at] ^ (1 << random.nextInt(8))));
        };
    }

    private static byte[] replaced(byte[] bytes, int at, byte value) {
        byte[] copy = bytes.clone();
        copy[at] = value;
        return copy;
    }
}

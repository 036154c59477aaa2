package lanewise.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import lanewise.tensor.Rng;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvWriterTest {

    @TempDir
    Path folder;

    private static final Table PEOPLE = Table.of(
            NumberColumn.of("age", 31, Double.NaN, 0.1, Double.POSITIVE_INFINITY, -1e-300),
            CategoryColumn.of("city, \"old\"", "Rome", " Oslo", "Rome", null, "São Paulo"),
            DateColumn.of("born", 0, 86_400, DateColumn.MISSING, -1, 1_438_337_700),
            TextColumn.of("note", "a,b", null, "two\nlines", "say \"x\"\r\n", "\uFEFF"));

    private static String csv(Table table) {
        StringWriter text = new StringWriter();
        CsvWriter.to(text).write(table);
        return text.toString();
    }

    @Test
    void whatIsWritten() {
        assertEquals("""
                age,"city, ""old""\",born,note
                31,Rome,1970-01-01,"a,b"
                ," Oslo",1970-01-02,
                0.1,Rome,,"two
                lines"
                Infinity,,1969-12-31T23:59:59,"say ""x""\r
                "
                -1e-300,São Paulo,2015-07-31T10:15:00,"\uFEFF"
                """.replace("e-300", "E-300"), csv(PEOPLE));
    }

    @Test
    void readsBackEqualWithTheTypesOfTheTable() {
        assertEquals(
                PEOPLE,
                Csv.of(new StringReader(csv(PEOPLE)), "people").types(PEOPLE).read());
        Table codes =
                Table.of(CategoryColumn.of("code", "007", "1", null, "1"), TextColumn.of("n", "1", "2", "3", "4"));
        assertEquals(
                codes,
                Csv.of(new StringReader(csv(codes)), "codes").types(codes).read());
        Table words = Table.of(TextColumn.of("w", "NA", "", "null"), NumberColumn.of("n", 1, 2, 3));
        assertEquals(
                words,
                Csv.of(new StringReader(csv(words)), "words")
                        .types(words)
                        .missing()
                        .read());
    }

    @Test
    void filesPlainAndPacked() throws IOException {
        Path plain = folder.resolve("people.csv");
        Path packed = folder.resolve("people.CSV.gz");
        PEOPLE.writeCsv(plain);
        PEOPLE.writeCsv(packed);
        assertEquals(csv(PEOPLE), new String(Files.readAllBytes(plain), StandardCharsets.UTF_8));
        assertEquals(0x1F, Files.readAllBytes(packed)[0]);
        assertEquals(PEOPLE, Csv.of(packed).types(PEOPLE).read());
        PEOPLE.head(1).writeCsv(packed);
        assertEquals(1, Table.csv(packed).rows());
        PEOPLE.head(0).writeCsv(plain);
        assertEquals(PEOPLE.names(), Table.csv(plain).names());
    }

    @Test
    void aFileThatCannotBeWritten() {
        Path file = folder.resolve("nowhere").resolve("people.csv");
        String message = assertThrows(UncheckedIOException.class, () -> PEOPLE.writeCsv(file))
                .getMessage();
        assertTrue(message.contains("there is no folder"), message);
        assertFalse(Files.exists(file));
        OutputStream full = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("no space left on device");
            }
        };
        CsvWriter writer = CsvWriter.to(full);
        writer.write(PEOPLE);
        assertEquals(
                "csv: writing failed: no space left on device",
                assertThrows(UncheckedIOException.class, writer::flush).getMessage());
    }

    @Test
    void blocksShareOneHeader() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (CsvWriter writer = CsvWriter.to(bytes)) {
            writer.write(PEOPLE.head(2));
            writer.write(PEOPLE.rows(new int[] {2, 3, 4}));
            assertEquals(
                    "csv: a block with the columns [age] in a file of the columns [age, city, \"old\", born, note]; the"
                            + " same would be right",
                    assertThrows(DataException.class, () -> writer.write(PEOPLE.select("age")))
                            .getMessage());
        }
        assertEquals(csv(PEOPLE), bytes.toString(StandardCharsets.UTF_8));
    }

    @Test
    void aFileIsReadInBlocks() {
        List<Integer> sizes = new ArrayList<>();
        List<Table> blocks = new ArrayList<>();
        Csv csv = Csv.of(new StringReader(csv(PEOPLE)), "people").types(PEOPLE);
        csv.read(2, block -> {
            sizes.add(block.rows());
            blocks.add(block);
        });
        assertEquals(List.of(2, 2, 1), sizes);
        assertEquals(PEOPLE.rows(new int[] {2, 3}).column("note"), blocks.get(1).column("note"));
        List<Table> one = new ArrayList<>();
        Csv.of(new StringReader("a\n"), "empty").read(5, one::add);
        assertEquals(0, one.get(0).rows());
        List<Integer> whole = new ArrayList<>();
        Csv.of(new StringReader("a\n1\n2\n"), "two").read(2, block -> whole.add(block.rows()));
        assertEquals(List.of(2), whole);
        assertThrows(IllegalArgumentException.class, () -> csv.read(0, one::add));
    }

    @Test
    void anErrorInALaterBlockNamesItsLine() {
        List<Table> blocks = new ArrayList<>();
        Csv csv = Csv.of(new StringReader("a,b\n1,2\n3,4\n5\n"), "short");
        assertEquals(
                "short, line 4, column \"b\": 1 field where there are 2 columns; this column has no value",
                assertThrows(DataException.class, () -> csv.read(2, blocks::add))
                        .getMessage());
        assertEquals(1, blocks.size());
    }

    @Test
    void anyDoubleReadsBackAsItself() {
        double[] values = new double[20_000];
        for (int seed = 0; seed < 3; seed++) {
            Rng rng = Rng.of(seed);
            for (int row = 0; row < values.length; row++) {
                double value = Double.longBitsToDouble(rng.nextLong());
                values[row] = switch (row % 4) {
                    case 0 -> Double.isNaN(value) ? 0 : value;
                    case 1 -> rng.nextInt(2_000_000) / 100.0 - 10_000;
                    case 2 -> rng.nextFloat();
                    default -> rng.nextDouble() * 1e6;
                };
            }
            Table table = Table.of(NumberColumn.of("v", values));
            Table back =
                    Csv.of(new StringReader(csv(table)), "numbers").types(table).read();
            assertArrayEquals(values, back.number("v").values(), "seed " + seed);
        }
    }
}

package lanewise.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {

    private static Csv csv(String text) {
        return Csv.of(new StringReader(text), "text");
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }

    private static final Table RATINGS = Table.of(
            NumberColumn.of("user", 1, 2, 2),
            TextColumn.of("title", "Heat", "It, again", "A \"b\"\nc"),
            NumberColumn.of("rating", 2.5, Double.NaN, 3));

    private static final String RATINGS_CSV =
            "user,title,rating\n1,Heat,2.5\n2,\"It, again\",\n2,\"A \"\"b\"\"\nc\",3.0\n";

    @Test
    void readsQuotedFields() {
        assertEquals(RATINGS, csv(RATINGS_CSV).read());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r\n", "\r", "\n"})
    void readsEveryLineEnd(String end) {
        Table expected = Table.of(NumberColumn.of("a", 1, 3), NumberColumn.of("b", 2, 4));
        assertEquals(expected, csv("a,b\n1,2\n3,4\n".replace("\n", end)).read());
        assertEquals(expected, csv("a,b\n1,2\n3,4".replace("\n", end)).read());
        assertEquals(expected, csv("a,b\n\n1,2\n\n\n3,4\n\n".replace("\n", end)).read());
    }

    @Test
    void readsFilesPlainAndPackedWhateverTheirName(@TempDir Path folder) throws IOException {
        byte[] bytes = RATINGS_CSV.getBytes(StandardCharsets.UTF_8);
        Path plain = Files.write(folder.resolve("plain.gz"), bytes);
        Path packed = Files.write(folder.resolve("packed.csv"), gzip(bytes));
        assertEquals(RATINGS, Table.csv(plain));
        assertEquals(RATINGS, Table.csv(packed));
        try (InputStream in = Files.newInputStream(packed)) {
            assertEquals(RATINGS, Csv.of(in, "stream").read());
        }
    }

    @Test
    void aSpecCanBeReadTwice(@TempDir Path folder) throws IOException {
        Csv csv = Csv.of(Files.write(folder.resolve("r.csv"), RATINGS_CSV.getBytes(StandardCharsets.UTF_8)));
        assertEquals(csv.read(), csv.read());
    }

    @Test
    void theNamesComeFromTheHeaderAlone() {
        assertEquals(Arrays.asList("user", "title", "rating"), csv(RATINGS_CSV).names());
        assertEquals(Arrays.asList("a", "b"), csv("a,b\n1,2,3,4\n").names());
        assertEquals(Arrays.asList("x", "y"), csv("1,2\n").header("x", "y").names());
        assertThrows(DataException.class, () -> csv("").names());
        assertThrows(DataException.class, () -> csv("a,a\n").names());
    }

    @Test
    void skipsAByteOrderMark() throws IOException {
        byte[] bytes = ("\uFEFF" + RATINGS_CSV).getBytes(StandardCharsets.UTF_8);
        assertEquals(RATINGS, Csv.of(new ByteArrayInputStream(bytes), "bytes").read());
        assertEquals(
                RATINGS, Csv.of(new ByteArrayInputStream(gzip(bytes)), "bytes").read());
        assertEquals(RATINGS, csv("\uFEFF" + RATINGS_CSV).read());
    }

    @Test
    void readsOtherCharsets() {
        String text = "name,n\nÅse,1\nMüller,2\n";
        for (Charset charset : new Charset[] {
            StandardCharsets.ISO_8859_1, StandardCharsets.UTF_16, StandardCharsets.UTF_16LE, StandardCharsets.UTF_8
        }) {
            InputStream in = new ByteArrayInputStream(text.getBytes(charset));
            Table table = Csv.of(in, "bytes").charset(charset).read();
            assertEquals(TextColumn.of("name", "Åse", "Müller"), table.column("name"));
        }
    }

    @Test
    void longTextsOfManyScriptsSurvive() {
        StringBuilder text = new StringBuilder("a,b\n");
        String[] values = new String[5_000];
        for (int i = 0; i < values.length; i++) {
            // Lengths vary so that characters of 2, 3 and 4 bytes fall across the reader's blocks.
            values[i] = "äß 漢字 😀".substring(0, i % 4) + "漢😀".repeat(i % 11) + i;
            text.append(values[i]).append(",x\n");
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        assertEquals(
                TextColumn.of("a", values),
                Csv.of(new ByteArrayInputStream(bytes), "bytes").read().column("a"));
    }

    @Test
    void otherDelimitersAndQuotes() {
        assertEquals(
                RATINGS,
                csv(RATINGS_CSV.replace(",", ";").replace("It; again", "It, again"))
                        .delimiter(';')
                        .read());
        assertEquals(
                RATINGS,
                csv(RATINGS_CSV.replace(',', '\t').replace("It\t again", "It, again"))
                        .delimiter('\t')
                        .read());
        assertEquals(
                Table.of(NumberColumn.of("a", 1), TextColumn.of("b", "x:y")),
                csv("a::b\n1::x:y\n").delimiter("::").read());
        assertEquals(
                Table.of(TextColumn.of("a", "x,y"), TextColumn.of("b", "\"")),
                csv("a,b\n'x,y',\"\n").quote('\'').read());
        assertEquals(
                Table.of(TextColumn.of("a", "\"x"), TextColumn.of("b", "y\"")),
                csv("a,b\n\"x,y\"\n").unquoted().read());
    }

    @Test
    void namesCanBeGiven() {
        assertEquals(
                Table.of(NumberColumn.of("u", 1, 2), NumberColumn.of("r", 3, 4)),
                csv("1,3\n2,4\n").header("u", "r").read());
        assertEquals(0, csv("").header("u", "r").read().rows());
    }

    @Test
    void namesAreTrimmed() {
        assertEquals(Arrays.asList("a", "b"), csv(" a , b\n1,2\n").read().names());
    }

    @Test
    void usualTextsForMissing() {
        Table table = csv("a,b\n1,x\n,\nNA,\"\"\nN/A, NA \nNaN,null\nnan,NULL\n  ,\t\n2,y\n")
                .read();
        assertEquals(
                NumberColumn.of("a", 1, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, 2),
                table.column("a"));
        assertEquals(6, table.column("b").missing());
        assertEquals("y", table.column("b").text(7));
    }

    @Test
    void otherTextsForMissing() {
        Table table = csv("a,b\n1,NA\n-,\n").missing("-").read();
        assertEquals(NumberColumn.of("a", 1, Double.NaN), table.column("a"));
        assertEquals(TextColumn.of("b", "NA", ""), table.column("b"));
        assertEquals(1, csv("a\n999\n1\n").missing("999").read().column("a").missing());
    }

    @Test
    void aBlankLineInAFileOfOneColumnIsAMissingValue() {
        assertEquals(
                NumberColumn.of("a", 1, Double.NaN, 2),
                csv("a\n1\n\n2\n").read().column("a"));
        assertEquals(NumberColumn.of("a", 1, Double.NaN), csv("a\n1\n\n").read().column("a"));
    }

    @Test
    void headerOnly() {
        Table table = csv("a,b\n").read();
        assertEquals(0, table.rows());
        assertEquals(Arrays.asList("a", "b"), table.names());
    }

    @Test
    void infersTypes() {
        Table table = csv("""
                n,d,c,t,none,code,long,mixed
                1,2015-07-31,x,p,,007,1234567890123456,1
                -2.5,2015-08-01 10:15,y,q,,008,1234567890123457,x
                NA,,x,r,NA,009,1234567890123458,2
                1e3,2000-01-01,y,s,,010,1234567890123459,y
                """).read();
        assertEquals(ColumnType.NUMBER, table.column("n").type());
        assertEquals(ColumnType.DATE, table.column("d").type());
        assertEquals(ColumnType.CATEGORY, table.column("c").type());
        assertEquals(ColumnType.TEXT, table.column("t").type());
        assertEquals(ColumnType.TEXT, table.column("none").type());
        assertEquals(ColumnType.TEXT, table.column("code").type());
        assertEquals("007", table.column("code").text(0));
        assertEquals("1234567890123457", table.column("long").text(1));
        assertEquals(ColumnType.TEXT, table.column("mixed").type());
        assertEquals("2015-08-01T10:15:00", table.column("d").text(1));
        assertNull(table.column("d").text(2));
    }

    @Test
    void aCategoryHasTwiceAsManyValuesAsLevels() {
        assertEquals(
                ColumnType.CATEGORY, csv("a\nx\ny\nx\ny\n").read().column("a").type());
        assertEquals(ColumnType.TEXT, csv("a\nx\ny\nx\n").read().column("a").type());
        assertEquals(ColumnType.TEXT, csv("a\nx\ny\nx\n\n\n").read().column("a").type());
    }

    @Test
    void typesCanBeGiven() {
        Csv csv = csv("y,n,d,t\n2013,007,2015-07-31,x\n2014,8,,x\n")
                .type("y", ColumnType.CATEGORY)
                .type("n", ColumnType.NUMBER)
                .type("d", ColumnType.TEXT)
                .type("t", ColumnType.TEXT);
        assertEquals(
                Table.of(
                        CategoryColumn.of("y", "2013", "2014"),
                        NumberColumn.of("n", 7, 8),
                        TextColumn.of("d", "2015-07-31", null),
                        TextColumn.of("t", "x", "x")),
                csv.read());
        assertEquals(
                DateColumn.of("d", 0, DateColumn.MISSING),
                csv("d,e\n1970-01-01,1\n,2\n").type("d", ColumnType.DATE).read().column("d"));
    }

    @Test
    void aLevelIsMadeOnce() {
        Table table = csv("c,t\nx,y\nx,y\n").type("t", ColumnType.TEXT).read();
        assertEquals(1, table.category("c").levels().size());
        assertEquals(
                System.identityHashCode(table.column("t").text(0)),
                System.identityHashCode(table.column("t").text(1)));
    }

    @Test
    void manyDistinctValues() {
        StringBuilder text = new StringBuilder("id\n");
        for (int i = 0; i < 100_000; i++) {
            text.append('k').append(i).append('\n').append('k').append(i).append('\n');
        }
        CategoryColumn ids = csv(text.toString()).read().category("id");
        assertEquals(100_000, ids.levels().size());
        for (int row = 0; row < ids.size(); row++) {
            assertEquals(row / 2, ids.code(row));
        }
        assertEquals("k99999", ids.text(199_999));
    }

    @Test
    void aSpecIsAValueThatPrintsItself() {
        Csv plain = csv("a;b\n1;2\n");
        Csv refined =
                plain.delimiter(';').type("a", ColumnType.TEXT).missing("-").header("x", "y");
        assertEquals("Csv(text)", plain.toString());
        assertEquals("Csv(text, delimiter=;, header=[x, y], types={a=TEXT}, missing=[-])", refined.toString());
        assertEquals(
                "Csv(text, unquoted, charset=ISO-8859-1)",
                plain.unquoted().charset(StandardCharsets.ISO_8859_1).toString());
    }

    @Test
    void contradictorySpecsAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> csv("").delimiter(""));
        assertThrows(IllegalArgumentException.class, () -> csv("").delimiter('\n'));
        assertThrows(IllegalArgumentException.class, () -> csv("").delimiter('"'));
        assertThrows(IllegalArgumentException.class, () -> csv("").quote(','));
        assertThrows(IllegalArgumentException.class, () -> csv("").quote('\r'));
    }
}

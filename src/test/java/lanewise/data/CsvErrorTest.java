package lanewise.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvErrorTest {

    private static Csv csv(String text) {
        return Csv.of(new StringReader(text), "r.csv");
    }

    private static DataException error(Csv csv) {
        return assertThrows(DataException.class, csv::read);
    }

    private static void assertError(String message, Csv csv) {
        assertEquals(message, error(csv).getMessage());
    }

    @Test
    void theExceptionKnowsThePlace() {
        DataException error = error(csv("user,rating\n1,2\n1,x\n").type("rating", ColumnType.NUMBER));
        assertEquals("r.csv", error.source());
        assertEquals(3, error.line());
        assertEquals("rating", error.column());
        DataException placeless =
                assertThrows(DataException.class, () -> Table.of().column("x"));
        assertNull(placeless.source());
        assertEquals(0, placeless.line());
        assertNull(placeless.column());
    }

    @Test
    void tooFewFields() {
        assertError(
                "r.csv, line 3, column \"b\": 1 field where there are 3 columns; this column has no value",
                csv("a,b,c\n1,2,3\n1\n"));
        assertError(
                "r.csv, line 2, column \"c\": 2 fields where there are 3 columns; this column has no value",
                csv("a,b,c\r\n1,2\r\n"));
    }

    @Test
    void tooManyFields() {
        DataException error = error(csv("a,b\n1,2\n\n3,4,5,6\n"));
        assertEquals(
                "r.csv, line 4, column 3: 4 fields where there are 2 columns; the surplus begins with \"5\"",
                error.getMessage());
        assertEquals("3", error.column());
        assertError(
                "r.csv, line 1, column 2: 2 fields where there are 1 column; the surplus begins with \"2\"",
                csv("1,2\n").header("a"));
    }

    @Test
    void aRowIsNamedByTheLineItBeginsOn() {
        assertError(
                "r.csv, line 5, column \"b\": 1 field where there are 2 columns; this column has no value",
                csv("a,b\n\"x\ny\nz\",1\nq\n"));
        assertError(
                "r.csv, line 2, column \"b\": 1 field where there are 2 columns; this column has no value"
                        + " (the row runs to line 3: is a quote not closed?)",
                csv("a,b\n\"x,1\ny\",\"2\n".replace("\",\"2", "\"")));
    }

    @Test
    void aQuoteThatIsNeverClosed() {
        assertError(
                "r.csv, line 3, column \"b\": the quoted field is not closed before the end; a closing quote is missing",
                csv("a,b,c\n1,2,3\n4,\"5,6\n7,8,9\n"));
        assertError(
                "r.csv, line 1, column 2: the quoted field is not closed before the end; a closing quote is missing",
                csv("a,\"b\n1,2\n"));
        StringBuilder longTail = new StringBuilder("a,b\n");
        for (int i = 0; i < 20_000; i++) {
            longTail.append("1,2\n");
        }
        longTail.append("1,\"2\n");
        for (int i = 0; i < 200_000; i++) {
            longTail.append("1,2\n");
        }
        assertError(
                "r.csv, line 20002, column \"b\": the quoted field is not closed before the end; a closing quote is missing",
                csv(longTail.toString()));
    }

    @Test
    void textAfterAClosingQuote() {
        assertError(
                "r.csv, line 2, column \"b\": text follows the closing quote; a quote inside a quoted field is written twice",
                csv("a,b,c\n1,\"x\" y,2\n3,4,5\n"));
        assertError(
                "r.csv, line 1, column 1: text follows the closing quote; a quote inside a quoted field is written twice",
                csv("\"a\"b,c\n1,2\n"));
        StringBuilder far = new StringBuilder("a,b\n");
        for (int i = 0; i < 20_000; i++) {
            far.append("1,2\n");
        }
        far.append("\"x\",\"The \"best\" one\"\n1,2\n");
        assertError(
                "r.csv, line 20002, column \"b\": text follows the closing quote; a quote inside a quoted field is written"
                        + " twice",
                csv(far.toString()));
    }

    @Test
    void quotesInAndAfterAVeryLongRecord() {
        char[] field = new char[1 << 20];
        Arrays.fill(field, 'x');
        String longRow = "\"" + new String(field) + "\",1\n";
        assertError(
                "r.csv, line 4: the quotes of this row are not right; it is (or follows) a very long one",
                csv("a,b\n" + longRow + "2,3\n4,\"5\n"));
        assertError(
                "r.csv, line 2: the quotes of this row are not right; it is (or follows) a very long one",
                csv("a,b\n" + longRow.replace("\",", "\"x,")));
        StringBuilder rows = new StringBuilder("a,b\n" + longRow);
        for (int i = 0; i < 20_000; i++) {
            rows.append("1,2\n");
        }
        assertError(
                "r.csv, line 20003, column \"b\": the quoted field is not closed before the end; a closing quote is missing",
                csv(rows.append("4,\"5\n").toString()));
    }

    @Test
    void valuesThatDoNotFitAGivenType() {
        assertError(
                "r.csv, line 2, column \"a\": \"3,5\" is not a number; one such as 15, -2.5 or 1e-3 would be right, with a"
                        + " decimal point and no separators of thousands",
                csv("a;b\n3,5;1\n").delimiter(';').type("a", ColumnType.NUMBER));
        assertError(
                "r.csv, line 3, column \"d\": \"2015-02-29\" is not a date; one such as 2015-07-31 or 2015-07-31T10:15:00"
                        + " would be right",
                csv("d,e\n2015-02-28,1\n2015-02-29,1\n").type("d", ColumnType.DATE));
        assertError(
                "r.csv, line 2, column \"a\": \"" + "y".repeat(40)
                        + "...\" is not a number; one such as 15, -2.5 or 1e-3 would" + " be right",
                csv("a,b\n" + "y".repeat(99) + ",1\n").type("a", ColumnType.NUMBER));
    }

    @Test
    void aTypeForAColumnThatIsNotThere() {
        assertError(
                "r.csv: the column \"usr\" is not there; did you mean \"user\"?" + " (columns: user, rating)",
                csv("user,rating\n1,2\n").type("usr", ColumnType.TEXT));
    }

    @Test
    void badNames() {
        assertError(
                "r.csv, line 1, column 3: the name \"a\" is taken by column 1; each name may stand for one column only",
                csv("a,b,a\n1,2,3\n"));
        assertError("r.csv, line 1, column 2: the column has no name; every column needs one", csv("a, ,c\n1,2,3\n"));
        assertError("r.csv, line 1, column 3: the column has no name; every column needs one", csv("a,b,\n1,2,\n"));
        assertError("r.csv, line 1, column 1: the column has no name; every column needs one", csv("\na,b\n"));
        assertError(
                "r.csv, column 2: the name \"a\" is taken by column 1; each name may stand for one column only",
                csv("1,2\n").header("a", "a"));
        assertError("r.csv: no column names were given", csv("1,2\n").header());
    }

    @Test
    void anEmptyFile() {
        String message = "r.csv, line 1: the file is empty; a header line with the column names comes first";
        assertError(message, csv(""));
        assertError(message, csv("\uFEFF"));
        assertError(message, Csv.of(new ByteArrayInputStream(new byte[0]), "r.csv"));
    }

    @Test
    void bytesThatAreNoUtf8() {
        byte[] bytes = "a,b\n1,x\r\n2,M\u00fcller\n".getBytes(StandardCharsets.ISO_8859_1);
        assertError(
                "r.csv, line 3: byte 0xFC at offset 12 is not UTF-8; save the file as UTF-8, or name its charset",
                Csv.of(new ByteArrayInputStream(bytes), "r.csv"));
        byte[] cut = "a,b\n1,ü".getBytes(StandardCharsets.UTF_8);
        assertError(
                "r.csv, line 2: byte 0xC3 at offset 6 is not UTF-8; save the file as UTF-8, or name its charset",
                Csv.of(new ByteArrayInputStream(Arrays.copyOf(cut, cut.length - 1)), "r.csv"));
        // Far behind the reader's first block.
        byte[] far = new byte[200_000];
        Arrays.fill(far, (byte) '\n');
        far[0] = 'a';
        far[150_000] = (byte) 0xFF;
        assertError(
                "r.csv, line 150000: byte 0xFF at offset 150000 is not UTF-8; save the file as UTF-8, or name its charset",
                Csv.of(new ByteArrayInputStream(far), "r.csv"));
    }

    @Test
    void filesThatCannotBeRead(@TempDir Path folder) {
        Path absent = folder.resolve("absent.csv");
        assertError(absent + ": there is no such file", Csv.of(absent));
        assertTrue(error(Csv.of(folder)).getMessage().startsWith(folder + ": it cannot be read: "));
    }

    @Test
    void damagedGzip(@TempDir Path folder) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            for (int i = 0; i < 10_000; i++) {
                out.write((i + "," + i * 31 % 97 + "\n").getBytes(StandardCharsets.US_ASCII));
            }
        }
        byte[] bytes = packed.toByteArray();
        Path cut = Files.write(folder.resolve("cut.gz"), Arrays.copyOf(bytes, bytes.length / 2));
        assertError(
                cut + ": it cannot be read: it ends too early; the file seems to be cut off",
                Csv.of(cut).header("a", "b"));
        Path two = Files.write(folder.resolve("two.gz"), Arrays.copyOf(bytes, 2));
        assertError(two + ": it cannot be read: it ends too early; the file seems to be cut off", Csv.of(two));
        bytes[bytes.length - 6] ^= 1;
        Path wrongSum = Files.write(folder.resolve("sum.gz"), bytes);
        assertTrue(error(Csv.of(wrongSum).header("a", "b")).getMessage().contains("Corrupt GZIP trailer"));
    }

    @Test
    void aStreamThatFails() {
        byte[] bytes = new byte[200_000];
        Arrays.fill(bytes, (byte) '1');
        InputStream failing = new FilterInputStream(new ByteArrayInputStream(bytes)) {
            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                int count = super.read(target, offset, length);
                if (count < 0) {
                    throw new IOException("the disk is gone");
                }
                return count;
            }
        };
        DataException error = error(Csv.of(failing, "disk.csv").header("a"));
        assertEquals("disk.csv: it cannot be read: the disk is gone", error.getMessage());
    }
}

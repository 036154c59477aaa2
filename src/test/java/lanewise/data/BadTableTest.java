package lanewise.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** Bad input of every kind, and what comes of it: a message that says where and what would be right, or the value as it is. */
class BadTableTest {

    private static Csv csv(String text) {
        return Csv.of(new StringReader(text), "bad.csv");
    }

    private static String message(Csv csv) {
        return assertThrows(DataException.class, csv::read).getMessage();
    }

    @Test
    void emptyFile() {
        assertEquals(
                "bad.csv, line 1: the file is empty; a header line with the column names comes first",
                message(csv("")));
        assertEquals("bad.csv, line 1, column 1: the column has no name; every column needs one", message(csv("\n")));
    }

    @Test
    void headerOnly() {
        Table table = csv("store,sales\n").read();
        assertEquals(0, table.rows());
        assertEquals(0, table.describe().column("sales").distinct());
        assertEquals(0, table.sort("store").groupBy("store").count());
        assertEquals(
                "Split.random(0.2, 1): 0 of 0 rows would validate and 0 train; each side needs one at least (Split.none()"
                        + " trains on all)",
                assertThrows(DataException.class, () -> Split.random(0.2f, 1).apply(table))
                        .getMessage());
    }

    @Test
    void raggedRows() {
        assertEquals(
                "bad.csv, line 3, column \"sales\": 1 field where there are 2 columns; this column has no value",
                message(csv("store,sales\n1,2\n3\n")));
        assertEquals(
                "bad.csv, line 2, column 3: 3 fields where there are 2 columns; the surplus begins with \"3\"",
                message(csv("store,sales\n1,2,3\n")));
    }

    @Test
    void byteOrderMarkCarriageReturnsAndQuotedLineBreaks() {
        Table table = csv("\uFEFFstore,note\r\n1,\"two\r\nlines\"\r\n2,\"say \"\"x\"\"\"\r\n")
                .read();
        assertEquals(2, table.rows());
        assertEquals("{store=1, note=two\r\nlines}", table.row(0).toString());
        assertEquals("say \"x\"", table.column("note").text(1));
        assertTrue(message(csv("a,b\n1,\"open\n2,3\n")).contains("line 2"), message(csv("a,b\n1,\"open\n2,3\n")));
    }

    @Test
    void repeatedColumnNames() {
        assertEquals(
                "bad.csv, line 1, column 3: the name \"a\" is taken by column 1; each name may stand for one column only",
                message(csv("a,b,a\n1,2,3\n")));
    }

    @Test
    void aColumnWithoutValuesAndOneOfASingleCategory() {
        Table table = csv("empty,same,n\n,x,1\nNA,x,2\nnull,x,3\n").read();
        assertEquals(ColumnType.TEXT, table.column("empty").type());
        ColumnSummary empty = table.describe().column("empty");
        assertEquals(3, empty.missing());
        assertEquals(0, empty.distinct());
        assertEquals(ColumnType.CATEGORY, table.column("same").type());
        assertEquals(1, table.describe().column("same").distinct());
        assertEquals(
                3,
                csv("empty\n\n\n\n")
                        .type("empty", ColumnType.NUMBER)
                        .read()
                        .column("empty")
                        .missing());
        assertEquals(1, table.groupBy("same").count());
        assertEquals(1, table.groupBy("empty").count());
    }

    @Test
    void aMillionCategories() {
        StringBuilder text = new StringBuilder("id\n");
        for (int row = 0; row < 1_000_000; row++) {
            text.append("person ").append(row).append('\n');
        }
        Table table = csv(text.toString()).type("id", ColumnType.CATEGORY).read();
        assertEquals(1_000_000, table.category("id").levels().size());
        assertEquals(1_000_000, table.describe().column("id").distinct());
        assertEquals(
                "person 999999", table.sort(Order.descending("id")).column("id").text(0));
        assertEquals(
                1_000_000,
                table.join(table.with(table.column("id").renamed("same")), "id").rows());
    }

    @Test
    void datesOutOfRange() {
        assertEquals(
                ColumnType.TEXT,
                csv("d\n2015-02-29\n2015-13-01\n").read().column("d").type());
        assertEquals(
                "bad.csv, line 3, column \"d\": \"2015-02-29\" is not a date; one such as 2015-07-31 or"
                        + " 2015-07-31T10:15:00 would be right",
                message(csv("d\n2016-02-29\n2015-02-29\n").type("d", ColumnType.DATE)));
        assertTrue(message(csv("d\n12345-01-01\n").type("d", ColumnType.DATE)).contains("is not a date"));
        assertEquals(
                "date \"d\": 9223372036854775807 in row 0 is beyond the years that java.time knows; seconds since 1970 would"
                        + " be right",
                assertThrows(IllegalArgumentException.class, () -> DateColumn.of("d", Long.MAX_VALUE))
                        .getMessage());
        long last = LocalDateTime.MAX.toEpochSecond(ZoneOffset.UTC);
        Table parts =
                Table.of(DateColumn.of("d", last, -last)).add(DateParts.of("d").withTime());
        assertEquals("999999999", parts.column("dYear").text(0));
        assertEquals("59", parts.column("dSecond").text(0));
    }

    @Test
    void numbersWithCommasOfALocale() {
        String text = "n\n\"1.234,5\"\n\"1,5\"\n\"1,5\"\n2\n";
        assertEquals(ColumnType.TEXT, csv(text).read().column("n").type());
        assertEquals(
                "bad.csv, line 2, column \"n\": \"1.234,5\" is not a number; one such as 15, -2.5 or 1e-3 would be right,"
                        + " with a decimal point and no separators of thousands",
                message(csv(text).type("n", ColumnType.NUMBER)));
        assertEquals(
                "column \"n\" is of type TEXT, not NUMBER; give it that type where the table is made",
                assertThrows(DataException.class, () -> csv(text).read().number("n"))
                        .getMessage());
    }

    @Test
    void rowsWithoutATargetCanBeLeftOut() {
        Table table = csv("x,target\n1,5\n2,\n3,6\n").read();
        assertEquals(1, table.describe().column("target").missing());
        assertEquals(2, table.filter(row -> !row.isMissing("target")).rows());
    }

    @Test
    void infiniteNumbersStayWhatTheyAre() {
        Table table = csv("n\ninf\n-Infinity\n1\nNaN\n").read();
        assertEquals(ColumnType.NUMBER, table.column("n").type());
        ColumnSummary summary = table.describe().column("n");
        assertEquals(Double.NEGATIVE_INFINITY, summary.min());
        assertEquals(Double.POSITIVE_INFINITY, summary.max());
        assertEquals(1, summary.missing());
        assertTrue(Double.isNaN(summary.mean()));
        assertEquals("1", table.sort("n").column("n").text(1));
        assertEquals(
                "Infinity",
                table.groupBy().aggregate(Aggregate.max("n")).column("n_max").text(0));
    }
}

package lanewise.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDateTime;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TableTest {

    private static final Table PEOPLE = Table.of(
            NumberColumn.of("age", 31, Double.NaN, 4.5),
            CategoryColumn.of("city", "Rome", "Oslo", "Rome"),
            DateColumn.of("born", 0, 86_400, DateColumn.MISSING),
            TextColumn.of("note", "a", null, "two\nlines"));

    @Test
    void columnsByOrderNameAndType() {
        assertEquals(3, PEOPLE.rows());
        assertEquals(Arrays.asList("age", "city", "born", "note"), PEOPLE.names());
        assertEquals("city", PEOPLE.columns().get(1).name());
        assertEquals(ColumnType.DATE, PEOPLE.column("born").type());
        assertEquals(31, PEOPLE.number("age").value(0));
        assertEquals(1, PEOPLE.category("city").code(1));
        assertEquals(86_400, PEOPLE.date("born").epochSecond(1));
        assertEquals("a", PEOPLE.text("note").text(0));
        assertTrue(PEOPLE.has("age"));
        assertFalse(PEOPLE.has("Age"));
        assertThrows(UnsupportedOperationException.class, () -> PEOPLE.columns().remove(0));
    }

    @Test
    void anUnknownColumnNamesTheNearestAndAll() {
        assertEquals(
                "no column \"Ctiy\"; did you mean \"city\"? (columns: age, city, born, note)",
                assertThrows(DataException.class, () -> PEOPLE.column("Ctiy")).getMessage());
        assertEquals(
                "no column \"salary\" (columns: age, city, born, note)",
                assertThrows(DataException.class, () -> PEOPLE.column("salary")).getMessage());
        assertEquals(
                "no column \"AGE\"; did you mean \"age\"? (columns: age, city, born, note)",
                assertThrows(DataException.class, () -> PEOPLE.column("AGE")).getMessage());
    }

    @Test
    void aColumnOfAnotherTypeIsNamed() {
        assertEquals(
                "column \"city\" is of type CATEGORY, not NUMBER; give it that type where the table is made",
                assertThrows(DataException.class, () -> PEOPLE.number("city")).getMessage());
        assertThrows(DataException.class, () -> PEOPLE.category("age"));
        assertThrows(DataException.class, () -> PEOPLE.date("age"));
        assertThrows(DataException.class, () -> PEOPLE.text("age"));
    }

    @Test
    void unequalLengthsAndRepeatedNamesAreRefused() {
        assertEquals(
                "table: column \"b\" has 2 rows, column \"a\" has 1; all must have the same number",
                assertThrows(DataException.class, () -> Table.of(NumberColumn.of("a", 1), NumberColumn.of("b", 1, 2)))
                        .getMessage());
        assertThrows(DataException.class, () -> Table.of(NumberColumn.of("a", 1), TextColumn.of("a", "x")));
    }

    @Test
    void selections() {
        assertEquals(Arrays.asList("note", "age"), PEOPLE.select("note", "age").names());
        assertThrows(DataException.class, () -> PEOPLE.select("nope"));
        assertThrows(DataException.class, () -> PEOPLE.select("age", "age"));
        Table swapped = PEOPLE.rows(new int[] {2, 0, 2});
        assertEquals(3, swapped.rows());
        assertEquals("two\nlines", swapped.column("note").text(0));
        assertEquals("31", swapped.column("age").text(1));
        assertNull(swapped.column("born").text(2));
        assertEquals(PEOPLE.rows(new int[] {0, 1}), PEOPLE.head(2));
        assertEquals(PEOPLE, PEOPLE.head(99));
        assertEquals(0, PEOPLE.head(0).rows());
        assertThrows(IllegalArgumentException.class, () -> PEOPLE.head(-1));
        assertEquals(
                "no row 3 in a table of 3 rows, counted from 0",
                assertThrows(DataException.class, () -> PEOPLE.rows(new int[] {0, 3}))
                        .getMessage());
        assertThrows(DataException.class, () -> PEOPLE.rows(new int[] {-1}));
    }

    @Test
    void filterReadsRowsByName() {
        assertEquals(PEOPLE.rows(new int[] {0, 2}), PEOPLE.filter(row -> "Rome".equals(row.text("city"))));
        assertEquals(PEOPLE.rows(new int[] {2}), PEOPLE.filter(row -> row.number("age") < 10));
        assertEquals(PEOPLE.rows(new int[] {1}), PEOPLE.filter(row -> row.isMissing("age")));
        assertEquals(0, PEOPLE.filter(row -> false).rows());
    }

    @Test
    void rowsReadThemselves() {
        Row row = PEOPLE.row(1);
        assertEquals(1, row.index());
        assertTrue(Double.isNaN(row.number("age")));
        assertEquals(LocalDateTime.of(1970, 1, 2, 0, 0), row.date("born"));
        assertNull(row.text("note"));
        assertEquals("{age=null, city=Oslo, born=1970-01-02, note=null}", row.toString());
        assertThrows(DataException.class, () -> row.number("city"));
        assertThrows(DataException.class, () -> PEOPLE.row(3));
    }

    @Test
    void printsItself() {
        assertEquals("""
                3 rows, 4 columns
                     age  city      born        note
                  number  category  date        text
                      31  Rome      1970-01-01  a
                       -  Oslo      1970-01-02  -
                     4.5  Rome      -           two lines""", PEOPLE.toString());
    }

    @Test
    void printsTheBeginningOfWhatIsLarge() {
        String[] texts = new String[1234];
        Arrays.fill(texts, "a text that is longer than a cell of the printed table");
        Column[] columns = new Column[6];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = TextColumn.of("c" + i, texts);
        }
        String[] lines = Table.of(columns).toString().split("\n", -1);
        assertEquals("1,234 rows, 6 columns", lines[0]);
        assertEquals("  c0                                c1                                c2", lines[1]);
        assertEquals(
                "  a text that is longer than a ...  a text that is longer than a ...  a text that is longer than a ...",
                lines[3]);
        assertEquals("  and 1,224 more rows", lines[13]);
        assertEquals("  and more columns: c3, c4, c5", lines[14]);
        assertEquals(15, lines.length);
    }

    @Test
    void aTableMayBeEmpty() {
        assertEquals("0 rows, 0 columns", Table.of().toString());
        assertEquals(
                "0 rows, 1 columns\n       x\n  number",
                Table.of(NumberColumn.of("x")).toString());
    }

    @Test
    void equality() {
        assertEquals(Table.of(NumberColumn.of("x", 1)), Table.of(NumberColumn.of("x", 1)));
        assertEquals(
                Table.of(NumberColumn.of("x", 1)).hashCode(),
                Table.of(NumberColumn.of("x", 1)).hashCode());
        assertNotEquals(PEOPLE, PEOPLE.select("city", "age", "born", "note"));
    }
}

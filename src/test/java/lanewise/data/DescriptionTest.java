package lanewise.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class DescriptionTest {

    private static final Table PEOPLE = Table.of(
            NumberColumn.of("age", 31, Double.NaN, 4.5, 4.5),
            CategoryColumn.of("city", "Rome", "Oslo", "Rome", null),
            DateColumn.of("born", 0, 86_400, DateColumn.MISSING, 86_400),
            TextColumn.of("note", "a", null, "two\nlines", "b"),
            TextColumn.of("nothing", null, null, null, null));

    @Test
    void cellsCanBeRead() {
        Description description = PEOPLE.describe();
        assertEquals(4, description.rows());
        ColumnSummary age = description.column("age");
        assertEquals(ColumnType.NUMBER, age.type());
        assertEquals(1, age.missing());
        assertEquals(2, age.distinct());
        assertEquals(4.5, age.min());
        assertEquals(40 / 3.0, age.mean(), 1e-12);
        assertEquals(31, age.max());
        assertEquals("4.5", age.mostFrequent());
        assertEquals(2, age.frequency());
        ColumnSummary note = description.column("note");
        assertNull(note.mostFrequent());
        assertEquals(3, note.distinct());
        assertTrue(Double.isNaN(note.min()));
        ColumnSummary nothing = description.columns().get(4);
        assertEquals(4, nothing.missing());
        assertEquals(0, nothing.distinct());
        assertEquals(0, nothing.frequency());
        assertTrue(assertThrows(DataException.class, () -> description.column("agee"))
                .getMessage()
                .contains("did you mean \"age\"?"));
    }

    @Test
    void itPrintsALineForEachColumn() {
        assertEquals("""
                4 rows, 5 columns
                  column   type      missing  distinct         min                 mean         max  most frequent  rows
                  age      number          1         2     4.50000              13.3333          31  4.5               2
                  city     category        1         2           -                    -           -  Rome              2
                  born     date            1         2  1970-01-01  1970-01-01T16:00:00  1970-01-02  1970-01-02        2
                  note     text            1         3           -                    -           -  -                 -
                  nothing  text            4         0           -                    -           -  -                 -""", PEOPLE.describe().toString());
    }

    @Test
    void numbersOfAnySize() {
        String text = Table.of(NumberColumn.of("n", 1e-9, 1.5, 12_345_678.25))
                .describe()
                .toString();
        assertTrue(text.contains("1.0000e-09  4.1152e+06  1.2346e+07"), text);
        String infinite = Table.of(NumberColumn.of("n", Double.NEGATIVE_INFINITY, 2))
                .describe()
                .toString();
        assertTrue(infinite.contains("-Infinity  -Infinity    2"), infinite);
    }

    @Test
    void anEmptyTable() {
        Description description = PEOPLE.head(0).describe();
        assertEquals(0, description.rows());
        assertTrue(Double.isNaN(description.column("age").mean()));
        assertEquals(0, description.column("city").distinct());
        assertTrue(Table.of().describe().toString().startsWith("0 rows, 0 columns\n"));
    }

    @Test
    void textOfAFileMayNotMoveTheCursor() {
        Table table = Table.of(TextColumn.of("a\tb", "x\u001b[2J", "x\u001b[2J"));
        String text = table.describe().toString();
        assertTrue(text.chars().noneMatch(c -> c != '\n' && Character.isISOControl(c)), text);
    }
}

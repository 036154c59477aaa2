package lanewise.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collections;
import org.junit.jupiter.api.Test;

/** Methods that give a table with other columns or more rows. */
class TableChangesTest {

    private static final Table PEOPLE = Table.of(
            NumberColumn.of("age", 31, Double.NaN, 4.5),
            CategoryColumn.of("city", "Rome", "Oslo", "Rome"),
            DateColumn.of("born", 0, 86_400, DateColumn.MISSING),
            TextColumn.of("note", "a", null, "two\nlines"));

    private static String message(Runnable action) {
        return assertThrows(DataException.class, action::run).getMessage();
    }

    @Test
    void dropAndRename() {
        assertEquals(Arrays.asList("age", "born"), PEOPLE.drop("note", "city").names());
        assertEquals(0, PEOPLE.drop("age", "city", "born", "note").columns().size());
        for (Column column : PEOPLE.columns()) {
            Table renamed = PEOPLE.rename(column.name(), "other");
            assertEquals("other", renamed.names().get(PEOPLE.names().indexOf(column.name())));
            assertEquals(PEOPLE, renamed.rename("other", column.name()));
        }
        assertEquals(PEOPLE, PEOPLE.rename("age", "age"));
        assertEquals(
                "table: two columns are named \"city\"; each name may stand for one only",
                message(() -> PEOPLE.rename("age", "city")));
        assertThrows(DataException.class, () -> PEOPLE.drop("agee"));
        assertThrows(IllegalArgumentException.class, () -> PEOPLE.rename("age", ""));
    }

    @Test
    void withPutsAColumnInPlaceOrBehind() {
        Table replaced = PEOPLE.with(TextColumn.of("city", "x", "y", "z"));
        assertEquals(PEOPLE.names(), replaced.names());
        assertEquals(ColumnType.TEXT, replaced.column("city").type());
        assertEquals(
                Arrays.asList("age", "city", "born", "note", "new"),
                PEOPLE.with(NumberColumn.of("new", 1, 2, 3)).names());
        assertSame(PEOPLE.column("age"), replaced.column("age"));
        assertEquals(
                "table: column \"new\" has 2 rows, column \"age\" has 3; all must have the same number",
                message(() -> PEOPLE.with(NumberColumn.of("new", 1, 2))));
    }

    @Test
    void columnsComputedRowByRow() {
        Table table = PEOPLE.withNumber("double", row -> 2 * row.number("age"))
                .withNumber("age", row -> row.isMissing("age") ? 0 : row.number("age"))
                .withCategory("round", row -> Math.floor(row.number("age")))
                .withText("both", row -> row.isMissing("note") ? null : row.text("city") + row.text("note"))
                .withDate(
                        "next",
                        row -> row.isMissing("born") ? null : row.date("born").plusDays(1))
                .withDate("day", row -> LocalDate.of(2020, 1, 1 + row.index()));
        assertEquals(
                "{age=0, city=Oslo, born=1970-01-02, note=null, double=null, round=0, both=null, next=1970-01-03,"
                        + " day=2020-01-02}",
                table.row(1).toString());
        assertEquals(Arrays.asList("31", "0", "4"), table.category("round").levels());
        assertNull(table.column("next").text(2));
        assertEquals("Rometwo\nlines", table.column("both").text(2));
    }

    @Test
    void missingNumbersAreFilled() {
        assertEquals("7", PEOPLE.fillMissing("age", 7).column("age").text(1));
        assertEquals(1, PEOPLE.column("age").missing());
        assertEquals(PEOPLE.names(), PEOPLE.fillMissing("age", 7).names());
        assertThrows(DataException.class, () -> PEOPLE.fillMissing("city", 7));
    }

    @Test
    void addPutsFeaturesBehind() {
        Features length = table -> Collections.singletonList(NumberColumn.of("n", 1, 2, 3));
        assertEquals("3", PEOPLE.add(length).column("n").text(2));
        assertEquals(
                "table: two columns are named \"n\"; each name may stand for one only",
                message(() -> PEOPLE.add(length).add(length)));
    }

    @Test
    void appendPutsRowsBehind() {
        Table more = Table.of(
                TextColumn.of("note", "b"),
                CategoryColumn.of("city", "Bonn"),
                DateColumn.of("born", 5),
                NumberColumn.of("age", 9));
        Table all = PEOPLE.append(more).append(PEOPLE);
        assertEquals(7, all.rows());
        assertEquals(PEOPLE.names(), all.names());
        assertEquals(
                "{age=9, city=Bonn, born=1970-01-01T00:00:05, note=b}",
                all.row(3).toString());
        assertEquals(PEOPLE, all.rows(new int[] {0, 1, 2}).with(PEOPLE.column("city")));
        assertEquals(Arrays.asList("Rome", "Oslo", "Bonn"), all.category("city").levels());
        assertEquals("Oslo", all.column("city").text(5));
        assertEquals(
                "append: only the appended table has a column \"b\"; both need the same columns (age)",
                message(() -> PEOPLE.select("age").append(Table.of(NumberColumn.of("b", 1)))));
        assertEquals(
                "append: the appended table has no column \"city\"; both need the same columns (appended: age)",
                message(() -> PEOPLE.append(PEOPLE.select("age"))));
        assertEquals(
                "append: column \"age\" is of type NUMBER, in the appended table TEXT; give both the same type where the"
                        + " tables are made",
                message(() -> PEOPLE.append(PEOPLE.with(TextColumn.of("age", "a", null, null)))));
    }

    @Test
    void aColumnWithoutValuesFitsAnyType() {
        Table empty = PEOPLE.with(TextColumn.of("age", null, null, null)).with(TextColumn.of("born", null, null, null));
        assertEquals(
                "{age=null, city=Rome, born=null, note=a}",
                PEOPLE.append(empty).row(3).toString());
        Table behind = empty.append(PEOPLE);
        assertEquals(ColumnType.NUMBER, behind.column("age").type());
        assertEquals(
                "{age=31, city=Rome, born=1970-01-01, note=a}", behind.row(3).toString());
        assertEquals("{age=null, city=Rome, born=null, note=a}", behind.row(0).toString());
    }
}

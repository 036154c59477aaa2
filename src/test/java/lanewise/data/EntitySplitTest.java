package lanewise.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Splits by time, by group and by class, and what a random split warns of. */
class EntitySplitTest {

    private static final long DAY = 86_400;

    /** Each of some stores on each of some days, and the day's weekday. */
    private static Table panel(int stores, int days) {
        double[] store = new double[stores * days];
        long[] date = new long[stores * days];
        double[] weekday = new double[stores * days];
        double[] sales = new double[stores * days];
        for (int row = 0; row < store.length; row++) {
            store[row] = row % stores;
            date[row] = row / stores * DAY;
            weekday[row] = row / stores % 7;
            sales[row] = 0.5 + row;
        }
        return Table.of(
                NumberColumn.of("store", store),
                DateColumn.of("day", date),
                NumberColumn.of("weekday", weekday),
                NumberColumn.of("sales", sales));
    }

    private static String message(Runnable action) {
        return assertThrows(DataException.class, action::run).getMessage();
    }

    @Test
    void aPeriodValidates() {
        Table table = Table.of(DateColumn.of("day", 5 * DAY, 4 * DAY + 86_399, 3 * DAY, 2 * DAY, DAY - 1));
        Split split = Split.dates("day", LocalDate.of(1970, 1, 3), LocalDate.of(1970, 1, 5));
        assertArrayEquals(new int[] {1, 2, 3}, split.apply(table).valid());
        assertArrayEquals(new int[] {0, 4}, split.apply(table).train());
        assertEquals("Split.dates(\"day\", 1970-01-03, 1970-01-05)", split.toString());
        Split from = Split.from("day", LocalDate.of(1970, 1, 5));
        assertArrayEquals(new int[] {0, 1}, from.apply(table).valid());
        assertEquals("Split.from(\"day\", 1970-01-05)", from.toString());
        assertNull(from.apply(table).warning());
    }

    @Test
    void datesMustBeThereAndInOrder() {
        LocalDate day = LocalDate.of(2015, 1, 1);
        assertEquals(
                "Split.from(\"day\", 2015-01-01): row 1 of column \"day\" has no date; filter such rows out",
                message(() -> Split.from("day", day).apply(Table.of(DateColumn.of("day", 0, DateColumn.MISSING)))));
        assertTrue(message(() -> Split.from("day", day).apply(panel(2, 3))).contains("0 of 6 rows would validate"));
        assertThrows(IllegalArgumentException.class, () -> Split.dates("day", day, day.minusDays(1)));
        assertThrows(DataException.class, () -> Split.from("store", day).apply(panel(2, 3)));
    }

    @Test
    void noGroupStandsOnBothSides() {
        Table table = panel(50, 7).append(panel(20, 30));
        for (int seed = 0; seed < 20; seed++) {
            Partition partition = Split.groups("store", 0.3f, seed).apply(table);
            Set<Double> train = new HashSet<>();
            for (int row : partition.train()) {
                train.add(table.number("store").value(row));
            }
            for (int row : partition.valid()) {
                assertTrue(!train.contains(table.number("store").value(row)), "seed " + seed + ", row " + row);
            }
            double fraction = (double) partition.valid().length / table.rows();
            assertEquals(0.3, fraction, 0.03, "seed " + seed);
            assertEquals(table.rows(), partition.train().length + partition.valid().length);
            assertNull(partition.warning());
        }
        assertEquals(
                Split.groups("store", 0.3f, 1).apply(table),
                Split.groups("store", 0.3f, 1).apply(table));
        assertNotEquals(
                Split.groups("store", 0.3f, 1).apply(table),
                Split.groups("store", 0.3f, 2).apply(table));
        assertTrue(
                message(() -> Split.groups("store", 0.3f, 1).apply(panel(1, 5))).contains("0 of 5 rows"));
        assertEquals(
                "Split.groups(\"store\", 0.3, 1)",
                Split.groups("store", 0.3f, 1).toString());
        assertThrows(IllegalArgumentException.class, () -> Split.groups("store", 1, 1));
    }

    @Test
    void eachClassGivesItsShare() {
        String[] classes = new String[1000];
        for (int row = 0; row < classes.length; row++) {
            classes[row] = row % 100 == 0 ? "rare" : row % 3 == 0 ? null : "common";
        }
        Table table = Table.of(CategoryColumn.of("class", classes));
        for (int seed = 0; seed < 5; seed++) {
            Partition partition = Split.stratified("class", 0.2f, seed).apply(table);
            assertEquals(200, partition.valid().length);
            int rare = 0;
            int missing = 0;
            for (int row : partition.valid()) {
                rare += "rare".equals(classes[row]) ? 1 : 0;
                missing += classes[row] == null ? 1 : 0;
            }
            assertEquals(2, rare, "seed " + seed);
            assertEquals(66, missing, 1, "seed " + seed);
        }
        assertNotEquals(
                Split.stratified("class", 0.2f, 1).apply(table),
                Split.stratified("class", 0.2f, 2).apply(table));
        assertEquals(
                "Split.stratified(\"class\", 0.2, 1)",
                Split.stratified("class", 0.2f, 1).toString());
    }

    @Test
    void aRandomSplitOfAPanelWarns() {
        Table table = panel(50, 30);
        String expected =
                "Split.random(0.2, 1) on a table with dates (\"day\") and repeated entities (\"store\"): rows of one"
                        + " store from days close by will train and validate, and validation will look better than the future."
                        + " Split.from(\"day\", date) holds out the last days, Split.groups(\"store\", fraction, seed) whole"
                        + " entities";
        assertEquals(expected, Split.random(0.2f, 1).apply(table).warning());
        assertTrue(Split.course(0, 0.2, 42).apply(table).warning().startsWith("Split.course(0, 0.2, 42) on a table"));
        assertTrue(Split.stratified("weekday", 0.2f, 1).apply(table).warning().contains("\"store\""));
        assertNull(Split.last(0.2f).apply(table).warning());
        assertNull(Split.random(0.2f, 1).apply(table.drop("day")).warning());
        assertNull(Split.random(0.2f, 1).apply(table.drop("store")).warning());
    }

    @Test
    void oneRowPerEntityOrNoDatesToSpeakOfIsNoPanel() {
        assertNull(Split.random(0.5f, 1).apply(panel(500, 1)).warning());
        assertNull(Split.random(0.5f, 1).apply(panel(1, 500)).warning());
        Table events =
                Table.of(DateColumn.of("at", LongStream.range(0, 300).toArray()), CategoryColumn.of("kind", kinds()));
        assertNull(Split.random(0.5f, 1).apply(events).warning());
    }

    private static String[] kinds() {
        String[] kinds = new String[300];
        for (int row = 0; row < kinds.length; row++) {
            kinds[row] = "k" + row % 4;
        }
        return kinds;
    }
}

package lanewise.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SplitTest {

    private static Table table(int rows) {
        return Table.of(
                NumberColumn.of("i", IntStream.range(0, rows).asDoubleStream().toArray()));
    }

    private static void assertPartitionsAll(int rows, Partition partition) {
        int[] all = IntStream.concat(Arrays.stream(partition.train()), Arrays.stream(partition.valid()))
                .sorted()
                .toArray();
        assertArrayEquals(IntStream.range(0, rows).toArray(), all);
        assertArrayEquals(Arrays.stream(partition.train()).sorted().toArray(), partition.train());
        assertArrayEquals(Arrays.stream(partition.valid()).sorted().toArray(), partition.valid());
    }

    private static String messageOf(Split split, int rows) {
        return assertThrows(DataException.class, () -> split.apply(table(rows))).getMessage();
    }

    @Test
    void randomIsAFunctionOfTheSeed() {
        Partition partition = Split.random(0.2f, 42).apply(table(1000));
        assertPartitionsAll(1000, partition);
        assertEquals(200, partition.valid().length);
        assertEquals(Split.random(0.2f, 42).apply(table(1000)), partition);
        assertNotEquals(Split.random(0.2f, 43).apply(table(1000)), partition);
        assertEquals("Partition(800 train, 200 valid)", partition.toString());
    }

    @Test
    void randomChoosesEveryRowEquallyOften() {
        int[] chosen = new int[20];
        for (int seed = 0; seed < 4_000; seed++) {
            for (int row : Split.random(0.25f, seed).apply(table(20)).valid()) {
                chosen[row]++;
            }
        }
        for (int count : chosen) {
            // 1000 expected, standard deviation 27.
            assertTrue(count > 860 && count < 1140, Arrays.toString(chosen));
        }
    }

    @Test
    void aFractionIsTakenToTheNearestRow() {
        assertEquals(7, Split.random(0.7f, 1).apply(table(10)).valid().length);
        assertEquals(1, Split.random(0.2f, 1).apply(table(3)).valid().length);
        assertEquals(3, Split.last(0.3f).apply(table(10)).valid().length);
    }

    @Test
    void eachSideNeedsARow() {
        assertEquals(
                "Split.random(0.2, 1): 0 of 2 rows would validate and 2 train; each side needs one at least (Split.none()"
                        + " trains on all)",
                messageOf(Split.random(0.2f, 1), 2));
        assertTrue(messageOf(Split.random(0.9f, 1), 2).contains("2 of 2 rows would validate and 0 train"));
        assertTrue(messageOf(Split.random(0.5f, 1), 0).contains("0 of 0 rows"));
        assertTrue(messageOf(Split.last(0.1f), 3).startsWith("Split.last(0.1): 0 of 3"));
        assertTrue(messageOf(Split.where(row -> false), 3).startsWith("Split.where(condition): 0 of 3"));
        assertTrue(messageOf(Split.where(row -> true), 3).contains("3 of 3"));
        assertTrue(messageOf(Split.rows(), 3).contains("0 of 3"));
        assertTrue(messageOf(Split.rows(0, 1), 2).contains("2 of 2"));
    }

    @Test
    void fractionsMustLieBetweenNoneAndAll() {
        for (float fraction : new float[] {0, 1, -0.1f, 1.5f, Float.NaN}) {
            assertThrows(IllegalArgumentException.class, () -> Split.random(fraction, 1));
            assertThrows(IllegalArgumentException.class, () -> Split.last(fraction));
            assertThrows(IllegalArgumentException.class, () -> Split.course(0, fraction, 42));
        }
    }

    @Test
    void lastTakesTheEnd() {
        Partition partition = Split.last(0.4f).apply(table(5));
        assertArrayEquals(new int[] {0, 1, 2}, partition.train());
        assertArrayEquals(new int[] {3, 4}, partition.valid());
    }

    @Test
    void namedRowsValidateInTableOrder() {
        int[] rows = {3, 1};
        Split split = Split.rows(rows);
        rows[0] = 0;
        Partition partition = split.apply(table(5));
        assertArrayEquals(new int[] {0, 2, 4}, partition.train());
        assertArrayEquals(new int[] {1, 3}, partition.valid());
        assertEquals("Split.rows(1 rows): no row 5 in a table of 5 rows, counted from 0", messageOf(Split.rows(5), 5));
        assertTrue(messageOf(Split.rows(-1), 5).contains("no row -1"));
        assertTrue(messageOf(Split.rows(1, 1), 5).contains("row 1 is named twice"));
    }

    @Test
    void rowsThatFulfilAConditionValidate() {
        Partition partition = Split.where(row -> row.number("i") % 2 == 1).apply(table(5));
        assertArrayEquals(new int[] {0, 2, 4}, partition.train());
        assertArrayEquals(new int[] {1, 3}, partition.valid());
        Split unknown = Split.where(row -> row.number("j") > 0);
        assertTrue(messageOf(unknown, 5).contains("no column \"j\""));
    }

    @Test
    void noneTrainsOnAll() {
        Partition partition = Split.none().apply(table(3));
        assertArrayEquals(new int[] {0, 1, 2}, partition.train());
        assertEquals(0, partition.valid().length);
        assertEquals(0, Split.none().apply(table(0)).train().length);
    }

    @Test
    void aSplitMayBeALambda() {
        Split firstRow = table -> Partition.of(IntStream.range(1, table.rows()).toArray(), new int[] {0});
        assertArrayEquals(new int[] {1, 2}, firstRow.apply(table(3)).train());
    }

    @Test
    void splitsAreValuesThatPrintThemselves() {
        assertEquals(Split.random(0.2f, 42), Split.random(0.2f, 42));
        assertEquals("Split.random(0.2, 42)", Split.random(0.2f, 42).toString());
        assertEquals("Split.last(0.2)", Split.last(0.2f).toString());
        assertEquals("Split.rows(2 rows)", Split.rows(4, 5).toString());
        assertEquals("Split.none()", Split.none().toString());
        assertEquals("Split.course(4, 0.2, 42)", Split.course(4, 0.2, 42).toString());
    }

    @Test
    void aPartitionHasNoRowTwice() {
        assertEquals(
                "partition: row 1 stands in it twice; a row trains or validates, once",
                assertThrows(DataException.class, () -> Partition.of(new int[] {0, 1}, new int[] {1}))
                        .getMessage());
        assertThrows(DataException.class, () -> Partition.of(new int[] {0, 0}, new int[] {1}));
        assertThrows(DataException.class, () -> Partition.of(new int[] {0, -1}, new int[] {1}));
    }

    @Test
    void aPartitionIsImmutable() {
        int[] train = {0, 1};
        Partition partition = Partition.of(train, new int[] {2});
        train[0] = 5;
        partition.train()[0] = 5;
        partition.valid()[0] = 5;
        assertEquals(Partition.of(new int[] {0, 1}, new int[] {2}), partition);
        assertEquals(Partition.of(new int[] {0, 1}, new int[] {2}).hashCode(), partition.hashCode());
    }
}

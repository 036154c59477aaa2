package lanewise.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import lanewise.tensor.Rng;
import org.junit.jupiter.api.Test;

class SortTest {

    private static final Table PEOPLE = Table.of(
            NumberColumn.of("id", 0, 1, 2, 3, 4),
            NumberColumn.of("age", 31, Double.NaN, -4.5, 31, Double.NEGATIVE_INFINITY),
            CategoryColumn.of("city", "Rome", "Oslo", null, "Bonn", "Rome"),
            DateColumn.of("born", 50, DateColumn.MISSING, -86_400, 0, 50),
            TextColumn.of("note", "b", "B", null, "", "a"));

    private static double[] ids(Table table) {
        return table.number("id").values();
    }

    @Test
    void byValueAndMissingLast() {
        assertArrayEquals(new double[] {4, 2, 0, 3, 1}, ids(PEOPLE.sort("age")));
        assertArrayEquals(new double[] {3, 1, 0, 4, 2}, ids(PEOPLE.sort("city")));
        assertArrayEquals(new double[] {2, 3, 0, 4, 1}, ids(PEOPLE.sort("born")));
        assertArrayEquals(new double[] {3, 1, 4, 0, 2}, ids(PEOPLE.sort("note")));
    }

    @Test
    void descendingIsStableTooAndKeepsMissingLast() {
        assertArrayEquals(new double[] {0, 3, 2, 4, 1}, ids(PEOPLE.sort(Order.descending("age"))));
        assertArrayEquals(new double[] {0, 4, 1, 3, 2}, ids(PEOPLE.sort(Order.descending("city"))));
        assertArrayEquals(new double[] {0, 4, 3, 2, 1}, ids(PEOPLE.sort(Order.descending("born"))));
        assertArrayEquals(new double[] {0, 4, 1, 3, 2}, ids(PEOPLE.sort(Order.descending("note"))));
    }

    @Test
    void theSecondOrderSortsWhatIsEqualInTheFirst() {
        assertArrayEquals(
                new double[] {3, 1, 4, 0, 2}, ids(PEOPLE.sort(Order.ascending("city"), Order.descending("id"))));
        assertArrayEquals(new double[] {4, 2, 3, 0, 1}, ids(PEOPLE.sort("age", "city")));
    }

    @Test
    void zerosAreEqual() {
        Table zeros = Table.of(NumberColumn.of("id", 0, 1, 2, 3), NumberColumn.of("z", 0.0, -0.0, 0.0, -1));
        assertArrayEquals(new double[] {3, 0, 1, 2}, ids(zeros.sort("z")));
        assertArrayEquals(new double[] {0, 1, 2, 3}, ids(zeros.sort(Order.descending("z"))));
    }

    @Test
    void asJavasOwnSortDoes() {
        for (int seed = 0; seed < 20; seed++) {
            Rng rng = Rng.of(seed);
            int rows = 1 + rng.nextInt(2000);
            double[] a = new double[rows];
            String[] b = new String[rows];
            for (int row = 0; row < rows; row++) {
                a[row] = rng.nextInt(1 + rng.nextInt(50)) - 20;
                b[row] = "v" + rng.nextInt(7);
            }
            Table table = Table.of(
                    NumberColumn.of(
                            "id", IntStream.range(0, rows).asDoubleStream().toArray()),
                    NumberColumn.of("a", a),
                    CategoryColumn.of("b", b));
            Comparator<Integer> byB =
                    Comparator.comparing((Integer row) -> b[row]).reversed();
            double[] expected = IntStream.range(0, rows)
                    .boxed()
                    .sorted(byB.thenComparingDouble(row -> a[row]))
                    .mapToDouble(row -> row)
                    .toArray();
            assertArrayEquals(expected, ids(table.sort(Order.descending("b"), Order.ascending("a"))), "seed " + seed);
        }
    }

    @Test
    void anEmptyTableAndAnUnknownColumn() {
        assertEquals(0, PEOPLE.head(0).sort("age", "city").rows());
        String message =
                assertThrows(DataException.class, () -> PEOPLE.sort("agee")).getMessage();
        assertTrue(message.startsWith("no column \"agee\"; did you mean \"age\"?"), message);
        assertEquals(
                Arrays.asList("id", "age", "city", "born", "note"),
                PEOPLE.sort("age").names());
    }
}

package lanewise.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import lanewise.tensor.Rng;
import org.junit.jupiter.api.Test;

/** {@link Elapsed} and {@link Rolling}. */
class ElapsedTest {

    private static final long DAY = 86_400;

    /** Days 0, 1, 2, 4, 7 of store 1 with events on day 1 and 4, and days 1, 2 of store 2 without any; newest first. */
    private static final Table DAYS = Table.of(
            NumberColumn.of("Store", 1, 2, 1, 1, 2, 1, 1),
            DateColumn.of("Date", 7 * DAY, 2 * DAY, 4 * DAY + 3600, 2 * DAY, DAY, DAY, 0),
            NumberColumn.of("Promo", 0, 0, 1, 0, Double.NaN, 2, 0));

    private static String texts(Table table, String name) {
        StringBuilder text = new StringBuilder();
        for (int row = 0; row < table.rows(); row++) {
            text.append(row == 0 ? "" : " ").append(table.column(name).text(row));
        }
        return text.toString();
    }

    @Test
    void daysSinceAndUntilAnEventInEachGroup() {
        Table table = DAYS.add(Elapsed.by("Store").along("Date").of("Promo"));
        assertEquals(Arrays.asList("Store", "Date", "Promo", "AfterPromo", "BeforePromo"), table.names());
        assertEquals("3 null 0 1 null 0 null", texts(table, "AfterPromo"));
        assertEquals("null null 0 -2 null 0 -1", texts(table, "BeforePromo"));
    }

    @Test
    void withoutAGroupAllRowsAreOne() {
        Table table = DAYS.add(Elapsed.by().of("Promo"));
        assertEquals("3 1 0 1 null 0 null", texts(table, "AfterPromo"));
    }

    @Test
    void sumsOfAWindowBothWays() {
        Table table = DAYS.add(Rolling.by("Store").window(2).sum("Promo"));
        assertEquals("1 0 1 2 null 2 0", texts(table, "Promo_bw"));
        assertEquals("0 0 1 1 0 2 2", texts(table, "Promo_fw"));
        assertEquals(
                "0 0 1 0 null 2 0", texts(DAYS.add(Rolling.by("Store").window(1).sum("Promo")), "Promo_bw"));
        Table whole = DAYS.add(Rolling.by("Store").window(Integer.MAX_VALUE).sum("Promo"));
        assertEquals("3 0 3 2 null 2 0", texts(whole, "Promo_bw"));
        assertEquals("0 0 1 1 0 3 3", texts(whole, "Promo_fw"));
        assertThrows(IllegalArgumentException.class, () -> Rolling.by("Store").window(0));
    }

    @Test
    void aMissingDateIsAnError() {
        Table table = DAYS.with(DateColumn.of("Date", 0, 0, 0, DateColumn.MISSING, 0, 0, 0));
        assertEquals(
                "column \"Date\": row 3 has no date, so it has no place in the order of time; filter such rows out",
                assertThrows(
                                DataException.class,
                                () -> table.add(Elapsed.by("Store").of("Promo")))
                        .getMessage());
        assertThrows(DataException.class, () -> table.add(Rolling.by("Store").sum("Promo")));
    }

    @Test
    void anEmptyTable() {
        Table empty = DAYS.head(0)
                .add(Elapsed.by("Store").of("Promo"))
                .add(Rolling.by("Store").sum("Promo"));
        assertEquals(0, empty.rows());
        assertEquals(7, empty.columns().size());
    }

    /** The days searched anew for every row. */
    @Test
    void asASearchFromEveryRowFindsIt() {
        for (int seed = 0; seed < 20; seed++) {
            Rng rng = Rng.of(seed);
            int rows = 1 + rng.nextInt(80);
            int[] order = rng.permutation(rows);
            double[] store = new double[rows];
            long[] day = new long[rows];
            double[] flag = new double[rows];
            for (int i = 0; i < rows; i++) {
                int row = order[i];
                store[row] = i % 3;
                day[row] = i + rng.nextInt(2) * 3L;
                flag[row] = rng.nextInt(6) == 0 ? 1 : 0;
            }
            long[] seconds = Arrays.stream(day).map(d -> d * DAY).toArray();
            Table table = Table.of(
                            NumberColumn.of("Store", store),
                            DateColumn.of("Date", seconds),
                            NumberColumn.of("Flag", flag))
                    .add(Elapsed.by("Store").of("Flag"));
            for (int row = 0; row < rows; row++) {
                double after = Double.NaN;
                double before = Double.NaN;
                for (int other = 0; other < rows; other++) {
                    if (store[other] == store[row] && flag[other] == 1) {
                        double distance = day[row] - day[other];
                        if (distance > 0 && !(after <= distance)) {
                            after = distance;
                        }
                        if (distance < 0 && !(before >= distance)) {
                            before = distance;
                        }
                    }
                }
                String place = "seed " + seed + ", row " + row;
                // Of rows of one day, some stand before an event of that day and some behind it.
                boolean sameDay = false;
                for (int other = 0; other < rows; other++) {
                    sameDay |= store[other] == store[row] && day[other] == day[row] && flag[other] == 1;
                }
                if (!sameDay) {
                    assertEquals(after, table.number("AfterFlag").value(row), place);
                    assertEquals(before, table.number("BeforeFlag").value(row), place);
                }
                if (flag[row] == 1) {
                    assertEquals(0, table.number("AfterFlag").value(row), place);
                    assertEquals(0, table.number("BeforeFlag").value(row), place);
                }
            }
        }
    }
}

package lanewise.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class GroupTest {

    private static final Table SALES = Table.of(
            CategoryColumn.of("city", "Rome", "Oslo", "Rome", null, "Rome", null),
            NumberColumn.of("sales", 4, 7, Double.NaN, 1, 1, 1),
            DateColumn.of("day", 172_800, 0, 86_400, 0, 0, DateColumn.MISSING),
            TextColumn.of("note", null, "n", "m", "x", "m", "x"));

    private static String line(Table table, int row) {
        return table.row(row).toString();
    }

    @Test
    void aRowForEachGroupInTheOrderOfAppearance() {
        Table table = SALES.groupBy("city")
                .aggregate(
                        Aggregate.count(),
                        Aggregate.sum("sales"),
                        Aggregate.mean("sales"),
                        Aggregate.std("sales"),
                        Aggregate.median("sales"));
        assertEquals(3, SALES.groupBy("city").count());
        assertEquals(
                Arrays.asList("city", "count", "sales_sum", "sales_mean", "sales_std", "sales_median"), table.names());
        assertEquals(
                "{city=Rome, count=3, sales_sum=5, sales_mean=2.5, sales_std=1.5, sales_median=2.5}", line(table, 0));
        assertEquals("{city=Oslo, count=1, sales_sum=7, sales_mean=7, sales_std=0, sales_median=7}", line(table, 1));
        assertEquals("{city=null, count=2, sales_sum=2, sales_mean=1, sales_std=0, sales_median=1}", line(table, 2));
    }

    @Test
    void valuesOfAnyTypeAndNamesOfOnesOwn() {
        Table table = SALES.groupBy("city")
                .aggregate(
                        Aggregate.min("day"),
                        Aggregate.max("day").as("latest"),
                        Aggregate.first("note"),
                        Aggregate.last("note"),
                        Aggregate.distinct("note"),
                        Aggregate.max("sales"));
        assertEquals(
                "{city=Rome, day_min=1970-01-01, latest=1970-01-03, note_first=null, note_last=m, note_distinct=1,"
                        + " sales_max=4}",
                line(table, 0));
        assertEquals(
                "{city=null, day_min=1970-01-01, latest=1970-01-01, note_first=x, note_last=x, note_distinct=1,"
                        + " sales_max=1}",
                line(table, 2));
        assertEquals(ColumnType.DATE, table.column("latest").type());
    }

    @Test
    void aGroupWithoutAnyValueHasNone() {
        Table table = Table.of(NumberColumn.of("k", 1), NumberColumn.of("v", Double.NaN))
                .groupBy("k")
                .aggregate(
                        Aggregate.sum("v"),
                        Aggregate.mean("v"),
                        Aggregate.std("v"),
                        Aggregate.median("v"),
                        Aggregate.min("v"),
                        Aggregate.distinct("v"));
        assertEquals(
                "{k=1, v_sum=0, v_mean=null, v_std=null, v_median=null, v_min=null, v_distinct=0}", line(table, 0));
    }

    @Test
    void severalKeysAndNone() {
        Table table = SALES.groupBy("city", "sales").aggregate(Aggregate.count());
        assertEquals(5, table.rows());
        assertEquals("{city=null, sales=1, count=2}", line(table, 3));
        assertEquals(
                "{count=6, sales_sum=14}",
                line(SALES.groupBy().aggregate(Aggregate.count(), Aggregate.sum("sales")), 0));
        assertEquals(
                0, SALES.head(0).groupBy("city").aggregate(Aggregate.count()).rows());
    }

    @Test
    void sumsOfBigIntegersAreExact() {
        double[] values = new double[1000];
        Arrays.fill(values, 5_873_180_623.0);
        values[999] = 1;
        Table table = Table.of(NumberColumn.of("v", values)).groupBy().aggregate(Aggregate.sum("v"));
        assertEquals("5867307442378", table.column("v_sum").text(0));
        assertEquals(5_873_180_623L * 999 + 1, (long) table.number("v_sum").value(0));
    }

    @Test
    void whatDoesNotFitIsNamed() {
        assertEquals(
                "aggregate city_min: column \"city\" is of type CATEGORY; a number or a date would be right",
                message(() -> SALES.groupBy("sales").aggregate(Aggregate.min("city"))));
        assertTrue(message(() -> SALES.groupBy("city").aggregate(Aggregate.sum("note")))
                .contains("\"note\" is of type TEXT, not NUMBER"));
        assertTrue(message(() -> SALES.groupBy("town")).contains("no column \"town\""));
        assertTrue(message(() -> SALES.groupBy("city").aggregate(Aggregate.count(), Aggregate.count()))
                .contains("two columns are named \"count\""));
    }

    private static String message(Runnable action) {
        return assertThrows(DataException.class, action::run).getMessage();
    }
}

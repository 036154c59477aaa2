package lanewise.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.stream.IntStream;
import lanewise.RealData;
import org.junit.jupiter.api.Test;

/** The real files that the applications are measured on. */
class RealTablesTest {

    @Test
    void ratings() {
        Table ratings = Table.csv(RealData.folder("ml-latest-small").resolve("ratings.csv"));
        assertEquals(Arrays.asList("userId", "movieId", "rating", "timestamp"), ratings.names());
        assertEquals(100_004, ratings.rows());
        for (Column column : ratings.columns()) {
            assertEquals(ColumnType.NUMBER, column.type(), column.name());
            assertEquals(0, column.missing(), column.name());
        }
        assertEquals(671, distinct(ratings.number("userId")));
        assertEquals(9_066, distinct(ratings.number("movieId")));
        assertEquals(
                "{userId=1, movieId=31, rating=2.5, timestamp=1260759144}",
                ratings.row(0).toString());
        double[] values = ratings.number("rating").values();
        assertEquals(0.5, Arrays.stream(values).min().getAsDouble());
        assertEquals(5, Arrays.stream(values).max().getAsDouble());
        assertEquals(71_020.5, validSum(ratings, 0));
        assertEquals(70_688, validSum(ratings, 4));
    }

    private static long distinct(NumberColumn column) {
        return Arrays.stream(column.values()).distinct().count();
    }

    private static double validSum(Table ratings, int fold) {
        int[] valid = Split.course(fold, 0.2, 42).apply(ratings).valid();
        return Arrays.stream(ratings.rows(valid).number("rating").values()).sum();
    }

    @Test
    void moviesWithQuotedTitles() {
        Table movies = Table.csv(RealData.folder("ml-latest-small").resolve("movies.csv"));
        assertEquals(9_125, movies.rows());
        assertEquals("Toy Story (1995)", movies.column("title").text(0));
        assertEquals(
                1,
                movies.filter(row -> "American President, The (1995)".equals(row.text("title")))
                        .rows());
        assertEquals(ColumnType.TEXT, movies.column("title").type());
        assertEquals(0, movies.column("title").missing());
    }

    @Test
    void aMillionRowsInSecondsAndMegabytes() {
        long heapBefore = heapUsed();
        long begin = System.nanoTime();
        Table train = Table.csv(RealData.folder("rossmann").resolve("train.csv.gz"));
        double seconds = (System.nanoTime() - begin) / 1e9;
        assertTrue(seconds < 30, () -> "reading 1,017,209 rows took " + seconds + " s");

        assertEquals(1_017_209, train.rows());
        assertEquals(
                "{Store=1, DayOfWeek=5, Date=2015-07-31, Sales=5263, Customers=555, Open=1, Promo=1, StateHoliday=0,"
                        + " SchoolHoliday=1}",
                train.row(0).toString());
        assertEquals(ColumnType.DATE, train.column("Date").type());
        assertEquals(
                Arrays.asList("0", "a", "b", "c"),
                train.category("StateHoliday").levels());
        assertEquals(1_115, distinct(train.number("Store")));
        double[] sales = train.number("Sales").values();
        assertEquals(5773.82, Arrays.stream(sales).average().getAsDouble(), 0.005);
        assertEquals(41_551, Arrays.stream(sales).max().getAsDouble());
        assertEquals(844_338, Arrays.stream(sales).filter(sale -> sale > 0).count());
        assertEquals(
                942, Arrays.stream(train.date("Date").epochSeconds()).distinct().count());

        long used = heapUsed() - heapBefore;
        assertTrue(used < 60_000_000L, () -> "the table takes " + used / 1_000_000 + " MB of the heap");
        assertEquals(1_017_209, train.column("Store").size());
    }

    private static long heapUsed() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    @Test
    void theCoursesSampleIsTheNotebooks() {
        Table train = Table.csv(RealData.folder("rossmann").resolve("train.csv.gz"));
        Table open = train.filter(row -> row.number("Sales") > 0);
        assertEquals(844_338, open.rows());
        int[] sample = Split.courseRows(open.rows(), 4, 150_000.0 / open.rows(), 42);
        assertEquals("781", open.row(sample[0]).text("Store"));
        assertEquals("2014-01-08", open.row(sample[0]).text("Date"));
        assertEquals("626", open.row(sample[1]).text("Store"));
        assertEquals("2014-11-22", open.row(sample[1]).text("Date"));
    }

    @Test
    void theLessonsValidationPeriod() {
        Table train = Table.csv(RealData.folder("rossmann").resolve("train.csv.gz"));
        Table open = train.filter(row -> row.number("Sales") > 0);
        long from = LocalDate.of(2014, 8, 1).toEpochDay() * 86_400;
        long to = LocalDate.of(2014, 9, 17).toEpochDay() * 86_400;
        DateColumn dates = open.date("Date");
        int[] expected = IntStream.range(0, open.rows())
                .filter(row -> dates.epochSecond(row) >= from && dates.epochSecond(row) <= to)
                .toArray();
        LocalDateTime first = LocalDateTime.of(2014, 8, 1, 0, 0);
        LocalDateTime last = LocalDateTime.of(2014, 9, 17, 0, 0);
        Split period = Split.dates("Date", first.toLocalDate(), last.toLocalDate());
        Partition partition = Split.where(row ->
                        !row.date("Date").isBefore(first) && !row.date("Date").isAfter(last))
                .apply(open);
        assertArrayEquals(expected, partition.valid());
        assertEquals(partition, period.apply(open));
        assertEquals(38_399, expected.length);
        assertEquals(
                262_169_483,
                Arrays.stream(open.rows(expected).number("Sales").values()).sum());
    }

    @Test
    void smallerTablesOfRossmann() {
        Table stores = Table.csv(RealData.folder("rossmann").resolve("store.csv"));
        assertEquals(1_115, stores.rows());
        assertEquals(3, stores.column("CompetitionDistance").missing());
        assertEquals(354, stores.column("CompetitionOpenSinceYear").missing());
        assertNull(stores.column("PromoInterval").text(0));
        assertEquals("Jan,Apr,Jul,Oct", stores.column("PromoInterval").text(1));
        Table weather = Table.csv(RealData.folder("rossmann").resolve("weather.csv.gz"));
        assertEquals(15_840, weather.rows());
        assertEquals(24, weather.columns().size());
        assertEquals(16, weather.category("file").levels().size());
        assertEquals(990, weather.describe().column("Date").distinct());
        Table trend = Table.csv(RealData.folder("rossmann").resolve("googletrend.csv"));
        assertEquals(2_072, trend.rows());
        assertEquals(14, trend.describe().column("file").distinct());
        assertEquals(148, trend.describe().column("week").distinct());
        assertEquals(0, trend.describe().column("trend").min());
        assertEquals(100, trend.describe().column("trend").max());
        Table storeStates = Table.csv(RealData.folder("rossmann").resolve("store_states.csv"));
        assertEquals(1_115, storeStates.rows());
        assertEquals(12, storeStates.describe().column("State").distinct());
        Table states = Table.csv(RealData.folder("rossmann").resolve("state_names.csv"));
        assertEquals(16, states.rows());
        assertEquals(1, states.filter(row -> "HB,NI".equals(row.text("State"))).rows());
    }
}

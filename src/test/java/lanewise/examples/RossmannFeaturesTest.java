package lanewise.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.Map;
import lanewise.RealData;
import lanewise.data.Aggregate;
import lanewise.data.ColumnSummary;
import lanewise.data.Description;
import lanewise.data.Row;
import lanewise.data.Split;
import lanewise.data.Table;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The features of the Rossmann walk-through against what the course's pipeline gives on the same files. */
class RossmannFeaturesTest {

    private static Table table;
    private static double seconds;

    @BeforeAll
    static void make() {
        long begin = System.nanoTime();
        table = RossmannFeatures.features(RealData.folder("rossmann"));
        seconds = (System.nanoTime() - begin) * 1e-9;
    }

    @Test
    void rowsAndColumns() {
        assertEquals(844_338, table.rows());
        assertEquals(22 + 16 + 2, table.columns().size());
        // Ten seconds is the promise; a machine that runs other tests beside this one has thrice that.
        assertTrue(seconds < 30, () -> "took " + seconds + " s");
    }

    @Test
    void sumsAreExact() {
        Map<String, Long> sums = new LinkedHashMap<>();
        sums.put("AfterStateHoliday", 32_301_688L);
        sums.put("BeforeStateHoliday", -30_745_937L);
        sums.put("Promo_fw", 2_275_989L);
        sums.put("Promo_bw", 2_235_061L);
        sums.put("SchoolHoliday_fw", 1_000_526L);
        sums.put("SchoolHoliday_bw", 1_007_622L);
        sums.put("StateHoliday_fw", 142_969L);
        sums.put("StateHoliday_bw", 149_101L);
        sums.put("CompetitionMonthsOpen", 10_582_651L);
        sums.put("Promo2Weeks", 8_734_795L);
        sums.put("trend", 55_066_717L);
        sums.put("trend_DE", 55_930_094L);
        sums.put("Sales", 5_873_180_623L);
        sums.forEach((name, sum) -> assertEquals(sum, sum(table, name), name));
    }

    @Test
    void elapsedOfEveryEvent() {
        Table days = RossmannFeatures.days(RealData.folder("rossmann"));
        Map<String, Long> sums = new LinkedHashMap<>();
        sums.put("AfterStateHoliday", 32_301_688L);
        sums.put("BeforeStateHoliday", -30_745_937L);
        sums.put("AfterPromo", 2_350_268L);
        sums.put("BeforePromo", -2_422_673L);
        sums.put("AfterSchoolHoliday", 19_740_063L);
        sums.put("BeforeSchoolHoliday", -19_900_649L);
        sums.forEach((name, sum) -> assertEquals(sum, sum(days, name), name));
    }

    private static long sum(Table table, String name) {
        double sum = 0;
        for (double value : table.number(name).values()) {
            sum += value;
        }
        assertEquals(Math.rint(sum), sum, name);
        return (long) sum;
    }

    @Test
    void missingAndMoments() {
        for (String name : RossmannFeatures.CONTINUOUS) {
            int expected = switch (name) {
                case "CompetitionDistance" -> 2_186;
                case "CloudCover" -> 68_056;
                default -> 0;
            };
            assertEquals(expected, table.column(name).missing(), name);
        }
        assertMoments("CompetitionDistance", 5458.156627, 7809.568544, 5e-7);
        assertMoments("trend", 65.218807, 11.417765, 5e-7);
        assertMoments("Promo", .446356, .497114, 5e-7);
        Table logs = table.withNumber("log", row -> Math.log(row.number("Sales")));
        assertEquals(8.757564, mean(logs, "log"), 5e-7);
        assertEquals(.425278, std(logs, "log"), 5e-7);
        assertEquals(2320, median(table, "CompetitionDistance"));
    }

    private static void assertMoments(String name, double mean, double std, double tolerance) {
        assertEquals(mean, mean(table, name), tolerance, name);
        assertEquals(std, std(table, name), tolerance, name);
    }

    private static double mean(Table of, String name) {
        return aggregated(of, Aggregate.mean(name));
    }

    private static double std(Table of, String name) {
        return aggregated(of, Aggregate.std(name));
    }

    private static double median(Table of, String name) {
        return aggregated(of, Aggregate.median(name));
    }

    private static double aggregated(Table of, Aggregate aggregate) {
        return of.groupBy().aggregate(aggregate.as("value")).number("value").value(0);
    }

    /** As many levels as the course's 22 embeddings have rows, less the one for the unknown. */
    @Test
    void categoriesHaveTheCoursesLevels() {
        int[] embeddings = {1116, 8, 4, 13, 32, 3, 26, 27, 5, 4, 4, 24, 9, 13, 53, 22, 7, 7, 4, 4, 9, 9};
        Description description = table.describe();
        for (int i = 0; i < embeddings.length; i++) {
            ColumnSummary column = description.column(RossmannFeatures.CATEGORIES.get(i));
            assertEquals(embeddings[i] - 1, column.distinct(), column.name());
        }
    }

    /** The course's sample is drawn at random from stores that are followed over time. */
    @Test
    void aRandomSplitWarns() {
        String warning =
                Split.course(4, 150_000.0 / table.rows(), 42).apply(table).warning();
        assertNotNull(warning);
        assertTrue(warning.contains("dates (\"Date\") and repeated entities (\"Store\")"), warning);
    }

    @Test
    void theFirstRowIsTheCourses() {
        Row row = table.row(0);
        Map<String, String> expected = new LinkedHashMap<>();
        expected.put("Store", "1");
        expected.put("Date", "2015-07-31");
        expected.put("State", "HE");
        expected.put("trend", "85");
        expected.put("trend_DE", "83");
        expected.put("Max_TemperatureC", "23");
        expected.put("Events", "Fog");
        expected.put("CompetitionMonthsOpen", "24");
        expected.put("Promo2Weeks", "0");
        expected.put("AfterStateHoliday", "57");
        expected.put("BeforeStateHoliday", "0");
        expected.put("SchoolHoliday_bw", "5");
        expected.put("SchoolHoliday_fw", "1");
        expected.put("Promo_bw", "5");
        expected.put("Promo_fw", "1");
        expected.put("StateHoliday_bw", "0");
        expected.put("StateHoliday_fw", "0");
        expected.forEach((name, text) -> assertEquals(text, row.text(name), name));
    }
}

package lanewise.tabular;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.function.IntPredicate;
import lanewise.data.CategoryColumn;
import lanewise.data.DataException;
import lanewise.data.DateColumn;
import lanewise.data.NumberColumn;
import lanewise.data.Table;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GeneratedSalesTest {

    private static final GeneratedSales SALES = GeneratedSales.of(5, 100);
    private static final Table OPEN = SALES.sales().filter(row -> row.number("Open") == 1);
    private static final double[] EXPECTED = SALES.expectedLogSales(OPEN);

    @Test
    void theSeedDecidesAll() {
        GeneratedSales again = GeneratedSales.of(5, 100);
        assertEquals(SALES.sales(), again.sales());
        assertEquals(SALES.stores(), again.stores());
        assertEquals(SALES.weather(), again.weather());
        GeneratedSales other = GeneratedSales.of(6, 100);
        assertNotEquals(SALES.sales(), other.sales());
        assertNotEquals(SALES.stores(), other.stores());
        assertNotEquals(SALES.weather(), other.weather());
    }

    @Test
    void theNumbersStayWhatTheyAre() {
        double sum = 0;
        for (double sold : SALES.sales().number("Sales").values()) {
            sum += sold;
        }
        assertEquals(601_262_938, sum);
    }

    @Test
    void theTablesHaveARowForEachStoreDayAndState() {
        Table sales = SALES.sales();
        assertEquals(
                List.of("Store", "DayOfWeek", "Date", "Sales", "Open", "Promo", "StateHoliday", "SchoolHoliday"),
                sales.names());
        assertEquals(942 * 100, sales.rows());
        assertEquals("2013-01-01", sales.date("Date").text(0));
        assertEquals("2015-07-31", sales.date("Date").text(sales.rows() - 1));
        assertEquals("1", sales.category("Store").text(0));
        assertEquals("100", sales.category("Store").text(sales.rows() - 1));
        assertEquals(100, SALES.stores().rows());
        assertEquals(12 * 942, SALES.weather().rows());
        assertEquals(12, SALES.weather().category("State").levels().size());
        for (int row = 0; row < sales.rows(); row += 37) {
            int weekday = sales.date("Date").dateTime(row).getDayOfWeek().getValue();
            assertEquals(weekday, sales.number("DayOfWeek").value(row));
        }
    }

    @Test
    void theTableHasTheOpenDaysAndWhatIsKnownOfThem() {
        Table table = SALES.table();
        assertEquals(
                List.of(
                        "Store",
                        "DayOfWeek",
                        "Date",
                        "Sales",
                        "Promo",
                        "StateHoliday",
                        "SchoolHoliday",
                        "Holidays_fw",
                        "StoreType",
                        "Assortment",
                        "State",
                        "CompetitionDistance",
                        "PromoInterval",
                        "Mean_TemperatureC",
                        "Precipitationmm",
                        "CloudCover",
                        "Events",
                        "CompetitionMonthsOpen",
                        "Promo2Weeks"),
                table.names());
        assertEquals(OPEN.rows(), table.rows());
        assertEquals(OPEN.number("Sales"), table.number("Sales"));
        assertEquals(SALES.noiseFloor(OPEN), SALES.noiseFloor(table));
        CategoryColumn state = SALES.stores().category("State");
        for (int row = 0; row < table.rows(); row += 501) {
            int store = table.category("Store").code(row);
            LocalDate date = table.date("Date").dateTime(row).toLocalDate();
            int ahead = 0;
            for (int day = 0; day < 7; day++) {
                int number = GeneratedCalendar.day(date.plusDays(day));
                boolean holiday = number < GeneratedCalendar.DAYS
                        && SALES.sales().category("StateHoliday").code(100 * number + store) != 0;
                ahead += holiday ? 1 : 0;
            }
            assertEquals(ahead, table.number("Holidays_fw").value(row), table.row(row)::toString);
            assertEquals(state.text(store), table.category("State").text(row));
            assertEquals(
                    weeksSince(SALES.stores().date("Promo2Since").dateTime(store), date),
                    table.number("Promo2Weeks").value(row),
                    table.row(row)::toString);
            double months = table.number("CompetitionMonthsOpen").value(row);
            assertEquals(SALES.stores().column("CompetitionOpenSince").isMissing(store), Double.isNaN(months));
            assertTrue(!(months < 0) && !(months > 24), table.row(row)::toString);
        }
    }

    private static double weeksSince(@Nullable LocalDateTime since, LocalDate date) {
        if (since == null) {
            return Double.NaN;
        }
        long days = date.toEpochDay() - since.toLocalDate().toEpochDay();
        return Math.max(0, Math.min(25, Math.floorDiv(days, 7L)));
    }

    @Test
    void storesCloseOnSundaysAndHolidaysUnlessOfTypeB() {
        Table sales = SALES.sales();
        NumberColumn open = sales.number("Open");
        NumberColumn sold = sales.number("Sales");
        CategoryColumn type = SALES.stores().category("StoreType");
        int openOnSundays = 0;
        for (int row = 0; row < sales.rows(); row++) {
            boolean free = sales.number("DayOfWeek").value(row) == 7
                    || sales.category("StateHoliday").code(row) != 0;
            boolean always = "b".equals(type.text(sales.category("Store").code(row)));
            assertEquals(free && !always ? 0 : 1, open.value(row), sales.row(row)::toString);
            assertEquals(open.value(row) == 1, sold.value(row) > 0, sales.row(row)::toString);
            assertEquals(sold.value(row), Math.rint(sold.value(row)));
            openOnSundays += free && always ? 1 : 0;
        }
        assertTrue(openOnSundays > 0, "no store of type b");
    }

    @ParameterizedTest
    @CsvSource({
        "2013-03-29, b",
        "2014-04-21, b",
        "2015-05-14, a",
        "2015-05-25, a",
        "2013-10-03, a",
        "2014-12-26, c",
        "2015-01-02, 0",
        "2013-05-01, a"
    })
    void holidaysOfAllStates(LocalDate date, String kind) {
        int day = GeneratedCalendar.day(date);
        for (int store = 0; store < 100; store++) {
            assertEquals(kind, SALES.sales().category("StateHoliday").text(100 * day + store));
        }
    }

    @Test
    void someValuesAreMissingAsInTheOriginal() {
        GeneratedSales many = GeneratedSales.of(2, 1115);
        Table stores = many.stores();
        // Five deviations of a binomial distribution.
        assertShare(0.01, stores.column("CompetitionDistance").missing(), 1115);
        assertShare(0.32, stores.column("CompetitionOpenSince").missing(), 1115);
        assertShare(0.5, stores.column("Promo2Since").missing(), 1115);
        assertEquals(
                stores.column("Promo2Since").missing(),
                stores.column("PromoInterval").missing());
        assertShare(
                0.08,
                many.weather().column("CloudCover").missing(),
                many.weather().rows());
        assertEquals(0, many.sales().column("Sales").missing());
        int plain = many.weather().column("Events").missing();
        assertTrue(plain > 4_000 && plain < 8_000, plain + " days without events");
    }

    private static void assertShare(double share, int count, int of) {
        assertEquals(share * of, count, 5 * Math.sqrt(of * share * (1 - share)));
    }

    @Test
    void theNoiseIsOfTheStatedSize() {
        double floor = SALES.noiseFloor(OPEN);
        int rows = OPEN.rows();
        double variance = GeneratedSales.NOISE * GeneratedSales.NOISE;
        // The variance of n squares of a normal distribution is 2 sigma^4; rounding adds next to nothing.
        assertEquals(variance, floor, 5 * variance * Math.sqrt(2.0 / rows));
        double mean = 0;
        for (int row = 0; row < rows; row++) {
            mean += (Math.log(OPEN.number("Sales").value(row)) - EXPECTED[row]) / rows;
        }
        assertEquals(0, mean, 5 * GeneratedSales.NOISE / Math.sqrt(rows));
        // E (1 - e^-x)^2 = e^(2 v) - 2 e^(v / 2) + 1 for a normal x of variance v.
        double relative = Math.sqrt(Math.exp(2 * variance) - 2 * Math.exp(variance / 2) + 1);
        assertEquals(relative, SALES.rmspeFloor(OPEN), 0.01 * relative);
    }

    /** The mean of the logarithm of sales where a condition holds, less where it does not, store by store. */
    private static double effect(IntPredicate holds, IntPredicate counts) {
        double[][] sums = new double[100][2];
        int[][] rows = new int[100][2];
        for (int row = 0; row < OPEN.rows(); row++) {
            if (counts.test(row)) {
                int store = OPEN.category("Store").code(row);
                int side = holds.test(row) ? 1 : 0;
                sums[store][side] += Math.log(OPEN.number("Sales").value(row));
                rows[store][side]++;
            }
        }
        double effect = 0;
        int stores = 0;
        for (int store = 0; store < 100; store++) {
            if (rows[store][0] > 0 && rows[store][1] > 0) {
                effect += sums[store][1] / rows[store][1] - sums[store][0] / rows[store][0];
                stores++;
            }
        }
        return effect / stores;
    }

    private static double weekday(int row) {
        return OPEN.number("DayOfWeek").value(row);
    }

    private static LocalDate date(int row) {
        return OPEN.date("Date").dateTime(row).toLocalDate();
    }

    @Test
    void theEffectsAreThere() {
        NumberColumn promo = OPEN.number("Promo");
        NumberColumn school = OPEN.number("SchoolHoliday");
        assertEquals(0.42, effect(row -> promo.value(row) == 1, row -> weekday(row) == 1), 0.06);
        assertEquals(0.24, effect(row -> promo.value(row) == 1, row -> weekday(row) == 5), 0.06);
        assertEquals(
                0.1,
                effect(
                        row -> weekday(row) == 5,
                        row -> weekday(row) <= 5 && weekday(row) >= 4 && promo.value(row) == 0),
                0.03);
        assertEquals(
                0.08,
                effect(
                        row -> date(row).getDayOfMonth() <= 3,
                        row -> promo.value(row) == 0
                                && date(row).getMonthValue() == 2
                                && date(row).getDayOfMonth() <= 26),
                0.05);
        assertTrue(effect(
                        row -> date(row).getMonthValue() == 12,
                        row -> promo.value(row) == 0
                                && date(row).getMonthValue() >= 11
                                && date(row).getDayOfMonth() >= 15
                                && date(row).getDayOfMonth() <= 24)
                > 0.15);
        assertTrue(effect(
                        row -> school.value(row) == 1,
                        row -> promo.value(row) == 0 && date(row).getMonthValue() == 7)
                > 0.01);
    }

    @Test
    void theTraitsAreThoseOfTheSales() {
        // A store of much promotion effect and one of little, compared by their own sales.
        String most = "1";
        String least = "1";
        for (int store = 2; store <= 100; store++) {
            String name = Integer.toString(store);
            most = SALES.traits(name).promo() > SALES.traits(most).promo() ? name : most;
            least = SALES.traits(name).promo() < SALES.traits(least).promo() ? name : least;
        }
        double difference = promoOf(most) - promoOf(least);
        assertTrue(
                difference
                        > 0.5
                                * (SALES.traits(most).promo()
                                        - SALES.traits(least).promo()),
                difference + "");
    }

    private static double promoOf(String store) {
        Table own = OPEN.filter(row -> store.equals(row.text("Store")) && row.number("DayOfWeek") <= 5);
        double[] sums = new double[2];
        int[] rows = new int[2];
        for (int row = 0; row < own.rows(); row++) {
            int side = (int) own.number("Promo").value(row);
            sums[side] += Math.log(own.number("Sales").value(row));
            rows[side]++;
        }
        return sums[1] / rows[1] - sums[0] / rows[0];
    }

    @Test
    void competitionGrowsAndNearnessCounts() {
        GeneratedStores.Store near = store(500, 0, GeneratedStores.UNKNOWN, -1);
        GeneratedStores.Store far = store(20_000, 0, GeneratedStores.UNKNOWN, -1);
        assertTrue(near.competition(0) == 0);
        assertEquals(-0.25 * Math.exp(-500 / 3000.0), near.competition(720), 1e-12);
        assertEquals(near.competition(720) / 2, near.competition(360), 1e-12);
        assertEquals(near.competition(720), near.competition(900), 1e-12);
        assertTrue(far.competition(720) > -0.001);
        assertEquals(0, store(Double.NaN, 0, GeneratedStores.UNKNOWN, -1).competition(720));
    }

    @Test
    void theSecondPromotionHasItsMonths() {
        GeneratedStores.Store store = store(500, 0, 31, 1);
        assertEquals(0, store.promo2(GeneratedCalendar.day(LocalDate.of(2013, 1, 31))));
        assertEquals(0.05, store.promo2(GeneratedCalendar.day(LocalDate.of(2013, 2, 1))));
        assertEquals(0, store.promo2(GeneratedCalendar.day(LocalDate.of(2013, 3, 1))));
        assertEquals(0.05, store.promo2(GeneratedCalendar.day(LocalDate.of(2014, 11, 30))));
        assertEquals(0, store(500, 0, GeneratedStores.UNKNOWN, -1).promo2(31));
    }

    private static GeneratedStores.Store store(double distance, int opening, int promo2, int interval) {
        return new GeneratedStores.Store(0, 0, 0, 8.7, 0.3, 1, distance, opening, promo2, interval);
    }

    @Test
    void theWeatherKnowsTheSeasons() {
        Table weather = SALES.weather();
        DateColumn date = weather.date("Date");
        double[] sums = new double[13];
        int[] days = new int[13];
        int snowInSummer = 0;
        for (int row = 0; row < weather.rows(); row++) {
            int month = date.dateTime(row).getMonthValue();
            sums[month] += weather.number("Mean_TemperatureC").value(row);
            days[month]++;
            snowInSummer += month >= 6
                            && month <= 8
                            && "Snow".equals(weather.category("Events").text(row))
                    ? 1
                    : 0;
            boolean rains = weather.number("Precipitationmm").value(row) > 0;
            String event = weather.category("Events").text(row);
            assertEquals(rains, event != null && !event.equals("Fog"), weather.row(row)::toString);
        }
        assertEquals(18.5, sums[7] / days[7], 3);
        assertEquals(0.5, sums[1] / days[1], 3);
        assertEquals(0, snowInSummer);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 100_001})
    void sizesThatCannotBeAreNamed(int stores) {
        String found = assertThrows(IllegalArgumentException.class, () -> GeneratedSales.of(1, stores))
                .getMessage();
        assertTrue(found.contains("between 1 and 100000, got " + stores), found);
    }

    @Test
    void whatIsNotThereIsNamed() {
        LocalDate day = LocalDate.of(2014, 1, 2);
        assertThrowsSaying("no store \"101\" among the 100", () -> SALES.expectedLogSales("101", day));
        assertThrowsSaying("no store \"x\" among the 100", () -> SALES.traits("x"));
        assertThrowsSaying("2015-08-01 is not between", () -> SALES.expectedLogSales("1", LocalDate.of(2015, 8, 1)));
        assertThrowsSaying("2012-12-31 is not between", () -> SALES.expectedLogSales("1", LocalDate.of(2012, 12, 31)));
        assertThrowsSaying("there are no rows", () -> SALES.noiseFloor(OPEN.filter(row -> false)));
        assertThrowsSaying("there are no rows", () -> SALES.rmspeFloor(OPEN.filter(row -> false)));
        String closed = assertThrows(DataException.class, () -> SALES.noiseFloor(SALES.sales()))
                .getMessage();
        assertTrue(closed.contains("is closed on 2013-01-01; keep the rows with Open = 1"), closed);
    }

    private static void assertThrowsSaying(String text, Runnable call) {
        String found = assertThrows(IllegalArgumentException.class, call::run).getMessage();
        assertTrue(found.contains(text), found);
    }
}

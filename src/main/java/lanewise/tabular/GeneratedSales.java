package lanewise.tabular;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lanewise.data.CategoryColumn;
import lanewise.data.Column;
import lanewise.data.DataException;
import lanewise.data.DateColumn;
import lanewise.data.NumberColumn;
import lanewise.data.Rolling;
import lanewise.data.Row;
import lanewise.data.Table;
import lanewise.tensor.Rng;

/**
 * Store sales whose truth is known: to try a net on tables without a file, and to measure how near it comes to what can be
 * learned at all. Three tables in the shape of those of Rossmann's competition, {@link #sales}, {@link #stores} and
 * {@link #weather}, which {@link #table} joins on {@code Store} and on {@code State} and {@code Date}.
 *
 * <p>The logarithm of a store's sales on a day that it is open is a sum, and to it comes noise from a normal distribution
 * of deviation {@link #NOISE}: the store's level (with its type, assortment and state); the pattern of the week, stronger
 * in some stores than in others; a promotion, which some stores' customers heed more, most of all on its Monday; the
 * season, the weeks before Christmas, the year; the first and last days of the month; school holidays, and the six days
 * before a public one; rain, snow and heat; competition, the more the nearer and the longer it is there; and a second
 * promotion in the months of the store's interval. Stores close on Sundays and public holidays, but for those of type b:
 * {@code Open} and {@code Sales} are then 0. As in the original, some distances and opening dates of competitors and some
 * clouds are missing. The same seed gives the same tables on every machine.
 */
public final class GeneratedSales {

    /** The deviation of the noise that is added to the logarithm of sales. */
    public static final double NOISE = 0.1;

    /** What each weekday adds, from Monday. */
    private static final double[] WEEK = {0.16, 0.02, -0.03, -0.02, 0.04, 0, -0.1};

    /** What a store of weekend factor 1 sells more (or less) each weekday, from Monday. */
    private static final double[] WEEKEND = {-0.07, -0.05, -0.03, 0, 0.05, 0.1, 0.1};

    /** How much a promotion does each weekday, from Monday. */
    private static final double[] PROMO = {1.4, 1.1, 0.9, 0.8, 0.8, 0, 0};

    private static final double[] YEARS = {0, 0.03, 0.07};

    private final GeneratedStores stores;
    private final GeneratedCalendar calendar;
    private final GeneratedWeather weather;
    private final Table sales;
    private final Table storeTable;
    private final Table weatherTable;
    private final Map<String, Integer> storeNumbers = new HashMap<>();

    private GeneratedSales(long seed, int count) {
        Rng rng = Rng.of(seed);
        calendar = GeneratedCalendar.draw(rng.split());
        weather = GeneratedWeather.draw(rng.split());
        stores = GeneratedStores.draw(count, rng.split());
        List<String> names = stores.names();
        for (int store = 0; store < count; store++) {
            storeNumbers.put(names.get(store), store);
        }
        sales = draw(names, rng.split());
        storeTable = stores.table();
        weatherTable = weather.table();
    }

    /** The sales of 200 stores on 942 days: 188,400 rows, of which about 155,000 are of open days. */
    public static GeneratedSales of(long seed) {
        return of(seed, 200);
    }

    /**
     * The sales of another number of stores, from 2013-01-01 to 2015-07-31.
     *
     * @param stores from 1 to 100,000
     * @throws IllegalArgumentException if there are fewer or more
     */
    public static GeneratedSales of(long seed, int stores) {
        if (stores < 1 || stores > 100_000) {
            throw new IllegalArgumentException(
                    "generated sales: the number of stores must lie between 1 and 100000, got " + stores);
        }
        return new GeneratedSales(seed, stores);
    }

    private Table draw(List<String> names, Rng rng) {
        int rows = names.size() * GeneratedCalendar.DAYS;
        int[] storeOf = new int[rows];
        long[] dates = new long[rows];
        double[] weekdays = new double[rows];
        double[] sold = new double[rows];
        double[] open = new double[rows];
        double[] promo = new double[rows];
        int[] holiday = new int[rows];
        double[] school = new double[rows];
        int row = 0;
        for (int day = 0; day < GeneratedCalendar.DAYS; day++) {
            for (int store = 0; store < names.size(); store++) {
                double noise = NOISE * rng.nextGaussian();
                double expected = expected(store, day);
                int state = stores.get(store).state();
                storeOf[row] = store;
                dates[row] = GeneratedWeather.epochSecond(day);
                weekdays[row] = GeneratedCalendar.dayOfWeek(day);
                open[row] = Double.isNaN(expected) ? 0 : 1;
                sold[row] = Double.isNaN(expected) ? 0 : Math.rint(StrictMath.exp(expected + noise));
                promo[row] = calendar.promo(day) ? 1 : 0;
                holiday[row] = calendar.holiday(state, day);
                school[row] = calendar.school(state, day) ? 1 : 0;
                row++;
            }
        }
        return Table.of(
                CategoryColumn.of("Store", storeOf, names),
                NumberColumn.of("DayOfWeek", weekdays),
                DateColumn.of("Date", dates),
                NumberColumn.of("Sales", sold),
                NumberColumn.of("Open", open),
                NumberColumn.of("Promo", promo),
                CategoryColumn.of("StateHoliday", holiday, GeneratedCalendar.HOLIDAYS),
                NumberColumn.of("SchoolHoliday", school));
    }

    /** The logarithm of sales before noise; NaN if the store is closed. */
    private double expected(int number, int day) {
        GeneratedStores.Store store = stores.get(number);
        int weekday = GeneratedCalendar.dayOfWeek(day) - 1;
        boolean closes = weekday == 6 || calendar.holiday(store.state(), day) != 0;
        if (closes && !store.isAlwaysOpen()) {
            return Double.NaN;
        }
        double promo = calendar.promo(day) ? PROMO[weekday] * store.promo() : 0;
        double holidays = (calendar.holidayIsNear(store.state(), day) ? 0.08 : 0)
                + (calendar.school(store.state(), day) ? 0.06 : 0);
        return store.level()
                + WEEK[weekday]
                + WEEKEND[weekday] * store.weekend()
                + promo
                + holidays
                + season(GeneratedCalendar.date(day))
                + weather.effect(store.state(), day)
                + store.competition(day)
                + store.promo2(day);
    }

    private static double season(LocalDate date) {
        int untilChristmas = 358 - date.getDayOfYear();
        double christmas = untilChristmas >= 0 ? 0.4 * StrictMath.exp(-untilChristmas / 12.0) : 0;
        double year = 0.08 * StrictMath.sin(2 * Math.PI * (date.getDayOfYear() - 60) / 365.25);
        int fromEnd = date.lengthOfMonth() - date.getDayOfMonth();
        double payday = date.getDayOfMonth() <= 3 || fromEnd <= 1 ? 0.08 : 0;
        return YEARS[date.getYear() - GeneratedCalendar.FIRST.getYear()] + year + christmas + payday;
    }

    /**
     * A row for each day and store, sorted by both: {@code Store}, {@code DayOfWeek} (from 1 for Monday), {@code Date},
     * {@code Sales} (whole numbers), {@code Open}, {@code Promo}, {@code StateHoliday} (0 for none, a, b for Easter, c for
     * Christmas) and {@code SchoolHoliday}.
     */
    public Table sales() {
        return sales;
    }

    /**
     * A row for each store: {@code Store}, {@code StoreType}, {@code Assortment}, {@code State},
     * {@code CompetitionDistance} in metres, {@code CompetitionOpenSince}, {@code Promo2Since} and {@code PromoInterval};
     * the last two are missing in stores that take no part in the second promotion.
     */
    public Table stores() {
        return storeTable;
    }

    /**
     * A row for each state and day: {@code State}, {@code Date}, {@code Mean_TemperatureC}, {@code Precipitationmm},
     * {@code CloudCover} in eighths, and {@code Events}, missing on a plain day.
     */
    public Table weather() {
        return weatherTable;
    }

    /**
     * The three tables in one, to learn from: the rows of open days, with what is known of the store and of the weather, and
     * three columns more. {@code CompetitionMonthsOpen} (0 to 24) and {@code Promo2Weeks} (0 to 25) count from the dates
     * that they stand for, missing where those are; {@code Holidays_fw} is the number of public holidays of the day and the
     * six that follow.
     */
    public Table table() {
        return sales.withNumber("Holidays", row -> "0".equals(row.text("StateHoliday")) ? 0 : 1)
                .add(Rolling.by("Store").along("Date").window(7).sum("Holidays"))
                .filter(row -> row.number("Open") == 1)
                .join(storeTable, "Store")
                .join(weatherTable, "State", "Date")
                .withNumber("CompetitionMonthsOpen", row -> since(row, "CompetitionOpenSince", 30, 24))
                .withNumber("Promo2Weeks", row -> since(row, "Promo2Since", 7, 25))
                .drop("Open", "Holidays", "Holidays_bw", "CompetitionOpenSince", "Promo2Since");
    }

    /** The time since a date, in units of some days, at least 0 and at most {@code most}; NaN if there is no date. */
    private static double since(Row row, String column, int days, int most) {
        LocalDateTime start = row.date(column);
        LocalDateTime now = row.date("Date");
        if (start == null || now == null) {
            return Double.NaN;
        }
        long passed = now.toLocalDate().toEpochDay() - start.toLocalDate().toEpochDay();
        return Math.max(0, Math.min(most, passed / days));
    }

    /**
     * The expected value of the logarithm of a store's sales on a day, NaN if it is closed.
     *
     * @throws IllegalArgumentException if there is no such store or day
     */
    public double expectedLogSales(String store, LocalDate date) {
        Integer number = storeNumbers.get(store);
        int day = GeneratedCalendar.day(date);
        if (number == null) {
            throw new IllegalArgumentException(
                    "generated sales: there is no store \"" + store + "\" among the " + stores.size());
        }
        if (day < 0 || day >= GeneratedCalendar.DAYS) {
            throw new IllegalArgumentException("generated sales: " + date + " is not between " + GeneratedCalendar.FIRST
                    + " and " + GeneratedCalendar.LAST);
        }
        return expected(number, day);
    }

    /**
     * The expected logarithms of the sales of some rows, which have the columns {@code Store} and {@code Date}.
     *
     * @throws DataException if a column is missing, or a row is of a closed day
     */
    public double[] expectedLogSales(Table rows) {
        Column store = rows.column("Store");
        DateColumn date = rows.date("Date");
        double[] expected = new double[rows.rows()];
        for (int row = 0; row < expected.length; row++) {
            String name = store.text(row);
            if (name == null || date.isMissing(row)) {
                throw new DataException("generated sales: row " + row + " has no store or no date");
            }
            LocalDate day = LocalDate.ofEpochDay(Math.floorDiv(date.epochSecond(row), 86_400L));
            expected[row] = expectedLogSales(name, day);
            if (Double.isNaN(expected[row])) {
                throw new DataException("generated sales: row " + row + ": store " + name + " is closed on " + day
                        + "; keep the rows with Open = 1");
            }
        }
        return expected;
    }

    /**
     * The mean squared error of {@link #expectedLogSales} on some rows, those that validate, say: what the noise adds,
     * which no model can foresee.
     *
     * @param rows with the columns {@code Store}, {@code Date} and {@code Sales}; at least one, all of open days
     */
    public double noiseFloor(Table rows) {
        double[] expected = expectedLogSales(rows);
        NumberColumn sold = rows.number("Sales");
        double squares = 0;
        for (int row = 0; row < expected.length; row++) {
            double noise = StrictMath.log(sold.value(row)) - expected[row];
            squares += noise * noise;
        }
        return squares / required(expected.length);
    }

    /** The root of the mean squared relative error of the exponents of {@link #expectedLogSales}, on the same rows. */
    public double rmspeFloor(Table rows) {
        double[] expected = expectedLogSales(rows);
        NumberColumn sold = rows.number("Sales");
        double squares = 0;
        for (int row = 0; row < expected.length; row++) {
            double error = 1 - StrictMath.exp(expected[row]) / sold.value(row);
            squares += error * error;
        }
        return StrictMath.sqrt(squares / required(expected.length));
    }

    private static int required(int rows) {
        if (rows == 0) {
            throw new IllegalArgumentException("noise floor: there are no rows; at least one is needed");
        }
        return rows;
    }

    /**
     * What the tables do not tell of a store but its sales do.
     *
     * @param level the logarithm of its sales on a plain day
     * @param promo what a promotion adds to it
     * @param weekend how much it sells towards the weekend: 1 on average
     */
    public record Traits(double level, double promo, double weekend) {}

    /**
     * The traits of a store.
     *
     * @throws IllegalArgumentException if there is no such store
     */
    public Traits traits(String store) {
        Integer number = storeNumbers.get(store);
        if (number == null) {
            throw new IllegalArgumentException(
                    "generated sales: there is no store \"" + store + "\" among the " + stores.size());
        }
        GeneratedStores.Store one = stores.get(number);
        return new Traits(one.level(), one.promo(), one.weekend());
    }
}

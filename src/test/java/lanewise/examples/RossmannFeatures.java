package lanewise.examples;

import java.nio.file.Path;
import java.nio.file.Paths;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import lanewise.data.ColumnType;
import lanewise.data.Csv;
import lanewise.data.DateParts;
import lanewise.data.Elapsed;
import lanewise.data.Join;
import lanewise.data.Rolling;
import lanewise.data.Row;
import lanewise.data.Table;

/**
 * Lesson 3 of the course, first half: from the raw files of the Rossmann Store Sales competition to one table of what is
 * known about each store on each day. What the course does in pandas, in its order and with its results: 844,338 rows.
 *
 * <p>Run it with the folder of the files, or without an argument where {@code LANEWISE_DATA} names the folder above it.
 */
public final class RossmannFeatures {

    /** The columns that the course makes embeddings of. */
    public static final List<String> CATEGORIES = List.of(
            "Store",
            "DayOfWeek",
            "Year",
            "Month",
            "Day",
            "StateHoliday",
            "CompetitionMonthsOpen",
            "Promo2Weeks",
            "StoreType",
            "Assortment",
            "PromoInterval",
            "CompetitionOpenSinceYear",
            "Promo2SinceYear",
            "State",
            "Week",
            "Events",
            "Promo_fw",
            "Promo_bw",
            "StateHoliday_fw",
            "StateHoliday_bw",
            "SchoolHoliday_fw",
            "SchoolHoliday_bw");

    /** The columns that go into the net as numbers. */
    public static final List<String> CONTINUOUS = List.of(
            "CompetitionDistance",
            "Max_TemperatureC",
            "Mean_TemperatureC",
            "Min_TemperatureC",
            "Max_Humidity",
            "Mean_Humidity",
            "Min_Humidity",
            "Max_Wind_SpeedKm_h",
            "Mean_Wind_SpeedKm_h",
            "CloudCover",
            "trend",
            "trend_DE",
            "AfterStateHoliday",
            "BeforeStateHoliday",
            "Promo",
            "SchoolHoliday");

    private static final String[] EVENTS = {"SchoolHoliday", "StateHoliday", "Promo"};

    private RossmannFeatures() {}

    /** Prints the table's columns and how long it took to make them. */
    public static void main(String[] arguments) {
        Path folder = arguments.length > 0
                ? Paths.get(arguments[0])
                : Paths.get(System.getenv("LANEWISE_DATA")).resolve("rossmann");
        long begin = System.nanoTime();
        Table table = features(folder);
        double seconds = (System.nanoTime() - begin) * 1e-9;
        System.out.println(table.describe());
        System.out.printf("made in %.1f s%n", seconds);
    }

    /** {@link #CATEGORIES}, {@link #CONTINUOUS}, Date and Sales of every store on every day on which it sold something. */
    public static Table features(Path folder) {
        Table trend = trend(folder);
        Table joined = days(folder)
                .join(stores(folder), Join.on("Store").everyRow())
                .join(trend, Join.on("State", "Year", "Week").everyRow())
                .join(germany(trend), Join.on("Year", "Week").suffix("_DE").everyRow())
                .join(weather(folder), Join.on("State", "Date").everyRow());
        return competitionAndPromotion(joined).select(columns());
    }

    private static String[] columns() {
        List<String> names = new ArrayList<>(CATEGORIES);
        names.addAll(CONTINUOUS);
        names.add("Date");
        names.add("Sales");
        return names.toArray(new String[0]);
    }

    /**
     * A row for each store and day, newest day first, with its date's parts and what lies before and behind it: the days since
     * and until a promotion or holiday, and how many there are in the week before and after. These count days on which the
     * store was closed too, so only then are the days without sales dropped.
     */
    static Table days(Path folder) {
        return Csv.of(folder.resolve("train.csv.gz"))
                .type("StateHoliday", ColumnType.CATEGORY)
                .read()
                .withNumber("StateHoliday", row -> "0".equals(row.text("StateHoliday")) ? 0 : 1)
                .add(Elapsed.by("Store").along("Date").of(EVENTS))
                .fillMissing("AfterSchoolHoliday", 0)
                .fillMissing("BeforeSchoolHoliday", 0)
                .fillMissing("AfterStateHoliday", 0)
                .fillMissing("BeforeStateHoliday", 0)
                .fillMissing("AfterPromo", 0)
                .fillMissing("BeforePromo", 0)
                .add(Rolling.by("Store").along("Date").window(7).sum(EVENTS))
                .filter(row -> row.number("Sales") > 0)
                .add(DateParts.of("Date"));
    }

    /** A row for each store: what it is, and in which state. */
    private static Table stores(Path folder) {
        return Table.csv(folder.resolve("store.csv"))
                .join(Table.csv(folder.resolve("store_states.csv")), "Store")
                .fillMissing("CompetitionOpenSinceYear", 1900)
                .fillMissing("CompetitionOpenSinceMonth", 1)
                .fillMissing("Promo2SinceYear", 1900)
                .fillMissing("Promo2SinceWeek", 1);
    }

    /** How often people searched for the chain, by week and state, and in Germany as a whole (which has no State). */
    private static Table trend(Path folder) {
        return Table.csv(folder.resolve("googletrend.csv"))
                .withDate("Date", row -> LocalDate.parse(row.text("week").substring(0, 10)))
                .withCategory("State", row -> stateOf(row.text("file")))
                .add(DateParts.of("Date"))
                .select("file", "State", "Year", "Week", "trend");
    }

    /** The state in {@code Rossmann_DE_BW}; null in {@code Rossmann_DE}. */
    private static String stateOf(String file) {
        String[] parts = file.split("_", -1);
        String state = parts.length > 2 ? parts[2] : null;
        return "NI".equals(state) ? "HB,NI" : state;
    }

    private static Table germany(Table trend) {
        return trend.filter(row -> "Rossmann_DE".equals(row.text("file"))).select("Year", "Week", "trend");
    }

    private static Table weather(Path folder) {
        return Table.csv(folder.resolve("weather.csv.gz"))
                .join(
                        Table.csv(folder.resolve("state_names.csv")),
                        Join.leftOn("file").rightOn("StateName").everyRow())
                .drop("file", "StateName");
    }

    /** For how many months a competitor has been there (24 at most), for how many weeks the second promotion (25 at most). */
    private static Table competitionAndPromotion(Table joined) {
        return joined.withNumber(
                        "CompetitionMonthsOpen", row -> Math.min(24, Math.floor(days(competitionSince(row), row) / 30)))
                .withNumber("Promo2Weeks", row -> Math.min(25, Math.floor(days(promo2Since(row), row) / 7)));
    }

    private static LocalDate competitionSince(Row row) {
        return LocalDate.of(
                (int) row.number("CompetitionOpenSinceYear"), (int) row.number("CompetitionOpenSinceMonth"), 15);
    }

    /** The Monday of the week. */
    private static LocalDate promo2Since(Row row) {
        return LocalDate.of((int) row.number("Promo2SinceYear"), 1, 4)
                .with(IsoFields.WEEK_OF_WEEK_BASED_YEAR, (int) row.number("Promo2SinceWeek"))
                .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    }

    /** The days from then to the date of the row; 0 if that is in the future, or before 1990 and so no true date. */
    private static double days(LocalDate since, Row row) {
        long days = ChronoUnit.DAYS.between(since, row.date("Date").toLocalDate());
        return since.getYear() < 1990 ? 0 : Math.max(0, days);
    }
}

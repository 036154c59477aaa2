package lanewise.tabular;

import java.util.List;
import lanewise.data.CategoryColumn;
import lanewise.data.DateColumn;
import lanewise.data.NumberColumn;
import lanewise.data.Table;
import lanewise.tensor.Rng;

/** The weather of {@link GeneratedSales}: for each state and day a temperature, rain or snow, and clouds. */
final class GeneratedWeather {

    static final List<String> EVENTS = List.of("Fog", "Rain", "Rain-Thunderstorm", "Snow");

    private static final int NONE = CategoryColumn.MISSING;
    private static final int FOG = 0;
    private static final int RAIN = 1;
    private static final int THUNDER = 2;
    private static final int SNOW = 3;

    /** How much of yesterday's deviation from the season stays. */
    private static final double PERSISTENCE = 0.8;

    private static final double CLOUDS_MISSING = 0.08;
    private static final long SECONDS_OF_DAY = 86_400;

    private final int states = GeneratedCalendar.STATES.size();
    private final double[][] temperature = new double[states][GeneratedCalendar.DAYS];
    private final double[][] rain = new double[states][GeneratedCalendar.DAYS];
    private final double[][] clouds = new double[states][GeneratedCalendar.DAYS];
    private final int[][] event = new int[states][GeneratedCalendar.DAYS];

    private GeneratedWeather(Rng rng) {
        double[] warmth = wandering(rng.split());
        double[] wetness = wandering(rng.split());
        for (int state = 0; state < states; state++) {
            Rng own = rng.split();
            double offset = 0.8 * own.nextGaussian();
            double[] ownWarmth = wandering(own.split());
            double[] ownWetness = wandering(own.split());
            for (int day = 0; day < GeneratedCalendar.DAYS; day++) {
                double anomaly = 3 * warmth[day] + 1.5 * ownWarmth[day];
                double wet = 0.7 * (wetness[day] + ownWetness[day]);
                draw(state, day, Math.rint(season(day) + offset + anomaly), wet, own);
            }
        }
    }

    static GeneratedWeather draw(Rng rng) {
        return new GeneratedWeather(rng);
    }

    /** Deviations of mean 0 and variance 1 that change slowly. */
    private static double[] wandering(Rng rng) {
        double[] values = new double[GeneratedCalendar.DAYS];
        double value = rng.nextGaussian();
        double fresh = StrictMath.sqrt(1 - PERSISTENCE * PERSISTENCE);
        for (int day = 0; day < values.length; day++) {
            values[day] = value;
            value = PERSISTENCE * value + fresh * rng.nextGaussian();
        }
        return values;
    }

    /** Between 0.5 degrees in January and 18.5 in July. */
    private static double season(int day) {
        int dayOfYear = GeneratedCalendar.date(day).getDayOfYear();
        return 9.5 + 9 * StrictMath.sin(2 * Math.PI * (dayOfYear - 110) / 365.25);
    }

    private void draw(int state, int day, double degrees, double wet, Rng rng) {
        temperature[state][day] = degrees;
        // All are drawn always, so that a day's weather does not shift that of the next.
        double amount = -4 * StrictMath.log(1 - rng.nextDouble());
        double fog = rng.nextDouble();
        double missing = rng.nextDouble();
        double cover = 4.5 + 1.8 * wet + 0.7 * rng.nextGaussian();
        boolean falls = wet > 0.3;
        rain[state][day] = falls ? Math.rint(10 * (0.2 + amount)) / 10 : 0;
        clouds[state][day] = missing < CLOUDS_MISSING ? Double.NaN : Math.max(0, Math.min(8, Math.rint(cover)));
        if (falls) {
            event[state][day] = degrees < 1 ? SNOW : degrees > 19 && amount > 6 ? THUNDER : RAIN;
        } else {
            event[state][day] = degrees < 12 && fog < 0.15 ? FOG : NONE;
        }
    }

    /** What the day adds to the logarithm of sales. */
    double effect(int state, int day) {
        double heat = Math.max(0, temperature[state][day] - 22);
        double fall = event[state][day] == SNOW ? -0.1 : event[state][day] >= RAIN ? -0.05 : 0;
        return fall - 0.01 * heat;
    }

    Table table() {
        int rows = states * GeneratedCalendar.DAYS;
        int[] stateOf = new int[rows];
        long[] dates = new long[rows];
        double[] degrees = new double[rows];
        double[] rains = new double[rows];
        double[] covers = new double[rows];
        int[] events = new int[rows];
        int row = 0;
        for (int state = 0; state < states; state++) {
            for (int day = 0; day < GeneratedCalendar.DAYS; day++) {
                stateOf[row] = state;
                dates[row] = epochSecond(day);
                degrees[row] = temperature[state][day];
                rains[row] = rain[state][day];
                covers[row] = clouds[state][day];
                events[row] = event[state][day];
                row++;
            }
        }
        return Table.of(
                CategoryColumn.of("State", stateOf, GeneratedCalendar.STATES),
                DateColumn.of("Date", dates),
                NumberColumn.of("Mean_TemperatureC", degrees),
                NumberColumn.of("Precipitationmm", rains),
                NumberColumn.of("CloudCover", covers),
                CategoryColumn.of("Events", events, EVENTS));
    }

    static long epochSecond(int day) {
        return GeneratedCalendar.date(day).toEpochDay() * SECONDS_OF_DAY;
    }
}

package lanewise.tabular;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import lanewise.data.CategoryColumn;
import lanewise.data.DateColumn;
import lanewise.data.NumberColumn;
import lanewise.data.Table;
import lanewise.tensor.Rng;

/** The stores of {@link GeneratedSales}: what is known of each, and what is not but shows in its sales. */
final class GeneratedStores {

    static final List<String> TYPES = List.of("a", "b", "c", "d");
    static final List<String> ASSORTMENTS = List.of("a", "b", "c");
    static final List<String> INTERVALS = List.of("Jan,Apr,Jul,Oct", "Feb,May,Aug,Nov", "Mar,Jun,Sept,Dec");

    /** Stores of this type are open every day. */
    private static final int OPEN_ALWAYS = 1;

    private static final int NONE = CategoryColumn.MISSING;
    private static final double[] TYPE_SHARES = {0.54, 0.05, 0.13, 0.28};
    private static final double[] ASSORTMENT_SHARES = {0.53, 0.01, 0.46};
    private static final double[] TYPE_LEVELS = {0, 0.45, -0.03, 0.05};
    private static final double[] ASSORTMENT_LEVELS = {0, 0.1, 0.12};
    private static final double DISTANCE_MISSING = 0.01;
    private static final double OPENING_MISSING = 0.32;
    private static final double WITH_PROMO2 = 0.5;

    private final List<Store> stores = new ArrayList<>();

    /**
     * A store.
     *
     * @param level the logarithm of its sales on a plain day
     * @param promo what a promotion adds
     * @param weekend how much more than others it sells towards the weekend, as a factor of the common pattern
     * @param opening the first day of its competition, negative if before the first day there is; or {@link #UNKNOWN}
     * @param promo2 the first day of its repeated promotion; or {@link #UNKNOWN} if it takes no part
     */
    record Store(
            int state,
            int type,
            int assortment,
            double level,
            double promo,
            double weekend,
            double distance,
            int opening,
            int promo2,
            int interval) {

        boolean isAlwaysOpen() {
            return type == OPEN_ALWAYS;
        }

        /** What its competition takes: the more the nearer, over two years more and more. */
        double competition(int day) {
            if (Double.isNaN(distance)) {
                return 0;
            }
            double share = opening == UNKNOWN ? 1 : Math.max(0, Math.min(1, (day - opening) / 720.0));
            return -0.25 * share * StrictMath.exp(-distance / 3000);
        }

        /** What its repeated promotion adds, in the months of its interval. */
        double promo2(int day) {
            boolean on = promo2 != UNKNOWN
                    && day >= promo2
                    && (GeneratedCalendar.date(day).getMonthValue() - 1) % INTERVALS.size() == interval;
            return on ? 0.05 : 0;
        }
    }

    static final int UNKNOWN = Integer.MIN_VALUE;

    private GeneratedStores(int count, Rng rng) {
        double[] states = new double[GeneratedCalendar.STATES.size()];
        for (int state = 0; state < states.length; state++) {
            states[state] = 0.08 * rng.nextGaussian();
        }
        for (int i = 0; i < count; i++) {
            stores.add(drawOne(states, rng.split()));
        }
    }

    static GeneratedStores draw(int count, Rng rng) {
        return new GeneratedStores(count, rng);
    }

    private static Store drawOne(double[] states, Rng rng) {
        int state = rng.nextInt(states.length);
        int type = choose(TYPE_SHARES, rng);
        int assortment = choose(ASSORTMENT_SHARES, rng);
        double level =
                8.7 + states[state] + TYPE_LEVELS[type] + ASSORTMENT_LEVELS[assortment] + 0.3 * rng.nextGaussian();
        double promo = 0.3 + 0.08 * rng.nextGaussian();
        double weekend = 1 + 0.7 * rng.nextGaussian();
        double metres = 10 * Math.max(2, Math.rint(StrictMath.exp(7.7 + 1.2 * rng.nextGaussian()) / 10));
        double distance = rng.nextDouble() < DISTANCE_MISSING ? Double.NaN : metres;
        boolean openingMissing = rng.nextDouble() < OPENING_MISSING;
        LocalDate opening = LocalDate.of(1999 + rng.nextInt(16), 1 + rng.nextInt(12), 15);
        boolean promo2 = rng.nextDouble() < WITH_PROMO2;
        LocalDate monday = LocalDate.of(2009, 1, 5).plusDays(7L * rng.nextInt(5 * 52));
        int interval = rng.nextInt(INTERVALS.size());
        return new Store(
                state,
                type,
                assortment,
                level,
                promo,
                weekend,
                distance,
                openingMissing ? UNKNOWN : daysFromFirst(opening),
                promo2 ? daysFromFirst(monday) : UNKNOWN,
                promo2 ? interval : NONE);
    }

    private static int daysFromFirst(LocalDate date) {
        return (int) (date.toEpochDay() - GeneratedCalendar.FIRST.toEpochDay());
    }

    private static int choose(double[] shares, Rng rng) {
        double left = rng.nextDouble();
        int chosen = 0;
        while (chosen < shares.length - 1 && left >= shares[chosen]) {
            left -= shares[chosen];
            chosen++;
        }
        return chosen;
    }

    int size() {
        return stores.size();
    }

    Store get(int store) {
        return stores.get(store);
    }

    /** The stores' names, numbers from 1. */
    List<String> names() {
        List<String> names = new ArrayList<>();
        for (int i = 1; i <= stores.size(); i++) {
            names.add(Integer.toString(i));
        }
        return names;
    }

    Table table() {
        int count = stores.size();
        int[] number = new int[count];
        int[] type = new int[count];
        int[] assortment = new int[count];
        int[] state = new int[count];
        double[] distance = new double[count];
        long[] opening = new long[count];
        long[] promo2 = new long[count];
        int[] interval = new int[count];
        for (int i = 0; i < count; i++) {
            Store store = stores.get(i);
            number[i] = i;
            type[i] = store.type;
            assortment[i] = store.assortment;
            state[i] = store.state;
            distance[i] = store.distance;
            opening[i] = epochSecond(store.opening);
            promo2[i] = epochSecond(store.promo2);
            interval[i] = store.interval;
        }
        return Table.of(
                CategoryColumn.of("Store", number, names()),
                CategoryColumn.of("StoreType", type, TYPES),
                CategoryColumn.of("Assortment", assortment, ASSORTMENTS),
                CategoryColumn.of("State", state, GeneratedCalendar.STATES),
                NumberColumn.of("CompetitionDistance", distance),
                DateColumn.of("CompetitionOpenSince", opening),
                DateColumn.of("Promo2Since", promo2),
                CategoryColumn.of("PromoInterval", interval, INTERVALS));
    }

    private static long epochSecond(int day) {
        return day == UNKNOWN ? DateColumn.MISSING : GeneratedWeather.epochSecond(day);
    }
}

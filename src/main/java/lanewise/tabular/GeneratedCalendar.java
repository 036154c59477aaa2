package lanewise.tabular;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import lanewise.tensor.Rng;

/**
 * The days of {@link GeneratedSales}: weekdays, promotions, and by state the public holidays of Germany and school
 * holidays of about their length.
 */
final class GeneratedCalendar {

    static final LocalDate FIRST = LocalDate.of(2013, 1, 1);
    static final LocalDate LAST = LocalDate.of(2015, 7, 31);
    static final int DAYS = (int) (LAST.toEpochDay() - FIRST.toEpochDay()) + 1;

    /** Those of the Rossmann stores; Lower Saxony stands with Bremen. */
    static final List<String> STATES =
            List.of("BE", "BW", "BY", "HB,NI", "HE", "HH", "NW", "RP", "SH", "SN", "ST", "TH");

    /** What kind of public holiday a day is: none, a plain one, Easter, Christmas. */
    static final List<String> HOLIDAYS = List.of("0", "a", "b", "c");

    private static final int PLAIN = 1;
    private static final int EASTER = 2;
    private static final int CHRISTMAS = 3;

    private static final List<LocalDate> EASTER_SUNDAYS =
            List.of(LocalDate.of(2013, 3, 31), LocalDate.of(2014, 4, 20), LocalDate.of(2015, 4, 5));

    private static final List<String> EPIPHANY = List.of("BW", "BY", "ST");
    private static final List<String> CORPUS_CHRISTI = List.of("BW", "BY", "HE", "NW", "RP");
    private static final List<String> REFORMATION = List.of("SN", "ST", "TH");
    private static final List<String> ALL_SAINTS = List.of("BW", "BY", "NW", "RP");

    /** Weeks alternate between promotion and none, but for so many that break the rhythm. */
    private static final double IRREGULAR = 0.1;

    private final boolean[] promo = new boolean[DAYS];
    private final int[][] holiday = new int[STATES.size()][DAYS];
    private final boolean[][] school = new boolean[STATES.size()][DAYS];

    private GeneratedCalendar(Rng rng) {
        boolean on = false;
        boolean shown = false;
        for (int day = 0; day < DAYS; day++) {
            if (day == 0 || dayOfWeek(day) == 1) {
                on = !on;
                shown = on ^ rng.nextDouble() < IRREGULAR;
            }
            promo[day] = shown && dayOfWeek(day) <= 5;
        }
        for (int state = 0; state < STATES.size(); state++) {
            markHolidays(state);
            markSchool(state);
        }
    }

    static GeneratedCalendar draw(Rng rng) {
        return new GeneratedCalendar(rng);
    }

    private void markHolidays(int state) {
        String name = STATES.get(state);
        for (LocalDate easter : EASTER_SUNDAYS) {
            int year = easter.getYear();
            mark(state, LocalDate.of(year, 1, 1), PLAIN);
            markIf(EPIPHANY.contains(name), state, LocalDate.of(year, 1, 6));
            mark(state, easter.minusDays(2), EASTER);
            mark(state, easter.plusDays(1), EASTER);
            mark(state, LocalDate.of(year, 5, 1), PLAIN);
            mark(state, easter.plusDays(39), PLAIN);
            mark(state, easter.plusDays(50), PLAIN);
            markIf(CORPUS_CHRISTI.contains(name), state, easter.plusDays(60));
            mark(state, LocalDate.of(year, 10, 3), PLAIN);
            markIf(REFORMATION.contains(name), state, LocalDate.of(year, 10, 31));
            markIf(ALL_SAINTS.contains(name), state, LocalDate.of(year, 11, 1));
            mark(state, LocalDate.of(year, 12, 25), CHRISTMAS);
            mark(state, LocalDate.of(year, 12, 26), CHRISTMAS);
        }
    }

    private void markIf(boolean observed, int state, LocalDate date) {
        if (observed) {
            mark(state, date, PLAIN);
        }
    }

    private void mark(int state, LocalDate date, int kind) {
        int day = day(date);
        if (day >= 0 && day < DAYS) {
            holiday[state][day] = kind;
        }
    }

    /** Christmas and Easter are the same everywhere; the summer and autumn holidays of the states follow one another. */
    private void markSchool(int state) {
        for (LocalDate easter : EASTER_SUNDAYS) {
            int year = easter.getYear();
            markSchool(state, LocalDate.of(year - 1, 12, 22), 15);
            markSchool(state, easter.minusDays(13), 20);
            markSchool(state, LocalDate.of(year, 6, 22).plusDays(4L * state), 44);
            markSchool(state, LocalDate.of(year, 10, 4).plusDays(2L * state), 13);
        }
    }

    private void markSchool(int state, LocalDate from, int length) {
        int first = Math.max(0, day(from));
        int end = Math.min(DAYS, day(from) + length);
        if (first < end) {
            Arrays.fill(school[state], first, end, true);
        }
    }

    /** The number of a date, from 0; outside of 0 to {@link #DAYS} - 1 for a date before the first or after the last. */
    static int day(LocalDate date) {
        return (int) Math.max(-DAYS, Math.min(2L * DAYS, date.toEpochDay() - FIRST.toEpochDay()));
    }

    static LocalDate date(int day) {
        return FIRST.plusDays(day);
    }

    /** From 1 for Monday to 7. */
    static int dayOfWeek(int day) {
        // The first of January 2013 was a Tuesday.
        return (day + 1) % 7 + 1;
    }

    /** Whether all stores have a promotion: on the working days of about every other week. */
    boolean promo(int day) {
        return promo[day];
    }

    /** The index among {@link #HOLIDAYS}. */
    int holiday(int state, int day) {
        return holiday[state][day];
    }

    /** Whether a public holiday comes within six days, or is today. */
    boolean holidayIsNear(int state, int day) {
        for (int d = day; d < Math.min(DAYS, day + 7); d++) {
            if (holiday[state][d] != 0) {
                return true;
            }
        }
        return false;
    }

    boolean school(int state, int day) {
        return school[state][day];
    }
}

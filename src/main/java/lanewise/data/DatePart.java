package lanewise.data;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** What fast.ai's {@code add_datepart} takes of a date: numbers, and flags that are 1 for yes and 0 for no. */
public enum DatePart {
    /** The year. */
    YEAR("Year"),
    /** The month, 1 to 12. */
    MONTH("Month"),
    /** The week of ISO 8601, 1 to 53: weeks begin on Monday, the first one of a year has its first Thursday. */
    WEEK("Week"),
    /** The day of the month, 1 to 31. */
    DAY("Day"),
    /** The day of the week, 0 for Monday to 6 for Sunday. */
    DAY_OF_WEEK("Dayofweek"),
    /** The day of the year, 1 to 366. */
    DAY_OF_YEAR("Dayofyear"),
    /** Whether it is the last day of its month. */
    IS_MONTH_END("Is_month_end"),
    /** Whether it is the first day of its month. */
    IS_MONTH_START("Is_month_start"),
    /** Whether it is the last day of March, June, September or December. */
    IS_QUARTER_END("Is_quarter_end"),
    /** Whether it is the first day of January, April, July or October. */
    IS_QUARTER_START("Is_quarter_start"),
    /** Whether it is the 31st of December. */
    IS_YEAR_END("Is_year_end"),
    /** Whether it is the first of January. */
    IS_YEAR_START("Is_year_start"),
    /** The hour, 0 to 23. */
    HOUR("Hour"),
    /** The minute, 0 to 59. */
    MINUTE("Minute"),
    /** The second, 0 to 59. */
    SECOND("Second"),
    /** The seconds since 1970-01-01T00:00:00. */
    ELAPSED("Elapsed");

    private static final long SECONDS_OF_DAY = 86_400;

    private static final List<DatePart> DAYS = Collections.unmodifiableList(Arrays.asList(
            YEAR,
            MONTH,
            WEEK,
            DAY,
            DAY_OF_WEEK,
            DAY_OF_YEAR,
            IS_MONTH_END,
            IS_MONTH_START,
            IS_QUARTER_END,
            IS_QUARTER_START,
            IS_YEAR_END,
            IS_YEAR_START,
            ELAPSED));

    private static final List<DatePart> ALL = Collections.unmodifiableList(Arrays.asList(values()));

    private final String title;

    DatePart(String title) {
        this.title = title;
    }

    /** fast.ai's name of it, {@code Is_month_end}, which follows the prefix in the name of a column. */
    public String title() {
        return title;
    }

    /** The parts of a date, and with {@code time} those of its time of day, in fast.ai's order: {@link #ELAPSED} is the last. */
    public static List<DatePart> parts(boolean time) {
        return time ? ALL : DAYS;
    }

    /**
     * The part of a date.
     *
     * @param epochSecond seconds since 1970-01-01T00:00:00, as {@link DateColumn#epochSecond} gives them
     * @return the number; NaN if the date is {@link DateColumn#MISSING}
     */
    public double of(long epochSecond) {
        if (epochSecond == DateColumn.MISSING) {
            return Double.NaN;
        }
        int second = (int) Math.floorMod(epochSecond, SECONDS_OF_DAY);
        return switch (this) {
            case ELAPSED -> epochSecond;
            case HOUR, MINUTE, SECOND -> ofTime(second);
            default -> ofDay(LocalDate.ofEpochDay(Math.floorDiv(epochSecond, SECONDS_OF_DAY)));
        };
    }

    private int ofTime(int secondOfDay) {
        int minute = secondOfDay / 60;
        return this == HOUR ? minute / 60 : this == MINUTE ? minute % 60 : secondOfDay % 60;
    }

    private int ofDay(LocalDate date) {
        return switch (this) {
            case YEAR -> date.getYear();
            case MONTH -> date.getMonthValue();
            case WEEK -> date.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
            case DAY -> date.getDayOfMonth();
            case DAY_OF_WEEK -> date.getDayOfWeek().getValue() - DayOfWeek.MONDAY.getValue();
            case DAY_OF_YEAR -> date.getDayOfYear();
            case IS_MONTH_END -> flag(isMonthEnd(date));
            case IS_MONTH_START -> flag(date.getDayOfMonth() == 1);
            case IS_QUARTER_END -> flag(isMonthEnd(date) && date.getMonthValue() % 3 == 0);
            case IS_QUARTER_START -> flag(date.getDayOfMonth() == 1 && date.getMonthValue() % 3 == 1);
            case IS_YEAR_END -> flag(date.getMonthValue() == 12 && date.getDayOfMonth() == 31);
            case IS_YEAR_START -> flag(date.getDayOfYear() == 1);
            default -> throw new IllegalStateException(this + " is no part of a day");
        };
    }

    private static boolean isMonthEnd(LocalDate date) {
        return date.getDayOfMonth() == date.lengthOfMonth();
    }

    private static int flag(boolean yes) {
        return yes ? 1 : 0;
    }
}

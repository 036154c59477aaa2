package lanewise.data;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Dates as ISO 8601 text. Read are {@code 2015-07-31}, and with a time of day after {@code T} or a space
 * {@code 2015-07-31T10:15}, {@code 2015-07-31 10:15:30} with a fraction that is dropped, each with an optional {@code Z} or
 * offset ({@code +02:00}), by which it is brought to UTC; white space around it is ignored.
 */
final class DateText {

    private static final int SECONDS_OF_DAY = 86_400;
    private static final int NO_TIME = Integer.MIN_VALUE;

    private DateText() {}

    /** The seconds since 1970 of the date in a range of bytes; {@link DateColumn#MISSING} if it is no date. */
    static long parse(byte[] text, int from, int to) {
        int at = from;
        int end = to;
        while (at < end && (text[at] & 0xFF) <= ' ') {
            at++;
        }
        while (end > at && (text[end - 1] & 0xFF) <= ' ') {
            end--;
        }
        if (end - at < 10 || text[at + 4] != '-' || text[at + 7] != '-') {
            return DateColumn.MISSING;
        }
        int century = twoDigits(text, at);
        int yearOfCentury = twoDigits(text, at + 2);
        int month = twoDigits(text, at + 5);
        int day = twoDigits(text, at + 8);
        if (century < 0 || yearOfCentury < 0 || month < 1 || month > 12 || day < 1) {
            return DateColumn.MISSING;
        }
        int year = 100 * century + yearOfCentury;
        if (day > 28 && day > LocalDate.of(year, month, 1).lengthOfMonth()) {
            return DateColumn.MISSING;
        }
        long midnight = LocalDate.of(year, month, day).toEpochDay() * SECONDS_OF_DAY;
        if (end - at == 10) {
            return midnight;
        }
        int time = secondOfDay(text, at + 10, end);
        return time == NO_TIME ? DateColumn.MISSING : midnight + time;
    }

    /** Seconds since midnight, less the offset from UTC, of what follows the date. */
    private static int secondOfDay(byte[] text, int from, int end) {
        if (end - from < 6 || (text[from] != 'T' && text[from] != ' ') || text[from + 3] != ':') {
            return NO_TIME;
        }
        int hour = twoDigits(text, from + 1);
        int minute = twoDigits(text, from + 4);
        int second = 0;
        int at = from + 6;
        if (at < end && text[at] == ':') {
            if (end - at < 3) {
                return NO_TIME;
            }
            second = twoDigits(text, at + 1);
            at += 3;
            if (at < end && text[at] == '.') {
                int firstDigit = at + 1;
                at++;
                while (at < end && text[at] >= '0' && text[at] <= '9') {
                    at++;
                }
                if (at == firstDigit) {
                    return NO_TIME;
                }
            }
        }
        if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) {
            return NO_TIME;
        }
        int offset = offset(text, at, end);
        return offset == NO_TIME ? NO_TIME : 3600 * hour + 60 * minute + second - offset;
    }

    private static int offset(byte[] text, int at, int end) {
        if (at == end || (end - at == 1 && text[at] == 'Z')) {
            return 0;
        }
        if (end - at != 6 || (text[at] != '+' && text[at] != '-') || text[at + 3] != ':') {
            return NO_TIME;
        }
        int hours = twoDigits(text, at + 1);
        int minutes = twoDigits(text, at + 4);
        if (hours < 0 || hours > 18 || minutes < 0 || minutes > 59) {
            return NO_TIME;
        }
        int seconds = 3600 * hours + 60 * minutes;
        return text[at] == '-' ? -seconds : seconds;
    }

    /** The number of two digits; negative if they are none. */
    private static int twoDigits(byte[] text, int at) {
        int tens = text[at] - '0';
        int ones = text[at + 1] - '0';
        return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? -1 : 10 * tens + ones;
    }

    /** The date, and the time of day unless it is midnight. */
    static String format(long epochSecond) {
        if (Math.floorMod(epochSecond, (long) SECONDS_OF_DAY) == 0) {
            return LocalDate.ofEpochDay(Math.floorDiv(epochSecond, (long) SECONDS_OF_DAY))
                    .toString();
        }
        return DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(
                LocalDateTime.ofEpochSecond(epochSecond, 0, ZoneOffset.UTC));
    }
}

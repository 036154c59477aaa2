package lanewise.data;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DateTextTest {

    private static long parse(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return DateText.parse(bytes, 0, bytes.length);
    }

    @ParameterizedTest
    @CsvSource({
        "1970-01-01, 1970-01-01T00:00:00",
        "2015-07-31, 2015-07-31T00:00:00",
        "2000-02-29, 2000-02-29T00:00:00",
        "1969-12-31T23:59:59, 1969-12-31T23:59:59",
        "2015-07-31 10:15, 2015-07-31T10:15:00",
        "2015-07-31T10:15:30.987, 2015-07-31T10:15:30",
        "2015-07-31T10:15:30Z, 2015-07-31T10:15:30",
        "2015-07-31T01:15:30+02:00, 2015-07-30T23:15:30",
        "2015-12-31T22:00-05:30, 2016-01-01T03:30:00"
    })
    void readsIsoDates(String text, String expected) {
        assertEquals(LocalDateTime.parse(expected).toEpochSecond(ZoneOffset.UTC), parse(text), text);
        assertEquals(parse(text), parse("  " + text + "\t"), text);
    }

    @Test
    void knownAnswer() {
        assertEquals(952732800L, parse("2000-03-11"));
    }

    @Test
    void everyDayOfFourCenturiesIsReadAndWritten() {
        for (LocalDate day = LocalDate.of(1800, 1, 1); day.getYear() < 2200; day = day.plusDays(1)) {
            long second = parse(day.toString());
            assertEquals(day.toEpochDay() * 86_400, second, day.toString());
            assertEquals(day.toString(), DateText.format(second));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2015",
                "2015-7-1",
                "2015-07",
                "20150731",
                "2015-13-01",
                "2015-00-10",
                "2015-02-29",
                "1900-02-29",
                "2015-04-31",
                "2015-04-00",
                "2015-07-32",
                "31.07.2015",
                "2015/07/31",
                "2015-07-31T",
                "2015-07-31T1",
                "2015-07-31T10",
                "2015-07-31T10:1",
                "2015-07-31T24:00",
                "2015-07-31T10:60",
                "2015-07-31T10:15:60",
                "2015-07-31T10:15:",
                "2015-07-31T10:15:30.",
                "2015-07-31T10:15:30z",
                "2015-07-31T10:15+2",
                "2015-07-31x",
                "2015-07-31T10:15+19:00",
                "2015-07-31T10:15+02:60",
                "-2015-07-31",
                "2015-07-31 10.15",
                "abcd-ef-gh",
                "٢015-07-31"
            })
    void refusesWhatIsNoDate(String text) {
        assertEquals(DateColumn.MISSING, parse(text), text);
    }

    @Test
    void writesTheTimeUnlessItIsMidnight() {
        assertEquals("2015-07-31", DateText.format(parse("2015-07-31T00:00:00")));
        assertEquals("2015-07-31T10:15:00", DateText.format(parse("2015-07-31 10:15")));
        assertEquals("1969-12-31T23:59:59", DateText.format(-1));
    }
}

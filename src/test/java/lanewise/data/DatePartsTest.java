package lanewise.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DatePartsTest {

    private static Table table(String name, String... dates) {
        long[] seconds = new long[dates.length];
        for (int row = 0; row < dates.length; row++) {
            seconds[row] = dates[row] == null
                    ? DateColumn.MISSING
                    : LocalDateTime.parse(dates[row].length() == 10 ? dates[row] + "T00:00:00" : dates[row])
                            .toEpochSecond(ZoneOffset.UTC);
        }
        return Table.of(DateColumn.of(name, seconds));
    }

    private static double[] parts(Table table, int row) {
        List<Column> columns = table.columns();
        double[] parts = new double[columns.size() - 1];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = ((NumberColumn) columns.get(i + 1)).value(row);
        }
        return parts;
    }

    /** The known answer of fast.ai's documentation of add_datepart. */
    @Test
    void theKnownAnswer() {
        Table parts = table("A", "2000-03-11").add(DateParts.of("A"));
        assertEquals(
                "[A, AYear, AMonth, AWeek, ADay, ADayofweek, ADayofyear, AIs_month_end, AIs_month_start, AIs_quarter_end,"
                        + " AIs_quarter_start, AIs_year_end, AIs_year_start, AElapsed]",
                parts.names().toString());
        assertArrayEquals(new double[] {2000, 3, 10, 11, 5, 71, 0, 0, 0, 0, 0, 0, 952_732_800}, parts(parts, 0));
    }

    // pandas 1.5: s = pd.Series(pd.to_datetime([...])).dt; s.year, s.month, s.isocalendar().week, s.day, s.dayofweek,
    // s.dayofyear, s.is_month_end, s.is_month_start, s.is_quarter_end, s.is_quarter_start, s.is_year_end,
    // s.is_year_start,
    // s.astype("int64") // 10 ** 9
    @Test
    void turnsOfTheYearLeapDaysAndTimesBefore1970() {
        Table parts = table("d", "2015-12-31", "2016-01-01", "2016-02-29", "2014-12-29", "2015-06-30", "1969-07-01")
                .add(DateParts.of("d").prefix(""));
        assertArrayEquals(new double[] {2015, 12, 53, 31, 3, 365, 1, 0, 1, 0, 1, 0, 1_451_520_000}, parts(parts, 0));
        assertArrayEquals(new double[] {2016, 1, 53, 1, 4, 1, 0, 1, 0, 1, 0, 1, 1_451_606_400}, parts(parts, 1));
        assertArrayEquals(new double[] {2016, 2, 9, 29, 0, 60, 1, 0, 0, 0, 0, 0, 1_456_704_000}, parts(parts, 2));
        assertArrayEquals(new double[] {2014, 12, 1, 29, 0, 363, 0, 0, 0, 0, 0, 0, 1_419_811_200}, parts(parts, 3));
        assertArrayEquals(new double[] {2015, 6, 27, 30, 1, 181, 1, 0, 1, 0, 0, 0, 1_435_622_400}, parts(parts, 4));
        assertArrayEquals(new double[] {1969, 7, 27, 1, 1, 182, 0, 1, 0, 1, 0, 0, -15_897_600}, parts(parts, 5));
    }

    @Test
    void theTimeOfDay() {
        Table parts = table("saleDate", "2015-07-31T23:59:58", "1969-12-31T23:00:01")
                .add(DateParts.of("saleDate").withTime());
        assertEquals(
                "[saleHour, saleMinute, saleSecond, saleElapsed]",
                parts.names().subList(13, 17).toString());
        assertEquals("23", parts.column("saleHour").text(0));
        assertEquals("59", parts.column("saleMinute").text(0));
        assertEquals("58", parts.column("saleSecond").text(0));
        assertEquals("23", parts.column("saleHour").text(1));
        assertEquals("0", parts.column("saleMinute").text(1));
        assertEquals("1", parts.column("saleSecond").text(1));
        assertEquals("-3599", parts.column("saleElapsed").text(1));
        assertEquals("365", parts.column("saleDayofyear").text(1));
    }

    @Test
    void aMissingDateHasNoParts() {
        Table parts = table("Date", "2015-07-31", null, "2015-07-31").add(DateParts.of("Date"));
        List<String> present = new ArrayList<>();
        for (Column column : parts.columns()) {
            if (!column.isMissing(1)) {
                present.add(column.name());
            }
        }
        assertEquals(List.of(), present);
        assertArrayEquals(parts(parts, 0), parts(parts, 2));
        assertEquals("Year", parts.names().get(1));
    }

    @Test
    void everyDayOfACenturyAsJavaTimeHasIt() {
        for (LocalDate day = LocalDate.of(1950, 1, 1); day.getYear() < 2050; day = day.plusDays(1)) {
            long second = day.atStartOfDay().toEpochSecond(ZoneOffset.UTC);
            LocalDate next = day.plusDays(1);
            assertEquals(day.getMonthValue() == next.getMonthValue() ? 0 : 1, DatePart.IS_MONTH_END.of(second));
            assertEquals(day.getYear() == next.getYear() ? 0 : 1, DatePart.IS_YEAR_END.of(second));
            int quarter = (day.getMonthValue() - 1) / 3;
            int nextQuarter = (next.getMonthValue() - 1) / 3;
            assertEquals(quarter == nextQuarter ? 0 : 1, DatePart.IS_QUARTER_END.of(second), day.toString());
            assertEquals(DatePart.IS_QUARTER_END.of(second), DatePart.IS_QUARTER_START.of(second + 86_400));
        }
    }
}

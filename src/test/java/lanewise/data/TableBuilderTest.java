package lanewise.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TableBuilderTest {

    private enum Size {
        SMALL,
        LARGE
    }

    private record Person(
            int age,
            double height,
            @Nullable Integer children,
            @Nullable Double weight,
            String city,
            @Nullable LocalDate born) {

        float tempo() {
            return 0.1f;
        }

        BigDecimal debt() {
            return new BigDecimal("12.5");
        }

        long id() {
            return 1L << 40;
        }

        Size size() {
            return age > 20 ? Size.LARGE : Size.SMALL;
        }

        LocalTime noDate() {
            return LocalTime.NOON;
        }
    }

    private static final List<Person> PEOPLE = Arrays.asList(
            new Person(31, 1.75, 2, 70.5, "Rome", LocalDate.of(1990, 5, 17)),
            new Person(4, 1.02, null, null, "Oslo", null));

    @Test
    void numbersOfEveryKindThroughMethodReferences() {
        Table table = Table.from(PEOPLE)
                .number("age", Person::age)
                .number("height", Person::height)
                .number("children", Person::children)
                .number("weight", Person::weight)
                .number("tempo", Person::tempo)
                .number("debt", Person::debt)
                .number("id", Person::id)
                .build();
        assertEquals(
                Table.of(
                        NumberColumn.of("age", 31, 4),
                        NumberColumn.of("height", 1.75, 1.02),
                        NumberColumn.of("children", 2, Double.NaN),
                        NumberColumn.of("weight", 70.5, Double.NaN),
                        NumberColumn.of("tempo", 0.1f, 0.1f),
                        NumberColumn.of("debt", 12.5, 12.5),
                        NumberColumn.of("id", 1L << 40, 1L << 40)),
                table);
    }

    @Test
    void categoriesTextsAndDates() {
        Table table = Table.from(PEOPLE)
                .category("city", Person::city)
                .category("age", Person::age)
                .category("height", Person::height)
                .category("tempo", Person::tempo)
                .category("size", Person::size)
                .category("children", Person::children)
                .text("name", Person::city)
                .date("born", Person::born)
                .build();
        assertEquals(
                Table.of(
                        CategoryColumn.of("city", "Rome", "Oslo"),
                        CategoryColumn.of("age", "31", "4"),
                        CategoryColumn.of("height", "1.75", "1.02"),
                        CategoryColumn.of("tempo", "0.1", "0.1"),
                        CategoryColumn.of("size", "LARGE", "SMALL"),
                        CategoryColumn.of("children", "2", null),
                        TextColumn.of("name", "Rome", "Oslo"),
                        DateColumn.of("born", LocalDate.of(1990, 5, 17).toEpochDay() * 86_400, DateColumn.MISSING)),
                table);
    }

    @Test
    void wholeNumbersHaveTheTextOfNumberColumns() {
        List<Double> values = Arrays.asList(15.0, Double.NaN, -0.0);
        CategoryColumn category =
                Table.from(values).category("v", v -> v).build().category("v");
        NumberColumn number = Table.from(values).number("v", v -> v).build().number("v");
        for (int row = 0; row < values.size(); row++) {
            assertEquals(number.text(row), category.text(row));
        }
    }

    @Test
    void datesOfEveryKind() {
        List<Integer> one = Collections.singletonList(1);
        Table table = Table.from(one)
                .date("date", i -> LocalDate.of(1970, 1, 2))
                .date("dateTime", i -> LocalDateTime.of(1970, 1, 2, 0, 0, 5, 999))
                .date("instant", i -> Instant.ofEpochMilli(-1))
                .date("offset", i -> OffsetDateTime.parse("1970-01-01T02:00:00+02:00"))
                .date("zoned", i -> ZonedDateTime.parse("1970-01-01T00:00:00Z[UTC]"))
                .build();
        assertEquals(
                Table.of(
                        DateColumn.of("date", 86_400),
                        DateColumn.of("dateTime", 86_405),
                        DateColumn.of("instant", -1),
                        DateColumn.of("offset", 0),
                        DateColumn.of("zoned", 0)),
                table);
        TableBuilder<Person> wrong = Table.from(PEOPLE).date("noon", Person::noDate);
        assertEquals(
                "Table.from: column \"noon\", element 0: a LocalTime is no point in time; LocalDate, LocalDateTime, Instant,"
                        + " OffsetDateTime or ZonedDateTime would be right",
                assertThrows(DataException.class, wrong::build).getMessage());
    }

    @Test
    void aBuilderIsAValue() {
        TableBuilder<Person> ages = Table.from(PEOPLE).number("age", Person::age);
        Table both = ages.category("city", Person::city).build();
        assertEquals(Collections.singletonList("age"), ages.build().names());
        assertEquals(Arrays.asList("age", "city"), both.names());
    }

    @Test
    void nullElementsAndRepeatedNamesAreRefused() {
        List<@Nullable String> values = Arrays.asList("a", null);
        assertTrue(assertThrows(DataException.class, () -> Table.from(values))
                .getMessage()
                .contains("element 1 is null"));
        TableBuilder<Person> twice =
                Table.from(PEOPLE).number("age", Person::age).text("age", Person::city);
        assertThrows(DataException.class, twice::build);
    }

    @Test
    void anEmptyListGivesColumnsWithoutRows() {
        Table table = Table.from(Collections.<Person>emptyList())
                .number("age", Person::age)
                .category("city", Person::city)
                .build();
        assertEquals(0, table.rows());
        assertEquals(ColumnType.CATEGORY, table.column("city").type());
    }
}

package lanewise.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ColumnTest {

    @Test
    void numbers() {
        NumberColumn column = NumberColumn.of("x", 15.0, Double.NaN, 2.5);
        assertEquals(ColumnType.NUMBER, column.type());
        assertEquals(3, column.size());
        assertEquals(1, column.missing());
        assertTrue(column.isMissing(1));
        assertEquals("15", column.text(0));
        assertNull(column.text(1));
        assertEquals("2.5", column.text(2));
        assertEquals(2.5, column.value(2));
        assertEquals("x (NUMBER, 3 rows, 1 missing)", column.toString());
        assertEquals(NumberColumn.of("x", 2.5, 2.5, 15), column.select(new int[] {2, 2, 0}));
    }

    @Test
    void categoriesAreNumberedByFirstAppearance() {
        CategoryColumn column = CategoryColumn.of("city", "Rome", null, "Oslo", "Rome");
        assertEquals(ColumnType.CATEGORY, column.type());
        assertEquals(Arrays.asList("Rome", "Oslo"), column.levels());
        assertArrayEquals(new int[] {0, -1, 1, 0}, column.codes());
        assertEquals(1, column.code(2));
        assertEquals("Oslo", column.text(2));
        assertNull(column.text(1));
        assertEquals(1, column.missing());
        assertEquals(CategoryColumn.of("city", new int[] {0, -1, 1, 0}, Arrays.asList("Rome", "Oslo")), column);
    }

    @Test
    void selectionKeepsLevelsAndCodes() {
        CategoryColumn selected = CategoryColumn.of("city", "Rome", "Oslo").select(new int[] {1});
        assertEquals(Arrays.asList("Rome", "Oslo"), selected.levels());
        assertEquals(1, selected.code(0));
    }

    @Test
    void manyLevels() {
        String[] values = new String[1000];
        for (int i = 0; i < values.length; i++) {
            values[i] = "v" + (i % 300);
        }
        CategoryColumn column = CategoryColumn.of("v", values);
        assertEquals(300, column.levels().size());
        for (int i = 0; i < values.length; i++) {
            assertEquals(values[i], column.text(i));
        }
    }

    @Test
    void wrongCodesAndLevelsAreRefused() {
        List<String> levels = Arrays.asList("a", "b");
        Exception high =
                assertThrows(IllegalArgumentException.class, () -> CategoryColumn.of("c", new int[] {0, 2}, levels));
        assertEquals("category \"c\": code 2 in row 1; 0 to 1, or -1 for missing, would be right", high.getMessage());
        assertThrows(IllegalArgumentException.class, () -> CategoryColumn.of("c", new int[] {-2}, levels));
        assertThrows(
                IllegalArgumentException.class, () -> CategoryColumn.of("c", new int[] {0}, Arrays.asList("a", "a")));
    }

    @Test
    void dates() {
        DateColumn column = DateColumn.of("born", 0, DateColumn.MISSING, 36_900);
        assertEquals(ColumnType.DATE, column.type());
        assertEquals("1970-01-01", column.text(0));
        assertNull(column.text(1));
        assertEquals("1970-01-01T10:15:00", column.text(2));
        assertEquals(LocalDateTime.of(1970, 1, 1, 10, 15), column.dateTime(2));
        assertNull(column.dateTime(1));
        assertEquals(36_900, column.epochSecond(2));
        assertThrows(IllegalArgumentException.class, () -> DateColumn.of("born", Long.MAX_VALUE));
    }

    @Test
    void texts() {
        TextColumn column = TextColumn.of("title", "Heat (1995)", null, "");
        assertEquals(ColumnType.TEXT, column.type());
        assertEquals("Heat (1995)", column.text(0));
        assertTrue(column.isMissing(1));
        assertFalse(column.isMissing(2));
        assertEquals("", column.text(2));
        assertEquals(TextColumn.of("title", "", "Heat (1995)"), column.select(new int[] {2, 0}));
    }

    @Test
    void arraysGivenAndTakenAreCopies() {
        double[] values = {1, 2};
        NumberColumn numbers = NumberColumn.of("x", values);
        values[0] = 9;
        numbers.values()[1] = 9;
        assertEquals(NumberColumn.of("x", 1, 2), numbers);

        long[] seconds = {1, 2};
        DateColumn dates = DateColumn.of("x", seconds);
        seconds[0] = 9;
        dates.epochSeconds()[1] = 9;
        assertEquals(DateColumn.of("x", 1, 2), dates);

        int[] codes = {0, 1};
        CategoryColumn categories = CategoryColumn.of("x", codes, Arrays.asList("a", "b"));
        codes[0] = 1;
        categories.codes()[1] = 0;
        assertEquals(CategoryColumn.of("x", "a", "b"), categories);
        assertThrows(
                UnsupportedOperationException.class, () -> categories.levels().set(0, "z"));

        String[] strings = {"a", "b"};
        TextColumn texts = TextColumn.of("x", strings);
        strings[0] = "z";
        assertEquals(TextColumn.of("x", "a", "b"), texts);
    }

    @Test
    void equalityIsByNameTypeAndValues() {
        NumberColumn column = NumberColumn.of("x", 1, Double.NaN);
        assertEquals(NumberColumn.of("x", 1, Double.NaN), column);
        assertEquals(NumberColumn.of("x", 1, Double.NaN).hashCode(), column.hashCode());
        assertNotEquals(NumberColumn.of("y", 1, Double.NaN), column);
        assertNotEquals(NumberColumn.of("x", 1, 2), column);
        assertNotEquals(TextColumn.of("x", "1", null), column);
        assertNotEquals(TextColumn.of("x", "1", null), CategoryColumn.of("x", "1", null));
    }

    @Test
    void aNameIsNeeded() {
        assertThrows(IllegalArgumentException.class, () -> NumberColumn.of("", 1));
    }
}

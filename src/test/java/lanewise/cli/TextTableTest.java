package lanewise.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextTableTest {

    @Test
    void numbersStandToTheRightAndWordsToTheLeft() {
        TextTable table = new TextTable(">rank", "title", ">stars");
        table.add("1", "Alien", "4.5");
        table.add("10", "\ud83c\udfac Amélie", "12.25");
        assertEquals("""
                rank  title     stars
                   1  Alien       4.5
                  10  \ud83c\udfac Amélie  12.25
                """, table.toString());
    }

    @Test
    void nothingInACellMovesTheCursor() {
        TextTable table = new TextTable("id", "title");
        table.add("1", "two\nlines\u001b[2J");
        assertEquals("id  title\n1   two lines [2J\n", table.toString());
    }

    @Test
    void aRowOfAnotherWidthIsAnError() {
        TextTable table = new TextTable("id", "title");
        assertThrows(IllegalStateException.class, () -> table.add("1"));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0 bytes",
        "1, 1 byte",
        "999, 999 bytes",
        "1000, 1.0 kB",
        "999949, 999.9 kB",
        "999950, 1.0 MB",
        "2800000, 2.8 MB",
        "6300000000, 6.3 GB",
        "9223372036854775807, 9223372.0 TB"
    })
    void bytesAsPeopleReadThem(long bytes, String text) {
        assertEquals(text, Amount.bytes(bytes));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"0|0 users", "1|1 user", "2|2 users", "100004|100,004 users"})
    void oneAndMany(long count, String text) {
        assertEquals(text, Amount.of(count, "user"));
    }
}

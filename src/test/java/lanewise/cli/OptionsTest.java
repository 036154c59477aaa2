package lanewise.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {

    private static final Options OPTIONS = Options.of(
                    Option.required("--out", "FILE", "where"),
                    Option.of("--epochs", "N", "5", "how often"),
                    Option.of("--lr", "RATE", "5e-3", "how fast"),
                    Option.optional("--titles", "FILE", "names"),
                    Option.onOff("--keep", "keeps"))
            .operand("INPUT");

    private static Arguments parse(String line) {
        return OPTIONS.parse(Arrays.asList(line.split(" ", -1)));
    }

    @Test
    void valuesFollowTheirNamesWithASpaceOrAnEqualsSign() {
        Arguments arguments = parse("--epochs=7 in.csv --out m.st --keep --titles=--odd=name");
        assertEquals(7, arguments.wholeNumber("--epochs", 1, 10));
        assertEquals("in.csv", arguments.text("INPUT"));
        assertEquals("m.st", arguments.path("--out").toString());
        assertEquals("--odd=name", arguments.text("--titles"));
        assertTrue(arguments.isOn("--keep"));
    }

    @Test
    void whatIsNotGivenHasItsDefault() {
        Arguments arguments = parse("in.csv --out m.st");
        assertEquals(5, arguments.wholeNumber("--epochs", 1, 10));
        assertEquals(5e-3, arguments.number("--lr", 0, 1, "a number"));
        assertNull(arguments.findPath("--titles"));
        assertFalse(arguments.isOn("--keep"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            in --out m --epoch 3        | unknown option --epoch; did you mean --epochs? (--help lists the options)
            in --out m --epocs=3        | unknown option --epocs; did you mean --epochs?
            in --out m --zzzzzzzz 3     | unknown option --zzzzzzzz (--help lists the options)
            in --out m -e 3             | unknown option -e (--help lists the options)
            in --out m --epochs         | --epochs needs a value: --epochs N
            in --out m --epochs --keep  | --epochs needs a value: --epochs N
            in --out m --epochs=        | --epochs needs a value: --epochs N
            in --out m --out n          | --out is given twice; once would be right
            in --out m --keep --keep    | --keep is given twice
            in --out m --keep=yes       | --keep is a switch and takes no value, got --keep=yes
            in on --out m               | one INPUT would be right
            --out m                     | INPUT is missing
            in                          | --out FILE is missing
            """)
    void aLineThatIsNotUnderstoodSaysWhatWouldBe(String line, String message) {
        String found = assertThrows(UsageException.class, () -> parse(line)).getMessage();
        assertTrue(found.contains(message), found);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "11", "-1", "1.5", "five", "99999999999", "0x1"})
    void aWholeNumberOutOfRangeNamesOptionValueAndRange(String value) {
        Arguments arguments = parse("in --out m --epochs=" + value);
        UsageException e = assertThrows(UsageException.class, () -> arguments.wholeNumber("--epochs", 1, 10));
        assertEquals("--epochs " + value + ": a whole number from 1 to 10 would be right", e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1", "NaN", "Infinity", "0x1p-3", "1d", "1e", "fast", "1,5", "1e999"})
    void aNumberOutOfRangeNamesOptionValueAndWhatIsRight(String value) {
        Arguments arguments = parse("in --out m --lr=" + value);
        UsageException e =
                assertThrows(UsageException.class, () -> arguments.number("--lr", 0, 1, "a number from 0 to 1"));
        assertEquals("--lr " + value + ": a number from 0 to 1 would be right", e.getMessage());
    }

    @ParameterizedTest
    @CsvSource({"5e-3, 0.005", "+.25, 0.25", "0., 0", "0.5E0, 0.5"})
    void numbersAreReadAsTheyAreWritten(String value, double number) {
        assertEquals(number, parse("in --out m --lr=" + value).number("--lr", 0, 1, "a number"));
    }

    @Test
    void aChoiceListsItsWords() {
        Arguments arguments = parse("in --out m --titles net");
        assertEquals("net", arguments.choice("--titles", "dot", "net"));
        UsageException e = assertThrows(UsageException.class, () -> arguments.choice("--titles", "a", "b"));
        assertEquals("--titles net: one of a, b would be right", e.getMessage());
    }

    @Test
    void anEmptyLineIsNoOption() {
        assertThrows(UsageException.class, () -> OPTIONS.parse(List.of()));
    }
}

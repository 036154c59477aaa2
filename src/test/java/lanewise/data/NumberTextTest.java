package lanewise.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberTextTest {

    private static double parse(String text) {
        // Bytes around the range must not matter.
        byte[] bytes = ("7" + text + "7").getBytes(StandardCharsets.UTF_8);
        return NumberText.parse(bytes, 1, bytes.length - 1);
    }

    private static boolean isCode(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return NumberText.isCode(bytes, 0, bytes.length);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-0",
                "15",
                "+15",
                "-2.5",
                ".5",
                "5.",
                "1e-3",
                "1E+5",
                "2.5e0",
                "007",
                "123456789012345",
                "1234567890123456789",
                "0.1",
                "0.30000000000000004",
                "1e22",
                "1e23",
                "1.7976931348623157e308",
                "4.9e-324",
                "2.2250738585072011e-308",
                "1e999",
                "-1e-999",
                "000000000000000000000.5",
                "1e-400000000000"
            })
    void readsTheDoubleThatJavaReads(String text) {
        assertEquals(Double.parseDouble(text), parse(text), 0.0, text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", " ", ".", "-", "+", "e5", "1e", "1e+", "1x", "1d", "1f", "0x10", "1,5", "1_000", "1 2", "--1",
                "1.2.3", "NaN", "infinit", "in", "١", "½", "1e5.0", "-.", "--inf"
            })
    void refusesWhatIsNoDecimalNumber(String text) {
        assertTrue(Double.isNaN(parse(text)), text);
    }

    @Test
    void ignoresWhiteSpaceAround() {
        assertEquals(-2.5, parse("  -2.5\t "));
        assertEquals(12, parse("\u000B12\r"));
    }

    @Test
    void readsInfinity() {
        assertEquals(Double.POSITIVE_INFINITY, parse("inf"));
        assertEquals(Double.POSITIVE_INFINITY, parse(" +Infinity"));
        assertEquals(Double.NEGATIVE_INFINITY, parse("-INF"));
    }

    @Test
    void randomNumbersReadAsJavaReadsThemAndSurviveFormatting() {
        long seed = 71;
        Random random = new Random(seed);
        for (int i = 0; i < 40_000; i++) {
            double value = switch (i % 4) {
                case 0 -> Double.longBitsToDouble(random.nextLong());
                case 1 -> random.nextInt(100_000) / 100.0;
                case 2 -> random.nextLong() * 1e-3;
                default -> random.nextGaussian();
            };
            if (Double.isNaN(value)) {
                continue;
            }
            String message = "seed " + seed + ", number " + i + ": " + value;
            assertEquals(value, parse(Double.toString(value)), 0.0, message);
            assertEquals(value, parse(NumberText.format(value)), 0.0, message);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "15.0, 15",
        "-15.0, -15",
        "-0.0, 0",
        "2.5, 2.5",
        "0.1, 0.1",
        "0.0001, 0.0001",
        "0.00001, 0.00001",
        "1e14, 100000000000000",
        "1e20, 100000000000000000000",
        "1260759144, 1260759144",
        "0.30000000000000004, 0.30000000000000004",
        "2e23, 2E+23",
        "1.5e-7, 1.5E-7",
        "Infinity, Infinity"
    })
    void writesShortestText(double value, String text) {
        assertEquals(text, NumberText.format(value));
    }

    @Test
    void codesAreNotForCounting() {
        for (String code : new String[] {"007", "-01", "00", " 0123 ", "1234567890123456"}) {
            assertTrue(isCode(code), code);
        }
        for (String number :
                new String[] {"0", "7", "0.5", ".05", "-.05", "123456789012345", "0.1234567890123456", "1e20"}) {
            assertFalse(isCode(number), number);
        }
    }
}

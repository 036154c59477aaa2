package lanewise.plot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AxisTest {

    private static Axis linear(double... values) {
        return of(false, values);
    }

    private static Axis of(boolean log, double... values) {
        Axis axis = Axis.of(log, 0, List.of(values));
        assertTrue(axis != null);
        return axis;
    }

    private static List<String> labels(Axis axis) {
        return Arrays.stream(axis.ticks()).mapToObj(axis::label).toList();
    }

    @Test
    void ticksAreRound() {
        assertEquals(List.of("0.0", "0.2", "0.4", "0.6", "0.8", "1.0"), labels(linear(0, 0.99999, 1)));
        assertEquals(List.of("0", "2", "4", "6", "8", "10"), labels(linear(0, 10)));
        assertEquals(List.of("0.40", "0.45", "0.50", "0.55", "0.60"), labels(linear(0.4, 0.617)));
        assertEquals(List.of("-2", "-1", "0", "1", "2"), labels(linear(-2.3, 2.2)));
        assertEquals(List.of("0", "1e6", "2e6", "3e6", "4e6", "5e6"), labels(linear(0, 5e6)));
        assertEquals(List.of("1000.0", "1000.2", "1000.4", "1000.6", "1000.8"), labels(linear(1000, 1000.9)));
        assertEquals(List.of("0", "5.0e-8", "1.0e-7"), labels(linear(0, 1.2e-7)));
    }

    @Test
    void wholeNumbersHaveWholeTicks() {
        assertEquals(List.of("0", "1", "2"), labels(linear(0, 1, 2)));
        assertEquals(List.of("-1", "0", "1"), labels(linear(0)));
    }

    @Test
    void decades() {
        assertEquals(List.of("0.01", "0.1", "1", "10", "100"), labels(of(true, 0.01, 100)));
        assertEquals(List.of("1e-6", "1e-4", "0.01", "1"), labels(of(true, 1e-7, 10)));
        assertEquals(List.of("1", "2", "5", "10", "20"), labels(of(true, 1, 20)));
        assertEquals(List.of("0.30", "0.35", "0.40", "0.45", "0.50"), labels(of(true, 0.3, 0.5)));
    }

    @Test
    void placesAreInProportion() {
        Axis axis = linear(2, 6);
        assertEquals(0, axis.at(2));
        assertEquals(0.25, axis.at(3));
        assertEquals(1, axis.at(6));
        Axis log = of(true, 1, 1e4);
        assertEquals(0.25, log.at(10), 1e-12);
        assertTrue(Double.isNaN(log.at(0)));
        assertTrue(Double.isNaN(log.at(-1)));
        for (double none : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            assertTrue(Double.isNaN(axis.at(none)));
        }
    }

    @Test
    void numbersWithoutAPlaceMakeNoAxis() {
        assertNull(Axis.of(false, 0, List.of(new double[] {Double.NaN, Double.POSITIVE_INFINITY})));
        assertNull(Axis.of(true, 0, List.of(new double[] {0, -1})));
        assertNull(Axis.of(false, 0, List.of()));
    }

    @Test
    void aMarginLeavesRoomAtBothEnds() {
        Axis axis = Axis.of(false, 0.1, List.of(new double[] {0, 10}));
        assertTrue(axis != null);
        assertEquals(1 / 12.0, axis.at(0), 1e-12);
        assertEquals(11 / 12.0, axis.at(10), 1e-12);
    }

    /** Any two numbers, from the smallest to the largest there are. */
    @Test
    void everyAxisHasSomeTicksInOrderWithLabelsOfTheirOwn() {
        for (long seed = 1; seed <= 3_000; seed++) {
            Random random = new Random(seed);
            boolean log = random.nextInt(3) == 0;
            double scale = Math.pow(10, random.nextInt(400) - 200);
            double a = random.nextGaussian() * scale;
            double b = random.nextBoolean() ? a * (1 + 0.01 * random.nextDouble()) : random.nextGaussian() * scale;
            Axis axis = Axis.of(log, 0.02, List.of(new double[] {log ? Math.abs(a) : a, log ? Math.abs(b) : b}));
            String message = "seed " + seed;
            assertTrue(axis != null, message);
            double[] ticks = axis.ticks();
            assertTrue(ticks.length >= 2 && ticks.length <= 14, message + ": " + Arrays.toString(ticks));
            double[] sorted = ticks.clone();
            Arrays.sort(sorted);
            assertArrayEquals(sorted, ticks, message);
            assertTrue(axis.at(ticks[0]) >= -1e-6 && axis.at(ticks[ticks.length - 1]) <= 1 + 1e-6, message);
            List<String> labels = labels(axis);
            assertEquals(labels.size(), new HashSet<>(labels).size(), message + ": " + labels);
            for (String label : labels) {
                assertTrue(label.length() <= 12, message + ": " + labels);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1, 1",
        "0.5, 0.5",
        "0.12345, 0.1235",
        "12.3456, 12.35",
        "123.456, 123.5",
        "98765.4, 98765",
        "1234567, 1.23e6",
        "0.0000123, 1.23e-5",
        "-2.5, -2.5",
        "NaN, NaN",
        "Infinity, Infinity",
        "100, 100"
    })
    void numbersForPeople(double number, String text) {
        assertEquals(text, Plot.number(number));
    }
}

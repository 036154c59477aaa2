package lanewise.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The expected numbers come from Python's whole numbers:
 *
 * <pre>{@code
 * M, G = (1 << 64) - 1, 0x9E3779B97F4A7C15
 * def mix(z):
 *     z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & M
 *     z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & M
 *     return z ^ (z >> 31)
 * def bits(key, i): return mix((key + (i + 1) * G) & M)
 * key = mix((42 + G) & M)
 * u = [(bits(key, i) >> 11) * 2.0**-53 for i in range(2)]
 * normal = math.sqrt(-2 * math.log(1 - u[0])) * math.cos(2 * math.pi * u[1])
 * child = mix(bits(key, 0) ^ 0x5851F42D4C957F2D)
 * }</pre>
 */
@Tag("lane")
class RngTest {

    private static final int MANY = 200_000;

    @Test
    void isSplitMix64ByIndex() {
        // The first outputs of the published generator at seed 0.
        Rng published = Rng.restore(0, 0);
        assertEquals(0xE220A8397B1DCDAFL, published.nextLong());
        assertEquals(0x6E789E6AA1B965F4L, published.nextLong());
        assertEquals(0x06C45D188009454FL, published.nextLong());
    }

    @Test
    void drawsTheNumbersOfItsDefinition() {
        Rng rng = Rng.of(42);
        assertEquals(0xBDD732262FEB6E95L, rng.key());
        assertEquals(0x57E1FABA65107204L, rng.nextLong());
        assertEquals(0xF4ABD143FEB24055L, rng.nextLong());
        assertEquals(0x7C816738C12903B2L, rng.nextLong());
        assertEquals(3, rng.index());
        assertEquals(5759482 * 0x1p-24f, Rng.of(42).nextFloat());
        assertEquals(0x1.5f87eae99441cp-2, Rng.of(42).nextDouble());
        assertEquals(0.8818545873573221, Rng.of(42).nextGaussian(), 1e-15);
        Rng dice = Rng.of(42);
        int[] thrown = new int[10];
        Arrays.setAll(thrown, i -> dice.nextInt(6));
        assertArrayEquals(new int[] {4, 4, 1, 4, 2, 1, 4, 1, 1, 4}, thrown);
        assertArrayEquals(new int[] {0, 3, 6, 5, 7, 2, 9, 8, 1, 4}, Rng.of(42).permutation(10));
    }

    @Test
    void splitsIntoStreamsOfTheirOwn() {
        Rng parent = Rng.of(42);
        Rng child = parent.split();
        assertEquals(0xF3EFC1996F9279E1L, child.key());
        assertEquals(0x3E83F1C1667A1CD2L, child.nextLong());
        assertEquals(1, parent.index());
        Set<Long> numbers = new HashSet<>();
        for (int stream = 0; stream < 100; stream++) {
            Rng one = parent.split();
            for (int i = 0; i < 100; i++) {
                numbers.add(one.nextLong());
            }
        }
        assertEquals(10_000, numbers.size());
    }

    @Test
    void siblingsAreUncorrelated() {
        Rng parent = Rng.of(7);
        Rng a = parent.split();
        Rng b = parent.split();
        double product = 0;
        for (int i = 0; i < MANY; i++) {
            product += (a.nextDouble() - 0.5) * (b.nextDouble() - 0.5);
        }
        // A product of two uniforms about 0 has the deviation 1 / 12.
        assertEquals(0, product / MANY, 5 / 12.0 / Math.sqrt(MANY), "seed 7");
    }

    @Test
    void goesOnWhereItWasRestored() {
        Rng rng = Rng.of(3);
        rng.nextGaussian();
        rng.nextInt(10);
        Rng same = Rng.restore(rng.key(), rng.index());
        for (int i = 0; i < 10; i++) {
            assertEquals(rng.nextLong(), same.nextLong());
        }
    }

    @Test
    void reservesNumbers() {
        Rng rng = Rng.of(3);
        rng.nextLong();
        assertEquals(1, rng.reserve(5));
        Rng other = Rng.of(3);
        for (int i = 0; i < 6; i++) {
            other.nextLong();
        }
        assertEquals(other.nextLong(), rng.nextLong());
    }

    @Test
    void nextIntIsUniform() {
        for (int bound : new int[] {1, 2, 3, 10, 100}) {
            Rng rng = Rng.of(bound);
            int[] counts = new int[bound];
            for (int i = 0; i < MANY; i++) {
                counts[rng.nextInt(bound)]++;
            }
            double expected = (double) MANY / bound;
            double chiSquare = 0;
            for (int count : counts) {
                chiSquare += (count - expected) * (count - expected) / expected;
            }
            double freedom = bound - 1;
            assertTrue(chiSquare <= freedom + 5 * Math.sqrt(2 * freedom), "bound and seed " + bound + ": " + chiSquare);
        }
        int[] large = new int[1000];
        Rng rng = Rng.of(1);
        Arrays.setAll(large, i -> rng.nextInt(Integer.MAX_VALUE));
        assertTrue(Arrays.stream(large).allMatch(i -> i >= 0));
        assertTrue(Arrays.stream(large).anyMatch(i -> i > 1 << 30));
        assertThrows(IllegalArgumentException.class, () -> rng.nextInt(0));
    }

    @Test
    void momentsAreThoseOfTheDistributions() {
        Rng rng = Rng.of(11);
        assertMoments(rng::nextGaussian, 0, 1, 0, 3);
        assertMoments(rng::nextFloat, 0.5, 1 / 12.0, 0, 1.8);
        assertMoments(rng::nextDouble, 0.5, 1 / 12.0, 0, 1.8);
    }

    private static void assertMoments(
            DoubleSupplier source, double mean, double variance, double skew, double kurtosis) {
        double[] moments = new double[4];
        for (int i = 0; i < MANY; i++) {
            double x = (source.getAsDouble() - mean) / Math.sqrt(variance);
            for (int power = 0; power < 4; power++) {
                moments[power] += Math.pow(x, power + 1) / MANY;
            }
        }
        // The k-th moment of the normal distribution scatters by sqrt(E x^2k); no other here scatters more.
        double[] scatter = {1, Math.sqrt(2), Math.sqrt(15), Math.sqrt(96)};
        double[] expected = {0, 1, skew, kurtosis};
        for (int power = 0; power < 4; power++) {
            assertEquals(
                    expected[power], moments[power], 5 * scatter[power] / Math.sqrt(MANY), "moment " + (power + 1));
        }
    }

    @Test
    void permutationsHoldEachNumberOnceAndEachOrderAlike() {
        int[] sorted = Rng.of(1).permutation(1000);
        Arrays.sort(sorted);
        for (int i = 0; i < 1000; i++) {
            assertEquals(i, sorted[i]);
        }
        assertEquals(0, Rng.of(1).permutation(0).length);
        Rng rng = Rng.of(2);
        int[] orders = new int[9];
        for (int i = 0; i < 60_000; i++) {
            int[] order = rng.permutation(3);
            orders[order[0] * 3 + order[1]]++;
        }
        for (int i = 0; i < 9; i++) {
            assertEquals(i % 4 == 0 ? 0 : 10_000, orders[i], 5 * Math.sqrt(10_000), "order " + i + ", seed 2");
        }
    }

    @Test
    void seedsDiffer() {
        assertNotEquals(Rng.of(0).nextLong(), Rng.of(1).nextLong());
        assertEquals(Rng.of(-5).nextLong(), Rng.of(-5).nextLong());
    }

    @Test
    void fillsTensors() {
        float[] uniform = Tensor.uniform(Rng.of(4), -2, 6, 100, 100).toArray();
        float[] normal = Tensor.normal(Rng.of(4), 3, 0.5f, 100, 100).toArray();
        double uniformSum = 0;
        double normalSum = 0;
        for (int i = 0; i < 10_000; i++) {
            assertTrue(uniform[i] >= -2 && uniform[i] <= 6, "element " + i + " is " + uniform[i]);
            uniformSum += uniform[i];
            normalSum += normal[i];
        }
        assertEquals(2, uniformSum / 10_000, 5 * 8 / Math.sqrt(12 * 10_000), "seed 4");
        assertEquals(3, normalSum / 10_000, 5 * 0.5 / 100, "seed 4");
    }
}

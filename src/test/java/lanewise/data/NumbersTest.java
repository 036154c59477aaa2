package lanewise.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import lanewise.tensor.Rng;
import org.junit.jupiter.api.Test;

class NumbersTest {

    private static void assertKept(String array, double... values) {
        Numbers numbers = Numbers.of(values.clone());
        assertEquals(array, numbers.toString());
        assertArrayEquals(values, numbers.toArray());
        assertEquals(values.length, numbers.size());
        for (int i = 0; i < values.length; i++) {
            assertEquals(values[i], numbers.get(i));
        }
        int[] places = {values.length - 1, -1, 0};
        assertArrayEquals(
                new double[] {values[values.length - 1], Double.NaN, values[0]},
                numbers.select(places).toArray());
        assertEquals(array, numbers.select(places).toString());
        double[] twice = new double[2 * values.length];
        System.arraycopy(values, 0, twice, 0, values.length);
        System.arraycopy(values, 0, twice, values.length, values.length);
        assertArrayEquals(twice, numbers.append(numbers).toArray());
        assertEquals(Numbers.of(twice).hashCode(), numbers.append(numbers).hashCode());
    }

    @Test
    void theSmallestArrayThatHoldsAllExactly() {
        assertKept("byte[]", 0, 1, Double.NaN);
        assertKept("byte[]", -127, 127);
        assertKept("byte[]", Double.NaN);
        assertKept("short[]", -128, Double.NaN);
        assertKept("short[]", 128);
        assertKept("short[]", -32_767, 32_767);
        assertKept("int[]", -32_768);
        assertKept("int[]", 32_768, 1);
        assertKept("int[]", Integer.MAX_VALUE, -Integer.MAX_VALUE, Double.NaN);
        assertKept("float[]", Integer.MIN_VALUE);
        assertKept("float[]", 0.5, Double.NaN);
        assertKept("float[]", -0.0, 1);
        assertKept("float[]", Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);
        assertKept("float[]", 0x1p31, 1e10);
        assertKept("double[]", 0.1);
        assertKept("double[]", 0.1, 1, Double.NaN, -0.0);
        assertKept("double[]", Integer.MAX_VALUE, 0x1p31);
        assertKept("double[]", 1e300);
        assertKept("double[]", Double.MIN_VALUE);
    }

    @Test
    void equalWhateverTheArray() {
        Numbers shorts = Numbers.of(new double[] {1, 1000}).select(new int[] {0});
        assertEquals("short[]", shorts.toString());
        assertEquals(Numbers.of(new double[] {1}), shorts);
        assertEquals(Numbers.of(new double[] {1}).hashCode(), shorts.hashCode());
        assertNotEquals(Numbers.of(new double[] {0.0}), Numbers.of(new double[] {-0.0}));
        assertNotEquals(Numbers.of(new double[] {1}), Numbers.of(new double[] {1, 1}));
        assertEquals(
                Numbers.of(new double[] {Double.NaN}),
                Numbers.of(new double[] {Double.NaN, 0.1}).select(new int[] {0}));
        assertEquals("byte[]", Numbers.of(new double[0]).toString());
    }

    @Test
    void anyMixture() {
        for (int seed = 0; seed < 300; seed++) {
            Rng rng = Rng.of(seed);
            double[] values = new double[1 + rng.nextInt(20)];
            int kind = rng.nextInt(6);
            for (int i = 0; i < values.length; i++) {
                values[i] = switch (rng.nextInt(8) == 0 ? 6 : rng.nextInt(kind + 1)) {
                    case 0 -> rng.nextInt(2);
                    case 1 -> rng.nextInt(300) - 150;
                    case 2 -> rng.nextInt(70_000) - 35_000;
                    case 3 -> (int) rng.nextLong();
                    case 4 -> rng.nextFloat() - 0.5f;
                    case 5 -> Double.longBitsToDouble(rng.nextLong());
                    default -> Double.NaN;
                };
            }
            assertArrayEquals(values, Numbers.of(values.clone()).toArray(), "seed " + seed);
        }
    }
}

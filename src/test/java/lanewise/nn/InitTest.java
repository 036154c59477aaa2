package lanewise.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import lanewise.tensor.Parameter;
import lanewise.tensor.Rng;
import lanewise.tensor.Shape;
import org.junit.jupiter.api.Test;

/** Bounds and moments of initial values; a mean is trusted to five of its standard deviations. */
class InitTest {

    private static final long SEED = 7;

    /** Fan-in 50, fan-out 200. */
    private static final Shape SHAPE = Shape.of(200, 50);

    private static void assertUniform(double low, double high, float[] values) {
        double width = high - low;
        double sum = 0;
        double smallest = Double.POSITIVE_INFINITY;
        double largest = Double.NEGATIVE_INFINITY;
        for (float value : values) {
            sum += value;
            smallest = Math.min(smallest, value);
            largest = Math.max(largest, value);
        }
        int n = values.length;
        assertTrue(smallest >= low - 1e-6 && largest <= high + 1e-6, smallest + " to " + largest + ", seed " + SEED);
        // The chance that no number falls into an outer hundredth is 0.99^n.
        assertEquals(low, smallest, width / 100, "the smallest, seed " + SEED);
        assertEquals(high, largest, width / 100, "the largest, seed " + SEED);
        assertEquals((low + high) / 2, sum / n, 5 * width / Math.sqrt(12.0 * n), "the mean, seed " + SEED);
    }

    private static void assertNormal(double mean, double deviation, float[] values) {
        int n = values.length;
        double sum = 0;
        double squares = 0;
        double cubes = 0;
        double fourths = 0;
        for (float value : values) {
            double z = (value - mean) / deviation;
            sum += z;
            squares += z * z;
            cubes += z * z * z;
            fourths += z * z * z * z;
        }
        assertEquals(0, sum / n, 5 * Math.sqrt(1.0 / n), "the mean, seed " + SEED);
        assertEquals(1, squares / n, 5 * Math.sqrt(2.0 / n), "the variance, seed " + SEED);
        assertEquals(0, cubes / n, 5 * Math.sqrt(15.0 / n), "the third moment, seed " + SEED);
        assertEquals(3, fourths / n, 5 * Math.sqrt(96.0 / n), "the fourth moment, seed " + SEED);
    }

    private static float[] values(Init init) {
        float[] values = init.values(SHAPE, Rng.of(SEED));
        assertEquals(SHAPE.elements(), values.length);
        return values;
    }

    @Test
    void uniform() {
        assertUniform(-2, 3, values(Init.uniform(-2, 3)));
    }

    @Test
    void normal() {
        assertNormal(5, 0.5, values(Init.normal(5, 0.5f)));
    }

    @Test
    void kaiming() {
        assertNormal(0, Math.sqrt(2.0 / 50), values(Init.kaimingNormal()));
        double bound = Math.sqrt(6.0 / 50);
        assertUniform(-bound, bound, values(Init.kaimingUniform()));
    }

    @Test
    void xavier() {
        assertNormal(0, Math.sqrt(2.0 / 250), values(Init.xavierNormal()));
        double bound = Math.sqrt(6.0 / 250);
        assertUniform(-bound, bound, values(Init.xavierUniform()));
    }

    @Test
    void theFanOfAConvolutionCountsItsWindow() {
        float[] values = Init.kaimingNormal().values(Shape.of(40, 10, 5, 5), Rng.of(SEED));
        assertNormal(0, Math.sqrt(2.0 / (10 * 25)), values);
        double bound = Math.sqrt(6.0 / (10 * 25 + 40 * 25));
        assertUniform(-bound, bound, Init.xavierUniform().values(Shape.of(40, 10, 5, 5), Rng.of(SEED)));
    }

    @Test
    void constants() {
        assertArrayEquals(new float[] {0, 0}, Init.zeros().values(Shape.of(2), Rng.of(SEED)));
        assertArrayEquals(new float[] {1, 1}, Init.ones().values(Shape.of(2), Rng.of(SEED)));
        assertArrayEquals(new float[] {2.5f, 2.5f}, Init.constant(2.5f).values(Shape.of(2), Rng.of(SEED)));
    }

    @Test
    void layersStartAsPyTorchs() {
        Parameters parameters = Parameters.init(SEED);
        Linear linear = Linear.of(parameters.scope("linear"), 100, 2000);
        assertUniform(-0.1, 0.1, linear.weight().value().toArray());
        assertUniform(-0.1, 0.1, linear.parameters().get(1).value().toArray());
        Linear withoutBias = Linear.withoutBias(parameters.scope("withoutBias"), 25, 400);
        assertUniform(-0.2, 0.2, withoutBias.weight().value().toArray());
        assertEquals(1, withoutBias.parameters().size());
        assertNormal(
                0,
                1,
                Embedding.of(parameters.scope("embedding"), 100, 100)
                        .weight()
                        .value()
                        .toArray());
        float[] expected = {1, 1, 0, 0, 0, 0, 1, 1};
        int at = 0;
        for (Parameter parameter : BatchNorm.of(parameters.scope("norm"), 2).parameters()) {
            assertEquals(expected[at++], parameter.value().get(0), parameter.name());
            assertEquals(expected[at++], parameter.value().get(1), parameter.name());
        }
    }
}

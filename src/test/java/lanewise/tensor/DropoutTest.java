package lanewise.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("lane")
class DropoutTest {

    private static final int COUNT = 100_000;

    @Test
    void zeroesTheShareItShould() {
        for (float p : new float[] {0.01f, 0.25f, 0.5f, 0.9f}) {
            float[] y = Functional.dropout(Tensor.ones(COUNT), p, Rng.of(1)).toArray();
            int zeros = 0;
            int pairs = 0;
            for (int i = 0; i < COUNT; i++) {
                if (y[i] == 0) {
                    zeros++;
                    pairs += i > 0 && y[i - 1] == 0 ? 1 : 0;
                } else {
                    assertEquals(1 / (1 - p), y[i], 1e-6f / (1 - p), "p " + p + ", seed 1, element " + i);
                }
            }
            assertEquals(p, zeros / (double) COUNT, 5 * Math.sqrt(p * (1 - p) / COUNT), "zeros at p " + p + ", seed 1");
            double both = p * p;
            // Neighbouring pairs overlap, which makes their count scatter up to three times as much.
            assertEquals(both, pairs / (double) COUNT, 5 * Math.sqrt(3 * both * (1 - both) / COUNT), "pairs at p " + p);
        }
    }

    @Test
    void theGradientHasTheMaskOfTheValue() {
        Tensor x = Tensor.ones(1000).tracked();
        Tensor y = Functional.dropout(x, 0.4f, Rng.of(2));
        assertArrayEquals(y.toArray(), y.sum().backward().of(x).toArray());
        assertArrayEquals(y.toArray(), y.sum().backward().of(x).toArray(), "in a second pass");
    }

    @Test
    void callsDrawOnFromOneStream() {
        Rng rng = Rng.of(3);
        float[] first = Functional.dropout(Tensor.ones(600), 0.5f, rng).toArray();
        float[] second = Functional.dropout(Tensor.ones(400), 0.5f, rng).toArray();
        assertEquals(1000, rng.index());
        float[] together =
                Functional.dropout(Tensor.ones(1000), 0.5f, Rng.of(3)).toArray();
        assertArrayEquals(Arrays.copyOf(together, 600), first);
        assertArrayEquals(Arrays.copyOfRange(together, 600, 1000), second);
        assertFalse(Arrays.equals(Arrays.copyOf(first, 400), second));
    }
}

package lanewise.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import lanewise.tensor.Rng;
import lanewise.tensor.Tensor;
import org.junit.jupiter.api.Test;

class DropoutTest {

    private static final Tensor ONES = Tensor.ones(100, 100);

    private static float[] train(float p, long seed) {
        return Dropout.of(p).forward(ONES, Pass.training(Rng.of(seed))).toArray();
    }

    @Test
    void dropsTheShareAndScalesTheRest() {
        float[] y = train(0.2f, 1);
        int dropped = 0;
        for (float value : y) {
            assertTrue(value == 0 || value == 1 / (1 - 0.2f), () -> "an element is " + value);
            dropped += value == 0 ? 1 : 0;
        }
        // Five standard deviations of 10,000 draws.
        assertEquals(2000, dropped, 200);
    }

    @Test
    void drawsFromThePass() {
        assertArrayEquals(train(0.5f, 1), train(0.5f, 1));
        assertFalse(Arrays.equals(train(0.5f, 1), train(0.5f, 2)));
        Pass pass = Pass.training(Rng.of(3));
        float[] first = Dropout.of(0.5f).forward(ONES, pass).toArray();
        assertFalse(Arrays.equals(first, Dropout.of(0.5f).forward(ONES, pass).toArray()), "two layers of a pass");
    }

    @Test
    void doesNothingInInferenceOrWithoutProbability() {
        assertSame(ONES, Dropout.of(0.9f).forward(ONES, Pass.inference()));
        assertArrayEquals(ONES.toArray(), train(0, 1));
        assertArrayEquals(new float[10_000], train(1, 1));
    }

    @Test
    void refusesWhatIsNoProbability() {
        for (float p : new float[] {-0.1f, 1.1f, Float.NaN}) {
            assertEquals(
                    "Dropout: the probability must lie between 0 and 1, got " + p,
                    assertThrows(IllegalArgumentException.class, () -> Dropout.of(p))
                            .getMessage());
        }
    }
}

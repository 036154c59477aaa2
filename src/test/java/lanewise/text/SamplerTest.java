package lanewise.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import lanewise.tensor.Rng;
import org.junit.jupiter.api.Test;

class SamplerTest {

    private static final int DRAWS = 20_000;

    /** Logarithms of the probabilities 0.5, 0.3, 0.15, 0.05, in another order. */
    private static final float[] SCORES = {
        (float) Math.log(0.15), (float) Math.log(0.5), (float) Math.log(0.05), (float) Math.log(0.3)
    };

    private static double[] shares(Sampler sampler) {
        Rng rng = Rng.of(4);
        double[] shares = new double[SCORES.length];
        for (int i = 0; i < DRAWS; i++) {
            shares[sampler.choose(SCORES, id -> true, rng)] += 1.0 / DRAWS;
        }
        return shares;
    }

    private static void check(Sampler sampler, double... expected) {
        double[] shares = shares(sampler);
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], shares[i], 0.015, sampler + ", token " + i + ", seed 4");
            assertTrue(expected[i] > 0 || shares[i] == 0, sampler + ", token " + i);
        }
    }

    @Test
    void drawsByTheProbabilities() {
        check(Sampler.temperature(1), 0.15, 0.5, 0.05, 0.3);
        double sum = Math.pow(0.15, 2) + Math.pow(0.5, 2) + Math.pow(0.05, 2) + Math.pow(0.3, 2);
        check(
                Sampler.temperature(0.5f),
                Math.pow(0.15, 2) / sum,
                Math.pow(0.5, 2) / sum,
                Math.pow(0.05, 2) / sum,
                Math.pow(0.3, 2) / sum);
    }

    @Test
    void keepsTheBest() {
        check(Sampler.temperature(1).topK(2), 0, 0.625, 0, 0.375);
        check(Sampler.temperature(1).topK(9), 0.15, 0.5, 0.05, 0.3);
        check(Sampler.temperature(1).topP(0.4f), 0, 1, 0, 0);
        check(Sampler.temperature(1).topP(0.9f), 0.15 / 0.95, 0.5 / 0.95, 0, 0.3 / 0.95);
        check(Sampler.greedy(), 0, 1, 0, 0);
    }

    @Test
    void whatIsNotAllowedIsNeverChosen() {
        Rng rng = Rng.of(1);
        for (int i = 0; i < 100; i++) {
            assertEquals(2, Sampler.temperature(5).choose(SCORES, id -> id == 2, rng));
        }
        assertEquals(3, Sampler.greedy().choose(SCORES, id -> id != 1, rng));
        assertThrows(IllegalArgumentException.class, () -> Sampler.greedy().choose(SCORES, id -> false, rng));
    }

    @Test
    void theFirstAmongEqualsIsTheGreedyChoice() {
        assertEquals(1, Sampler.greedy().choose(new float[] {0, 2, 2}, id -> true, Rng.of(1)));
    }

    @Test
    void wrongSettingsAreErrors() {
        assertThrows(IllegalArgumentException.class, () -> Sampler.temperature(-1));
        assertThrows(IllegalArgumentException.class, () -> Sampler.temperature(Float.NaN));
        assertThrows(IllegalArgumentException.class, () -> Sampler.greedy().topP(0));
        assertThrows(IllegalArgumentException.class, () -> Sampler.greedy().topK(-1));
    }
}

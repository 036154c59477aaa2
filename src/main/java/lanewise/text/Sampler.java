package lanewise.text;

import java.util.Arrays;
import java.util.function.IntPredicate;
import lanewise.tensor.Rng;

/**
 * How the next token is chosen from the scores of all: greedily, or by chance from the softmax of the scores over the
 * temperature, of which only the most likely tokens may be kept.
 *
 * @param temperature 1 draws as the model says, less is more cautious, 0 always takes the most likely token
 * @param topK how many of the most likely tokens are kept; 0 for all
 * @param topP the most likely tokens are kept until their probabilities come to this; 1 for all
 */
public record Sampler(float temperature, int topK, float topP) {

    public Sampler {
        if (!(temperature >= 0) || Float.isInfinite(temperature)) {
            throw new IllegalArgumentException(
                    "sampler: the temperature must be at least 0 and finite, got " + temperature);
        }
        if (topK < 0) {
            throw new IllegalArgumentException("sampler: the number of tokens kept may not be negative, got " + topK);
        }
        if (!(topP > 0 && topP <= 1)) {
            throw new IllegalArgumentException(
                    "sampler: the probability kept must be more than 0 and at most 1, got " + topP);
        }
    }

    /** Always the most likely token. */
    public static Sampler greedy() {
        return new Sampler(0, 0, 1);
    }

    /** By chance, at a temperature. */
    public static Sampler temperature(float temperature) {
        return new Sampler(temperature, 0, 1);
    }

    /** The same from the {@code count} most likely tokens only. */
    public Sampler topK(int count) {
        return new Sampler(temperature, count, topP);
    }

    /** The same from the most likely tokens that come to this probability together (nucleus sampling). */
    public Sampler topP(float probability) {
        return new Sampler(temperature, topK, probability);
    }

    /**
     * The number of the chosen token.
     *
     * @param scores one for each token, before the softmax
     * @param allowed which tokens may be chosen; one at least
     */
    public int choose(float[] scores, IntPredicate allowed, Rng rng) {
        int[] order = byScore(scores, allowed);
        if (order.length == 0) {
            throw new IllegalArgumentException("sampler: none of the " + scores.length + " tokens may be chosen");
        }
        if (temperature == 0) {
            return order[0];
        }
        int kept = topK == 0 ? order.length : Math.min(topK, order.length);
        double[] weights = new double[kept];
        double total = 0;
        for (int i = 0; i < kept; i++) {
            weights[i] = Math.exp(((double) scores[order[i]] - scores[order[0]]) / temperature);
            total += weights[i];
        }
        double sum = 0;
        int count = 0;
        do {
            sum += weights[count++];
        } while (count < kept && sum < topP * total);
        double target = rng.nextDouble() * sum;
        double passed = 0;
        for (int i = 0; i < count - 1; i++) {
            passed += weights[i];
            if (target < passed) {
                return order[i];
            }
        }
        return order[count - 1];
    }

    /** The allowed tokens, best first, the lower number first among equals. */
    private static int[] byScore(float[] scores, IntPredicate allowed) {
        Integer[] ids = new Integer[scores.length];
        int count = 0;
        for (int id = 0; id < scores.length; id++) {
            if (allowed.test(id)) {
                ids[count++] = id;
            }
        }
        Arrays.sort(ids, 0, count, (a, b) -> {
            int byScore = Float.compare(scores[b], scores[a]);
            return byScore != 0 ? byScore : Integer.compare(a, b);
        });
        int[] order = new int[count];
        for (int i = 0; i < count; i++) {
            order[i] = ids[i];
        }
        return order;
    }
}

package lanewise.train;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One row of a training's table.
 *
 * @param epoch from 0
 * @param trainLoss the debiased exponential mean of the batches' losses, which forgets 2 % per batch and runs on through
 *     the epochs of a fit
 * @param validLoss the mean over the validation rows; NaN without any
 * @param metrics by name, in the learner's order
 * @param seconds the time of training and validation
 */
public record Epoch(int epoch, double trainLoss, double validLoss, Map<String, Double> metrics, double seconds) {

    public Epoch {
        metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    }

    /** The same row with another number. */
    Epoch numbered(int other) {
        return new Epoch(other, trainLoss, validLoss, metrics, seconds);
    }
}

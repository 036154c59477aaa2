package lanewise.train;

import java.util.function.ToDoubleBiFunction;
import lanewise.tensor.Functional;
import lanewise.tensor.IntTensor;
import lanewise.tensor.Tensor;

/**
 * A figure of merit over the validation rows.
 *
 * @param <T> the targets
 */
public interface Metric<T> {

    /** Its name in tables and files, as in {@code rmse}. */
    String name();

    /** A new sum, for one pass over the rows. */
    Accumulator<T> start();

    /** What the batches so far have come to. */
    interface Accumulator<T> {
        void add(Tensor prediction, T target, int rows);

        /** The value over all rows; NaN if there were none. */
        double value();
    }

    /** The mean over all rows of something that is itself a mean over the rows of a batch. */
    static <T> Metric<T> mean(String name, ToDoubleBiFunction<Tensor, T> ofBatch) {
        return new MeanMetric<>(name, ofBatch, value -> value);
    }

    /** The mean absolute error. */
    static Metric<Tensor> mae() {
        return mean(
                "mae",
                (prediction, target) -> Functional.l1Loss(prediction, target).item());
    }

    /** The root of the mean squared error over all rows, not the mean of the batches' roots. */
    static Metric<Tensor> rmse() {
        return new MeanMetric<>(
                "rmse",
                (prediction, target) -> Functional.mseLoss(prediction, target).item(),
                Math::sqrt);
    }

    /** The share of rows whose largest logit is that of their class. */
    static Metric<IntTensor> accuracy() {
        return mean("accuracy", (prediction, target) -> {
            int[] chosen = prediction.argmax(-1).toArray();
            int[] right = target.toArray();
            int hits = 0;
            for (int i = 0; i < right.length; i++) {
                hits += chosen[i] == right[i] ? 1 : 0;
            }
            return right.length == 0 ? Double.NaN : (double) hits / right.length;
        });
    }

    /**
     * This metric as the course of 2017 took it: computed for each batch, then the plain mean of the batches, however
     * short the last one is.
     */
    default Metric<T> meanOfBatches() {
        return new MeanOfBatches<>(this);
    }
}

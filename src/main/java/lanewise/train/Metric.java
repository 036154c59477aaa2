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

    /** The share of the targets' variance that is explained, over all rows: {@code 1 - sum (t - p)^2 / sum (t - mean)^2}. */
    static Metric<Tensor> r2() {
        return new RSquared();
    }

    /** The root of the mean of {@code ((t - p) / t)^2} over all rows. */
    static Metric<Tensor> rmspe() {
        return new MeanMetric<>("rmspe", (prediction, target) -> PercentageError.of(prediction, target), Math::sqrt);
    }

    /** {@link #rmspe} of a net that predicts the logarithm: of {@code e^t} and {@code e^p}. */
    static Metric<Tensor> expRmspe() {
        return new MeanMetric<>(
                "exp_rmspe", (prediction, target) -> PercentageError.ofLogarithms(prediction, target), Math::sqrt);
    }

    /**
     * The share of rows whose largest logit is that of their class; where there is one logit for each target (two classes, or
     * several labels), the share of those whose sign is right.
     *
     * @param <T> {@link IntTensor} or {@link Tensor}, of class numbers or 0 and 1; so with all metrics of classes
     */
    static <T> Metric<T> accuracy() {
        return mean("accuracy", (prediction, target) -> {
            int[] chosen = ClassNumbers.isBinary(prediction, target)
                    ? ClassNumbers.positive(prediction, 0)
                    : ClassNumbers.chosen(prediction);
            int[] right = ClassNumbers.of(target);
            int hits = 0;
            for (int i = 0; i < right.length; i++) {
                hits += chosen[i] == right[i] ? 1 : 0;
            }
            return right.length == 0 ? Double.NaN : (double) hits / right.length;
        });
    }

    /**
     * The area under the receiver operating characteristic over all rows, of two classes with one logit a row, or of all
     * labels together. NaN while one of the two classes is absent.
     */
    static <T> Metric<T> auc() {
        return new AreaUnderCurve<>();
    }

    /**
     * The weighted harmonic mean of precision and recall over all rows, of the second class of two, of all labels together,
     * or of more classes the plain mean of theirs.
     *
     * @param beta how many times more recall matters than precision; 1 gives the usual F1
     */
    static <T> Metric<T> fBeta(double beta) {
        return new FBeta<>(beta);
    }

    /** The mean of {@code -log p} of the class of each row, from logits: the cross-entropy, in nats. */
    static <T> Metric<T> logLoss() {
        return mean("log_loss", LogLoss::of);
    }

    /** This metric under another name: one name can stand in a table once. */
    default Metric<T> named(String other) {
        Metric<T> metric = this;
        return new Metric<>() {
            @Override
            public String name() {
                return other;
            }

            @Override
            public Accumulator<T> start() {
                return metric.start();
            }
        };
    }

    /**
     * This metric as the course of 2017 took it: computed for each batch, then the plain mean of the batches, however
     * short the last one is.
     */
    default Metric<T> meanOfBatches() {
        return new MeanOfBatches<>(this);
    }
}

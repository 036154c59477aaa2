package lanewise.train;

import lanewise.tensor.Tensor;

/** Means of squared errors relative to the target. */
final class PercentageError {

    private PercentageError() {}

    /** The mean of {@code ((t - p) / t)^2}. */
    static double of(Tensor prediction, Tensor target) {
        float[] predictions = prediction.toArray();
        float[] targets = target.toArray();
        double sum = 0;
        for (int i = 0; i < targets.length; i++) {
            double relative = ((double) targets[i] - predictions[i]) / targets[i];
            sum += relative * relative;
        }
        return sum / targets.length;
    }

    /** The same of {@code e^t} and {@code e^p}, where {@code (e^t - e^p) / e^t = 1 - e^(p - t)}. */
    static double ofLogarithms(Tensor prediction, Tensor target) {
        float[] predictions = prediction.toArray();
        float[] targets = target.toArray();
        double sum = 0;
        for (int i = 0; i < targets.length; i++) {
            double relative = Math.expm1((double) predictions[i] - targets[i]);
            sum += relative * relative;
        }
        return sum / targets.length;
    }
}

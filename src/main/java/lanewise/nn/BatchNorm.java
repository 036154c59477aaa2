package lanewise.nn;

import java.util.Arrays;
import java.util.List;
import lanewise.tensor.Functional;
import lanewise.tensor.Parameter;
import lanewise.tensor.Tensor;

/**
 * Batch normalisation (Ioffe and Szegedy, 2015) of the columns of [rows, columns], as PyTorch's {@code BatchNorm1d}:
 * {@code y = (x - mean) / sqrt(variance + eps) * weight + bias}. In training mean and biased variance are the batch's and
 * the running statistics move to them, {@code running = 0.9 * running + 0.1 * new} (the variance unbiased); in inference,
 * and when weight and bias or the running statistics are frozen, the running statistics are used and stay as they are.
 */
public record BatchNorm(
        Parameter weight, Parameter bias, Parameter runningMean, Parameter runningVariance, float eps, float momentum)
        implements Layer {

    /** With weight 1, bias 0, eps 1e-5 and momentum 0.1. */
    public static BatchNorm of(Parameters parameters, int columns) {
        return of(parameters, columns, Init.ones());
    }

    /** The same with other initial weights. */
    public static BatchNorm of(Parameters parameters, int columns, Init weight) {
        return new BatchNorm(
                parameters.weight("weight", weight, columns),
                parameters.weight("bias", Init.zeros(), columns),
                parameters.statistic("running_mean", 0, columns),
                parameters.statistic("running_var", 1, columns),
                1e-5f,
                0.1f);
    }

    /** The same layer with another eps, what is added to the variance. */
    public BatchNorm eps(float other) {
        return new BatchNorm(weight, bias, runningMean, runningVariance, other, momentum);
    }

    /** The same layer with another momentum, the share of the new batch in the running statistics. */
    public BatchNorm momentum(float other) {
        return new BatchNorm(weight, bias, runningMean, runningVariance, eps, other);
    }

    @Override
    public Tensor forward(Tensor x, Pass pass) {
        Tensor w = pass.value(weight);
        Tensor b = pass.value(bias);
        boolean frozen = runningMean.isFrozen() || (!weight.isTrainable() && !bias.isTrainable());
        Tensor y = pass.isTraining() && !frozen
                ? Functional.batchNormTraining(x, runningMean, runningVariance, w, b, pass.momentumOr(momentum), eps)
                : Functional.batchNormInference(x, runningMean.value(), runningVariance.value(), w, b, eps);
        return pass.observe(this, y);
    }

    @Override
    public List<Parameter> parameters() {
        return Arrays.asList(weight, bias, runningMean, runningVariance);
    }

    @Override
    public String toString() {
        return "BatchNorm1d(" + weight.elements() + ", eps=" + Numbers.text(eps) + ", momentum="
                + Numbers.text(momentum) + ", affine=True)";
    }
}

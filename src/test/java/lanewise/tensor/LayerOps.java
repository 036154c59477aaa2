package lanewise.tensor;

import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.DoubleUnaryOperator;
import lanewise.backend.Device;
import lanewise.backend.TestDevice;

/** The operations that layers and losses are made of. */
final class LayerOps extends OpTable {

    private static final double EPSILON = 1e-5f;

    @Override
    void fill() {
        linear("linear", (x, b) -> Functional.linear(x.get(0), x.get(1), b), v -> v);
        linear("relu", (x, b) -> Functional.linearRelu(x.get(0), x.get(1), b), v -> Math.max(v, 0));
        linear("leaky", (x, b) -> Functional.linearLeakyRelu(x.get(0), x.get(1), b, 0.25f), v -> v > 0 ? v : 0.25 * v);
        linear("sigmoid", (x, b) -> Functional.linearSigmoid(x.get(0), x.get(1), b), ArithmeticOps::sigmoid);
        linear("tanh", (x, b) -> Functional.linearTanh(x.get(0), x.get(1), b), Math::tanh);
        one("dropout", x -> Functional.dropout(x, 0.3f, Rng.of(5)), x -> dropout(x, 0.3f, Rng.of(5)), in(9, 11));
        one("dropout of all", x -> Functional.dropout(x, 1, Rng.of(5)), x -> x.times(0), in(9, 11));
        norms();
        for (int[] size : new int[][] {{1, 1}, {5, 3}, {2, 3, 4}, {3, 33}}) {
            one("crossEntropy", LayerOps::crossEntropy, x -> nll(x.logSoftmax()), in(size));
            one("crossEntropy, wide", LayerOps::crossEntropy, x -> nll(x.logSoftmax()), in(-80, 80, size));
            one("nllLoss", x -> Functional.nllLoss(x, beside(x, labels(x.shape()))), LayerOps::nll, in(-5, 0, size));
        }
        for (int[] size : new int[][] {{1}, {7}, {5, 3}}) {
            two("bce", Functional::binaryCrossEntropyWithLogits, LayerOps::bce, in(size), constant(0, 1, size));
            two(
                    "bce, wide",
                    Functional::binaryCrossEntropyWithLogits,
                    LayerOps::bce,
                    in(-200, 200, size),
                    constant(0, 1, size));
            two(
                    "mseLoss",
                    Functional::mseLoss,
                    (a, b) -> a.minus(b).map(v -> v * v).mean(),
                    in(size),
                    in(size));
            two(
                    "l1Loss",
                    Functional::l1Loss,
                    (a, b) -> a.minus(b).map(Math::abs).mean(),
                    in(size),
                    in(size));
        }
    }

    private void linear(String name, BiFunction<List<Tensor>, Tensor, Tensor> tensor, DoubleUnaryOperator f) {
        for (int[] size : new int[][] {{1, 1, 1}, {5, 3, 4}, {0, 3, 2}, {3, 33, 2}}) {
            OpCase.Input x = in(size[0], size[1]);
            OpCase.Input w = in(size[2], size[1]);
            many(
                    "linear, " + name,
                    in -> tensor.apply(in, in.get(2)),
                    in -> product(in).plus(in.get(2)).map(f),
                    x,
                    w,
                    in(size[2]));
            many(
                    "linear without bias, " + name,
                    in -> tensor.apply(in, null),
                    in -> product(in).map(f),
                    x,
                    w);
        }
        many(
                "linear of a vector, " + name,
                in -> tensor.apply(in, null),
                in -> product(in).drop(0).map(f),
                in(3),
                in(2, 3));
        many(
                "linear of matrices, " + name,
                in -> tensor.apply(in, null).reshape(-1, in.get(1).size(0)),
                in -> product(in).map(f),
                in(2, 4, 3),
                in(2, 3));
    }

    /** {@code x W'} of the rows of x. */
    private static Doubles product(List<Doubles> in) {
        Doubles x = in.get(0);
        int width = x.size(x.rank() - 1);
        return x.reshape(x.elements() / width, width).matmul(in.get(1).transpose(true));
    }

    private static Doubles dropout(Doubles x, float p, Rng rng) {
        double[] kept = new double[x.elements()];
        Arrays.setAll(kept, i -> rng.nextFloat() < p ? 0 : 1);
        return x.times(Doubles.of(kept, x.shape())).map(v -> v / (1 - p));
    }

    private void norms() {
        for (int[] size : new int[][] {{2, 3}, {5, 1}, {7, 4}, {64, 3}}) {
            many(
                    "batchNorm, training",
                    LayerOps::batchNormTraining,
                    in -> normalised(in, 0),
                    in(size),
                    in(size[1]),
                    in(size[1]));
        }
        for (int[] size : new int[][] {{1, 3}, {7, 4}, {0, 3}}) {
            many(
                    "batchNorm, inference",
                    LayerOps::batchNormInference,
                    LayerOps::batchNormInferenceOracle,
                    in(size),
                    in(size[1]),
                    in(size[1]),
                    constant(-1, 1, size[1]),
                    constant(0.5f, 2, size[1]));
        }
        for (int[] size : new int[][] {{3}, {1, 5}, {7, 4}, {2, 3, 33}, {0, 3}}) {
            int last = size[size.length - 1];
            many("layerNorm", LayerOps::layerNorm, in -> normalised(in, size.length - 1), in(size), in(last), in(last));
        }
    }

    private static Doubles normalised(List<Doubles> in, int axis) {
        Doubles x = in.get(0);
        Doubles distance = x.minus(x.mean(axis));
        Doubles variance = distance.times(distance).mean(axis);
        return distance.div(variance.map(v -> Math.sqrt(v + EPSILON)))
                .times(in.get(1))
                .plus(in.get(2));
    }

    private static Tensor batchNormTraining(List<Tensor> in) {
        int columns = in.get(1).elements();
        Parameter mean = Parameter.statistic("mean", new float[columns], Shape.of(columns));
        Parameter variance = Parameter.statistic("variance", new float[columns], Shape.of(columns));
        Device device = TestDevice.of(in.get(0).backend());
        mean.to(device);
        variance.to(device);
        return Functional.batchNormTraining(in.get(0), mean, variance, in.get(1), in.get(2), 0.1f, (float) EPSILON);
    }

    private static Tensor batchNormInference(List<Tensor> in) {
        return Functional.batchNormInference(in.get(0), in.get(3), in.get(4), in.get(1), in.get(2), (float) EPSILON);
    }

    private static Doubles batchNormInferenceOracle(List<Doubles> in) {
        Doubles deviation = in.get(4).map(v -> Math.sqrt(v + EPSILON));
        return in.get(0).minus(in.get(3)).div(deviation).times(in.get(1)).plus(in.get(2));
    }

    private static Tensor layerNorm(List<Tensor> in) {
        return Functional.layerNorm(in.get(0), in.get(1), in.get(2), (float) EPSILON);
    }

    /** A class for each row of logits. */
    private static IntTensor labels(Shape logits) {
        Shape rows = logits.without(logits.rank() - 1);
        return ids(logits.size(-1), rows.elements()).reshape(rows.sizes());
    }

    private static Tensor crossEntropy(Tensor logits) {
        return Functional.crossEntropy(logits, beside(logits, labels(logits.shape())));
    }

    private static Doubles nll(Doubles logProbabilities) {
        int classes = logProbabilities.size(logProbabilities.rank() - 1);
        int[] labels = labels(Shape.of(logProbabilities.shape())).toArray();
        double[] chosen = new double[logProbabilities.elements()];
        for (int row = 0; row < labels.length; row++) {
            chosen[row * classes + labels[row]] = -1.0 / labels.length;
        }
        return logProbabilities
                .times(Doubles.of(chosen, logProbabilities.shape()))
                .sum();
    }

    private static Doubles bce(Doubles logits, Doubles targets) {
        return logits.map(ArithmeticOps::softplus).minus(logits.times(targets)).mean();
    }
}

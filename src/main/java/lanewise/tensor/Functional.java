package lanewise.tensor;

import lanewise.kernel.UnaryFunction;
import org.jspecify.annotations.Nullable;

/**
 * Operations that are more than one step of arithmetic, done in one pass each: what PyTorch has in
 * {@code torch.nn.functional}. Layers and losses are made of these.
 */
public final class Functional {

    private Functional() {}

    /**
     * {@code x W' + b}.
     *
     * @param x [..., in]
     * @param weight [out, in]
     * @param bias [out], or null for none
     * @return [..., out]
     */
    public static Tensor linear(Tensor x, Tensor weight, @Nullable Tensor bias) {
        return LinearOp.of(x, weight, bias, UnaryFunction.IDENTITY, 0);
    }

    /** {@code relu(x W' + b)}. */
    public static Tensor linearRelu(Tensor x, Tensor weight, @Nullable Tensor bias) {
        return LinearOp.of(x, weight, bias, UnaryFunction.RELU, 0);
    }

    /** {@code leakyRelu(x W' + b)}. */
    public static Tensor linearLeakyRelu(Tensor x, Tensor weight, @Nullable Tensor bias, float slope) {
        return LinearOp.of(x, weight, bias, UnaryFunction.LEAKY_RELU, slope);
    }

    /** {@code sigmoid(x W' + b)}. */
    public static Tensor linearSigmoid(Tensor x, Tensor weight, @Nullable Tensor bias) {
        return LinearOp.of(x, weight, bias, UnaryFunction.SIGMOID, 0);
    }

    /** {@code tanh(x W' + b)}. */
    public static Tensor linearTanh(Tensor x, Tensor weight, @Nullable Tensor bias) {
        return LinearOp.of(x, weight, bias, UnaryFunction.TANH, 0);
    }

    /** The dot product of each row of a with the same row of b: [rows, columns] twice to [rows]. */
    public static Tensor rowDot(Tensor a, Tensor b) {
        return RowDot.of(a, b);
    }

    /** [time, batch, ...] to [batch, time, ...] or back, as a copy. */
    public static Tensor swapTimeAndBatch(Tensor x) {
        return SwapAxes.of(x);
    }

    /**
     * Zeroes each element with probability p and scales the others by 1 / (1 - p); for training passes only.
     *
     * @param p from 0 to 1
     */
    public static Tensor dropout(Tensor x, float p, Rng rng) {
        if (!(p >= 0 && p <= 1)) {
            throw new IllegalArgumentException("dropout: the probability must lie between 0 and 1, got " + p);
        }
        return p == 0 ? x : DropoutOp.of(x, p, rng);
    }

    /**
     * Batch norm of the columns by the batch's own mean and biased variance; the running statistics move towards them by
     * {@code momentum}, the running variance towards the unbiased variance, as in PyTorch.
     *
     * @param x [rows, columns], at least two rows
     */
    public static Tensor batchNormTraining(
            Tensor x,
            Parameter runningMean,
            Parameter runningVariance,
            Tensor weight,
            Tensor bias,
            float momentum,
            float epsilon) {
        requireColumns(x, runningMean.value(), runningVariance.value(), weight, bias);
        int rows = x.size(0);
        if (rows < 2) {
            throw new ShapeException(
                    "batchNorm " + x.shape() + ": in training a batch needs at least two rows to have a variance");
        }
        Tensor mean = Tensor.empty(x.allocator(), weight.shape());
        Tensor variance = Tensor.empty(x.allocator(), weight.shape());
        x.backend().normalisations().columnStatistics(rows, x.size(1), x.buffer(), mean.buffer(), variance.buffer());
        runningMean.blend(1 - momentum, momentum, mean);
        runningVariance.blend(1 - momentum, momentum * rows / (rows - 1), variance);
        return BatchNormOp.of(x, mean, variance, weight, bias, epsilon, false);
    }

    /** Batch norm by the running statistics. */
    public static Tensor batchNormInference(
            Tensor x, Tensor runningMean, Tensor runningVariance, Tensor weight, Tensor bias, float epsilon) {
        requireColumns(x, runningMean, runningVariance, weight, bias);
        return BatchNormOp.of(x, runningMean, runningVariance, weight, bias, epsilon, true);
    }

    private static void requireColumns(Tensor x, Tensor mean, Tensor variance, Tensor weight, Tensor bias) {
        if (x.rank() != 2 || x.size(1) != weight.elements()) {
            throw new ShapeException(
                    "batchNorm " + x.shape() + ": the input must be a matrix of " + weight.elements() + " columns");
        }
        requireAsMany("batchNorm", x, weight, mean, variance, bias);
    }

    private static void requireAsMany(String operation, Tensor x, Tensor weight, Tensor... others) {
        for (Tensor other : others) {
            if (other.elements() != weight.elements()) {
                throw new ShapeException(
                        operation + " " + x.shape() + ", weight " + weight.shape() + ", another parameter "
                                + other.shape() + ": all must have " + weight.elements() + " elements");
            }
        }
    }

    /** Layer norm over the last axis. */
    public static Tensor layerNorm(Tensor x, Tensor weight, Tensor bias, float epsilon) {
        if (x.rank() == 0 || x.size(-1) != weight.elements()) {
            throw new ShapeException(
                    "layerNorm " + x.shape() + ": the last axis of the input must be " + weight.elements());
        }
        requireAsMany("layerNorm", x, weight, bias);
        return LayerNormOp.of(x, weight, bias, epsilon);
    }

    /** The mean of the squared differences. */
    public static Tensor mseLoss(Tensor prediction, Tensor target) {
        requireEqual("mseLoss", prediction, target);
        return MeanSquaredError.of(prediction, target);
    }

    /** The mean of the absolute differences. */
    public static Tensor l1Loss(Tensor prediction, Tensor target) {
        requireEqual("l1Loss", prediction, target);
        return prediction.minus(target).abs().mean();
    }

    private static void requireEqual(String loss, Tensor prediction, Tensor target) {
        // Broadcasting a [64, 1] prediction against [64] targets would compare every pair.
        if (!prediction.shape().equals(target.shape())) {
            throw new ShapeException(
                    loss + " " + prediction.shape() + ", target " + target.shape() + ": the shapes must be equal");
        }
    }

    /**
     * The mean of {@code -log softmax(logits)[target]}.
     *
     * @param logits [..., classes]
     * @param targets [...], from 0 to classes - 1
     */
    public static Tensor crossEntropy(Tensor logits, IntTensor targets) {
        return CrossEntropyOp.of(logits, targets);
    }

    /** The mean of {@code -logProbabilities[target]}: cross-entropy for a net that ends in a log-softmax. */
    public static Tensor nllLoss(Tensor logProbabilities, IntTensor targets) {
        int classes = logProbabilities.rank() == 0 ? 0 : logProbabilities.size(-1);
        if (logProbabilities.rank() < 2
                || !targets.shape().equals(logProbabilities.shape().without(logProbabilities.rank() - 1))) {
            throw new ShapeException("nllLoss " + logProbabilities.shape() + ", targets " + targets.shape()
                    + ": the log-probabilities need the shape of the targets and one more axis, the classes");
        }
        // Read one by one: a one-hot product would make NaN of the minus infinity of an impossible class.
        IntTensor chosen = positions(targets, classes, logProbabilities);
        return logProbabilities
                .reshape(logProbabilities.elements())
                .gather(chosen)
                .mean()
                .neg();
    }

    private static IntTensor positions(IntTensor targets, int classes, Tensor like) {
        int[] numbers = targets.toArray();
        for (int row = 0; row < numbers.length; row++) {
            if (numbers[row] < 0 || numbers[row] >= classes) {
                throw new IndexOutOfBoundsException("nllLoss: target " + numbers[row] + " at position " + row
                        + " is not one of the " + classes + " classes");
            }
            numbers[row] += row * classes;
        }
        return IntTensor.of(like.allocator(), numbers, Shape.of(numbers.length));
    }

    /** The mean binary cross-entropy of logits against targets between 0 and 1, in the same shape. */
    public static Tensor binaryCrossEntropyWithLogits(Tensor logits, Tensor targets) {
        return BinaryCrossEntropyOp.of(logits, targets);
    }
}

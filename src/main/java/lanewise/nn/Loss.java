package lanewise.nn;

import lanewise.tensor.Functional;
import lanewise.tensor.IntTensor;
import lanewise.tensor.Tensor;

/**
 * How far a prediction is from its target, as one number: the mean over the batch.
 *
 * @param <T> the target: a tensor, or classes as ints
 */
public interface Loss<T> {

    Tensor of(Tensor prediction, T target);

    /** The mean squared error. */
    static Loss<Tensor> mse() {
        return Functional::mseLoss;
    }

    /** The mean absolute error. */
    static Loss<Tensor> l1() {
        return Functional::l1Loss;
    }

    /** Cross-entropy of logits [..., classes] and classes [...]. */
    static Loss<IntTensor> crossEntropy() {
        return Functional::crossEntropy;
    }

    /** The negative log-likelihood of log-probabilities [..., classes] and classes [...]. */
    static Loss<IntTensor> nll() {
        return Functional::nllLoss;
    }

    /** Binary cross-entropy of logits and targets between 0 and 1. */
    static Loss<Tensor> binaryCrossEntropyWithLogits() {
        return Functional::binaryCrossEntropyWithLogits;
    }
}

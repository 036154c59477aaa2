package lanewise.backend;

/** Losses of rows or of elements, before the mean over them is taken, and the gradients of that mean. */
public interface LossOperations {

    /** {@code losses[r] = -log softmax(logits[r])[targets[r]]}; keeps the softmax. */
    void crossEntropy(int rows, int columns, Buffer logits, IntBuffer targets, Buffer losses, Buffer probabilities);

    /** {@code dx = (probabilities - onehot(targets)) * factor * dy}, where dy is one number. */
    void crossEntropyGradient(
            int rows, int columns, Buffer probabilities, IntBuffer targets, float factor, Buffer dy, Buffer dx);

    /** {@code losses = -t * log(sigmoid(x)) - (1 - t) * log(1 - sigmoid(x))}, without overflow. */
    void binaryCrossEntropy(Buffer logits, Buffer targets, Buffer losses);

    /** {@code dx = (sigmoid(x) - t) * factor * dy}, where dy is one number. */
    void binaryCrossEntropyGradient(Buffer logits, Buffer targets, float factor, Buffer dy, Buffer dx);
}

package lanewise.tensor;

import java.util.List;

/**
 * An operation that the library does not have, with its derivative: the one open door to the record of operations. Both
 * methods get tensors that are not tracked and may compute with any tensor operation, or on {@link Tensor#toArray()}.
 */
public interface CustomOp {

    /** The value. */
    Tensor forward(List<Tensor> inputs);

    /**
     * The gradient of the loss with respect to each input, in order and in the input's shape.
     *
     * @param output what {@link #forward} returned
     * @param gradient the gradient of the loss with respect to it
     */
    List<Tensor> backward(List<Tensor> inputs, Tensor output, Tensor gradient);
}

package lanewise.nn;

import lanewise.tensor.ShapeException;
import lanewise.tensor.Tensor;

/**
 * What an LSTM knows between two steps: [batch, hidden] each for a cell, [layers * directions, batch, hidden] for layers.
 *
 * @param hidden the state that is also its output
 * @param cell the memory behind it
 */
public record LstmState(Tensor hidden, Tensor cell) {

    /**
     * @throws ShapeException if the shapes differ
     */
    public LstmState {
        if (!hidden.shape().equals(cell.shape())) {
            throw new ShapeException("lstm state: the hidden state has shape " + hidden.shape() + ", the cell "
                    + cell.shape() + "; they must be equal");
        }
    }

    /** All zero, on the processor; a layer's {@code zeroState} lives where its weights live. */
    public static LstmState zeros(int... shape) {
        return new LstmState(Tensor.zeros(shape), Tensor.zeros(shape));
    }

    /** The same numbers copied, cut off from how they were computed. */
    public LstmState copy() {
        return new LstmState(hidden.copy(), cell.copy());
    }
}

package lanewise.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The weights of one direction of one recurrent layer, as PyTorch has them: the gates of a cell stand one behind the other
 * in the rows.
 *
 * @param input {@code weight_ih}, [gates * hidden, in]
 * @param hidden {@code weight_hh}, [gates * hidden, hidden]
 * @param inputBias {@code bias_ih}, [gates * hidden]
 * @param hiddenBias {@code bias_hh}, [gates * hidden]
 */
public record RecurrentWeights(Tensor input, Tensor hidden, Tensor inputBias, Tensor hiddenBias) {

    /** Checks all shapes for a cell of so many gates and an input of so many features; returns the width of the state. */
    int requireShapes(String cell, int gates, int in) {
        if (input.rank() != 2 || hidden.rank() != 2) {
            throw new ShapeException(
                    cell + ", weights " + input.shape() + " and " + hidden.shape() + ": the weights must be matrices");
        }
        int width = hidden.size(1);
        Recurrence.require(cell, "hidden weight", hidden, Shape.of(gates * width, width));
        Recurrence.require(cell, "input weight", input, Shape.of(gates * width, in));
        Recurrence.require(cell, "input bias", inputBias, Shape.of(gates * width));
        Recurrence.require(cell, "hidden bias", hiddenBias, Shape.of(gates * width));
        return width;
    }

    /** Some tensors, and behind them the four of these weights. */
    List<Tensor> with(Tensor... before) {
        List<Tensor> all = new ArrayList<>(Arrays.asList(before));
        all.addAll(Arrays.asList(input, hidden, inputBias, hiddenBias));
        return all;
    }
}

package lanewise.nn;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import lanewise.tensor.Functional;
import lanewise.tensor.Parameter;
import lanewise.tensor.ShapeException;
import lanewise.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Recurrent layers one above the other, of any cell: what {@link Rnn}, {@link Gru} and {@link Lstm} have in common. Each
 * reads the outputs of the one below; with two directions, both outputs side by side.
 *
 * @param directions the weights of each direction of each layer, the layers from the lowest, backwards after forwards
 * @param bidirectional whether each layer reads the sequence in both directions
 * @param batchFirst whether inputs and outputs are [batch, time, features], not [time, batch, features]
 * @param dropout the probability of dropout on the outputs of each layer but the last
 */
record Sequences(List<RecurrentParameters> directions, boolean bidirectional, boolean batchFirst, float dropout) {

    Sequences {
        directions = List.copyOf(directions);
        if (!(dropout >= 0 && dropout <= 1)) {
            throw new IllegalArgumentException(
                    "recurrent layers: the probability of dropout must lie between 0 and 1, got " + dropout);
        }
    }

    /** Layers with PyTorch's names, such as {@code weight_ih_l0} and {@code weight_ih_l0_reverse}. */
    static Sequences of(
            Parameters parameters,
            int gates,
            int in,
            int hidden,
            int layers,
            boolean bidirectional,
            @Nullable Init hiddenWeight) {
        if (layers < 1) {
            throw new IllegalArgumentException("recurrent layers: there must be at least 1, got " + layers);
        }
        List<RecurrentParameters> directions = new ArrayList<>();
        for (int layer = 0; layer < layers; layer++) {
            int below = layer == 0 ? in : bidirectional ? 2 * hidden : hidden;
            for (String direction : bidirectional ? List.of("", "_reverse") : List.of("")) {
                String suffix = "_l" + layer + direction;
                directions.add(
                        hiddenWeight == null
                                ? RecurrentParameters.of(parameters, suffix, gates, below, hidden)
                                : RecurrentParameters.of(parameters, suffix, gates, below, hidden, hiddenWeight));
            }
        }
        return new Sequences(directions, bidirectional, false, 0);
    }

    Sequences withBatchFirst() {
        return new Sequences(directions, bidirectional, true, dropout);
    }

    Sequences withDropout(float p) {
        return new Sequences(directions, bidirectional, batchFirst, p);
    }

    /** One direction of one layer. */
    interface Direction {
        /** The outputs of direction {@code number} of all layers: [time, batch, hidden]. */
        Tensor outputs(int number, Tensor x, RecurrentParameters weights, boolean reverse);
    }

    /** Runs all layers; what they leave as states is the business of {@code direction}. */
    Tensor forward(Tensor x, Pass pass, Direction direction) {
        Tensor y = batchFirst ? Functional.swapTimeAndBatch(x) : x;
        int perLayer = bidirectional ? 2 : 1;
        for (int number = 0; number < directions.size(); number += perLayer) {
            if (number > 0 && pass.isTraining()) {
                y = Functional.dropout(y, dropout, pass.rng());
            }
            Tensor below = y;
            y = direction.outputs(number, below, directions.get(number), false);
            if (bidirectional) {
                int other = number + 1;
                y = Tensor.concat(2, y, direction.outputs(other, below, directions.get(other), true));
            }
        }
        return batchFirst ? Functional.swapTimeAndBatch(y) : y;
    }

    /** How many sequences an input holds. */
    int batch(String layer, Tensor x) {
        if (x.rank() != 3 || x.size(2) != directions.get(0).in()) {
            throw new ShapeException(layer + " " + x.shape() + ": the input must be "
                    + (batchFirst ? "[batch, time, " : "[time, batch, ")
                    + directions.get(0).in() + "]");
        }
        return x.size(batchFirst ? 0 : 1);
    }

    /** The width of the state. */
    int hidden() {
        return directions.get(0).width();
    }

    /** A state of zeros, where the weights live. */
    Tensor zeroState(int batch) {
        return directions.get(0).hidden().newZeros(stateShape(batch));
    }

    /** [layers * directions, batch, hidden]. */
    private int[] stateShape(int batch) {
        return new int[] {directions.size(), batch, hidden()};
    }

    void requireState(String layer, Tensor state, int batch) {
        int[] right = stateShape(batch);
        if (state.rank() != 3 || state.size(0) != right[0] || state.size(1) != right[1] || state.size(2) != right[2]) {
            throw new ShapeException(layer + ": the initial state has shape " + state.shape()
                    + ", it must be [layers * directions, batch, hidden], which is [" + right[0] + ", " + right[1]
                    + ", " + right[2] + "]");
        }
    }

    /** The states of all directions one behind the other: [layers * directions, batch, hidden]. */
    static Tensor stacked(List<Tensor> states) {
        Tensor[] parts = new Tensor[states.size()];
        for (int i = 0; i < parts.length; i++) {
            Tensor state = states.get(i);
            parts[i] = state.reshape(1, state.size(0), state.size(1));
        }
        return parts.length == 1 ? parts[0] : Tensor.concat(0, parts);
    }

    /** The input of a cell as a sequence of one step. */
    static Tensor oneStep(String cell, Tensor x) {
        if (x.rank() != 2) {
            throw new ShapeException(cell + " " + x.shape() + ": the input must be [batch, features]");
        }
        return x.reshape(1, x.size(0), x.size(1));
    }

    List<Parameter> parameters() {
        List<Parameter> parameters = new ArrayList<>();
        for (RecurrentParameters direction : directions) {
            parameters.addAll(direction.all());
        }
        return Collections.unmodifiableList(parameters);
    }

    /** As PyTorch prints it. */
    String text(String name) {
        int layers = directions.size() / (bidirectional ? 2 : 1);
        return name + "(" + directions.get(0).in() + ", " + hidden()
                + (layers > 1 ? ", num_layers=" + layers : "")
                + (batchFirst ? ", batch_first=True" : "")
                + (dropout > 0 ? ", dropout=" + Numbers.text(dropout) : "")
                + (bidirectional ? ", bidirectional=True" : "")
                + ")";
    }
}

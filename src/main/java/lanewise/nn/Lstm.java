package lanewise.nn;

import java.util.ArrayList;
import java.util.List;
import lanewise.tensor.IntTensor;
import lanewise.tensor.Parameter;
import lanewise.tensor.Recurrent;
import lanewise.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Layers of long short-term memory (Hochreiter and Schmidhuber, 1997): see {@link LstmCell} for the equations. PyTorch's
 * {@code LSTM}, with its names, order of gates and initial values.
 *
 * <p>Inputs and outputs are time-first, [time, batch, features], unless {@link #batchFirst()} says otherwise; the state is
 * [layers * directions, batch, hidden] in either case. Two directions give outputs of 2 * hidden features, forwards first.
 */
public final class Lstm implements Layer, StatefulModel<Tensor, LstmState> {

    private final Sequences sequences;

    private Lstm(Sequences sequences) {
        this.sequences = sequences;
    }

    /** One layer, with PyTorch's initial values: all uniform in plus or minus 1 / sqrt(hidden). */
    public static Lstm of(Parameters parameters, int in, int hidden) {
        return of(parameters, in, hidden, 1);
    }

    /** Layers one above the other. */
    public static Lstm of(Parameters parameters, int in, int hidden, int layers) {
        return new Lstm(Sequences.of(parameters, LstmCell.GATES, in, hidden, layers, false, null));
    }

    /** Layers that read each sequence forwards and backwards, with weights of their own for each direction. */
    public static Lstm bidirectional(Parameters parameters, int in, int hidden, int layers) {
        return new Lstm(Sequences.of(parameters, LstmCell.GATES, in, hidden, layers, true, null));
    }

    /** The same layers for inputs and outputs of [batch, time, features]. */
    public Lstm batchFirst() {
        return new Lstm(sequences.withBatchFirst());
    }

    /** The same layers with dropout of this probability on the outputs of each but the last, in training. */
    public Lstm dropout(float p) {
        return new Lstm(sequences.withDropout(p));
    }

    /** The outputs for sequences that begin with a state of zeros. */
    @Override
    public Tensor forward(Tensor x, Pass pass) {
        return forward(x, zeroState(sequences.batch("Lstm", x)), pass).output();
    }

    @Override
    public Result<LstmState> forward(Tensor x, LstmState state, Pass pass) {
        return run(x, null, state, pass);
    }

    /**
     * The same for sequences of different lengths, padded to the longest: only the first steps of each count. Its outputs
     * after them are 0, and its state is the one after its last step, as if each sequence were alone.
     *
     * @param lengths how many steps of each sequence count, [batch]
     */
    public Result<LstmState> forward(Tensor x, IntTensor lengths, LstmState state, Pass pass) {
        return run(x, lengths, state, pass);
    }

    private Result<LstmState> run(Tensor x, @Nullable IntTensor lengths, LstmState state, Pass pass) {
        sequences.requireState("Lstm", state.hidden(), sequences.batch("Lstm", x));
        List<Tensor> states = new ArrayList<>();
        List<Tensor> cells = new ArrayList<>();
        Tensor output = sequences.forward(x, pass, (number, below, weights, reverse) -> {
            Recurrent.LstmResult result = Recurrent.lstm(
                    below,
                    state.hidden().row(number),
                    state.cell().row(number),
                    weights.values(pass),
                    lengths,
                    reverse);
            states.add(result.state());
            cells.add(result.cell());
            return result.outputs();
        });
        return new Result<>(
                pass.observe(this, output), new LstmState(Sequences.stacked(states), Sequences.stacked(cells)));
    }

    @Override
    public LstmState zeroState(int batch) {
        return new LstmState(sequences.zeroState(batch), sequences.zeroState(batch));
    }

    @Override
    public LstmState detach(LstmState state) {
        return state.copy();
    }

    @Override
    public List<Parameter> parameters() {
        return sequences.parameters();
    }

    @Override
    public String toString() {
        return sequences.text("LSTM");
    }
}

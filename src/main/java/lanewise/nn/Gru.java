package lanewise.nn;

import java.util.ArrayList;
import java.util.List;
import lanewise.tensor.IntTensor;
import lanewise.tensor.Parameter;
import lanewise.tensor.Recurrent;
import lanewise.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Layers of gated recurrent units (Cho et al., 2014): see {@link GruCell} for the equations. PyTorch's {@code GRU}, with its
 * names, order of gates and initial values.
 *
 * <p>Inputs and outputs are time-first, [time, batch, features], unless {@link #batchFirst()} says otherwise; the state is
 * [layers * directions, batch, hidden] in either case. Two directions give outputs of 2 * hidden features, forwards first.
 */
public final class Gru implements Layer, StatefulModel<Tensor, Tensor> {

    private final Sequences sequences;

    private Gru(Sequences sequences) {
        this.sequences = sequences;
    }

    /** One layer, with PyTorch's initial values: all uniform in plus or minus 1 / sqrt(hidden). */
    public static Gru of(Parameters parameters, int in, int hidden) {
        return of(parameters, in, hidden, 1);
    }

    /** Layers one above the other. */
    public static Gru of(Parameters parameters, int in, int hidden, int layers) {
        return new Gru(Sequences.of(parameters, GruCell.GATES, in, hidden, layers, false, null));
    }

    /** Layers that read each sequence forwards and backwards, with weights of their own for each direction. */
    public static Gru bidirectional(Parameters parameters, int in, int hidden, int layers) {
        return new Gru(Sequences.of(parameters, GruCell.GATES, in, hidden, layers, true, null));
    }

    /** The same layers for inputs and outputs of [batch, time, features]. */
    public Gru batchFirst() {
        return new Gru(sequences.withBatchFirst());
    }

    /** The same layers with dropout of this probability on the outputs of each but the last, in training. */
    public Gru dropout(float p) {
        return new Gru(sequences.withDropout(p));
    }

    /** The outputs for sequences that begin with a state of zeros. */
    @Override
    public Tensor forward(Tensor x, Pass pass) {
        return forward(x, zeroState(sequences.batch("Gru", x)), pass).output();
    }

    @Override
    public Result<Tensor> forward(Tensor x, Tensor state, Pass pass) {
        return run(x, null, state, pass);
    }

    /**
     * The same for sequences of different lengths, padded to the longest: only the first steps of each count. Its outputs
     * after them are 0, and its state is the one after its last step, as if each sequence were alone.
     *
     * @param lengths how many steps of each sequence count, [batch]
     */
    public Result<Tensor> forward(Tensor x, IntTensor lengths, Tensor state, Pass pass) {
        return run(x, lengths, state, pass);
    }

    private Result<Tensor> run(Tensor x, @Nullable IntTensor lengths, Tensor state, Pass pass) {
        sequences.requireState("Gru", state, sequences.batch("Gru", x));
        List<Tensor> states = new ArrayList<>();
        Tensor output = sequences.forward(x, pass, (number, below, weights, reverse) -> {
            Recurrent.Result result = Recurrent.gru(below, state.row(number), weights.values(pass), lengths, reverse);
            states.add(result.state());
            return result.outputs();
        });
        return new Result<>(pass.observe(this, output), Sequences.stacked(states));
    }

    @Override
    public Tensor zeroState(int batch) {
        return sequences.zeroState(batch);
    }

    @Override
    public Tensor detach(Tensor state) {
        return state.copy();
    }

    @Override
    public List<Parameter> parameters() {
        return sequences.parameters();
    }

    @Override
    public String toString() {
        return sequences.text("GRU");
    }
}

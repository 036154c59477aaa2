package lanewise.nn;

import java.util.ArrayList;
import java.util.List;
import lanewise.tensor.IntTensor;
import lanewise.tensor.Parameter;
import lanewise.tensor.Recurrent;
import lanewise.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Simple recurrent layers (Elman, 1990): {@code h_t = f(W_ih x_t + b_ih + W_hh h_(t-1) + b_hh)}, f being tanh or relu.
 * PyTorch's {@code RNN}, with its names and initial values.
 *
 * <p>Inputs and outputs are time-first, [time, batch, features], unless {@link #batchFirst()} says otherwise; the state is
 * [layers * directions, batch, hidden] in either case. Two directions give outputs of 2 * hidden features, forwards first.
 */
public final class Rnn implements Layer, StatefulModel<Tensor, Tensor> {

    private final Sequences sequences;
    private final boolean relu;

    private Rnn(Sequences sequences, boolean relu) {
        this.sequences = sequences;
        this.relu = relu;
    }

    /** One layer, with PyTorch's initial values: all uniform in plus or minus 1 / sqrt(hidden). */
    public static Rnn of(Parameters parameters, int in, int hidden) {
        return of(parameters, in, hidden, 1);
    }

    /** Layers one above the other. */
    public static Rnn of(Parameters parameters, int in, int hidden, int layers) {
        return new Rnn(Sequences.of(parameters, 1, in, hidden, layers, false, null), false);
    }

    /** Layers that read each sequence forwards and backwards, with weights of their own for each direction. */
    public static Rnn bidirectional(Parameters parameters, int in, int hidden, int layers) {
        return new Rnn(Sequences.of(parameters, 1, in, hidden, layers, true, null), false);
    }

    /**
     * One layer whose hidden weight begins as the identity (Le, Jaitly and Hinton, 2015), so that at first the state is kept
     * as it is.
     */
    public static Rnn identity(Parameters parameters, int in, int hidden) {
        return new Rnn(Sequences.of(parameters, 1, in, hidden, 1, false, Init.identity()), false);
    }

    /** The same layers with relu for tanh. */
    public Rnn relu() {
        return new Rnn(sequences, true);
    }

    /** The same layers for inputs and outputs of [batch, time, features]. */
    public Rnn batchFirst() {
        return new Rnn(sequences.withBatchFirst(), relu);
    }

    /** The same layers with dropout of this probability on the outputs of each but the last, in training. */
    public Rnn dropout(float p) {
        return new Rnn(sequences.withDropout(p), relu);
    }

    /** The outputs for sequences that begin with a state of zeros. */
    @Override
    public Tensor forward(Tensor x, Pass pass) {
        return forward(x, zeroState(sequences.batch("Rnn", x)), pass).output();
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
        sequences.requireState("Rnn", state, sequences.batch("Rnn", x));
        List<Tensor> states = new ArrayList<>();
        Tensor output = sequences.forward(x, pass, (number, below, weights, reverse) -> {
            Recurrent.Result result =
                    Recurrent.rnn(relu, below, state.row(number), weights.values(pass), lengths, reverse);
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
        String text = sequences.text("RNN");
        return relu ? text.substring(0, text.length() - 1) + ", nonlinearity=relu)" : text;
    }
}

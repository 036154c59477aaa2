package lanewise.nn;

import java.util.List;
import lanewise.tensor.Parameter;
import lanewise.tensor.Recurrent;
import lanewise.tensor.Tensor;

/**
 * One step of a simple recurrent layer (Elman, 1990), for loops of one's own: {@code h' = f(W_ih x + b_ih + W_hh h +
 * b_hh)}, f being tanh or relu. PyTorch's {@code RNNCell}, with its names and initial values.
 *
 * @param relu whether f is relu
 */
public record RnnCell(RecurrentParameters weights, boolean relu) {

    /** With tanh and PyTorch's initial values, uniform in plus or minus 1 / sqrt(hidden). */
    public static RnnCell of(Parameters parameters, int in, int hidden) {
        return new RnnCell(RecurrentParameters.of(parameters, "", 1, in, hidden), false);
    }

    /** The same cell with relu for tanh. */
    public RnnCell withRelu() {
        return new RnnCell(weights, true);
    }

    /**
     * The state after a step.
     *
     * @param x [batch, in]
     * @param h the state before, [batch, hidden]
     * @return [batch, hidden]
     */
    public Tensor forward(Tensor x, Tensor h, Pass pass) {
        return Recurrent.rnn(relu, Sequences.oneStep("RnnCell", x), h, weights.values(pass), null, false)
                .state();
    }

    /** Zeros for so many sequences. */
    public Tensor zeroState(int batch) {
        return weights.zeroState(batch);
    }

    public List<Parameter> parameters() {
        return weights.all();
    }

    @Override
    public String toString() {
        return "RNNCell(" + weights.in() + ", " + weights.width() + (relu ? ", nonlinearity=relu)" : ")");
    }
}

package lanewise.nn;

import java.util.List;
import lanewise.tensor.Parameter;
import lanewise.tensor.Recurrent;
import lanewise.tensor.Tensor;

/**
 * One step of long short-term memory (Hochreiter and Schmidhuber, 1997), for loops of one's own. PyTorch's {@code
 * LSTMCell}: gates i, f, g, o in this order, {@code c' = f c + i g} and {@code h' = o tanh(c')}.
 */
public record LstmCell(RecurrentParameters weights) {

    static final int GATES = 4;

    /** With PyTorch's initial values, uniform in plus or minus 1 / sqrt(hidden). */
    public static LstmCell of(Parameters parameters, int in, int hidden) {
        return new LstmCell(RecurrentParameters.of(parameters, "", GATES, in, hidden));
    }

    /**
     * The state after a step, of which {@code hidden} is the output.
     *
     * @param x [batch, in]
     * @param state the state before, [batch, hidden] each
     */
    public LstmState forward(Tensor x, LstmState state, Pass pass) {
        Recurrent.LstmResult result = Recurrent.lstm(
                Sequences.oneStep("LstmCell", x), state.hidden(), state.cell(), weights.values(pass), null, false);
        return new LstmState(result.state(), result.cell());
    }

    /** Zeros for so many sequences. */
    public LstmState zeroState(int batch) {
        return new LstmState(weights.zeroState(batch), weights.zeroState(batch));
    }

    public List<Parameter> parameters() {
        return weights.all();
    }

    @Override
    public String toString() {
        return "LSTMCell(" + weights.in() + ", " + weights.width() + ")";
    }
}

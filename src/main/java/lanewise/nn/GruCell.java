package lanewise.nn;

import java.util.List;
import lanewise.tensor.Parameter;
import lanewise.tensor.Recurrent;
import lanewise.tensor.Tensor;

/**
 * One step of a gated recurrent unit (Cho et al., 2014), for loops of one's own. PyTorch's {@code GRUCell}: gates r, z, n
 * in this order, {@code h' = n + z (h - n)} with {@code n = tanh(W_in x + b_in + r (W_hn h + b_hn))}.
 */
public record GruCell(RecurrentParameters weights) {

    static final int GATES = 3;

    /** With PyTorch's initial values, uniform in plus or minus 1 / sqrt(hidden). */
    public static GruCell of(Parameters parameters, int in, int hidden) {
        return new GruCell(RecurrentParameters.of(parameters, "", GATES, in, hidden));
    }

    /**
     * The state after a step.
     *
     * @param x [batch, in]
     * @param h the state before, [batch, hidden]
     * @return [batch, hidden]
     */
    public Tensor forward(Tensor x, Tensor h, Pass pass) {
        return Recurrent.gru(Sequences.oneStep("GruCell", x), h, weights.values(pass), null, false)
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
        return "GRUCell(" + weights.in() + ", " + weights.width() + ")";
    }
}

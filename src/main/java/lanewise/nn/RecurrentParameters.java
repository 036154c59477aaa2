package lanewise.nn;

import java.util.Arrays;
import java.util.List;
import lanewise.tensor.Parameter;
import lanewise.tensor.RecurrentWeights;
import lanewise.tensor.Tensor;

/**
 * The weights of one direction of one recurrent layer. The gates stand one behind the other in the rows.
 *
 * @param input [gates * hidden, in]
 * @param hidden [gates * hidden, hidden]
 * @param inputBias [gates * hidden]
 * @param hiddenBias [gates * hidden]
 */
public record RecurrentParameters(Parameter input, Parameter hidden, Parameter inputBias, Parameter hiddenBias) {

    /**
     * Under PyTorch's names, {@code weight_ih}, {@code weight_hh}, {@code bias_ih} and {@code bias_hh} with a suffix, and
     * with its initial values, all uniform in plus or minus 1 / sqrt(hidden).
     */
    static RecurrentParameters of(Parameters parameters, String suffix, int gates, int in, int hidden) {
        float bound = (float) (1 / Math.sqrt(hidden));
        return of(parameters, suffix, gates, in, hidden, Init.uniform(-bound, bound));
    }

    /** The same with other initial values of the hidden weight. */
    static RecurrentParameters of(
            Parameters parameters, String suffix, int gates, int in, int hidden, Init hiddenWeight) {
        float bound = (float) (1 / Math.sqrt(hidden));
        Init init = Init.uniform(-bound, bound);
        int rows = gates * hidden;
        return new RecurrentParameters(
                parameters.weight("weight_ih" + suffix, init, rows, in),
                parameters.weight("weight_hh" + suffix, hiddenWeight, rows, hidden),
                parameters.weight("bias_ih" + suffix, init, rows),
                parameters.weight("bias_hh" + suffix, init, rows));
    }

    /** The width of the input. */
    int in() {
        return input.shape().size(1);
    }

    /** The width of the state. */
    int width() {
        return hidden.shape().size(1);
    }

    /** Zeros for so many sequences, [batch, hidden], where the weights live. */
    Tensor zeroState(int batch) {
        return hidden.newZeros(batch, width());
    }

    RecurrentWeights values(Pass pass) {
        return new RecurrentWeights(
                pass.value(input), pass.value(hidden), pass.value(inputBias), pass.value(hiddenBias));
    }

    List<Parameter> all() {
        return Arrays.asList(input, hidden, inputBias, hiddenBias);
    }
}

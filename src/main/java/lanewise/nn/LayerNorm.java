package lanewise.nn;

import java.util.Arrays;
import java.util.List;
import lanewise.tensor.Functional;
import lanewise.tensor.Parameter;
import lanewise.tensor.Tensor;

/**
 * Layer normalisation (Ba, Kiros and Hinton, 2016) over the last axis: {@code y = (x - mean) / sqrt(variance + eps) *
 * weight + bias} with the biased variance of each row; the same in training and inference.
 */
public record LayerNorm(Parameter weight, Parameter bias, float eps) implements Layer {

    /** With weight 1, bias 0 and eps 1e-5. */
    public static LayerNorm of(Parameters parameters, int columns) {
        return new LayerNorm(
                parameters.weight("weight", Init.ones(), columns),
                parameters.weight("bias", Init.zeros(), columns),
                1e-5f);
    }

    @Override
    public Tensor forward(Tensor x, Pass pass) {
        return pass.observe(this, Functional.layerNorm(x, pass.value(weight), pass.value(bias), eps));
    }

    @Override
    public List<Parameter> parameters() {
        return Arrays.asList(weight, bias);
    }

    @Override
    public String toString() {
        return "LayerNorm((" + weight.elements() + ",), eps=" + Numbers.text(eps) + ", elementwise_affine=True)";
    }
}

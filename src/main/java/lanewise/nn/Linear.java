package lanewise.nn;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import lanewise.tensor.Functional;
import lanewise.tensor.Parameter;
import lanewise.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * {@code y = x W' + b}: [..., in] to [..., out].
 *
 * @param weight W, [out, in]
 * @param bias b, [out], or null for none
 */
public record Linear(Parameter weight, @Nullable Parameter bias) implements Layer {

    /** With PyTorch's initial values: weight and bias uniform in plus or minus 1 / sqrt(in). */
    public static Linear of(Parameters parameters, int in, int out) {
        float bound = (float) (1 / Math.sqrt(in));
        return of(parameters, in, out, Init.linearDefault(), Init.uniform(-bound, bound));
    }

    public static Linear of(Parameters parameters, int in, int out, Init weight, Init bias) {
        return new Linear(parameters.weight("weight", weight, out, in), parameters.weight("bias", bias, out));
    }

    /** Without a bias: for a layer that batch norm follows, which would take it out again. */
    public static Linear withoutBias(Parameters parameters, int in, int out) {
        return new Linear(parameters.weight("weight", Init.linearDefault(), out, in), null);
    }

    @Override
    public Tensor forward(Tensor x, Pass pass) {
        return pass.observe(this, Functional.linear(x, pass.value(weight), biasValue(pass)));
    }

    /** This layer and the activation after it in one operation. */
    Tensor forward(Tensor x, Activation activation, Pass pass) {
        Tensor w = pass.value(weight);
        Tensor b = biasValue(pass);
        return switch (activation.kind()) {
            case RELU -> Functional.linearRelu(x, w, b);
            case LEAKY_RELU -> Functional.linearLeakyRelu(x, w, b, activation.slope());
            case SIGMOID -> Functional.linearSigmoid(x, w, b);
            case TANH -> Functional.linearTanh(x, w, b);
            default -> activation.forward(Functional.linear(x, w, b), pass);
        };
    }

    private @Nullable Tensor biasValue(Pass pass) {
        return bias == null ? null : pass.value(bias);
    }

    @Override
    public List<Parameter> parameters() {
        return bias == null ? Collections.singletonList(weight) : Arrays.asList(weight, bias);
    }

    @Override
    public String toString() {
        return "Linear(in_features=" + weight.shape().size(1) + ", out_features="
                + weight.shape().size(0) + (bias == null ? ", bias=False)" : ")");
    }
}

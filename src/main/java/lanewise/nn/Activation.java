package lanewise.nn;

import lanewise.tensor.Tensor;

/**
 * A function of each element, or of each row, as a layer.
 *
 * @param slope of a leaky relu; 0 for all others
 */
public record Activation(Kind kind, float slope) implements Layer {

    /** The functions there are. */
    public enum Kind {
        RELU,
        LEAKY_RELU,
        EXP,
        LOG,
        SIGMOID,
        TANH,
        SOFTPLUS,
        SOFTMAX,
        LOG_SOFTMAX
    }

    public static Activation relu() {
        return new Activation(Kind.RELU, 0);
    }

    /** x where positive, else {@code slope * x}; PyTorch's default slope is 0.01. */
    public static Activation leakyRelu(float slope) {
        return new Activation(Kind.LEAKY_RELU, slope);
    }

    public static Activation exp() {
        return new Activation(Kind.EXP, 0);
    }

    /** The natural logarithm. */
    public static Activation log() {
        return new Activation(Kind.LOG, 0);
    }

    public static Activation sigmoid() {
        return new Activation(Kind.SIGMOID, 0);
    }

    public static Activation tanh() {
        return new Activation(Kind.TANH, 0);
    }

    public static Activation softplus() {
        return new Activation(Kind.SOFTPLUS, 0);
    }

    /** Over the last axis. */
    public static Activation softmax() {
        return new Activation(Kind.SOFTMAX, 0);
    }

    /** Over the last axis. */
    public static Activation logSoftmax() {
        return new Activation(Kind.LOG_SOFTMAX, 0);
    }

    @Override
    public Tensor forward(Tensor x, Pass pass) {
        return pass.observe(this, apply(x));
    }

    private Tensor apply(Tensor x) {
        return switch (kind) {
            case RELU -> x.relu();
            case LEAKY_RELU -> x.leakyRelu(slope);
            case EXP -> x.exp();
            case LOG -> x.log();
            case SIGMOID -> x.sigmoid();
            case TANH -> x.tanh();
            case SOFTPLUS -> x.softplus();
            case SOFTMAX -> x.softmax();
            case LOG_SOFTMAX -> x.logSoftmax();
        };
    }

    /** As PyTorch prints it. */
    @Override
    public String toString() {
        return switch (kind) {
            case RELU -> "ReLU()";
            case LEAKY_RELU -> "LeakyReLU(negative_slope=" + Numbers.text(slope) + ")";
            case EXP -> "Exp()";
            case LOG -> "Log()";
            case SIGMOID -> "Sigmoid()";
            case TANH -> "Tanh()";
            case SOFTPLUS -> "Softplus()";
            case SOFTMAX -> "Softmax()";
            case LOG_SOFTMAX -> "LogSoftmax()";
        };
    }
}

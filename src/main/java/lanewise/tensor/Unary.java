package lanewise.tensor;

import java.util.Collections;
import java.util.List;
import lanewise.kernel.UnaryFunction;

/** A function of each element; {@code dx = dy * f'(x)}. The functions and their derivatives stand in the kernels. */
record Unary(UnaryFunction f, float parameter, Tensor x) implements Op {

    static Tensor of(UnaryFunction f, float parameter, Tensor x) {
        requireSlope("leakyRelu", f, parameter);
        Tensor y = Tensor.empty(x.allocator(), x.shape());
        x.backend().unary(f, parameter, x.buffer(), y.buffer());
        return y.recorded(new Unary(f, parameter, x));
    }

    /** The derivative of a leaky relu is read off the sign of its result, which a negative slope would turn round. */
    static void requireSlope(String operation, UnaryFunction f, float parameter) {
        if (f == UnaryFunction.LEAKY_RELU && !(parameter >= 0)) {
            throw new IllegalArgumentException(operation + ": the slope may not be negative, got " + parameter);
        }
    }

    @Override
    public List<Tensor> inputs() {
        return Collections.singletonList(x);
    }

    @Override
    public void backward(Tensor y, Tensor dy, GradientFlow flow) {
        Tensor dx = Tensor.empty(dy.allocator(), x.shape());
        dx.backend().unaryGradient(f, parameter, x.buffer(), y.buffer(), dy.buffer(), dx.buffer());
        flow.add(x, dx);
    }
}

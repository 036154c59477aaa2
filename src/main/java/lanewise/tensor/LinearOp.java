package lanewise.tensor;

import java.util.ArrayList;
import java.util.List;
import lanewise.backend.Backend;
import lanewise.backend.Reduction;
import lanewise.kernel.UnaryFunction;
import org.jspecify.annotations.Nullable;

/**
 * A linear layer with its activation in one operation: {@code y = f(x W' + b)}, x being [..., in], W [out, in] and b
 * [out]. With {@code dz = dy * f'(z)}, taken from y: {@code dx = dz W}, {@code dW = dz' x}, {@code db = sum of dz's rows}.
 */
record LinearOp(Tensor x, Tensor weight, @Nullable Tensor bias, UnaryFunction f, float parameter) implements Op {

    static Tensor of(Tensor x, Tensor weight, @Nullable Tensor bias, UnaryFunction f, float parameter) {
        if (weight.rank() != 2) {
            throw new ShapeException("linear " + x.shape() + ", weight " + weight.shape()
                    + ": the weight must be a matrix, [outputs, inputs]");
        }
        Unary.requireSlope("linearLeakyRelu", f, parameter);
        int in = weight.size(1);
        int out = weight.size(0);
        if (bias != null && !bias.shape().equals(Shape.of(out))) {
            throw new ShapeException("linear " + x.shape() + ", weight " + weight.shape() + ", bias " + bias.shape()
                    + ": the bias must be [" + out + "]");
        }
        if (x.rank() == 0 || x.size(-1) != in) {
            throw new ShapeException("linear " + x.shape() + ", weight " + weight.shape()
                    + ": the last axis of the input must be " + in);
        }
        int rows = rows(x);
        Tensor y = Tensor.empty(Tensor.allocator(x, weight), x.shape().with(x.rank() - 1, out));
        Backend backend = y.backend();
        backend.gemm(false, true, rows, out, in, 1, x.buffer(), weight.buffer(), 0, y.buffer());
        if (bias != null) {
            backend.biasActivation(rows, out, f, parameter, bias.buffer(), y.buffer());
        } else if (f != UnaryFunction.IDENTITY) {
            backend.unary(f, parameter, y.buffer(), y.buffer());
        }
        return y.recorded(new LinearOp(x, weight, bias, f, parameter));
    }

    private static int rows(Tensor x) {
        return x.shape().product(0, x.rank() - 1);
    }

    @Override
    public List<Tensor> inputs() {
        List<Tensor> inputs = new ArrayList<>(3);
        inputs.add(x);
        inputs.add(weight);
        if (bias != null) {
            inputs.add(bias);
        }
        return inputs;
    }

    @Override
    public void backward(Tensor y, Tensor dy, GradientFlow flow) {
        int rows = rows(x);
        int in = weight.size(1);
        int out = weight.size(0);
        Backend backend = dy.backend();
        Tensor dz = dy;
        if (f != UnaryFunction.IDENTITY) {
            dz = Tensor.empty(dy.allocator(), y.shape());
            backend.unaryGradient(f, parameter, y.buffer(), y.buffer(), dy.buffer(), dz.buffer());
        }
        if (flow.wants(x)) {
            Tensor dx = Tensor.empty(dy.allocator(), x.shape());
            backend.gemm(false, false, rows, in, out, 1, dz.buffer(), weight.buffer(), 0, dx.buffer());
            flow.add(x, dx);
        }
        if (flow.wants(weight)) {
            Tensor dWeight = Tensor.empty(dy.allocator(), weight.shape());
            backend.gemm(true, false, out, in, rows, 1, dz.buffer(), x.buffer(), 0, dWeight.buffer());
            flow.add(weight, dWeight);
        }
        if (bias != null && flow.wants(bias)) {
            Tensor dBias = Tensor.empty(dy.allocator(), bias.shape());
            backend.axes().reduce(Reduction.SUM, 1, rows, out, dz.buffer(), dBias.buffer());
            flow.add(bias, dBias);
        }
    }
}

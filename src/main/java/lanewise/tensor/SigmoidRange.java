package lanewise.tensor;

import java.util.Collections;
import java.util.List;
import lanewise.kernel.UnaryFunction;

/**
 * {@code y = scale * sigmoid(x) + low}; {@code dx = scale * dy * s * (1 - s)}.
 *
 * @param sigmoid s, the sigmoid of x
 */
record SigmoidRange(Tensor x, Tensor sigmoid, float scale) implements Op {

    static Tensor of(Tensor x, float low, float high) {
        Tensor sigmoid = Tensor.empty(x.allocator(), x.shape());
        x.backend().unary(UnaryFunction.SIGMOID, 0, x.buffer(), sigmoid.buffer());
        Tensor y = Tensor.empty(x.allocator(), x.shape());
        x.backend().affine(high - low, low, sigmoid.buffer(), y.buffer());
        return y.recorded(new SigmoidRange(x, sigmoid, high - low));
    }

    @Override
    public List<Tensor> inputs() {
        return Collections.singletonList(x);
    }

    @Override
    public void backward(Tensor y, Tensor dy, GradientFlow flow) {
        Tensor dx = dy.times(scale);
        dx.backend()
                .unaryGradient(UnaryFunction.SIGMOID, 0, sigmoid.buffer(), sigmoid.buffer(), dx.buffer(), dx.buffer());
        flow.add(x, dx);
    }
}

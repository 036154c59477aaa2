package lanewise.tensor;

import java.util.Collections;
import java.util.List;

/**
 * Softmax or its logarithm over the last axis. {@code dx = y * (dy - dot(y, dy))}; for the logarithm
 * {@code dx = dy - exp(y) * sum(dy)}.
 */
record Softmax(Tensor x, boolean logarithm) implements Op {

    static Tensor of(Tensor x, boolean logarithm) {
        if (x.rank() == 0) {
            throw new ShapeException("softmax []: a single number has no axis to normalise");
        }
        Tensor y = Tensor.empty(x.allocator(), x.shape());
        y.backend().axes().softmax(logarithm, rows(x), x.size(-1), x.buffer(), y.buffer());
        return y.recorded(new Softmax(x, logarithm));
    }

    private static int rows(Tensor x) {
        return x.shape().product(0, x.rank() - 1);
    }

    @Override
    public List<Tensor> inputs() {
        return Collections.singletonList(x);
    }

    @Override
    public void backward(Tensor y, Tensor dy, GradientFlow flow) {
        Tensor dx = Tensor.empty(dy.allocator(), x.shape());
        dx.backend().axes().softmaxGradient(logarithm, rows(x), x.size(-1), y.buffer(), dy.buffer(), dx.buffer());
        flow.add(x, dx);
    }
}

package lanewise.tensor;

import java.util.Collections;
import java.util.List;
import lanewise.backend.Reduction;

/** {@code scale} times the sum over everything or over an axis; a scale of 1 / count makes it the mean. */
record Sum(Tensor x, Axis axis, float scale) implements Op {

    static Tensor of(Tensor x, float scale) {
        return of(x, Axis.all(x.shape()), scale, Shape.of());
    }

    static Tensor of(Tensor x, int axis, float scale) {
        int positive = x.shape().axis("sum", axis);
        return of(x, Axis.of(x.shape(), positive), scale, x.shape().without(positive));
    }

    private static Tensor of(Tensor x, Axis axis, float scale, Shape shape) {
        Tensor y = Tensor.empty(x.allocator(), shape);
        y.backend().axes().reduce(Reduction.SUM, axis.outer(), axis.length(), axis.inner(), x.buffer(), y.buffer());
        if (scale != 1) {
            y.backend().affine(scale, 0, y.buffer(), y.buffer());
        }
        return y.recorded(new Sum(x, axis, scale));
    }

    @Override
    public List<Tensor> inputs() {
        return Collections.singletonList(x);
    }

    @Override
    public void backward(Tensor y, Tensor dy, GradientFlow flow) {
        flow.add(x, axis.repeat(dy, scale, x.shape()));
    }
}

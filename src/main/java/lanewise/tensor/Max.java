package lanewise.tensor;

import java.util.Collections;
import java.util.List;
import lanewise.backend.Reduction;

/** The largest element along an axis; the gradient goes to the first of equal ones. */
record Max(Tensor x, Axis axis) implements Op {

    static Tensor of(Tensor x, int axis) {
        int positive = x.shape().axis("max", axis);
        Axis around = Axis.of(x.shape(), positive);
        requireElements("max", x.shape(), around);
        Tensor y = Tensor.empty(x.allocator(), x.shape().without(positive));
        y.backend()
                .axes()
                .reduce(Reduction.MAX, around.outer(), around.length(), around.inner(), x.buffer(), y.buffer());
        return y.recorded(new Max(x, around));
    }

    static IntTensor argmax(String operation, Tensor x, int axis) {
        Axis around = Axis.of(x.shape(), axis);
        requireElements(operation, x.shape(), around);
        return argmax(x, around, x.shape().without(axis));
    }

    private static IntTensor argmax(Tensor x, Axis axis, Shape shape) {
        IntTensor index = new IntTensor(x.allocator().ints(shape.elements()), shape);
        x.backend().axes().argmax(axis.outer(), axis.length(), axis.inner(), x.buffer(), index.buffer());
        return index;
    }

    private static void requireElements(String operation, Shape shape, Axis axis) {
        if (axis.length() == 0) {
            throw new ShapeException(operation + " " + shape + ": there is nothing along the axis to choose from");
        }
    }

    @Override
    public List<Tensor> inputs() {
        return Collections.singletonList(x);
    }

    @Override
    public void backward(Tensor y, Tensor dy, GradientFlow flow) {
        Tensor dx = Tensor.empty(dy.allocator(), x.shape());
        IntTensor index = argmax(x, axis, y.shape());
        dx.backend()
                .axes()
                .maxGradient(axis.outer(), axis.length(), axis.inner(), dy.buffer(), index.buffer(), dx.buffer());
        flow.add(x, dx);
    }
}

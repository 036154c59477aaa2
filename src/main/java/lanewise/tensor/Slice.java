package lanewise.tensor;

import java.util.Collections;
import java.util.List;

/** Entries from..to along the first axis, which share the memory of x; elsewhere its gradient is zero. */
record Slice(Tensor x, int start) implements Op {

    static Tensor of(Tensor x, int from, int to) {
        int width = width("slice", x.shape(), from, to);
        Tensor y = Tensor.view(
                x.buffer().slice(from * width, (to - from) * width), x.shape().with(0, to - from));
        return y.recorded(new Slice(x, from * width));
    }

    /** The number of elements in an entry of the first axis. */
    static int width(String operation, Shape shape, int from, int to) {
        int axis = shape.axis(operation, 0);
        if (from < 0 || to < from || to > shape.size(axis)) {
            throw new ShapeException(operation + " " + from + " to " + to + " of " + shape + ": the first axis ends at "
                    + shape.size(0));
        }
        return shape.product(1, shape.rank());
    }

    @Override
    public List<Tensor> inputs() {
        return Collections.singletonList(x);
    }

    @Override
    public void backward(Tensor y, Tensor dy, GradientFlow flow) {
        Tensor dx = Tensor.empty(dy.allocator(), x.shape());
        int end = start + dy.elements();
        dx.backend().fill(dx.buffer().slice(0, start), 0);
        dx.backend().copy(dy.buffer(), dx.buffer().slice(start, dy.elements()));
        dx.backend().fill(dx.buffer().slice(end, x.elements() - end), 0);
        flow.add(x, dx);
    }
}

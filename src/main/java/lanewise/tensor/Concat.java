package lanewise.tensor;

import java.util.List;

/** Tensors one behind the other along an axis; each gets its part of the gradient. */
record Concat(List<Tensor> inputs, int axis) implements Op {

    static Tensor of(int axis, List<Tensor> inputs) {
        if (inputs.isEmpty()) {
            throw new ShapeException("concat: there is nothing to put together");
        }
        Shape first = inputs.get(0).shape();
        int positive = first.axis("concat", axis);
        int total = 0;
        for (Tensor input : inputs) {
            if (input.rank() != first.rank() || !input.shape().with(positive, 0).equals(first.with(positive, 0))) {
                throw new ShapeException("concat along axis " + positive + " of " + first + " and " + input.shape()
                        + ": all other axes must be equal");
            }
            total += input.size(positive);
        }
        Tensor y = Tensor.empty(Tensor.allocator(inputs), first.with(positive, total));
        Axis all = Axis.of(y.shape(), positive);
        int at = 0;
        for (Tensor input : inputs) {
            int width = input.size(positive) * all.inner();
            int stride = total * all.inner();
            y.backend()
                    .copyRectangle(
                            all.outer(),
                            width,
                            input.buffer(),
                            width,
                            y.buffer().slice(at, y.elements() - at),
                            stride);
            at += width;
        }
        return y.recorded(new Concat(List.copyOf(inputs), positive));
    }

    @Override
    public void backward(Tensor y, Tensor dy, GradientFlow flow) {
        Axis all = Axis.of(y.shape(), axis);
        int stride = all.length() * all.inner();
        int at = 0;
        for (Tensor input : inputs) {
            int width = input.size(axis) * all.inner();
            if (flow.wants(input)) {
                Tensor dx = Tensor.empty(dy.allocator(), input.shape());
                dx.backend()
                        .copyRectangle(
                                all.outer(),
                                width,
                                dy.buffer().slice(at, dy.elements() - at),
                                stride,
                                dx.buffer(),
                                width);
                flow.add(input, dx);
            }
            at += width;
        }
    }
}

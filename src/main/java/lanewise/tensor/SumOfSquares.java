package lanewise.tensor;

import java.util.Collections;
import java.util.List;
import lanewise.backend.Reduction;

/** The sum of the squares of all elements; {@code dx = 2 * x * dy}. */
record SumOfSquares(Tensor x) implements Op {

    static Tensor of(Tensor x) {
        Tensor y = Tensor.empty(x.allocator(), Shape.of());
        y.backend().axes().reduce(Reduction.SUM_OF_SQUARES, 1, x.elements(), 1, x.buffer(), y.buffer());
        return y.recorded(new SumOfSquares(x));
    }

    @Override
    public List<Tensor> inputs() {
        return Collections.singletonList(x);
    }

    @Override
    public void backward(Tensor y, Tensor dy, GradientFlow flow) {
        flow.add(x, x.detach().times(dy.times(2)));
    }
}

package lanewise.tensor;

import java.util.Collections;
import java.util.List;

/** The transpose of a matrix, copied. */
record Transpose(Tensor x) implements Op {

    static Tensor of(Tensor x) {
        if (x.rank() != 2) {
            throw new ShapeException("transpose " + x.shape() + ": it must be a matrix");
        }
        return compute(x).recorded(new Transpose(x));
    }

    private static Tensor compute(Tensor x) {
        Tensor y = Tensor.empty(x.allocator(), Shape.of(x.size(1), x.size(0)));
        y.backend().transpose(x.size(0), x.size(1), x.buffer(), y.buffer());
        return y;
    }

    @Override
    public List<Tensor> inputs() {
        return Collections.singletonList(x);
    }

    @Override
    public void backward(Tensor y, Tensor dy, GradientFlow flow) {
        flow.add(x, compute(dy));
    }
}

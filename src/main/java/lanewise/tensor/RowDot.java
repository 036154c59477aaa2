package lanewise.tensor;

import java.util.Arrays;
import java.util.List;
import lanewise.kernel.BinaryFunction;

/** The dot product of each row of two matrices: [rows, columns] twice to [rows]. {@code dA = dy * B}, row by row. */
record RowDot(Tensor a, Tensor b) implements Op {

    static Tensor of(Tensor a, Tensor b) {
        if (a.rank() != 2 || !a.shape().equals(b.shape())) {
            throw new ShapeException(
                    "row dot " + a.shape() + ", " + b.shape() + ": both must be matrices of one shape");
        }
        Tensor y = Tensor.empty(Tensor.allocator(a, b), Shape.of(a.size(0)));
        y.backend().rowDot(a.size(0), a.size(1), a.buffer(), b.buffer(), y.buffer());
        return y.recorded(new RowDot(a, b));
    }

    @Override
    public List<Tensor> inputs() {
        return Arrays.asList(a, b);
    }

    @Override
    public void backward(Tensor y, Tensor dy, GradientFlow flow) {
        Broadcast rows = new Broadcast(a.shape(), a.size(0), a.size(1), 1, 0, a.size(1), 1);
        if (flow.wants(a)) {
            flow.add(a, rows.apply(BinaryFunction.TIMES, dy.allocator(), dy, b));
        }
        if (flow.wants(b)) {
            flow.add(b, rows.apply(BinaryFunction.TIMES, dy.allocator(), dy, a));
        }
    }
}

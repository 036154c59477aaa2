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
        y.backend().rows().rowDot(a.size(0), a.size(1), a.buffer(), b.buffer(), y.buffer());
        return y.recorded(new RowDot(a, b));
    }

    @Override
    public List<Tensor> inputs() {
        return Arrays.asList(a, b);
    }

    @Override
    public void backward(Tensor y, Tensor dy, GradientFlow flow) {
        send(a, b, dy, flow);
        send(b, a, dy, flow);
    }

    /** Rows that were read from a table get their gradient there at once, without a matrix of it in between. */
    private static void send(Tensor operand, Tensor other, Tensor dy, GradientFlow flow) {
        if (!flow.wants(operand)) {
            return;
        }
        if (operand.op() instanceof Gather gather && gather.table().rank() == 2) {
            flow.addRows(gather.table(), gather.ids(), dy, other);
            return;
        }
        int rows = operand.size(0);
        int columns = operand.size(1);
        Broadcast scaled = new Broadcast(operand.shape(), rows, columns, 1, 0, columns, 1);
        flow.add(operand, scaled.apply(BinaryFunction.TIMES, dy.allocator(), dy, other));
    }
}

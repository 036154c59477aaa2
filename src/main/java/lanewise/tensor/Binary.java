package lanewise.tensor;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import lanewise.kernel.BinaryFunction;

/** Plus, minus, times and div of two tensors, with a number, a row or a column repeated to the shape of the other. */
record Binary(BinaryFunction f, Tensor a, Tensor b, Broadcast broadcast) implements Op {

    static Tensor of(BinaryFunction f, Tensor a, Tensor b) {
        Broadcast broadcast = Broadcast.of(f.name().toLowerCase(Locale.ROOT), a.shape(), b.shape());
        return broadcast.apply(f, Tensor.allocator(a, b), a, b).recorded(new Binary(f, a, b, broadcast));
    }

    @Override
    public List<Tensor> inputs() {
        return Arrays.asList(a, b);
    }

    @Override
    public void backward(Tensor y, Tensor dy, GradientFlow flow) {
        if (flow.wants(a)) {
            flow.addShared(a, broadcast.reduceToFirst(first(dy), a.shape()));
        }
        if (flow.wants(b)) {
            flow.addShared(b, broadcast.reduceToSecond(second(y, dy), b.shape()));
        }
    }

    private Tensor first(Tensor dy) {
        return f == BinaryFunction.TIMES || f == BinaryFunction.DIV ? broadcast.withSecond(f, dy, b.detach()) : dy;
    }

    private Tensor second(Tensor y, Tensor dy) {
        return switch (f) {
            case PLUS -> dy;
            case MINUS -> dy.neg();
            case TIMES -> broadcast.withFirst(BinaryFunction.TIMES, dy, a.detach());
            // d(a / b) / db = -(a / b) / b
            case DIV ->
                broadcast.withSecond(f, dy.times(y.detach()), b.detach()).neg();
        };
    }
}

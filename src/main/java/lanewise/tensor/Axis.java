package lanewise.tensor;

import lanewise.backend.Backend;
import lanewise.backend.Buffer;
import lanewise.kernel.BinaryFunction;

/**
 * A tensor seen around one of its axes.
 *
 * @param outer the product of the sizes before the axis
 * @param length the size of the axis
 * @param inner the product of the sizes after it
 */
record Axis(int outer, int length, int inner) {

    static Axis of(Shape shape, int axis) {
        return new Axis(shape.product(0, axis), shape.size(axis), shape.product(axis + 1, shape.rank()));
    }

    /** All elements as one axis. */
    static Axis all(Shape shape) {
        return new Axis(1, shape.elements(), 1);
    }

    /** {@code scale * y} repeated along the axis: the gradient of a sum. */
    Tensor repeat(Tensor y, float scale, Shape shape) {
        Tensor x = Tensor.empty(y.allocator(), shape);
        Buffer factor = Tensor.full(y.allocator(), scale, Shape.of()).buffer();
        Backend backend = y.backend();
        BinaryFunction times = BinaryFunction.TIMES;
        if (inner == 1) {
            backend.binary(times, outer, length, y.buffer(), 1, 0, factor, 0, 0, x.buffer());
            return x;
        }
        for (int o = 0; o < outer; o++) {
            Buffer from = y.buffer().slice(o * inner, inner);
            Buffer to = x.buffer().slice(o * length * inner, length * inner);
            backend.binary(times, length, inner, from, 0, 1, factor, 0, 0, to);
        }
        return x;
    }
}

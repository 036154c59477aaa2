package lanewise.tensor;

import lanewise.backend.Allocator;
import lanewise.backend.Reduction;
import lanewise.kernel.BinaryFunction;
import org.jspecify.annotations.Nullable;

/**
 * How two operands meet in a result seen as rows x columns: an operand that is repeated along an axis has stride 0 there.
 *
 * @param shape the shape of the result
 */
record Broadcast(
        Shape shape, int rows, int columns, int aRowStride, int aColumnStride, int bRowStride, int bColumnStride) {

    static Broadcast of(String operation, Shape a, Shape b) {
        if (a.equals(b)) {
            return new Broadcast(a, 1, a.elements(), a.elements(), 1, a.elements(), 1);
        }
        Broadcast found = a.rank() >= b.rank() ? smallerSecond(a, b) : null;
        if (found != null) {
            return found;
        }
        found = b.rank() >= a.rank() ? smallerSecond(b, a) : null;
        if (found != null) {
            return found.swapped();
        }
        if (isColumn(a) && isRow(b)) {
            return new Broadcast(Shape.of(a.size(0), b.elements()), a.size(0), b.elements(), 1, 0, 0, 1);
        }
        if (isRow(a) && isColumn(b)) {
            return new Broadcast(Shape.of(b.size(0), a.elements()), b.size(0), a.elements(), 0, 1, 1, 0);
        }
        throw new ShapeException(operation + " " + a + ", " + b + ": the shapes must be equal, or one a single number,"
                + " a row (the trailing axes of the other) or a column (its leading axes, then 1)");
    }

    /** The second is a number, a row or a column of the first; null if it is none of them. */
    private static @Nullable Broadcast smallerSecond(Shape a, Shape b) {
        int all = a.elements();
        if (b.elements() == 1) {
            return new Broadcast(a, 1, all, all, 1, 0, 0);
        }
        int leadingOnes = 0;
        while (leadingOnes < b.rank() && b.size(leadingOnes) == 1) {
            leadingOnes++;
        }
        int trailing = b.rank() - leadingOnes;
        if (sameSizes(a, a.rank() - trailing, b, leadingOnes, trailing)) {
            int columns = b.elements();
            return new Broadcast(a, columns == 0 ? 0 : all / columns, columns, columns, 1, 0, 1);
        }
        int leading = b.rank();
        while (leading > 0 && b.size(leading - 1) == 1) {
            leading--;
        }
        if (a.rank() == b.rank() && sameSizes(a, 0, b, 0, leading)) {
            int rows = b.elements();
            int columns = rows == 0 ? 0 : all / rows;
            return new Broadcast(a, rows, columns, columns, 1, 1, 0);
        }
        return null;
    }

    private static boolean sameSizes(Shape a, int aFrom, Shape b, int bFrom, int count) {
        for (int i = 0; i < count; i++) {
            if (a.size(aFrom + i) != b.size(bFrom + i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isColumn(Shape shape) {
        return shape.rank() == 2 && shape.size(1) == 1;
    }

    private static boolean isRow(Shape shape) {
        return shape.rank() == 1 || (shape.rank() == 2 && shape.size(0) == 1);
    }

    private Broadcast swapped() {
        return new Broadcast(shape, rows, columns, bRowStride, bColumnStride, aRowStride, aColumnStride);
    }

    /** {@code f(a, b)} over the whole result. */
    Tensor apply(BinaryFunction f, Allocator allocator, Tensor a, Tensor b) {
        Tensor out = Tensor.empty(allocator, shape);
        allocator
                .backend()
                .binary(
                        f,
                        rows,
                        columns,
                        a.buffer(),
                        aRowStride,
                        aColumnStride,
                        b.buffer(),
                        bRowStride,
                        bColumnStride,
                        out.buffer());
        return out;
    }

    /** {@code f(x, a)} where x has the shape of the result. */
    Tensor withFirst(BinaryFunction f, Tensor x, Tensor a) {
        return new Broadcast(shape, rows, columns, columns, 1, aRowStride, aColumnStride)
                .apply(f, Tensor.allocator(x, a), x, a);
    }

    /** {@code f(x, b)} where x has the shape of the result. */
    Tensor withSecond(BinaryFunction f, Tensor x, Tensor b) {
        return new Broadcast(shape, rows, columns, columns, 1, bRowStride, bColumnStride)
                .apply(f, Tensor.allocator(x, b), x, b);
    }

    /** The gradient of the first operand from that of its repetitions: their sum. */
    Tensor reduceToFirst(Tensor gradient, Shape a) {
        return reduce(gradient, aRowStride, aColumnStride, a);
    }

    /** The gradient of the second operand. */
    Tensor reduceToSecond(Tensor gradient, Shape b) {
        return reduce(gradient, bRowStride, bColumnStride, b);
    }

    private Tensor reduce(Tensor gradient, int rowStride, int columnStride, Shape operand) {
        if (columnStride == 1 && rowStride != 0) {
            return gradient;
        }
        Tensor sum = Tensor.empty(gradient.allocator(), operand);
        if (columnStride == 1) {
            sum.backend().axes().reduce(Reduction.SUM, 1, rows, columns, gradient.buffer(), sum.buffer());
        } else if (rowStride == 1) {
            sum.backend().axes().reduce(Reduction.SUM, rows, columns, 1, gradient.buffer(), sum.buffer());
        } else {
            sum.backend().axes().reduce(Reduction.SUM, 1, rows * columns, 1, gradient.buffer(), sum.buffer());
        }
        return sum;
    }
}

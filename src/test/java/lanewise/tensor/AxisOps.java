package lanewise.tensor;

/** Along an axis: what adds up, what chooses, what moves numbers. */
final class AxisOps extends OpTable {

    private static final int[][] REDUCED = {
        {7}, {1}, {0}, {3, 5}, {1, 5}, {0, 3}, {3, 0}, {2, 3, 4}, {2, 1, 3}, {1, 3, 0}, {2, 3, 2, 2}
    };

    @Override
    void fill() {
        for (Shape shape : SHAPES) {
            all(shape.elements(), shape.sizes());
        }
        for (int[] size : REDUCED) {
            for (int axis = 0; axis < size.length; axis++) {
                along(axis, size);
            }
        }
        for (int[] size : new int[][] {{1}, {7}, {3, 5}, {1, 33}, {0, 3}, {2, 3, 4}}) {
            one("softmax", Tensor::softmax, Doubles::softmax, in(size));
            one("softmax, wide", Tensor::softmax, Doubles::softmax, in(-50, 50, size));
            one("logSoftmax", Tensor::logSoftmax, Doubles::logSoftmax, in(size));
            one("logSoftmax, wide", Tensor::logSoftmax, Doubles::logSoftmax, in(-50, 50, size));
        }
        for (int[] size : new int[][] {{7}, {4, 3}, {5, 0}, {4, 2, 3}}) {
            entries(size);
        }
        one(
                "gather [3, 4]",
                x -> x.gather(beside(x, ids(5, 12).reshape(3, 4))).reshape(12, -1),
                x -> x.gather(ids(5, 12)),
                in(5, 3));
        for (int[] size : new int[][] {{4}, {3, 2}, {1, 5}, {2, 3, 4}, {2, 3, 2, 2}}) {
            for (int axis = 0; axis < size.length; axis++) {
                concat(axis, size);
            }
        }
    }

    private void all(int elements, int... size) {
        one("sum", Tensor::sum, Doubles::sum, in(size));
        one("sumOfSquares", Tensor::sumOfSquares, x -> x.map(v -> v * v).sum(), in(size));
        one("reshape", x -> x.reshape(1, -1), x -> x.reshape(1, x.elements()), in(size));
        if (elements > 0) {
            one("mean", Tensor::mean, Doubles::mean, in(size));
            one("max", Tensor::max, x -> x.reshape(x.elements()).max(0).drop(0), in(size));
        }
    }

    private void along(int axis, int... size) {
        String of = " of axis " + axis;
        one("sum" + of, x -> x.sum(axis), x -> x.sum(axis).drop(axis), in(size));
        one(
                "sum from the end" + of,
                x -> x.sum(axis - size.length),
                x -> x.sum(axis).drop(axis),
                in(size));
        if (size[axis] > 0) {
            one("mean" + of, x -> x.mean(axis), x -> x.mean(axis).drop(axis), in(size));
            one("max" + of, x -> x.max(axis), x -> x.max(axis).drop(axis), in(size));
        }
    }

    private void entries(int... size) {
        one("slice", x -> x.slice(1, x.size(0) - 1), x -> x.slice(1, x.size(0) - 1), in(size));
        one("slice of none", x -> x.slice(2, 2), x -> x.slice(2, 2), in(size));
        one("row", x -> x.row(2), x -> x.slice(2, 3).drop(0), in(size));
        one("gather", x -> x.gather(beside(x, someOf(x.size(0)))), x -> x.gather(someOf(x.size(0))), in(size));
        one("gather none", x -> x.gather(beside(x, ids(1, 0))), x -> x.gather(ids(1, 0)), in(size));
        one(
                "gather twice",
                x -> x.gather(beside(x, ids(3, 5))).plus(x.gather(beside(x, ids(2, 5)))),
                x -> x.gather(ids(3, 5)).plus(x.gather(ids(2, 5))),
                in(size));
    }

    /** Row numbers of a table, more than it has rows. */
    private static IntTensor someOf(int rows) {
        return ids(rows, 2 * rows + 1);
    }

    private void concat(int axis, int... size) {
        two(
                "concat along " + axis,
                (a, b) -> Tensor.concat(axis, a, b, a),
                (a, b) -> a.concat(axis, b).concat(axis, a),
                in(size),
                in(Shape.of(size).with(axis, 1).sizes()));
        two(
                "concat with none along " + axis,
                (a, b) -> Tensor.concat(axis - size.length, b, a),
                (a, b) -> a,
                in(size),
                in(Shape.of(size).with(axis, 0).sizes()));
    }
}

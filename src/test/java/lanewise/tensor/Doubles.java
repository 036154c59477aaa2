package lanewise.tensor;

import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/**
 * The oracle: arrays of doubles under operations as plain as they can be. Each number carries a bound of what float32
 * arithmetic may be off by, worked out along the way: a rounding error per operation, {@code 4 sqrt(n + 1) 2^-24} of the
 * sum of the sizes of n summands, and what the errors of the operands come to.
 */
final class Doubles {

    private static final double ROUNDING = 0x1p-24;

    /** Own polynomials are off by a few roundings. */
    private static final double FUNCTION = 4 * ROUNDING;

    private final int[] shape;
    private final double[] values;
    private final double[] bounds;

    private Doubles(int[] shape, double[] values, double[] bounds) {
        this.shape = shape;
        this.values = values;
        this.bounds = bounds;
    }

    private static Doubles empty(int... shape) {
        int elements = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
        return new Doubles(shape, new double[elements], new double[elements]);
    }

    static Doubles of(double[] values, int... shape) {
        return new Doubles(shape, values, new double[values.length]);
    }

    int rank() {
        return shape.length;
    }

    int size(int axis) {
        return shape[axis];
    }

    int[] shape() {
        return shape.clone();
    }

    int elements() {
        return values.length;
    }

    double value(int i) {
        return values[i];
    }

    double bound(int i) {
        return bounds[i];
    }

    /** These numbers with one moved: for differences. */
    Doubles moved(int i, double by) {
        double[] changed = values.clone();
        changed[i] += by;
        return of(changed, shape);
    }

    // Element by element

    Doubles map(DoubleUnaryOperator f) {
        Doubles y = empty(shape);
        for (int i = 0; i < values.length; i++) {
            y.values[i] = f.applyAsDouble(values[i]);
            double up = Math.abs(f.applyAsDouble(values[i] + bounds[i]) - y.values[i]);
            double down = Math.abs(f.applyAsDouble(values[i] - bounds[i]) - y.values[i]);
            y.bounds[i] = Math.max(up, down) + FUNCTION * Math.abs(y.values[i]);
        }
        return y;
    }

    /** {@code f(this, other)}, axes of size 1 and missing leading axes repeated. */
    Doubles zip(DoubleBinaryOperator f, Doubles other) {
        int rank = Math.max(shape.length, other.shape.length);
        int[] common = new int[rank];
        for (int axis = 0; axis < rank; axis++) {
            int mine = sizeFromEnd(shape, rank - axis);
            common[axis] = mine == 1 ? sizeFromEnd(other.shape, rank - axis) : mine;
        }
        Doubles y = empty(common);
        int[] index = new int[rank];
        for (int i = 0; i < y.values.length; i++) {
            int a = repeated(shape, index);
            int b = repeated(other.shape, index);
            double value = f.applyAsDouble(values[a], other.values[b]);
            double off = 0;
            for (int corner = 0; corner < 4; corner++) {
                double left = values[a] + (corner < 2 ? bounds[a] : -bounds[a]);
                double right = other.values[b] + (corner % 2 == 0 ? other.bounds[b] : -other.bounds[b]);
                off = Math.max(off, Math.abs(f.applyAsDouble(left, right) - value));
            }
            y.values[i] = value;
            y.bounds[i] = off + ROUNDING * Math.abs(value);
            advance(index, common);
        }
        return y;
    }

    private static int sizeFromEnd(int[] shape, int fromEnd) {
        return fromEnd > shape.length ? 1 : shape[shape.length - fromEnd];
    }

    private static int repeated(int[] shape, int[] index) {
        int at = 0;
        for (int axis = 0; axis < shape.length; axis++) {
            int i = index[index.length - shape.length + axis];
            at = at * shape[axis] + (shape[axis] == 1 ? 0 : i);
        }
        return at;
    }

    private static void advance(int[] index, int[] shape) {
        for (int axis = index.length - 1; axis >= 0 && ++index[axis] == shape[axis]; axis--) {
            index[axis] = 0;
        }
    }

    Doubles plus(Doubles other) {
        return zip(Double::sum, other);
    }

    Doubles minus(Doubles other) {
        return zip((a, b) -> a - b, other);
    }

    Doubles times(Doubles other) {
        return zip((a, b) -> a * b, other);
    }

    Doubles div(Doubles other) {
        return zip((a, b) -> a / b, other);
    }

    Doubles times(double factor) {
        return map(v -> v * factor);
    }

    // Along an axis, which stays with size 1

    Doubles sum(int axis) {
        Doubles y = empty(with(axis, 1));
        double share = 4 * Math.sqrt(shape[axis] + 1) * ROUNDING;
        forEachAlong(axis, (from, to) -> {
            y.values[to] += values[from];
            y.bounds[to] += bounds[from] + share * Math.abs(values[from]);
        });
        return y;
    }

    Doubles max(int axis) {
        Doubles y = empty(with(axis, 1));
        Arrays.fill(y.values, Double.NEGATIVE_INFINITY);
        forEachAlong(axis, (from, to) -> {
            y.values[to] = Math.max(y.values[to], values[from]);
            y.bounds[to] = Math.max(y.bounds[to], bounds[from]);
        });
        return y;
    }

    /** All of it, of rank 0. */
    Doubles sum() {
        return reshape(values.length).sum(0).reshape();
    }

    Doubles mean() {
        return sum().times(1.0 / values.length);
    }

    Doubles mean(int axis) {
        return sum(axis).times(1.0 / shape[axis]);
    }

    private interface Pair {
        void accept(int from, int to);
    }

    private void forEachAlong(int axis, Pair pair) {
        int inner = 1;
        for (int a = axis + 1; a < shape.length; a++) {
            inner *= shape[a];
        }
        for (int i = 0; i < values.length; i++) {
            pair.accept(i, i / (inner * shape[axis]) * inner + i % inner);
        }
    }

    /** Over the last axis. */
    Doubles softmax() {
        Doubles exp = minus(max(rank() - 1)).map(Math::exp);
        return exp.div(exp.sum(rank() - 1));
    }

    /** Over the last axis. */
    Doubles logSoftmax() {
        Doubles distance = minus(max(rank() - 1));
        return distance.minus(distance.map(Math::exp).sum(rank() - 1).map(Math::log));
    }

    /** The product of two matrices. */
    Doubles matmul(Doubles other) {
        Doubles left = reshape(shape[0], shape[1], 1);
        Doubles right = other.reshape(1, other.shape[0], other.shape[1]);
        return left.times(right).sum(1).reshape(shape[0], other.shape[1]);
    }

    // Moving numbers

    private int[] with(int axis, int size) {
        int[] changed = shape.clone();
        changed[axis] = size;
        return changed;
    }

    /** Without an axis of size 1. */
    Doubles drop(int axis) {
        int[] left = new int[shape.length - 1];
        for (int i = 0; i < left.length; i++) {
            left[i] = shape[i < axis ? i : i + 1];
        }
        return reshape(left);
    }

    Doubles reshape(int... sizes) {
        return new Doubles(sizes, values, bounds);
    }

    /** The transpose of a matrix if {@code really}. */
    Doubles transpose(boolean really) {
        if (!really) {
            return this;
        }
        Doubles y = empty(shape[1], shape[0]);
        for (int i = 0; i < values.length; i++) {
            int to = i % shape[1] * shape[0] + i / shape[1];
            y.values[to] = values[i];
            y.bounds[to] = bounds[i];
        }
        return y;
    }

    /** Entries of the first axis. */
    Doubles gather(IntTensor ids) {
        return gather(ids.toArray());
    }

    private Doubles gather(int... ids) {
        Doubles y = empty(with(0, ids.length));
        int width = shape[0] == 0 ? 0 : values.length / shape[0];
        for (int i = 0; i < ids.length; i++) {
            System.arraycopy(values, ids[i] * width, y.values, i * width, width);
            System.arraycopy(bounds, ids[i] * width, y.bounds, i * width, width);
        }
        return y;
    }

    Doubles slice(int from, int to) {
        int[] ids = new int[to - from];
        Arrays.setAll(ids, i -> from + i);
        return gather(ids);
    }

    Doubles concat(int axis, Doubles other) {
        Doubles y = empty(with(axis, shape[axis] + other.shape[axis]));
        int inner = Arrays.stream(shape, axis + 1, rank()).reduce(1, (a, b) -> a * b);
        place(y, axis, 0, inner);
        other.place(y, axis, shape[axis] * inner, inner);
        return y;
    }

    private void place(Doubles y, int axis, int start, int inner) {
        int width = shape[axis] * inner;
        int stride = y.shape[axis] * inner;
        for (int i = 0; i < values.length; i++) {
            y.values[start + i / width * stride + i % width] = values[i];
            y.bounds[start + i / width * stride + i % width] = bounds[i];
        }
    }
}

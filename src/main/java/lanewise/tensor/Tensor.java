package lanewise.tensor;

import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import lanewise.backend.Allocator;
import lanewise.backend.Backend;
import lanewise.backend.Buffer;
import lanewise.backend.Device;
import lanewise.backend.Download;
import lanewise.kernel.BinaryFunction;
import lanewise.kernel.UnaryFunction;
import org.jspecify.annotations.Nullable;

/**
 * An array of float32 numbers of any rank, row-major, that remembers how it was computed if a gradient is wanted. Its
 * values never change: only a {@link Parameter} is updated in place. There is nothing to close.
 *
 * <p>The operations are named as PyTorch names them; {@code plus, minus, times, div} are operators in Kotlin. They
 * broadcast a number, a row (the trailing axes of the other operand) and a column (its leading axes, the rest 1).
 */
public final class Tensor {

    private final Buffer buffer;
    private final Shape shape;
    private final @Nullable Op op;
    private final boolean tracked;

    private Tensor(Buffer buffer, Shape shape, @Nullable Op op, boolean tracked) {
        this.buffer = buffer;
        this.shape = shape;
        this.op = op;
        this.tracked = tracked;
    }

    // Making tensors

    /**
     * The numbers of {@code values}, row by row, copied.
     *
     * @param shape the sizes of the axes; none given makes a vector, as long as {@code values}
     * @throws ShapeException if the sizes do not multiply to the number of values
     */
    public static Tensor of(float[] values, int... shape) {
        return of(Device.cpu(), values, shape.length == 0 ? Shape.of(values.length) : Shape.of(shape));
    }

    /** The same on a device. */
    public static Tensor of(Device device, float[] values, Shape shape) {
        return of(device.backend().heap(), values, shape);
    }

    /** The same from an allocator: for a batch that belongs to a training step. */
    public static Tensor of(Allocator allocator, float[] values, Shape shape) {
        if (shape.elements() != values.length) {
            throw new ShapeException("tensor of shape " + shape + ": it has " + shape.elements() + " elements, "
                    + values.length + " values were given");
        }
        Tensor tensor = empty(allocator, shape);
        if (values.length > 0) {
            allocator.backend().upload(values, 0, tensor.buffer);
        }
        return tensor;
    }

    /** A matrix from its rows, which must be equally long. */
    public static Tensor of(float[][] rows) {
        int columns = rows.length == 0 ? 0 : rows[0].length;
        float[] values = new float[rows.length * columns];
        for (int row = 0; row < rows.length; row++) {
            if (rows[row].length != columns) {
                throw new ShapeException(
                        "matrix: row " + row + " has " + rows[row].length + " values, row 0 has " + columns);
            }
            System.arraycopy(rows[row], 0, values, row * columns, columns);
        }
        return of(values, rows.length, columns);
    }

    /** A single number, of rank 0. */
    public static Tensor scalar(float value) {
        return full(value);
    }

    public static Tensor zeros(int... shape) {
        return full(0, shape);
    }

    public static Tensor ones(int... shape) {
        return full(1, shape);
    }

    /** A tensor whose elements all are {@code value}. */
    public static Tensor full(float value, int... shape) {
        return full(Device.cpu().backend().heap(), value, Shape.of(shape));
    }

    static Tensor full(Allocator allocator, float value, Shape shape) {
        Tensor tensor = empty(allocator, shape);
        allocator.backend().fill(tensor.buffer, value);
        return tensor;
    }

    /** Uniform random numbers in [low, high); where floats are sparse, rounding may give {@code high} itself. */
    public static Tensor uniform(Rng rng, float low, float high, int... shape) {
        float[] values = new float[Shape.of(shape).elements()];
        for (int i = 0; i < values.length; i++) {
            values[i] = low + (high - low) * rng.nextFloat();
        }
        return of(Device.cpu(), values, Shape.of(shape));
    }

    /** Random numbers of the normal distribution. */
    public static Tensor normal(Rng rng, float mean, float deviation, int... shape) {
        float[] values = new float[Shape.of(shape).elements()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (mean + deviation * rng.nextGaussian());
        }
        return of(Device.cpu(), values, Shape.of(shape));
    }

    /** Contents undefined: for results that are about to be written. */
    static Tensor empty(Allocator allocator, Shape shape) {
        return new Tensor(allocator.floats(shape.elements()), shape, null, false);
    }

    static Tensor view(Buffer buffer, Shape shape) {
        return new Tensor(buffer, shape, null, false);
    }

    /** This result with the operation that made it, if one of the operation's inputs is tracked. */
    Tensor recorded(Op operation) {
        for (Tensor input : operation.inputs()) {
            if (input.tracked) {
                return new Tensor(buffer, shape, operation, true);
            }
        }
        return this;
    }

    // Reading

    public Shape shape() {
        return shape;
    }

    /** The number of axes. */
    public int rank() {
        return shape.rank();
    }

    /** The size of an axis; -1 is the last. */
    public int size(int axis) {
        return shape.size(axis);
    }

    /** The number of elements. */
    public int elements() {
        return shape.elements();
    }

    /** A copy of the numbers, row by row. */
    public float[] toArray() {
        float[] values = new float[shape.elements()];
        backend().download(buffer, values, 0);
        return values;
    }

    /**
     * The number of a tensor with one element.
     *
     * @throws ShapeException if there are more or none
     */
    public float item() {
        requireOne();
        return toArray()[0];
    }

    private void requireOne() {
        if (shape.elements() != 1) {
            throw new ShapeException("item: " + shape + " has " + shape.elements() + " elements, it needs exactly one");
        }
    }

    /** One number by its index on each axis. */
    public float get(int... index) {
        if (index.length != shape.rank()) {
            throw new ShapeException("get " + Arrays.toString(index) + ": " + shape + " has " + shape.rank() + " axes");
        }
        int at = 0;
        for (int axis = 0; axis < index.length; axis++) {
            int size = shape.size(axis);
            if (index[axis] < 0 || index[axis] >= size) {
                throw new IndexOutOfBoundsException(
                        "get " + Arrays.toString(index) + ": axis " + axis + " of " + shape + " ends at " + (size - 1));
            }
            at = at * size + index[axis];
        }
        float[] value = new float[1];
        backend().download(buffer.slice(at, 1), value, 0);
        return value[0];
    }

    /**
     * Begins to read the number of a tensor with one element, as it is now. Whoever asks what is returned for it, once, waits
     * for it; the device goes on working meanwhile.
     */
    public Supplier<Float> itemLater() {
        requireOne();
        Download download = backend().startDownload(buffer);
        return () -> download.await()[0];
    }

    Buffer buffer() {
        return buffer;
    }

    Allocator allocator() {
        return buffer.allocator();
    }

    Backend backend() {
        return buffer.allocator().backend();
    }

    @Nullable
    Op op() {
        return op;
    }

    /** Where a result of these inputs is allocated: in the step of the first that belongs to one, else on the heap. */
    static Allocator allocator(Tensor a, Tensor b) {
        return a.allocator().scoped() || !b.allocator().scoped() ? a.allocator() : b.allocator();
    }

    static Allocator allocator(List<Tensor> inputs) {
        Tensor chosen = inputs.get(0);
        for (Tensor input : inputs) {
            if (!chosen.allocator().scoped()) {
                chosen = input.allocator().scoped() ? input : chosen;
            }
        }
        return chosen.allocator();
    }

    // Gradients

    /** A leaf with these numbers, without a copy: {@link #backward()} returns its gradient. */
    public Tensor tracked() {
        return new Tensor(buffer, shape, null, true);
    }

    /** Whether a gradient flows through this tensor. */
    public boolean isTracked() {
        return tracked;
    }

    /** The same numbers, without a copy, cut off from what they were computed from. */
    public Tensor detach() {
        return tracked ? new Tensor(buffer, shape, null, false) : this;
    }

    /** The numbers copied to the heap, cut off from what they were computed from: outlives the training step. */
    public Tensor copy() {
        Tensor copy = empty(backend().heap(), shape);
        backend().copy(buffer, copy.buffer);
        return copy;
    }

    /**
     * The same numbers on a device: this tensor if it lives there, else a copy on its heap, through which a gradient flows
     * back. Results live where the tensors live that they are computed from, and all of those must live on one device.
     */
    public Tensor to(Device device) {
        return ToDevice.of(this, device);
    }

    /**
     * The gradients of this number with respect to every parameter and tracked tensor it was computed from.
     *
     * @throws ShapeException if this is not a single number
     * @throws IllegalStateException if it was computed from nothing that is tracked
     */
    public Gradients backward() {
        if (shape.elements() != 1) {
            throw new ShapeException("backward: the loss must be a single number, got shape " + shape
                    + "; reduce it by mean() or sum(), or give the gradient");
        }
        return backward(full(allocator(), 1, shape));
    }

    /** The gradients of {@code sum(this * gradient)}; the gradient has the shape of this tensor. */
    public Gradients backward(Tensor gradient) {
        if (!tracked) {
            throw new IllegalStateException("backward: nothing this was computed from is tracked;"
                    + " run the forward pass with Pass.training, or call tracked() on an input");
        }
        if (!gradient.shape.equals(shape)) {
            throw new ShapeException("backward: the gradient has shape " + gradient.shape + ", the tensor " + shape);
        }
        return GradientFlow.backward(this, gradient.detach());
    }

    // Arithmetic

    public Tensor plus(Tensor other) {
        return Binary.of(BinaryFunction.PLUS, this, other);
    }

    public Tensor plus(float number) {
        return Affine.of(this, 1, number);
    }

    public Tensor minus(Tensor other) {
        return Binary.of(BinaryFunction.MINUS, this, other);
    }

    public Tensor minus(float number) {
        return Affine.of(this, 1, -number);
    }

    public Tensor times(Tensor other) {
        return Binary.of(BinaryFunction.TIMES, this, other);
    }

    public Tensor times(float number) {
        return Affine.of(this, number, 0);
    }

    public Tensor div(Tensor other) {
        return Binary.of(BinaryFunction.DIV, this, other);
    }

    public Tensor div(float number) {
        return Binary.of(BinaryFunction.DIV, this, full(allocator(), number, Shape.of()));
    }

    /** {@code -x}. */
    public Tensor neg() {
        return Affine.of(this, -1, 0);
    }

    /**
     * {@code low + (high - low) * sigmoid(x)}: squeezes any number into the range of a target.
     */
    public Tensor sigmoidRange(float low, float high) {
        return SigmoidRange.of(this, low, high);
    }

    /** The matrix product [m, k] x [k, n] = [m, n]. */
    public Tensor matmul(Tensor other) {
        return matmul(other, false, false);
    }

    /** The matrix product with either operand taken as its transpose, without a copy. */
    public Tensor matmul(Tensor other, boolean transposeThis, boolean transposeOther) {
        return Matmul.of(this, other, transposeThis, transposeOther);
    }

    // Functions of each element

    public Tensor relu() {
        return Unary.of(UnaryFunction.RELU, 0, this);
    }

    /** x where positive, else {@code slope * x}; PyTorch's default slope is 0.01. The slope may not be negative. */
    public Tensor leakyRelu(float slope) {
        return Unary.of(UnaryFunction.LEAKY_RELU, slope, this);
    }

    public Tensor exp() {
        return Unary.of(UnaryFunction.EXP, 0, this);
    }

    /** The natural logarithm. */
    public Tensor log() {
        return Unary.of(UnaryFunction.LOG, 0, this);
    }

    public Tensor sigmoid() {
        return Unary.of(UnaryFunction.SIGMOID, 0, this);
    }

    public Tensor tanh() {
        return Unary.of(UnaryFunction.TANH, 0, this);
    }

    /** {@code log(1 + exp(x))}. */
    public Tensor softplus() {
        return Unary.of(UnaryFunction.SOFTPLUS, 0, this);
    }

    public Tensor square() {
        return Unary.of(UnaryFunction.SQUARE, 0, this);
    }

    public Tensor sqrt() {
        return Unary.of(UnaryFunction.SQRT, 0, this);
    }

    public Tensor abs() {
        return Unary.of(UnaryFunction.ABS, 0, this);
    }

    /** Softmax over the last axis. */
    public Tensor softmax() {
        return Softmax.of(this, false);
    }

    /** The logarithm of the softmax over the last axis. */
    public Tensor logSoftmax() {
        return Softmax.of(this, true);
    }

    // Along an axis

    /** The sum of all elements, of rank 0. */
    public Tensor sum() {
        return Sum.of(this, 1);
    }

    /** Sums along an axis, which goes away; -1 is the last. */
    public Tensor sum(int axis) {
        return Sum.of(this, axis, 1);
    }

    /** The mean of all elements, of rank 0; NaN if there are none. */
    public Tensor mean() {
        return Sum.of(this, 1f / shape.elements());
    }

    /** Means along an axis, which goes away. */
    public Tensor mean(int axis) {
        return Sum.of(this, axis, 1f / shape.size(shape.axis("mean", axis)));
    }

    /** The sum of the squares of all elements, of rank 0. */
    public Tensor sumOfSquares() {
        return SumOfSquares.of(this);
    }

    /** The largest element, of rank 0. */
    public Tensor max() {
        return Max.of(reshape(shape.elements()), 0);
    }

    /** The largest elements along an axis, which goes away. The gradient goes to the first of equal ones. */
    public Tensor max(int axis) {
        return Max.of(this, axis);
    }

    /** Where the largest element is, counted row by row. */
    public int argmax() {
        return reshape(shape.elements()).argmax(0).toArray()[0];
    }

    /** The index of the largest element along an axis, which goes away; of the first among equals. */
    public IntTensor argmax(int axis) {
        return Max.argmax("argmax", detach(), shape.axis("argmax", axis));
    }

    // Shape

    /** The same numbers in another shape, without a copy; one size may be -1 and is then what is left. */
    public Tensor reshape(int... sizes) {
        return Reshape.of(this, sizes);
    }

    /** The transpose of a matrix, as a copy; a product takes transposes as flags and needs none. */
    public Tensor transpose() {
        return Transpose.of(this);
    }

    /** Entries {@code from} to {@code to} (exclusive) along the first axis, without a copy. */
    public Tensor slice(int from, int to) {
        return Slice.of(this, from, to);
    }

    /** Entry {@code index} along the first axis, which goes away; without a copy. */
    public Tensor row(int index) {
        Tensor one = slice(index, index + 1);
        return one.reshape(shape.without(0).sizes());
    }

    /** The entries along the first axis that {@code ids} name: shape of ids, then this shape less its first axis. */
    public Tensor gather(IntTensor ids) {
        return Gather.of(this, ids);
    }

    /** Tensors of equal shape but for one axis, one behind the other along it; -1 is the last axis. */
    public static Tensor concat(int axis, Tensor... tensors) {
        return Concat.of(axis, Arrays.asList(tensors));
    }

    /** The result of an operation of your own on these tensors. */
    public static Tensor apply(CustomOp operation, Tensor... inputs) {
        return CustomCall.of(operation, Arrays.asList(inputs));
    }

    /** The shape and the first numbers. */
    @Override
    public String toString() {
        return TensorText.of(this);
    }
}

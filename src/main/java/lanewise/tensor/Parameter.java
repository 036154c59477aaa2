package lanewise.tensor;

import lanewise.backend.Backend;
import lanewise.backend.Device;
import org.jspecify.annotations.Nullable;

/**
 * A named tensor that training changes in place: a weight, or a running statistic, which has no gradient. The tensors it
 * hands out share its memory and show the values of the moment they are read. An optimizer may put off the changes of rows
 * that nobody reads; {@link #value()} and {@link #rows} do first what was put off.
 */
public final class Parameter {

    private final String name;
    private final boolean statistic;
    private Tensor leaf;
    private Tensor values;
    private boolean trainable = true;
    private @Nullable Deferred deferred;

    /** What an optimizer has put off: the rows of a table that no batch has read for a while. */
    public interface Deferred {

        /** Brings these rows up to date. */
        void settle(IntTensor rows);

        /** Brings all rows up to date. */
        void settle();
    }

    private Parameter(String name, Tensor values, boolean statistic) {
        this.name = name;
        this.values = values;
        this.leaf = values.tracked();
        this.statistic = statistic;
    }

    /** A weight with these initial values, which are copied. */
    public static Parameter weight(String name, float[] values, Shape shape) {
        return new Parameter(name, Tensor.of(Device.cpu(), values, shape), false);
    }

    /** A running statistic: saved with the weights, changed by training passes alone, never by an optimizer. */
    public static Parameter statistic(String name, float[] values, Shape shape) {
        return new Parameter(name, Tensor.of(Device.cpu(), values, shape), true);
    }

    /** The scopes it was made in and its own name, joined by dots, as in {@code head.weight}. */
    public String name() {
        return name;
    }

    public Shape shape() {
        return values.shape();
    }

    /** The number of elements. */
    public int elements() {
        return values.elements();
    }

    /** All of it, up to date; tracked, unless it is frozen or a statistic. */
    public Tensor value() {
        settle();
        return isTrainable() ? leaf : values;
    }

    /**
     * From now on {@code optimizer}, or none, may put off changes of rows until they are read; what the one before put off is
     * done.
     */
    public void defer(@Nullable Deferred optimizer) {
        settle();
        deferred = optimizer;
    }

    /** Who puts off changes of rows, if anyone does. */
    public @Nullable Deferred deferred() {
        return deferred;
    }

    private void settle() {
        if (deferred != null) {
            deferred.settle();
        }
    }

    /** The rows that {@code ids} name: shape of ids, then the shape of a row. */
    public Tensor rows(IntTensor ids) {
        if (deferred != null) {
            deferred.settle(ids);
        }
        return Gather.of(isTrainable() ? leaf : values, ids);
    }

    /** Whether an optimizer may change it: not if it is frozen or a statistic. */
    public boolean isTrainable() {
        return trainable && !statistic;
    }

    /** Whether it is a running statistic. */
    public boolean isStatistic() {
        return statistic;
    }

    /** Whether it has been frozen. */
    public boolean isFrozen() {
        return !trainable;
    }

    /**
     * Freezes it (false) or sets it free again. A frozen weight costs no gradient work; a frozen running statistic no longer
     * follows the batches, and its layer uses it in training too.
     */
    public void trainable(boolean change) {
        settle();
        trainable = change;
    }

    /**
     * Moves the values to a device, where all that is computed from them will live. What was computed from them before, and
     * what an optimizer remembers of them, stays where it is: a learner moves that too.
     */
    public void to(Device device) {
        settle();
        if (!backend().equals(device.backend())) {
            values = values.to(device);
            leaf = values.tracked();
        }
    }

    /** A tensor that lives where the values live, of the same shape: for what is remembered of them. */
    public Tensor newTensor(float[] numbers) {
        return Tensor.of(backend().heap(), numbers, shape());
    }

    /** The same with one number for all. */
    public Tensor newFull(float number) {
        return Tensor.full(backend().heap(), number, shape());
    }

    /** Zeros that live where the values live, of any shape. */
    public Tensor newZeros(int... shape) {
        return Tensor.full(backend().heap(), 0, Shape.of(shape));
    }

    /** Whether its gradient comes as rows, if it is only read by rows: else optimizers change all of it in every step. */
    public boolean hasSparseGradients() {
        return backend().rows().sparseGradients();
    }

    /**
     * Replaces the values.
     *
     * @throws ShapeException if the shapes differ
     */
    public void set(Tensor replacement) {
        if (!replacement.shape().equals(shape())) {
            throw new ShapeException(
                    "parameter " + name + ": its shape is " + shape() + ", the new values have " + replacement.shape());
        }
        settle();
        if (replacement.backend().equals(backend())) {
            backend().copy(replacement.buffer(), values.buffer());
        } else {
            backend().upload(replacement.toArray(), 0, values.buffer());
        }
    }

    /**
     * The numbers as they are in memory, a copy: without what an optimizer has put off, which is then in the optimizer's own
     * state. For a checkpoint, which may not change what it keeps.
     */
    public float[] rawValues() {
        return values.toArray();
    }

    /**
     * Replaces one row of a table.
     *
     * @throws ShapeException if the new row has another length
     */
    public void setRow(int row, float[] numbers) {
        int width = shape().product(1, shape().rank());
        if (numbers.length != width) {
            throw new ShapeException("parameter " + name + " " + shape() + ": a row has " + width + " numbers, "
                    + numbers.length + " were given");
        }
        if (row < 0 || row >= shape().size(0)) {
            throw new IndexOutOfBoundsException("parameter " + name + " " + shape() + ": there is no row " + row);
        }
        settle();
        backend().upload(numbers, 0, values.buffer().slice(row * width, width));
    }

    /** {@code value = keep * value + add * x}: how running statistics follow the batches. */
    public void blend(float keep, float add, Tensor x) {
        x.backend().axpby(add, x.buffer(), keep, values.buffer());
    }

    Tensor leaf() {
        return leaf;
    }

    private Backend backend() {
        return values.backend();
    }

    /** Name and shape. */
    @Override
    public String toString() {
        return name + " " + shape();
    }
}

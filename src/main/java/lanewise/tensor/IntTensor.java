package lanewise.tensor;

import lanewise.backend.Allocator;
import lanewise.backend.Device;
import lanewise.backend.IntBuffer;

/** An array of 32-bit integers: row numbers of an embedding, classes, characters. It has no gradient. */
public final class IntTensor {

    private final IntBuffer buffer;
    private final Shape shape;

    IntTensor(IntBuffer buffer, Shape shape) {
        this.buffer = buffer;
        this.shape = shape;
    }

    /**
     * The numbers of {@code values}, row by row, copied.
     *
     * @param shape the sizes of the axes; none given makes a vector
     * @throws ShapeException if the sizes do not multiply to the number of values
     */
    public static IntTensor of(int[] values, int... shape) {
        return of(Device.cpu().backend().heap(), values, shape.length == 0 ? Shape.of(values.length) : Shape.of(shape));
    }

    /** A vector of these numbers. */
    public static IntTensor vector(int... values) {
        return of(values);
    }

    /** The same from an allocator: for a batch that belongs to a training step. */
    public static IntTensor of(Allocator allocator, int[] values, Shape shape) {
        if (shape.elements() != values.length) {
            throw new ShapeException("int tensor of shape " + shape + ": it has " + shape.elements() + " elements, "
                    + values.length + " values were given");
        }
        IntBuffer buffer = allocator.ints(values.length);
        if (values.length > 0) {
            allocator.backend().upload(values, 0, buffer);
        }
        return new IntTensor(buffer, shape);
    }

    /** The same numbers on a device: this tensor if it lives there, else a copy. */
    public IntTensor to(Device device) {
        return buffer.allocator().backend().equals(device.backend())
                ? this
                : of(device.backend().heap(), toArray(), shape);
    }

    public Shape shape() {
        return shape;
    }

    /** The number of elements. */
    public int elements() {
        return shape.elements();
    }

    /** The size of an axis; -1 is the last. */
    public int size(int axis) {
        return shape.size(axis);
    }

    /** A copy of the numbers, row by row. */
    public int[] toArray() {
        int[] values = new int[shape.elements()];
        buffer.allocator().backend().download(buffer, values, 0);
        return values;
    }

    /** The same numbers in another shape, without a copy. */
    public IntTensor reshape(int... sizes) {
        return new IntTensor(buffer, Reshape.fit(shape, sizes));
    }

    /** Entries {@code from} to {@code to} (exclusive) along the first axis, without a copy. */
    public IntTensor slice(int from, int to) {
        int width = Slice.width("slice", shape, from, to);
        return new IntTensor(buffer.slice(from * width, (to - from) * width), shape.with(0, to - from));
    }

    IntBuffer buffer() {
        return buffer;
    }

    @Override
    public String toString() {
        return TensorText.of(this);
    }
}

package lanewise.tensor;

import java.util.Arrays;

/** The sizes of a tensor's axes, outermost first. A scalar has none. */
public final class Shape {

    private static final Shape SCALAR = new Shape(new int[0], 1);

    private final int[] sizes;
    private final int elements;

    private Shape(int[] sizes, int elements) {
        this.sizes = sizes;
        this.elements = elements;
    }

    /**
     * A shape of these sizes; none makes a scalar.
     *
     * @throws ShapeException if a size is negative or the product is more than an array can hold
     */
    public static Shape of(int... sizes) {
        if (sizes.length == 0) {
            return SCALAR;
        }
        long elements = 1;
        for (int size : sizes) {
            if (size < 0) {
                throw new ShapeException("shape " + Arrays.toString(sizes) + ": sizes may not be negative");
            }
            elements = Math.min(Long.MAX_VALUE / Integer.MAX_VALUE, elements * size);
        }
        if (elements > Integer.MAX_VALUE - 8) {
            throw new ShapeException(
                    "shape " + Arrays.toString(sizes) + ": more than " + (Integer.MAX_VALUE - 8) + " elements");
        }
        return new Shape(sizes.clone(), (int) elements);
    }

    /** The number of axes. */
    public int rank() {
        return sizes.length;
    }

    /**
     * The size of an axis; negative numbers count from the end, -1 being the last.
     *
     * @throws ShapeException if there is no such axis
     */
    public int size(int axis) {
        return sizes[axis("size", axis)];
    }

    /** The number of elements: the product of the sizes. */
    public int elements() {
        return elements;
    }

    /** A copy of the sizes. */
    public int[] sizes() {
        return sizes.clone();
    }

    /** The axis as a number from 0, or an error that names {@code operation}. */
    int axis(String operation, int axis) {
        int positive = axis < 0 ? axis + sizes.length : axis;
        if (positive < 0 || positive >= sizes.length) {
            throw new ShapeException(
                    operation + ": " + this + " has no axis " + axis + ", it has " + sizes.length + " axes");
        }
        return positive;
    }

    /** The product of the sizes of the axes {@code from} to {@code to} (exclusive). */
    int product(int from, int to) {
        int product = 1;
        for (int axis = from; axis < to; axis++) {
            product *= sizes[axis];
        }
        return product;
    }

    /** This shape with the axis taken out. */
    Shape without(int axis) {
        int[] left = new int[sizes.length - 1];
        System.arraycopy(sizes, 0, left, 0, axis);
        System.arraycopy(sizes, axis + 1, left, axis, left.length - axis);
        return of(left);
    }

    /** This shape with another size on one axis. */
    Shape with(int axis, int size) {
        int[] changed = sizes.clone();
        changed[axis] = size;
        return of(changed);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Shape shape && Arrays.equals(sizes, shape.sizes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(sizes);
    }

    /** As in {@code [64, 3]}; a scalar is {@code []}. */
    @Override
    public String toString() {
        return Arrays.toString(sizes);
    }
}

package lanewise.io;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A tensor as it lies in a file: dtype, shape and row-major elements. Immutable; arrays are copied on the way in and out.
 */
public final class StoredTensor {

    private final DType dtype;
    private final int[] shape;
    private final Object elements;
    private final int size;

    /** Takes shape and elements over; {@code elements} is the array {@link Elements} keeps for the dtype. */
    StoredTensor(DType dtype, int[] shape, Object elements) {
        this.dtype = dtype;
        this.shape = shape;
        this.elements = elements;
        this.size = size(shape);
    }

    /** A float32 tensor of shape {@code shape} (rank 0 for a single number). */
    public static StoredTensor of(int[] shape, float[] values) {
        checkLength(shape, values.length);
        return new StoredTensor(DType.F32, shape.clone(), values.clone());
    }

    /** An int32 tensor of shape {@code shape}. */
    public static StoredTensor of(int[] shape, int[] values) {
        checkLength(shape, values.length);
        return new StoredTensor(DType.I32, shape.clone(), values.clone());
    }

    /** An int64 tensor of shape {@code shape}. */
    public static StoredTensor of(int[] shape, long[] values) {
        checkLength(shape, values.length);
        return new StoredTensor(DType.I64, shape.clone(), values.clone());
    }

    private static void checkLength(int[] shape, int length) {
        for (int dimension : shape) {
            if (dimension < 0) {
                throw new IllegalArgumentException("shape " + Arrays.toString(shape) + " has a negative dimension");
            }
        }
        if (size(shape) != length) {
            throw new IllegalArgumentException(
                    "shape " + Arrays.toString(shape) + " does not fit " + length + " values");
        }
    }

    private static int size(int[] shape) {
        try {
            int size = 1;
            for (int dimension : shape) {
                size = Math.multiplyExact(size, dimension);
            }
            return size;
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("shape " + Arrays.toString(shape) + " is too large for a Java array", e);
        }
    }

    /** The type of the elements in the file. */
    public DType dtype() {
        return dtype;
    }

    /** The shape: a copy, empty for a single number. */
    public int[] shape() {
        return shape.clone();
    }

    /** The number of elements. */
    public int size() {
        return size;
    }

    /**
     * The elements as floats, a new array. F32, F16, BF16 and the integers up to 2^24 keep their value; F64 and larger
     * integers are rounded to the nearest float; BOOL gives 0 and 1.
     */
    public float[] floats() {
        float[] floats = elements instanceof float[] values ? values.clone() : new float[size];
        switch (dtype) {
            case F32 -> {}
            case F64 -> {
                double[] values = (double[]) elements;
                for (int i = 0; i < size; i++) {
                    floats[i] = (float) values[i];
                }
            }
            case F16 -> {
                short[] values = (short[]) elements;
                for (int i = 0; i < size; i++) {
                    floats[i] = Elements.halfToFloat(values[i]);
                }
            }
            case BF16 -> {
                short[] values = (short[]) elements;
                for (int i = 0; i < size; i++) {
                    floats[i] = Elements.bfloatToFloat(values[i]);
                }
            }
            default -> {
                for (int i = 0; i < size; i++) {
                    floats[i] = whole(i);
                }
            }
        }
        return floats;
    }

    /**
     * The elements of an integer or BOOL tensor, a new array.
     *
     * @throws ModelFormatException if the elements are floating-point numbers
     */
    public long[] longs() {
        checkWhole();
        long[] longs = new long[size];
        for (int i = 0; i < size; i++) {
            longs[i] = whole(i);
        }
        return longs;
    }

    /**
     * The elements of an integer or BOOL tensor, a new array.
     *
     * @throws ModelFormatException if the elements are floating-point numbers or one does not fit an int
     */
    public int[] ints() {
        checkWhole();
        int[] ints = new int[size];
        for (int i = 0; i < size; i++) {
            long value = whole(i);
            ints[i] = (int) value;
            if (ints[i] != value) {
                throw new ModelFormatException(
                        "element " + i + " of tensor " + this + " is " + value + ", expected a value that fits an int");
            }
        }
        return ints;
    }

    private void checkWhole() {
        if (dtype.isFloatingPoint()) {
            throw new ModelFormatException("tensor " + this + " holds floating-point numbers, expected integers");
        }
    }

    private long whole(int i) {
        return switch (dtype) {
            case I64 -> ((long[]) elements)[i];
            case I32 -> ((int[]) elements)[i];
            case I16 -> ((short[]) elements)[i];
            case I8, BOOL -> ((byte[]) elements)[i];
            case U8 -> ((byte[]) elements)[i] & 0xff;
            default -> throw new IllegalStateException(dtype + " is no integer type");
        };
    }

    /** The array behind this tensor, not copied. */
    Object elements() {
        return elements;
    }

    /** Whether dtype, shape and every element are equal; all NaN are equal. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof StoredTensor that
                && dtype == that.dtype
                && Arrays.equals(shape, that.shape)
                && Arrays.deepEquals(new Object[] {elements}, new Object[] {that.elements});
    }

    @Override
    public int hashCode() {
        return Arrays.deepHashCode(new Object[] {dtype, shape, elements});
    }

    /** Dtype and shape: {@code F32 [671, 50]}. */
    @Override
    public String toString() {
        return dtype + " " + Arrays.toString(shape);
    }
}

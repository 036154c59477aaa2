package lanewise.data;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Doubles in the smallest array that holds each of them exactly: bytes, shorts, ints, floats or doubles. A column of flags
 * takes one byte a row, a count two, a price in cents four. NaN is the least value of the integers.
 */
final class Numbers {

    // Exactly one of them is there. No class of its own for each: a call that is not one of four kinds costs more than
    // a test.
    private final byte @Nullable [] bytes;
    private final short @Nullable [] shorts;
    private final int @Nullable [] ints;
    private final float @Nullable [] floats;
    private final double @Nullable [] doubles;
    private final int size;

    private Numbers(
            byte @Nullable [] bytes,
            short @Nullable [] shorts,
            int @Nullable [] ints,
            float @Nullable [] floats,
            double @Nullable [] doubles,
            int size) {
        this.bytes = bytes;
        this.shorts = shorts;
        this.ints = ints;
        this.floats = floats;
        this.doubles = doubles;
        this.size = size;
    }

    /** These numbers; the array may be kept. */
    static Numbers of(double[] values) {
        boolean integers = true;
        boolean singles = true;
        double least = 0;
        double greatest = 0;
        for (int i = 0; i < values.length && (integers || singles); i++) {
            double value = values[i];
            if (!Double.isNaN(value)) {
                // The bits, so that -0.0 is no integer and stays what it is.
                integers &= Double.doubleToRawLongBits((int) value) == Double.doubleToRawLongBits(value);
                singles &= (float) value == value;
                least = Math.min(least, value);
                greatest = Math.max(greatest, value);
            }
        }
        int size = values.length;
        if (integers && least > Byte.MIN_VALUE && greatest <= Byte.MAX_VALUE) {
            byte[] bytes = new byte[size];
            for (int i = 0; i < size; i++) {
                bytes[i] = Double.isNaN(values[i]) ? Byte.MIN_VALUE : (byte) values[i];
            }
            return new Numbers(bytes, null, null, null, null, size);
        }
        if (integers && least > Short.MIN_VALUE && greatest <= Short.MAX_VALUE) {
            short[] shorts = new short[size];
            for (int i = 0; i < size; i++) {
                shorts[i] = Double.isNaN(values[i]) ? Short.MIN_VALUE : (short) values[i];
            }
            return new Numbers(null, shorts, null, null, null, size);
        }
        if (integers && least > Integer.MIN_VALUE) {
            int[] ints = new int[size];
            for (int i = 0; i < size; i++) {
                ints[i] = Double.isNaN(values[i]) ? Integer.MIN_VALUE : (int) values[i];
            }
            return new Numbers(null, null, ints, null, null, size);
        }
        if (singles) {
            float[] floats = new float[size];
            for (int i = 0; i < size; i++) {
                floats[i] = (float) values[i];
            }
            return new Numbers(null, null, null, floats, null, size);
        }
        return new Numbers(null, null, null, null, values, size);
    }

    int size() {
        return size;
    }

    double get(int index) {
        if (bytes != null) {
            byte value = bytes[index];
            return value == Byte.MIN_VALUE ? Double.NaN : value;
        }
        if (shorts != null) {
            short value = shorts[index];
            return value == Short.MIN_VALUE ? Double.NaN : value;
        }
        if (ints != null) {
            int value = ints[index];
            return value == Integer.MIN_VALUE ? Double.NaN : value;
        }
        return floats != null ? floats[index] : doublesOf()[index];
    }

    private double[] doublesOf() {
        if (doubles == null) {
            throw new IllegalStateException("no array");
        }
        return doubles;
    }

    /** All of them, in an array of the caller's own. */
    double[] toArray() {
        if (doubles != null) {
            return doubles.clone();
        }
        double[] values = new double[size];
        for (int i = 0; i < size; i++) {
            values[i] = get(i);
        }
        return values;
    }

    /** Those at the given places, and NaN for each place -1. They may now fit into less, but stay in an array of this kind. */
    Numbers select(int[] places) {
        int count = places.length;
        if (bytes != null) {
            byte[] selected = new byte[count];
            for (int i = 0; i < count; i++) {
                selected[i] = places[i] < 0 ? Byte.MIN_VALUE : bytes[places[i]];
            }
            return new Numbers(selected, null, null, null, null, count);
        }
        if (shorts != null) {
            short[] selected = new short[count];
            for (int i = 0; i < count; i++) {
                selected[i] = places[i] < 0 ? Short.MIN_VALUE : shorts[places[i]];
            }
            return new Numbers(null, selected, null, null, null, count);
        }
        if (ints != null) {
            int[] selected = new int[count];
            for (int i = 0; i < count; i++) {
                selected[i] = places[i] < 0 ? Integer.MIN_VALUE : ints[places[i]];
            }
            return new Numbers(null, null, selected, null, null, count);
        }
        if (floats != null) {
            float[] selected = new float[count];
            for (int i = 0; i < count; i++) {
                selected[i] = places[i] < 0 ? Float.NaN : floats[places[i]];
            }
            return new Numbers(null, null, null, selected, null, count);
        }
        double[] source = doublesOf();
        double[] selected = new double[count];
        for (int i = 0; i < count; i++) {
            selected[i] = places[i] < 0 ? Double.NaN : source[places[i]];
        }
        return new Numbers(null, null, null, null, selected, count);
    }

    /** Equal are the same numbers, whatever array they are in; NaN equals NaN, and 0.0 does not equal -0.0. */
    @Override
    public boolean equals(@Nullable Object other) {
        if (!(other instanceof Numbers numbers) || numbers.size != size) {
            return false;
        }
        for (int i = 0; i < size; i++) {
            if (Double.doubleToLongBits(numbers.get(i)) != Double.doubleToLongBits(get(i))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int hashCode() {
        int hash = 1;
        for (int i = 0; i < size; i++) {
            hash = 31 * hash + Double.hashCode(get(i));
        }
        return hash;
    }

    /** The kind of array. */
    @Override
    public String toString() {
        Object array = bytes != null ? bytes : shorts != null ? shorts : ints != null ? ints : floats;
        return array == null ? "double[]" : array.getClass().getSimpleName();
    }

    /** These numbers, then those. */
    Numbers append(Numbers other) {
        double[] all = Arrays.copyOf(toArray(), size + other.size);
        System.arraycopy(other.toArray(), 0, all, size, other.size);
        return of(all);
    }
}

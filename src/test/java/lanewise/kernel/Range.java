package lanewise.kernel;

import java.util.Arrays;

/** A range of an array at an odd offset, between guards that hold a NaN no kernel makes. */
final class Range {

    private static final int GUARD = Float.floatToRawIntBits(Float.intBitsToFloat(0x7fc0beef));
    private static final int MARGIN = 37;

    final float[] array;
    final int offset;
    final int length;

    Range(int length, int offset) {
        this.array = new float[offset + length + MARGIN];
        this.offset = offset;
        this.length = length;
        Arrays.fill(array, Float.intBitsToFloat(GUARD));
    }

    float get(int i) {
        return array[offset + i];
    }

    void set(int i, float value) {
        array[offset + i] = value;
    }

    float[] values() {
        return Arrays.copyOfRange(array, offset, offset + length);
    }

    Range copy() {
        Range copy = new Range(length, offset);
        System.arraycopy(array, 0, copy.array, 0, array.length);
        return copy;
    }

    /** The index, from the offset, of an element outside the range that was written, or {@code length} if there is none. */
    int firstTrespass() {
        for (int i = 0; i < array.length; i++) {
            boolean inside = i >= offset && i < offset + length;
            if (!inside && Float.floatToRawIntBits(array[i]) != GUARD) {
                return i - offset;
            }
        }
        return length;
    }
}

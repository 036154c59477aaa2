package lanewise.data;

import java.util.Arrays;

/** Numbers distinct longs 0, 1, 2, ... in the order of their first appearance. No object for any of them. */
final class LongCodes {

    private static final int MOST_SLOTS = 1 << 30;

    private long[] values = new long[16];
    private int count;
    /** Open addressing with linear probing; a slot holds a value's number plus one. */
    private int[] slots = new int[64];

    /** The number of a value, a new one if it has none yet. */
    int add(long value) {
        int slot = slot(value);
        if (slots[slot] != 0) {
            return slots[slot] - 1;
        }
        if (count == values.length) {
            values = Arrays.copyOf(values, 2 * count);
        }
        values[count++] = value;
        slots[slot] = count;
        if (2L * count > slots.length && slots.length < MOST_SLOTS) {
            slots = new int[2 * slots.length];
            for (int code = 0; code < count; code++) {
                slots[slot(values[code])] = code + 1;
            }
        }
        return count - 1;
    }

    /**
     * The slot that holds a value, or the free one where it belongs. The bits of doubles that are small integers differ in the
     * upper half only, so that half goes into the lower one; and the product's uppermost bits depend on all below them.
     */
    private int slot(long value) {
        int mask = slots.length - 1;
        int slot = (int) (((value ^ (value >>> 32)) * 0x9E3779B97F4A7C15L) >>> Long.numberOfLeadingZeros(mask));
        while (slots[slot] != 0 && values[slots[slot] - 1] != value) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    /** How many distinct values there are. */
    int count() {
        return count;
    }

    /** The value of a number. */
    long value(int code) {
        return values[code];
    }
}

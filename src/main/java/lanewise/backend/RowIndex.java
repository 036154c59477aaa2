package lanewise.backend;

import java.util.Arrays;

/**
 * Numbers the distinct ids of a batch in the order of first appearance: a hash table of ints that is kept between batches.
 * What a batch leaves in it counts as empty for the next, since marks only grow.
 */
final class RowIndex {

    private int[] keys = new int[64];
    private int[] marks = new int[64];

    /** Marks up to this are of earlier batches; a mark is this, the number of its key and one added up. */
    private int base;

    /**
     * Numbers {@code count} ids, and writes each distinct one to the place of its number.
     *
     * @return how many distinct ids there are
     */
    synchronized int number(
            int count, int[] ids, int idsOffset, int[] numbers, int numbersOffset, int[] distinct, int distinctOffset) {
        prepare(count);
        int mask = keys.length - 1;
        int shift = Integer.numberOfLeadingZeros(mask);
        int size = 0;
        for (int i = 0; i < count; i++) {
            int id = ids[idsOffset + i];
            // The golden ratio spreads neighbouring ids over the table (Fibonacci hashing).
            int slot = (id * 0x9E3779B9) >>> shift;
            while (marks[slot] > base && keys[slot] != id) {
                slot = (slot + 1) & mask;
            }
            if (marks[slot] <= base) {
                keys[slot] = id;
                distinct[distinctOffset + size] = id;
                size++;
                marks[slot] = base + size;
            }
            numbers[numbersOffset + i] = marks[slot] - base - 1;
        }
        base += size;
        return size;
    }

    private void prepare(int count) {
        int slots = Integer.highestOneBit(Math.max(16, count)) * 4;
        if (keys.length < slots) {
            keys = new int[slots];
            marks = new int[slots];
            base = 0;
        } else if (base > Integer.MAX_VALUE - count) {
            Arrays.fill(marks, 0);
            base = 0;
        }
    }
}

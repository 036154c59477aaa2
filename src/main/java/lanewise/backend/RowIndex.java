package lanewise.backend;

import java.util.Arrays;

/** Numbers the distinct ids of a batch in the order of first appearance: a hash table of ints. */
final class RowIndex {

    private final int[] keys;
    private final int[] numbers;
    private int size;

    /** @param count how many ids will be numbered at the most */
    RowIndex(int count) {
        int slots = Integer.highestOneBit(Math.max(4, count)) * 4;
        keys = new int[slots];
        numbers = new int[slots];
        Arrays.fill(numbers, -1);
    }

    /** The number of {@code id}, a new one at its first appearance. */
    int number(int id) {
        int mask = keys.length - 1;
        // The golden ratio spreads neighbouring ids over the table (Fibonacci hashing).
        int slot = (id * 0x9E3779B9) >>> Integer.numberOfLeadingZeros(mask);
        while (numbers[slot] >= 0) {
            if (keys[slot] == id) {
                return numbers[slot];
            }
            slot = (slot + 1) & mask;
        }
        keys[slot] = id;
        numbers[slot] = size;
        return size++;
    }

    /** How many distinct ids there were so far. */
    int size() {
        return size;
    }
}

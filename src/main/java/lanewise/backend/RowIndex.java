package lanewise.backend;

/** Numbers the distinct ids of a batch in the order of first appearance: a hash table of ints. */
final class RowIndex {

    private final int[] keys;

    /** One more than the number of a key; 0 in an empty slot. */
    private final int[] numbersPlusOne;

    /** @param count how many ids will be numbered at the most */
    RowIndex(int count) {
        int slots = Integer.highestOneBit(Math.max(4, count)) * 4;
        keys = new int[slots];
        numbersPlusOne = new int[slots];
    }

    /**
     * Numbers {@code count} ids, and writes each distinct one to the place of its number.
     *
     * @return how many distinct ids there are
     */
    int number(int count, int[] ids, int idsOffset, int[] numbers, int numbersOffset, int[] distinct, int distinctOffset) {
        int mask = keys.length - 1;
        int shift = Integer.numberOfLeadingZeros(mask);
        int size = 0;
        for (int i = 0; i < count; i++) {
            int id = ids[idsOffset + i];
            // The golden ratio spreads neighbouring ids over the table (Fibonacci hashing).
            int slot = (id * 0x9E3779B9) >>> shift;
            while (numbersPlusOne[slot] > 0 && keys[slot] != id) {
                slot = (slot + 1) & mask;
            }
            if (numbersPlusOne[slot] == 0) {
                keys[slot] = id;
                distinct[distinctOffset + size] = id;
                size++;
                numbersPlusOne[slot] = size;
            }
            numbers[numbersOffset + i] = numbersPlusOne[slot] - 1;
        }
        return size;
    }
}

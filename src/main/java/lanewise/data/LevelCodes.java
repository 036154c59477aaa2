package lanewise.data;

import java.util.Arrays;

/** The distinct values of a raw column, numbered in the order of their first appearance, and each row's number. */
final class LevelCodes {

    private final int[] codes;
    private final int[] firstRows;

    private LevelCodes(int[] codes, int[] firstRows) {
        this.codes = codes;
        this.firstRows = firstRows;
    }

    /** Numbers the values by their bytes: no string is made. */
    static LevelCodes of(RawColumn column) {
        int[] codes = new int[column.size()];
        int[] firstRows = new int[16];
        int count = 0;
        // Open addressing with linear probing; a slot holds a level's number plus one.
        int[] slots = new int[64];
        for (int row = 0; row < codes.length; row++) {
            if (column.isMissing(row)) {
                codes[row] = CategoryColumn.MISSING;
                continue;
            }
            int slot = slot(slots, column, row, firstRows);
            if (slots[slot] == 0) {
                if (count == firstRows.length) {
                    firstRows = Arrays.copyOf(firstRows, 2 * count);
                }
                firstRows[count++] = row;
                slots[slot] = count;
                codes[row] = count - 1;
                if (2L * count > slots.length) {
                    slots = doubled(slots, column, firstRows, count);
                }
            } else {
                codes[row] = slots[slot] - 1;
            }
        }
        return new LevelCodes(codes, Arrays.copyOf(firstRows, count));
    }

    /** The slot that holds the value of a row, or the free one where it belongs. */
    private static int slot(int[] slots, RawColumn column, int row, int[] firstRows) {
        int mask = slots.length - 1;
        int slot = hash(column, row) & mask;
        while (slots[slot] != 0 && !equal(column, row, firstRows[slots[slot] - 1])) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private static int[] doubled(int[] slots, RawColumn column, int[] firstRows, int count) {
        if (slots.length == 1 << 30) {
            return slots;
        }
        int[] more = new int[2 * slots.length];
        for (int code = 0; code < count; code++) {
            more[slot(more, column, firstRows[code], firstRows)] = code + 1;
        }
        return more;
    }

    private static int hash(RawColumn column, int row) {
        byte[] bytes = column.bytes();
        int hash = 0;
        for (int i = column.start(row); i < column.end(row); i++) {
            hash = 31 * hash + bytes[i];
        }
        hash *= 0x9E3779B9;
        return hash ^ (hash >>> 15);
    }

    private static boolean equal(RawColumn column, int row, int other) {
        int start = column.start(row);
        int otherStart = column.start(other);
        int length = column.end(row) - start;
        if (column.end(other) - otherStart != length) {
            return false;
        }
        byte[] bytes = column.bytes();
        for (int i = 0; i < length; i++) {
            if (bytes[start + i] != bytes[otherStart + i]) {
                return false;
            }
        }
        return true;
    }

    /** How many distinct values there are. */
    int count() {
        return firstRows.length;
    }

    /** The number of each row's value; {@link CategoryColumn#MISSING} where it is missing. Not copied. */
    int[] codes() {
        return codes;
    }

    /** The distinct values. */
    String[] levels(RawColumn column) {
        String[] levels = new String[firstRows.length];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = column.string(firstRows[i]);
        }
        return levels;
    }
}

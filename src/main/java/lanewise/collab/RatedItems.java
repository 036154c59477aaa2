package lanewise.collab;

import java.util.BitSet;

/** Which items each user has rated, one list behind the other: user u's stand from {@code offsets[u]} on. */
final class RatedItems {

    private final int[] offsets;
    private final int[] items;

    private RatedItems(int[] offsets, int[] items) {
        this.offsets = offsets;
        this.items = items;
    }

    static RatedItems of(int users, int[] userOf, int[] itemOf) {
        int[] offsets = new int[users + 2];
        for (int user : userOf) {
            offsets[user + 1]++;
        }
        for (int user = 0; user <= users; user++) {
            offsets[user + 1] += offsets[user];
        }
        int[] next = offsets.clone();
        int[] items = new int[itemOf.length];
        for (int i = 0; i < userOf.length; i++) {
            items[next[userOf[i]]++] = itemOf[i];
        }
        return new RatedItems(offsets, items);
    }

    /**
     * The lists as a file kept them.
     *
     * @throws IllegalArgumentException if they are not lists of so many users and items
     */
    static RatedItems restore(int[] offsets, int[] items, int users, int itemCount) {
        boolean right = offsets.length == users + 2 && offsets[0] == 0 && offsets[users + 1] == items.length;
        for (int user = 0; right && user <= users; user++) {
            right = offsets[user] <= offsets[user + 1];
        }
        for (int i = 0; right && i < items.length; i++) {
            right = items[i] >= 1 && items[i] <= itemCount;
        }
        if (!right) {
            throw new IllegalArgumentException(
                    "the lists of rated items do not fit " + users + " users and " + itemCount + " items");
        }
        return new RatedItems(offsets, items);
    }

    BitSet of(int user) {
        BitSet rated = new BitSet();
        for (int i = offsets[user]; i < offsets[user + 1]; i++) {
            rated.set(items[i]);
        }
        return rated;
    }

    /** How many ratings each item has; index 0, the unknown item, has none. */
    int[] countsOfItems(int itemCount) {
        int[] counts = new int[itemCount + 1];
        for (int item : items) {
            counts[item]++;
        }
        return counts;
    }

    int[] offsets() {
        return offsets;
    }

    int[] items() {
        return items;
    }
}

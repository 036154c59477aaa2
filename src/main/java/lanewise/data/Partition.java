package lanewise.data;

import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** The rows of a table that train and those that validate: two sets of row indices without a common one. Immutable. */
public final class Partition {

    private final int[] train;
    private final int[] valid;
    private final @Nullable String warning;

    private Partition(int[] train, int[] valid, @Nullable String warning) {
        this.train = train;
        this.valid = valid;
        this.warning = warning;
    }

    /**
     * A partition of these rows, in this order; the arrays are copied.
     *
     * @throws DataException if a row is negative, stands twice in an array or stands in both
     */
    public static Partition of(int[] train, int[] valid) {
        BitSet seen = new BitSet();
        add(seen, train);
        add(seen, valid);
        return new Partition(train.clone(), valid.clone(), null);
    }

    private static void add(BitSet seen, int[] rows) {
        for (int row : rows) {
            if (row < 0) {
                throw new DataException("partition: row " + row + "; rows are counted from 0");
            }
            if (seen.get(row)) {
                throw new DataException(
                        "partition: row " + row + " stands in it twice; a row trains or validates, once");
            }
            seen.set(row);
        }
    }

    /** The partition of {@code rows} rows of which these validate and all others train, both in table order. */
    static Partition of(int rows, int[] validRows, String split) {
        BitSet chosen = new BitSet(rows);
        for (int row : validRows) {
            if (row < 0 || row >= rows) {
                throw new DataException(split + ": no row " + row + " in a table of " + rows + " rows, counted from 0");
            }
            if (chosen.get(row)) {
                throw new DataException(split + ": row " + row + " is named twice");
            }
            chosen.set(row);
        }
        int count = validRows.length;
        if (count == 0 || count == rows) {
            throw new DataException(split + ": " + count + " of " + rows + " rows would validate and " + (rows - count)
                    + " train; each side needs one at least (Split.none() trains on all)");
        }
        int[] train = new int[rows - count];
        int[] valid = new int[count];
        for (int row = 0, t = 0, v = 0; row < rows; row++) {
            if (chosen.get(row)) {
                valid[v++] = row;
            } else {
                train[t++] = row;
            }
        }
        return new Partition(train, valid, null);
    }

    /** The same with a warning, or without one. */
    Partition withWarning(@Nullable String text) {
        return new Partition(train, valid, text);
    }

    /** The rows that train, a copy. */
    public int[] train() {
        return train.clone();
    }

    /** The rows that validate, a copy. */
    public int[] valid() {
        return valid.clone();
    }

    /**
     * Why validation on these rows may promise too much, in a sentence to be shown: a random split says so of a table that
     * follows the same entities over time. Null if nothing speaks against the split.
     */
    public @Nullable String warning() {
        return warning;
    }

    /** Equal are partitions of the same rows in the same order, whatever they warn of. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Partition partition
                && Arrays.equals(partition.train, train)
                && Arrays.equals(partition.valid, valid);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(train) + Arrays.hashCode(valid);
    }

    /** How many rows there are on each side. */
    @Override
    public String toString() {
        return "Partition(" + train.length + " train, " + valid.length + " valid)";
    }
}

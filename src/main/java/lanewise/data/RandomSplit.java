package lanewise.data;

import java.util.Arrays;
import lanewise.tensor.Rng;

/** Random rows validate. */
record RandomSplit(float validFraction, long seed) implements Split {

    RandomSplit {
        checkFraction("Split.random", validFraction);
    }

    /** Fails unless a part of the rows is between none and all of them. */
    static void checkFraction(String split, double fraction) {
        if (!(fraction > 0 && fraction < 1)) {
            throw new IllegalArgumentException(
                    split + ": the validation fraction must lie between 0 and 1, got " + fraction);
        }
    }

    @Override
    public Partition apply(Table table) {
        int count = (int) Math.round((double) validFraction * table.rows());
        int[] order = Rng.of(seed).permutation(table.rows());
        return Partition.of(table.rows(), Arrays.copyOf(order, count), toString())
                .withWarning(RepeatedEntities.warning(table, toString()));
    }

    @Override
    public String toString() {
        return "Split.random(" + validFraction + ", " + seed + ")";
    }
}

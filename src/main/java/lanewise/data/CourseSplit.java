package lanewise.data;

import java.util.Arrays;

/** The course's random split, whose rows are those of its notebooks. */
record CourseSplit(int fold, double validFraction, long seed) implements Split {

    CourseSplit {
        RandomSplit.checkFraction("Split.course", validFraction);
        if (fold < 0) {
            throw new IllegalArgumentException("Split.course: folds are counted from 0, got " + fold);
        }
        if (seed < 0 || seed > 0xFFFF_FFFFL) {
            throw new IllegalArgumentException("Split.course: the seed must lie between 0 and 4294967295, got " + seed);
        }
    }

    @Override
    public Partition apply(Table table) {
        return Partition.of(table.rows(), validRows(table.rows()), toString())
                .withWarning(RepeatedEntities.warning(table, toString()));
    }

    /** The rows that validate, of n, in the order of the permutation. */
    int[] validRows(int n) {
        int count = (int) (validFraction * n);
        long first = (long) fold * count;
        if (count == 0 || first + count > n) {
            throw new DataException(this + ": fold " + fold + " of " + count + " rows each is beyond the " + n
                    + " rows there are" + (count == 0 ? "; a larger fraction is needed" : ""));
        }
        int[] order = new MersenneTwister(seed).permutation(n);
        return Arrays.copyOfRange(order, (int) first, (int) first + count);
    }

    @Override
    public String toString() {
        return "Split.course(" + fold + ", " + validFraction + ", " + seed + ")";
    }
}

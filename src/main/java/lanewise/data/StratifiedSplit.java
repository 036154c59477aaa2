package lanewise.data;

import java.util.Arrays;
import lanewise.tensor.Rng;

/** Random rows validate, the same fraction of each level. */
record StratifiedSplit(String column, float validFraction, long seed) implements Split {

    StratifiedSplit {
        RandomSplit.checkFraction("Split.stratified", validFraction);
    }

    @Override
    public Partition apply(Table table) {
        Keys levels = Keys.of(table.column(column));
        int[] wanted = shares(levels.frequencies());
        int[] valid = new int[table.rows()];
        int count = 0;
        for (int row : Rng.of(seed).permutation(table.rows())) {
            if (wanted[levels.code(row)] > 0) {
                wanted[levels.code(row)]--;
                valid[count++] = row;
            }
        }
        return Partition.of(table.rows(), Arrays.copyOf(valid, count), toString())
                .withWarning(RepeatedEntities.warning(table, toString()));
    }

    /** The fraction of each level, rounded so that the sums over the levels are right to the nearest row too. */
    private int[] shares(int[] frequencies) {
        int[] shares = new int[frequencies.length];
        double exact = 0;
        long given = 0;
        for (int level = 0; level < shares.length; level++) {
            exact += (double) validFraction * frequencies[level];
            shares[level] = (int) (Math.round(exact) - given);
            given += shares[level];
        }
        return shares;
    }

    @Override
    public String toString() {
        return "Split.stratified(\"" + column + "\", " + validFraction + ", " + seed + ")";
    }
}

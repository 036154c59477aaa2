package lanewise.data;

import java.util.Arrays;
import lanewise.tensor.Rng;

/** All rows of some groups validate. */
record GroupSplit(String column, float validFraction, long seed) implements Split {

    GroupSplit {
        RandomSplit.checkFraction("Split.groups", validFraction);
    }

    /** Takes whole groups in a random order for as long as that brings the number of rows nearer to the fraction. */
    @Override
    public Partition apply(Table table) {
        Keys groups = Keys.of(table.column(column));
        int[] sizes = groups.frequencies();
        boolean[] chosen = new boolean[groups.count()];
        double wanted = (double) validFraction * table.rows();
        int count = 0;
        for (int group : Rng.of(seed).permutation(groups.count())) {
            if (count + 0.5 * sizes[group] <= wanted) {
                chosen[group] = true;
                count += sizes[group];
            }
        }
        int[] valid = new int[table.rows()];
        int next = 0;
        for (int row = 0; row < table.rows(); row++) {
            if (chosen[groups.code(row)]) {
                valid[next++] = row;
            }
        }
        return Partition.of(table.rows(), Arrays.copyOf(valid, next), toString());
    }

    @Override
    public String toString() {
        return "Split.groups(\"" + column + "\", " + validFraction + ", " + seed + ")";
    }
}

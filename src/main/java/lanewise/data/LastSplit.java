package lanewise.data;

/** The last rows validate. */
record LastSplit(float validFraction) implements Split {

    LastSplit {
        RandomSplit.checkFraction("Split.last", validFraction);
    }

    @Override
    public Partition apply(Table table) {
        int[] last = new int[(int) Math.round((double) validFraction * table.rows())];
        for (int i = 0; i < last.length; i++) {
            last[i] = table.rows() - last.length + i;
        }
        return Partition.of(table.rows(), last, toString());
    }

    @Override
    public String toString() {
        return "Split.last(" + validFraction + ")";
    }
}

package lanewise.data;

/** All rows train. */
record NoSplit() implements Split {

    @Override
    public Partition apply(Table table) {
        int[] train = new int[table.rows()];
        for (int row = 0; row < train.length; row++) {
            train[row] = row;
        }
        return Partition.of(train, new int[0]);
    }

    @Override
    public String toString() {
        return "Split.none()";
    }
}

package lanewise.data;

/** Named rows validate. */
final class RowsSplit implements Split {

    private final int[] validRows;

    RowsSplit(int[] validRows) {
        this.validRows = validRows.clone();
    }

    @Override
    public Partition apply(Table table) {
        return Partition.of(table.rows(), validRows, toString());
    }

    @Override
    public String toString() {
        return "Split.rows(" + validRows.length + " rows)";
    }
}

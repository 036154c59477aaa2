package lanewise.data;

import java.util.function.Predicate;

/** The rows that fulfil a condition validate. */
record WhereSplit(Predicate<? super Row> validates) implements Split {

    @Override
    public Partition apply(Table table) {
        return Partition.of(table.rows(), table.matching(validates), toString());
    }

    @Override
    public String toString() {
        return "Split.where(condition)";
    }
}

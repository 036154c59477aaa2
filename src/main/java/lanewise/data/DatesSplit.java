package lanewise.data;

import java.time.LocalDate;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The rows of a period validate. */
record DatesSplit(String column, LocalDate from, @Nullable LocalDate to) implements Split {

    private static final long SECONDS_OF_DAY = 86_400;

    DatesSplit {
        if (to != null && to.isBefore(from)) {
            throw new IllegalArgumentException(
                    "Split.dates: from " + from + " to " + to + "; the first day comes before the last");
        }
    }

    @Override
    public Partition apply(Table table) {
        DateColumn dates = table.date(column);
        long first = from.toEpochDay();
        long last = to == null ? Long.MAX_VALUE : to.toEpochDay();
        int[] valid = new int[table.rows()];
        int count = 0;
        for (int row = 0; row < table.rows(); row++) {
            if (dates.isMissing(row)) {
                throw new DataException(
                        this + ": row " + row + " of column \"" + column + "\" has no date; filter such rows out");
            }
            long day = Math.floorDiv(dates.epochSecond(row), SECONDS_OF_DAY);
            if (day >= first && day <= last) {
                valid[count++] = row;
            }
        }
        return Partition.of(table.rows(), Arrays.copyOf(valid, count), toString());
    }

    @Override
    public String toString() {
        return to == null
                ? "Split.from(\"" + column + "\", " + from + ")"
                : "Split.dates(\"" + column + "\", " + from + ", " + to + ")";
    }
}

package lanewise.data;

import org.jspecify.annotations.Nullable;

/**
 * Finds tables on which a random split flatters: those that follow the same stores, persons or machines over time. A row's
 * neighbours of the day before and the day after, of the same entity, would stand on the other side, and validation would
 * measure how well gaps are filled, not how well the future is told.
 */
final class RepeatedEntities {

    /** An entity has so many rows or more on average; so many dates or more are there. */
    private static final int FEWEST = 3;

    /** Where hardly a date comes twice, everything is there once per date; what then has fewer values is no entity. */
    private static final int FEWEST_OF_UNIQUE_DATES = 20;

    private RepeatedEntities() {}

    /**
     * What to say about a random split of a table; null if nothing speaks against it. Entities are looked for in columns of
     * categories, texts and whole numbers, none missing: their values come back, and hardly ever twice on one date.
     */
    static @Nullable String warning(Table table, String split) {
        for (Column dates : table.columns()) {
            if (dates.type() == ColumnType.DATE) {
                Keys days = Keys.of(dates);
                Column entity = days.count() < FEWEST ? null : entity(table, days);
                if (entity != null) {
                    return split + " on a table with dates (\"" + dates.name() + "\") and repeated entities (\""
                            + entity.name() + "\"): rows of one " + entity.name()
                            + " from days close by will train and validate, and validation will look better than the future."
                            + " Split.from(\"" + dates.name() + "\", date) holds out the last days, Split.groups(\""
                            + entity.name() + "\", fraction, seed) whole entities";
                }
            }
        }
        return null;
    }

    /** The column of the most distinct values that comes back on other dates; null if there is none. */
    private static @Nullable Column entity(Table table, Keys days) {
        Column best = null;
        int most = 2L * days.count() > table.rows() ? FEWEST_OF_UNIQUE_DATES - 1 : 1;
        for (Column column : table.columns()) {
            if (isName(column)) {
                Keys keys = Keys.of(column);
                boolean repeats = keys.count() > most && (long) FEWEST * keys.count() <= table.rows();
                if (repeats && isThereOncePerDate(keys, days)) {
                    best = column;
                    most = keys.count();
                }
            }
        }
        return best;
    }

    private static boolean isName(Column column) {
        if (column.type() == ColumnType.DATE) {
            return false;
        }
        for (int row = 0; row < column.size(); row++) {
            if (column.isMissing(row)) {
                return false;
            }
            if (column instanceof NumberColumn numbers && numbers.value(row) != Math.rint(numbers.value(row))) {
                return false;
            }
        }
        return true;
    }

    /** Whether 99 of 100 rows at least have an entity that their date had not before. */
    private static boolean isThereOncePerDate(Keys entities, Keys days) {
        LongCodes pairs = new LongCodes();
        for (int row = 0; row < entities.rows(); row++) {
            pairs.add((long) entities.code(row) * days.count() + days.code(row));
        }
        return pairs.count() >= 0.99 * entities.rows();
    }
}

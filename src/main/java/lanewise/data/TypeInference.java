package lanewise.data;

/** Finds what a column of a file holds; the rule is stated at {@link Csv}. */
final class TypeInference {

    private TypeInference() {}

    static ColumnType infer(RawColumn column) {
        int present = column.size() - column.missing();
        if (present == 0) {
            return ColumnType.TEXT;
        }
        if (allNumbers(column)) {
            return ColumnType.NUMBER;
        }
        if (allDates(column)) {
            return ColumnType.DATE;
        }
        return categoryOrText(column);
    }

    /** Whether values come back often enough to be categories. */
    static ColumnType categoryOrText(RawColumn column) {
        int present = column.size() - column.missing();
        boolean category = present > 0 && 2L * LevelCodes.of(column).count() <= present;
        return category ? ColumnType.CATEGORY : ColumnType.TEXT;
    }

    private static boolean allNumbers(RawColumn column) {
        for (int row = 0; row < column.size(); row++) {
            if (!column.isMissing(row)
                    && (Double.isNaN(column.number(row))
                            || NumberText.isCode(column.bytes(), column.start(row), column.end(row)))) {
                return false;
            }
        }
        return true;
    }

    private static boolean allDates(RawColumn column) {
        for (int row = 0; row < column.size(); row++) {
            if (!column.isMissing(row) && column.epochSecond(row) == DateColumn.MISSING) {
                return false;
            }
        }
        return true;
    }
}

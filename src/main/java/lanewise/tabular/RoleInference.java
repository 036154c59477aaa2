package lanewise.tabular;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import lanewise.data.Column;
import lanewise.data.NumberColumn;
import lanewise.data.Table;

/**
 * Guesses what each column is to the model. Whole numbers of at most {@link #MAX_CARD} values are categories, as fastai's
 * {@code cont_cat_split} has it; columns that say nothing about other rows are left out.
 */
final class RoleInference {

    /** More whole numbers than this are a number, not a category. */
    static final int MAX_CARD = 20;

    /** A share of distinct texts above this makes a column one of names or free text. */
    private static final double MOSTLY_DISTINCT = 0.9;

    private RoleInference() {}

    /**
     * The roles of all columns, in the order of the table.
     *
     * @param given what is decided already
     */
    static List<ColumnRole> infer(Table table, Map<String, Role> given) {
        List<ColumnRole> roles = new ArrayList<>();
        for (Column column : table.columns()) {
            Role decided = given.get(column.name());
            roles.add(decided == null ? infer(column) : new ColumnRole(column.name(), decided, "as told"));
        }
        return roles;
    }

    private static ColumnRole infer(Column column) {
        int present = column.size() - column.missing();
        String name = column.name();
        if (present == 0) {
            return new ColumnRole(name, Role.IGNORED, "every value is missing");
        }
        if (column instanceof NumberColumn numbers) {
            return number(numbers, present);
        }
        int distinct = distinctTexts(column);
        if (distinct == 1) {
            return new ColumnRole(name, Role.IGNORED, "it has one value only");
        }
        return switch (column.type()) {
            case DATE -> new ColumnRole(name, Role.DATE, "a date: its parts are inputs");
            case CATEGORY, TEXT ->
                distinct > MOSTLY_DISTINCT * present && present > MAX_CARD
                        ? new ColumnRole(
                                name,
                                Role.IGNORED,
                                count(distinct) + " texts in " + count(present) + " rows: an id, a name or free text")
                        : new ColumnRole(name, Role.CATEGORY, count(distinct) + " texts");
            default -> throw new IllegalStateException("a column of numbers is not read as text");
        };
    }

    private static ColumnRole number(NumberColumn column, int present) {
        double[] sorted = FillMissing.present(column.values());
        int distinct = 0;
        boolean whole = true;
        for (int i = 0; i < sorted.length; i++) {
            distinct += i == 0 || sorted[i] != sorted[i - 1] ? 1 : 0;
            whole &= sorted[i] == Math.rint(sorted[i]);
        }
        String name = column.name();
        if (distinct == 1) {
            return new ColumnRole(name, Role.IGNORED, "it has one value only");
        }
        if (!whole) {
            return new ColumnRole(name, Role.CONTINUOUS, "numbers with decimals");
        }
        if (distinct == present && present > MAX_CARD) {
            return new ColumnRole(name, Role.IGNORED, "a different whole number in every row: an id");
        }
        return distinct <= MAX_CARD
                ? new ColumnRole(name, Role.CATEGORY, count(distinct) + " whole numbers, " + MAX_CARD + " or fewer")
                : new ColumnRole(name, Role.CONTINUOUS, count(distinct) + " whole numbers, more than " + MAX_CARD);
    }

    private static int distinctTexts(Column column) {
        Set<String> seen = new HashSet<>();
        for (int row = 0; row < column.size(); row++) {
            String text = column.text(row);
            if (text != null) {
                seen.add(text);
            }
        }
        return seen.size();
    }

    private static String count(int number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}

package lanewise.data;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Numbers the distinct values of a column 0, 1, 2, ... in the order of their first appearance, and goes on with those of
 * further columns, so that equal values of several tables get equal numbers. Equal are 0.0 and -0.0, a category and a text of
 * the same letters, and all missing values of a type.
 */
final class ColumnCodes {

    private final LongCodes longs = new LongCodes();
    private final Map<@Nullable String, Integer> texts = new HashMap<>();

    /** The number of each row's value. */
    int[] add(Column column) {
        int[] codes = new int[column.size()];
        if (column instanceof NumberColumn numbers) {
            for (int row = 0; row < codes.length; row++) {
                // Adding zero makes -0.0 to 0.0, and there is one pattern of bits for all that are no number.
                codes[row] = longs.add(Double.doubleToLongBits(numbers.value(row) + 0.0));
            }
        } else if (column instanceof DateColumn dates) {
            for (int row = 0; row < codes.length; row++) {
                codes[row] = longs.add(dates.epochSecond(row));
            }
        } else if (column instanceof CategoryColumn categories) {
            addLevels(categories, codes);
        } else {
            for (int row = 0; row < codes.length; row++) {
                codes[row] = code(column.text(row));
            }
        }
        return codes;
    }

    /** Looks each level up once, and only if a row has it. */
    private void addLevels(CategoryColumn column, int[] codes) {
        int[] ofLevel = new int[column.levels().size() + 1];
        Arrays.fill(ofLevel, -1);
        for (int row = 0; row < codes.length; row++) {
            int level = column.code(row) + 1;
            if (ofLevel[level] < 0) {
                ofLevel[level] = code(column.text(row));
            }
            codes[row] = ofLevel[level];
        }
    }

    private int code(@Nullable String text) {
        Integer known = texts.get(text);
        if (known != null) {
            return known;
        }
        int code = texts.size();
        texts.put(text, code);
        return code;
    }

    /** How many distinct values there are, a missing one among them. */
    int count() {
        return longs.count() + texts.size();
    }
}

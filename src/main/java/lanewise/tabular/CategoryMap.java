package lanewise.tabular;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import lanewise.data.CategoryColumn;
import lanewise.data.Column;
import lanewise.data.NumberColumn;
import org.jspecify.annotations.Nullable;

/**
 * The values of a category in ascending order, numbered from 1; 0 stands for a missing value and for one that the fitted
 * rows did not hold. Numbers are in the order of numbers, texts in that of their UTF-16 units. Immutable.
 */
final class CategoryMap {

    /** The code of a missing or unknown value. */
    static final int UNKNOWN = 0;

    private final double @Nullable [] numbers;
    private final String[] texts;
    private final Map<String, Integer> codes;

    private CategoryMap(double @Nullable [] numbers, String[] texts) {
        this.numbers = numbers;
        this.texts = texts;
        this.codes = new HashMap<>(2 * texts.length);
        for (int i = 0; i < texts.length; i++) {
            codes.put(texts[i], i + 1);
        }
    }

    /** A map of numbers. */
    static CategoryMap ofNumbers(double... values) {
        double[] distinct = distinct(values);
        String[] texts = new String[distinct.length];
        for (int i = 0; i < distinct.length; i++) {
            texts[i] = NumberColumn.format(distinct[i]);
        }
        return new CategoryMap(distinct, texts);
    }

    private static double[] distinct(double[] values) {
        double[] sorted = FillMissing.present(values);
        double[] distinct = new double[sorted.length];
        int count = 0;
        for (double value : sorted) {
            // Adding 0 makes 0.0 of -0.0, which sorting and searching would tell apart.
            double plain = value + 0.0;
            if (count == 0 || distinct[count - 1] != plain) {
                distinct[count++] = plain;
            }
        }
        return Arrays.copyOf(distinct, count);
    }

    /** A map of texts. */
    static CategoryMap ofTexts(Iterable<String> values) {
        TreeSet<String> distinct = new TreeSet<>();
        values.forEach(distinct::add);
        return new CategoryMap(null, distinct.toArray(new String[0]));
    }

    /** The values that a column holds in these rows. */
    static CategoryMap fit(Column column, int[] rows) {
        if (column instanceof NumberColumn numbers) {
            double[] values = new double[rows.length];
            for (int i = 0; i < rows.length; i++) {
                values[i] = numbers.value(rows[i]);
            }
            return ofNumbers(values);
        }
        return ofTexts(texts(column, rows));
    }

    private static List<String> texts(Column column, int[] rows) {
        List<String> found = new ArrayList<>();
        if (column instanceof CategoryColumn categories) {
            List<String> levels = categories.levels();
            boolean[] seen = new boolean[levels.size()];
            for (int row : rows) {
                int code = categories.code(row);
                if (code != CategoryColumn.MISSING && !seen[code]) {
                    seen[code] = true;
                    found.add(levels.get(code));
                }
            }
            return found;
        }
        for (int row : rows) {
            String text = column.text(row);
            if (text != null) {
                found.add(text);
            }
        }
        return found;
    }

    /** The values as a file kept them. */
    static CategoryMap restore(boolean numeric, List<String> texts) {
        if (!numeric) {
            return requireAsStored(ofTexts(texts), texts);
        }
        double[] numbers = new double[texts.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = NumberColumn.parse(texts.get(i));
        }
        return requireAsStored(ofNumbers(numbers), texts);
    }

    private static CategoryMap requireAsStored(CategoryMap map, List<String> texts) {
        if (!map.levels().equals(texts)) {
            throw new IllegalArgumentException("the categories are not in ascending order, each once");
        }
        return map;
    }

    boolean isNumeric() {
        return numbers != null;
    }

    /** How many values there are, the unknown one not counted. */
    int size() {
        return texts.length;
    }

    /** The values as text, in the order of their codes; that of code 1 first. */
    List<String> levels() {
        return Collections.unmodifiableList(Arrays.asList(texts));
    }

    int code(double value) {
        if (numbers == null) {
            return Double.isNaN(value) ? UNKNOWN : code(NumberColumn.format(value));
        }
        int found = Arrays.binarySearch(numbers, value + 0.0);
        return found < 0 ? UNKNOWN : found + 1;
    }

    int code(@Nullable String value) {
        Integer code = codes.get(value);
        return code == null ? UNKNOWN : code;
    }
}

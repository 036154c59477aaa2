package lanewise.data;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A column whose rows hold one of a set of levels: 4 bytes a row, each level's text once. Levels made from values stand in
 * the order of their first appearance. A selection of rows keeps all levels, so that codes keep their meaning.
 */
public final class CategoryColumn extends Column {

    /** The code of a missing value. */
    public static final int MISSING = -1;

    private final int[] codes;
    private final String[] levels;

    private CategoryColumn(String name, int[] codes, String[] levels) {
        super(name);
        this.codes = codes;
        this.levels = levels;
    }

    /** A column of these values, with the levels in the order of their first appearance; null is missing. */
    public static CategoryColumn of(String name, @Nullable String... values) {
        int[] codes = new int[values.length];
        Map<String, Integer> codeOf = new HashMap<>();
        String[] levels = new String[Math.min(16, values.length)];
        for (int row = 0; row < values.length; row++) {
            String value = values[row];
            if (value == null) {
                codes[row] = MISSING;
                continue;
            }
            Integer code = codeOf.get(value);
            if (code == null) {
                code = codeOf.size();
                codeOf.put(value, code);
                if (code == levels.length) {
                    levels = Arrays.copyOf(levels, 2 * code);
                }
                levels[code] = value;
            }
            codes[row] = code;
        }
        return new CategoryColumn(name, codes, Arrays.copyOf(levels, codeOf.size()));
    }

    /**
     * A column of codes into a list of levels.
     *
     * @param codes for each row the index of its level, or {@link #MISSING}
     * @throws IllegalArgumentException if a code is out of range or a level stands in the list twice
     */
    public static CategoryColumn of(String name, int[] codes, List<String> levels) {
        if (new HashSet<>(levels).size() != levels.size()) {
            throw new IllegalArgumentException("category \"" + name + "\": a level is listed twice in " + levels);
        }
        for (int row = 0; row < codes.length; row++) {
            if (codes[row] < MISSING || codes[row] >= levels.size()) {
                throw new IllegalArgumentException("category \"" + name + "\": code " + codes[row] + " in row " + row
                        + "; 0 to " + (levels.size() - 1) + ", or -1 for missing, would be right");
            }
        }
        return new CategoryColumn(name, codes.clone(), levels.toArray(new String[0]));
    }

    /** As {@link #of(String, int[], List)}, for correct arrays that nobody else holds. */
    static CategoryColumn owning(String name, int[] codes, String[] levels) {
        return new CategoryColumn(name, codes, levels);
    }

    /** The index of a row's level in {@link #levels()}; {@link #MISSING} where it is missing. */
    public int code(int row) {
        return codes[row];
    }

    /** A copy of the codes of all rows. */
    public int[] codes() {
        return codes.clone();
    }

    /** The levels; the code of a row is an index into them. */
    public List<String> levels() {
        return Collections.unmodifiableList(Arrays.asList(levels));
    }

    @Override
    public ColumnType type() {
        return ColumnType.CATEGORY;
    }

    @Override
    public int size() {
        return codes.length;
    }

    @Override
    public boolean isMissing(int row) {
        return codes[row] == MISSING;
    }

    @Override
    public @Nullable String text(int row) {
        int code = codes[row];
        return code == MISSING ? null : levels[code];
    }

    @Override
    public CategoryColumn renamed(String name) {
        return new CategoryColumn(name, codes, levels);
    }

    @Override
    CategoryColumn select(int[] rows) {
        int[] selected = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            selected[i] = rows[i] < 0 ? MISSING : codes[rows[i]];
        }
        return new CategoryColumn(name(), selected, levels);
    }

    /** Levels that only the other column has come behind those of this one. */
    @Override
    CategoryColumn append(Column other) {
        CategoryColumn column = (CategoryColumn) other;
        Map<String, Integer> codeOf = new LinkedHashMap<>();
        for (String level : levels) {
            codeOf.put(level, codeOf.size());
        }
        int[] codeHere = new int[column.levels.length];
        for (int code = 0; code < codeHere.length; code++) {
            Integer known = codeOf.get(column.levels[code]);
            codeHere[code] = known == null ? codeOf.size() : known;
            codeOf.put(column.levels[code], codeHere[code]);
        }
        int[] all = Arrays.copyOf(codes, codes.length + column.codes.length);
        for (int row = 0; row < column.codes.length; row++) {
            int code = column.codes[row];
            all[codes.length + row] = code == MISSING ? MISSING : codeHere[code];
        }
        return new CategoryColumn(name(), all, codeOf.keySet().toArray(new String[0]));
    }

    @Override
    boolean hasValuesOf(Column other) {
        CategoryColumn column = (CategoryColumn) other;
        return Arrays.equals(column.codes, codes) && Arrays.equals(column.levels, levels);
    }

    @Override
    int valuesHash() {
        return 31 * Arrays.hashCode(codes) + Arrays.hashCode(levels);
    }
}

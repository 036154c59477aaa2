package lanewise.data;

import java.util.Arrays;
import java.util.List;

/**
 * The rows of a table numbered by their values in some columns: equal keys have equal numbers, in the order of their first
 * appearance.
 */
final class Keys {

    private final int[] codes;
    private final int count;

    private Keys(int[] codes, int count) {
        this.codes = codes;
        this.count = count;
    }

    /** The keys of one table. Without columns all rows have the same. */
    static Keys of(List<? extends Column> columns, int rows) {
        int[][] codes = {new int[rows]};
        int count = numbers(codes, List.of(columns));
        return new Keys(codes[0], count);
    }

    static Keys of(Column column) {
        return of(List.of(column), column.size());
    }

    /**
     * The keys of two tables in one numbering; the columns are those of the first table and, at the same places and of
     * comparable types, of the second.
     */
    static Keys[] of(List<? extends Column> first, int firstRows, List<? extends Column> second, int secondRows) {
        int[][] codes = {new int[firstRows], new int[secondRows]};
        int count = numbers(codes, List.of(first, second));
        return new Keys[] {new Keys(codes[0], count), new Keys(codes[1], count)};
    }

    /** Refines the codes of each table, all 0 at first, column by column; gives how many keys there are. */
    private static int numbers(int[][] codes, List<? extends List<? extends Column>> tables) {
        int count = 0;
        for (int[] rows : codes) {
            count = rows.length > 0 ? 1 : count;
        }
        for (int place = 0; place < tables.get(0).size(); place++) {
            ColumnCodes values = new ColumnCodes();
            int[][] added = new int[codes.length][];
            for (int table = 0; table < codes.length; table++) {
                added[table] = values.add(tables.get(table).get(place));
            }
            count = place == 0 ? values.count() : pairs(codes, added, values.count());
            if (place == 0) {
                System.arraycopy(added, 0, codes, 0, codes.length);
            }
        }
        return count;
    }

    private static int pairs(int[][] codes, int[][] added, int addedCount) {
        LongCodes pairs = new LongCodes();
        for (int table = 0; table < codes.length; table++) {
            for (int row = 0; row < codes[table].length; row++) {
                codes[table][row] = pairs.add((long) codes[table][row] * addedCount + added[table][row]);
            }
        }
        return pairs.count();
    }

    /** The number of a row's key. */
    int code(int row) {
        return codes[row];
    }

    int rows() {
        return codes.length;
    }

    /** How many keys there are, in all tables numbered together. */
    int count() {
        return count;
    }

    /** For each key the first row that has it; -1 if only another table has it. */
    int[] firstRows() {
        int[] first = new int[count];
        Arrays.fill(first, -1);
        for (int row = codes.length - 1; row >= 0; row--) {
            first[codes[row]] = row;
        }
        return first;
    }

    /** For each key how many rows have it. */
    int[] frequencies() {
        int[] frequencies = new int[count];
        for (int code : codes) {
            frequencies[code]++;
        }
        return frequencies;
    }
}

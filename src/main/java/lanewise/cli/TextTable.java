package lanewise.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Columns of text one beneath the other: numbers to the right, words to the left. */
final class TextTable {

    private static final String GAP = "  ";

    private final boolean[] right;
    private final List<String[]> rows = new ArrayList<>();

    /** @param headings of columns to be aligned right, those that begin with {@code >} */
    TextTable(String... headings) {
        right = new boolean[headings.length];
        String[] names = new String[headings.length];
        for (int i = 0; i < headings.length; i++) {
            right[i] = headings[i].startsWith(">");
            names[i] = right[i] ? headings[i].substring(1) : headings[i];
        }
        rows.add(names);
    }

    void add(String... cells) {
        if (cells.length != right.length) {
            throw new IllegalStateException(Arrays.toString(cells) + " in a table of " + right.length + " columns");
        }
        String[] shown = new String[cells.length];
        for (int i = 0; i < cells.length; i++) {
            // A title from a file may hold what would move the cursor.
            shown[i] = cells[i].replaceAll("\\p{Cntrl}", " ");
        }
        rows.add(shown);
    }

    /** The lines, each with its line break. */
    @Override
    public String toString() {
        int[] widths = new int[right.length];
        for (String[] row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], width(row[i]));
            }
        }
        StringBuilder text = new StringBuilder();
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                StringBuilder space = new StringBuilder();
                for (int j = width(row[i]); j < widths[i]; j++) {
                    space.append(' ');
                }
                line.append(i == 0 ? "" : GAP).append(right[i] ? space + row[i] : row[i] + space);
            }
            text.append(withoutSpaceAtTheEnd(line)).append('\n');
        }
        return text.toString();
    }

    private static int width(String cell) {
        return cell.codePointCount(0, cell.length());
    }

    private static String withoutSpaceAtTheEnd(StringBuilder line) {
        int end = line.length();
        while (end > 0 && line.charAt(end - 1) == ' ') {
            end--;
        }
        return line.substring(0, end);
    }
}

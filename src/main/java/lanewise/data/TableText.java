package lanewise.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A table as aligned text: names, types and the first rows. */
final class TableText {

    private static final int LINE_WIDTH = 120;
    private static final int CELL_WIDTH = 32;
    private static final String MISSING = "-";

    private TableText() {}

    static String of(Table table, int maxRows) {
        int rows = Math.min(maxRows, table.rows());
        List<List<String>> cells = new ArrayList<>();
        List<Integer> widths = new ArrayList<>();
        int total = 0;
        for (Column column : table.columns()) {
            List<String> lines = lines(column, rows);
            int width = 0;
            for (String line : lines) {
                width = Math.max(width, line.length());
            }
            total += 2 + width;
            if (total > LINE_WIDTH && !cells.isEmpty()) {
                break;
            }
            cells.add(lines);
            widths.add(width);
        }
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%,d rows, %d columns",
                table.rows(),
                table.columns().size()));
        for (int line = 0; line < rows + 2 && !cells.isEmpty(); line++) {
            text.append('\n');
            for (int i = 0; i < cells.size(); i++) {
                boolean right = table.columns().get(i).type() == ColumnType.NUMBER;
                pad(text, cells.get(i).get(line), widths.get(i), right);
            }
            trimEnd(text);
        }
        if (rows < table.rows()) {
            text.append(String.format(Locale.ROOT, "\n  and %,d more rows", table.rows() - rows));
        }
        if (cells.size() < table.columns().size()) {
            List<String> names = table.names();
            text.append("\n  and more columns: ").append(String.join(", ", names.subList(cells.size(), names.size())));
        }
        return text.toString();
    }

    private static List<String> lines(Column column, int rows) {
        List<String> lines = new ArrayList<>();
        lines.add(cell(column.name(), CELL_WIDTH));
        lines.add(column.type().name().toLowerCase(Locale.ROOT));
        for (int row = 0; row < rows; row++) {
            String value = column.text(row);
            lines.add(value == null ? MISSING : cell(value, CELL_WIDTH));
        }
        return lines;
    }

    /** One line of bounded length, whatever the value holds. */
    static String cell(String value, int most) {
        String line = value.length() > most ? value.substring(0, most - 3) + "..." : value;
        StringBuilder printable = new StringBuilder(line);
        for (int i = 0; i < printable.length(); i++) {
            if (Character.isISOControl(printable.charAt(i))) {
                printable.setCharAt(i, ' ');
            }
        }
        return printable.toString();
    }

    static void trimEnd(StringBuilder text) {
        while (text.length() > 0 && text.charAt(text.length() - 1) == ' ') {
            text.setLength(text.length() - 1);
        }
    }

    /** Appends two spaces and a cell, filled up to a width. */
    static void pad(StringBuilder text, String cell, int width, boolean right) {
        text.append("  ");
        if (!right) {
            text.append(cell);
        }
        for (int i = cell.length(); i < width; i++) {
            text.append(' ');
        }
        if (right) {
            text.append(cell);
        }
    }
}

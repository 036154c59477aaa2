package lanewise.plot;

import java.util.List;

/**
 * A table of numbers that are not negative, each in a cell that is the darker the larger its share of its row is: for how
 * often rows of each class were taken for each.
 */
public final class MatrixPlot extends Plot {

    private static final int LONGEST = 18;
    private static final int MOST = 20;

    private final String rowLabel;
    private final String columnLabel;
    private final List<String> names;
    private final double[][] values;

    private MatrixPlot(String title, String rowLabel, String columnLabel, List<String> names, double[][] values) {
        super(title);
        this.rowLabel = rowLabel;
        this.columnLabel = columnLabel;
        this.names = names;
        this.values = values;
    }

    /**
     * A square matrix, whose rows and columns have the same names; at most {@value #MOST} of them.
     *
     * @throws IllegalArgumentException if there are too many names, or not as many as rows and columns
     */
    public static MatrixPlot of(
            String title, String rowLabel, String columnLabel, List<String> names, double[][] values) {
        double[][] copy = new double[values.length][];
        requireAsMany("matrix plot", Math.min(names.size(), MOST), values.length);
        for (int i = 0; i < values.length; i++) {
            requireAsMany("matrix plot", values.length, values[i].length);
            copy[i] = values[i].clone();
        }
        return new MatrixPlot(title, rowLabel, columnLabel, List.copyOf(names), copy);
    }

    private double margin() {
        double widest = 62;
        for (String name : names) {
            widest = Math.max(widest, Drawing.width(Drawing.clipped(name, LONGEST)));
        }
        return widest + 10;
    }

    private double cell() {
        return names.size() <= 4 ? 64 : 42;
    }

    @Override
    String description() {
        return rowLabel + " in rows, " + columnLabel + " in columns, of " + names.size() + " classes.";
    }

    @Override
    double width() {
        return Math.max(320, margin() + cell() * names.size() + 12);
    }

    /** The names of columns stand upright. */
    private double top() {
        return 38 + margin();
    }

    @Override
    double height() {
        return names.isEmpty() ? 120 : top() + cell() * names.size() + 12;
    }

    @Override
    void draw(Drawing drawing) {
        if (names.isEmpty()) {
            drawing.text(width() / 2, 60, "m c", "no data");
            return;
        }
        double left = margin();
        double cell = cell();
        drawing.square("f5", left, top(), cell * names.size(), 0, title());
        drawing.text(left, 34, "m", columnLabel + " \u2192");
        drawing.text(left - 6, top() - 8, "m e", rowLabel + " \u2193");
        for (int i = 0; i < names.size(); i++) {
            String name = Drawing.clipped(names.get(i), LONGEST);
            double middle = (i + 0.5) * cell;
            drawing.text(left - 6, top() + middle + 4, "e", name);
            String place = Drawing.number(left + middle + 4) + " " + Drawing.number(top() - 6);
            drawing.out.element("text", name, "transform", "translate(" + place + ") rotate(-90)");
            double sum = 0;
            for (double value : values[i]) {
                sum += Math.max(0, value);
            }
            for (int j = 0; j < names.size(); j++) {
                cell(drawing, i, j, sum);
            }
        }
    }

    private void cell(Drawing drawing, int i, int j, double sum) {
        double cell = cell();
        double x = margin() + j * cell;
        double y = top() + i * cell;
        double value = values[i][j];
        if (value == 0) {
            return;
        }
        double share = sum > 0 ? Math.max(0, value) / sum : 0;
        String tip = number(value) + ", " + Math.round(100 * share) + " %";
        drawing.square(i == j ? "f0" : "f1", x + 1, y + 1, cell - 2, share, tip);
        drawing.text(x + cell / 2, y + cell / 2 + 4, share > 0.5 ? "over c" : "c", number(value));
    }
}

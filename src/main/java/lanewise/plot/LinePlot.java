package lanewise.plot;

import java.util.ArrayList;
import java.util.List;

/**
 * Lines over a common axis. A long line keeps, of what falls into one column of pixels, its lowest and its highest point, so
 * its outline stays and the text does not grow with it. A line of few points shows each, with its numbers as a tip; a single
 * point is a dot.
 */
public final class LinePlot extends Plot {

    private static final double HEIGHT = 296;
    private static final int FEW = 40;

    private final String xLabel;
    private final String yLabel;
    private final boolean logX;
    private final boolean logY;

    /** Line i: its name, whether it is faint, its x and its y. */
    private final List<String> names = new ArrayList<>();

    private final List<Boolean> faint = new ArrayList<>();
    private final List<double[]> x = new ArrayList<>();
    private final List<double[]> y = new ArrayList<>();

    private LinePlot(String title, String xLabel, String yLabel, boolean logX, boolean logY) {
        super(title);
        this.xLabel = xLabel;
        this.yLabel = yLabel;
        this.logX = logX;
        this.logY = logY;
    }

    private LinePlot copy(boolean newLogX, boolean newLogY) {
        LinePlot copy = new LinePlot(title(), xLabel, yLabel, newLogX, newLogY);
        copy.names.addAll(names);
        copy.faint.addAll(faint);
        copy.x.addAll(x);
        copy.y.addAll(y);
        return copy;
    }

    /** A plot without a line yet. */
    public static LinePlot of(String title, String xLabel, String yLabel) {
        return new LinePlot(title, xLabel, yLabel, false, false);
    }

    /** The same with a logarithmic horizontal axis: numbers that are not positive leave gaps. */
    public LinePlot logX() {
        return copy(true, logY);
    }

    /** The same with a logarithmic vertical axis: numbers that are not positive leave gaps. */
    public LinePlot logY() {
        return copy(logX, true);
    }

    /** The same with a line through (0, y[0]), (1, y[1]) and so on. */
    public LinePlot line(String name, double[] numbers) {
        double[] count = new double[numbers.length];
        for (int i = 0; i < count.length; i++) {
            count[i] = i;
        }
        return line(name, count, numbers);
    }

    /**
     * The same with a line more.
     *
     * @param across x, which does not fall; NaN leaves a gap
     * @param up y, one for each x
     * @throws IllegalArgumentException if there are not as many x as y, or x falls
     */
    public LinePlot line(String name, double[] across, double[] up) {
        return with(name, across, up, false);
    }

    /** The same with a thin, pale line more: noise around another, such as a loss before it is smoothed. */
    public LinePlot faintLine(String name, double[] across, double[] up) {
        return with(name, across, up, true);
    }

    private LinePlot with(String name, double[] across, double[] up, boolean pale) {
        requireAsMany("line plot, line \"" + name + "\"", across.length, up.length);
        for (int i = 1; i < across.length; i++) {
            if (across[i] < across[i - 1]) {
                throw new IllegalArgumentException("line plot, line \"" + name + "\": x falls from " + across[i - 1]
                        + " to " + across[i] + " at point " + i + "; points in the order of x would be right");
            }
        }
        LinePlot more = copy(logX, logY);
        more.names.add(name);
        more.faint.add(pale);
        more.x.add(across.clone());
        more.y.add(up.clone());
        return more;
    }

    @Override
    String description() {
        StringBuilder text = new StringBuilder(yLabel + " over " + xLabel);
        for (int i = 0; i < names.size(); i++) {
            double[] up = y.get(i);
            text.append("; ")
                    .append(names.get(i))
                    .append(", ")
                    .append(up.length)
                    .append(" points");
            if (up.length > 0) {
                text.append(", the last ").append(number(up[up.length - 1]));
            }
        }
        return text.append('.').toString();
    }

    @Override
    double height() {
        return HEIGHT + Drawing.legend(names, null, null);
    }

    @Override
    void draw(Drawing drawing) {
        Axis across = Axis.of(logX, 0.01, x);
        Axis up = Axis.of(logY, 0.04, y);
        if (!drawing.axes(across, up, xLabel, yLabel, height() - HEIGHT + 20, height())) {
            return;
        }
        List<String> styles = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            styles.add("line s" + i % COLORS + (i >= COLORS ? " dash" : ""));
            trace(i, styles.get(i) + (faint.get(i) ? " faint" : ""), drawing);
        }
        Drawing.legend(names, styles, drawing);
    }

    private void trace(int line, String style, Drawing drawing) {
        double[] across = x.get(line);
        double[] up = y.get(line);
        // A hundred lines would still be one picture of bounded size.
        double column = Math.max(1, names.size() / 3.0);
        boolean few = across.length <= FEW && !faint.get(line);
        StringBuilder steps = new StringBuilder();
        int from = 0;
        char next = 'M';
        while (from < across.length) {
            double at = drawing.x(across[from]);
            if (Double.isNaN(at + drawing.y(up[from]))) {
                from++;
                next = 'M';
                continue;
            }
            int low = from;
            int high = from;
            int to = from + 1;
            while (to < across.length
                    && Math.floor(drawing.x(across[to]) / column) == Math.floor(at / column)
                    && !Double.isNaN(drawing.y(up[to]))) {
                low = up[to] < up[low] ? to : low;
                high = up[to] > up[high] ? to : high;
                to++;
            }
            point(steps, next, across, up, Math.min(low, high), drawing);
            if (low != high) {
                point(steps, 'L', across, up, Math.max(low, high), drawing);
            }
            boolean last = to == across.length || Double.isNaN(drawing.x(across[to]) + drawing.y(up[to]));
            if (few || (next == 'M' && last)) {
                String tip = names.get(line) + ": " + number(up[from]) + " at " + number(across[from]);
                drawing.dot("f" + line % COLORS, at, drawing.y(up[from]), across.length == 1 ? 4.5 : 2.5, tip);
            }
            next = 'L';
            from = to;
        }
        drawing.path(style, steps);
    }

    private static void point(StringBuilder steps, char how, double[] x, double[] y, int i, Drawing drawing) {
        steps.append(how).append(Drawing.number(drawing.x(x[i]))).append(' ').append(Drawing.number(drawing.y(y[i])));
    }
}

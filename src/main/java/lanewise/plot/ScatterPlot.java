package lanewise.plot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Points. Of very many every second, third or so is drawn, and the plot says how many. Points with names show them where
 * there is room, those that come first before others, and always as a tip.
 */
public final class ScatterPlot extends Plot {

    private static final double HEIGHT = 400;
    private static final double TOP = 36;
    private static final int MOST = 2_500;
    private static final int MOST_NAMED = 400;

    private final String xLabel;
    private final String yLabel;
    private final double[] x;
    private final double[] y;
    private final List<String> names;
    private final boolean diagonal;

    private ScatterPlot(
            String title, String xLabel, String yLabel, double[] x, double[] y, List<String> names, boolean diagonal) {
        super(title);
        requireAsMany("scatter plot", x.length, y.length);
        this.xLabel = xLabel;
        this.yLabel = yLabel;
        this.x = x;
        this.y = y;
        this.names = names;
        this.diagonal = diagonal;
    }

    /**
     * Points without names.
     *
     * @throws IllegalArgumentException if there are not as many x as y
     */
    public static ScatterPlot of(String title, String xLabel, String yLabel, double[] x, double[] y) {
        return new ScatterPlot(title, xLabel, yLabel, x.clone(), y.clone(), List.of(), false);
    }

    /**
     * Points with names, the most important ones first; beyond {@value #MOST_NAMED} they are left out.
     *
     * @throws IllegalArgumentException if there are not as many names as x and y
     */
    public static ScatterPlot named(
            String title, String xLabel, String yLabel, double[] x, double[] y, List<String> names) {
        requireAsMany("scatter plot", names.size(), x.length);
        return new ScatterPlot(title, xLabel, yLabel, x.clone(), y.clone(), List.copyOf(names), false);
    }

    /** The same with equal axes and the line on which x is y: for predictions against what they should be. */
    public ScatterPlot diagonal() {
        return new ScatterPlot(title(), xLabel, yLabel, x, y, names, true);
    }

    private int step() {
        return names.isEmpty() ? Math.max(1, (x.length + MOST - 1) / MOST) : 1;
    }

    private int drawn() {
        return names.isEmpty() ? (x.length + step() - 1) / step() : Math.min(x.length, MOST_NAMED);
    }

    @Override
    String description() {
        return yLabel + " over " + xLabel + ", " + x.length + " points"
                + (drawn() < x.length ? ", of which " + drawn() + " are drawn" : "") + ".";
    }

    @Override
    double height() {
        return HEIGHT;
    }

    @Override
    void draw(Drawing drawing) {
        Axis across = Axis.of(false, 0.03, diagonal ? Arrays.asList(x, y) : List.of(x));
        Axis up = Axis.of(false, 0.03, diagonal ? Arrays.asList(x, y) : List.of(y));
        if (!drawing.axes(across, up, xLabel, yLabel, 20, HEIGHT)) {
            return;
        }
        if (drawn() < x.length) {
            drawing.text(WIDTH - 12, 30, "m e", drawn() + " of " + x.length + " points");
        }
        if (diagonal) {
            drawing.diagonal();
        }
        if (names.isEmpty()) {
            dots(drawing);
        } else {
            named(drawing);
        }
    }

    private void dots(Drawing drawing) {
        StringBuilder steps = new StringBuilder();
        for (int i = 0; i < x.length; i += step()) {
            double across = drawing.x(x[i]);
            double up = drawing.y(y[i]);
            if (!Double.isNaN(across) && !Double.isNaN(up)) {
                steps.append('M')
                        .append(Drawing.number(across))
                        .append(' ')
                        .append(Drawing.number(up))
                        .append("h0");
            }
        }
        drawing.path("dots s0", steps);
    }

    private void named(Drawing drawing) {
        List<double[]> taken = new ArrayList<>();
        for (int i = 0; i < drawn(); i++) {
            double across = drawing.x(x[i]);
            double up = drawing.y(y[i]);
            if (!Double.isNaN(across) && !Double.isNaN(up)) {
                drawing.dot("f0", across, up, 2.6, Drawing.clipped(names.get(i), 100));
                taken.add(new double[] {across - 3, up - 3, across + 3, up + 3});
            }
        }
        for (int i = 0; i < drawn(); i++) {
            String name = Drawing.clipped(names.get(i), 24);
            double width = Drawing.width(name);
            // To the right of the point, to the left, above and below it.
            for (int side = 0; side < 4; side++) {
                double from = drawing.x(x[i]) + (side == 0 ? 6 : side == 1 ? -6 - width : -width / 2);
                double middle = drawing.y(y[i]) + (side < 2 ? 0 : side == 2 ? -10 : 11);
                double[] box = {from, middle - 6, from + width, middle + 6};
                if (isFree(box, taken)) {
                    drawing.text(from, middle + 4, "", name);
                    taken.add(box);
                    break;
                }
            }
        }
    }

    /** Whether it is on the plot, and over none of the boxes; one that is not a number is not. */
    private static boolean isFree(double[] box, List<double[]> taken) {
        for (double[] other : taken) {
            if (box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3]) {
                return false;
            }
        }
        return box[0] > 0 && box[2] < WIDTH && box[1] > TOP;
    }
}

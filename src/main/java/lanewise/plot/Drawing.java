package lanewise.plot;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The shapes that plots are made of, as SVG, and the axes that they may lie between. */
final class Drawing {

    private static final double RIGHT = Plot.WIDTH - 12.0;
    private static final double LEGEND_ROW = 17;

    final Markup out = new Markup();

    private @Nullable Axis across;
    private @Nullable Axis up;
    private double left;
    private double top;
    private double bottom;

    /** A text on a line; its class says how it is aligned: {@code e} ends at x, {@code c} has its middle there. */
    void text(double x, double y, String style, String content) {
        out.element("text", content, "class", style, "x", number(x), "y", number(y));
    }

    void line(String style, double x1, double y1, double x2, double y2) {
        path(style, "M" + number(x1) + " " + number(y1) + "L" + number(x2) + " " + number(y2));
    }

    void path(String style, CharSequence steps) {
        if (steps.length() > 0) {
            out.empty("path", "class", style, "d", steps.toString());
        }
    }

    /** A dot that tells its numbers. */
    void dot(String style, double x, double y, double radius, String tip) {
        tipped("circle", tip, "class", style, "cx", number(x), "cy", number(y), "r", number(radius));
    }

    /** A square whose opacity is a share from 0 to 1. */
    void square(String style, double x, double y, double side, double share, String tip) {
        String length = number(side);
        String opacity = number(7 + 93 * share) + "%";
        tipped(
                "rect", tip, "class", style, "x", number(x), "y", number(y), "width", length, "height", length,
                "opacity", opacity);
    }

    private void tipped(String tag, String tip, String... attributes) {
        out.open(tag, attributes).element("title", tip).close(tag);
    }

    /**
     * Draws the names of series, each behind a stroke of its style; a single one has no legend.
     *
     * @param styles null to draw nothing
     * @return how high the legend is
     */
    static double legend(List<String> names, @Nullable List<String> styles, @Nullable Drawing drawing) {
        if (names.size() < 2) {
            return 0;
        }
        double at = 0;
        double row = 32;
        for (int i = 0; i < names.size(); i++) {
            String name = clipped(names.get(i), 40);
            double width = 38 + width(name);
            if (at > 0 && at + width > Plot.WIDTH) {
                row += LEGEND_ROW;
                at = 0;
            }
            if (drawing != null && styles != null) {
                drawing.line(styles.get(i), at, row - 4, at + 16, row - 4);
                drawing.text(at + 21, row, "", name);
            }
            at += width;
        }
        return row + LEGEND_ROW - 32;
    }

    /**
     * Draws axes into what is left below {@code above}; without one there is nothing to show.
     *
     * @return whether there is
     */
    boolean axes(@Nullable Axis x, @Nullable Axis y, String xLabel, String yLabel, double above, double height) {
        if (x == null || y == null) {
            text(Plot.WIDTH / 2.0, height / 2, "m c", "no data");
            return false;
        }
        across = x;
        up = y;
        for (double tick : y.ticks()) {
            left = Math.max(left, width(y.label(tick)) + 8);
        }
        top = above + 22;
        bottom = height - 38;
        text(0, above + 10, "m", yLabel);
        for (double tick : y.ticks()) {
            line("grid", left, y(tick), RIGHT, y(tick));
            text(left - 6, y(tick) + 4, "m e", y.label(tick));
        }
        double free = Double.NEGATIVE_INFINITY;
        for (double tick : x.ticks()) {
            String label = x.label(tick);
            double half = width(label) / 2;
            double middle = Math.min(x(tick), Plot.WIDTH - half);
            line("axis", x(tick), bottom, x(tick), bottom + 4);
            if (middle - half > free) {
                text(middle, bottom + 17, "m c", label);
                free = middle + half + 4;
            }
        }
        line("axis", left, bottom, RIGHT, bottom);
        text((left + RIGHT) / 2, bottom + 34, "m c", xLabel);
        return true;
    }

    /** The line on which both numbers are the same, of equal axes. */
    void diagonal() {
        line("axis dash", left, bottom, RIGHT, top);
    }

    /** Where a number of the horizontal axis lies; NaN for one that has no place. */
    double x(double number) {
        return across == null ? Double.NaN : left + across.at(number) * (RIGHT - left);
    }

    /** Where a number of the vertical axis lies; NaN for one that has no place. */
    double y(double number) {
        return up == null ? Double.NaN : bottom - up.at(number) * (bottom - top);
    }

    /** A coordinate, to a tenth. */
    static String number(double coordinate) {
        long tenths = Math.round(coordinate * 10);
        String whole = (tenths < 0 ? "-" : "") + Math.abs(tenths) / 10;
        return tenths % 10 == 0 ? whole : whole + "." + Math.abs(tenths) % 10;
    }

    /** About how wide a text comes out. */
    static double width(String text) {
        double width = 0;
        for (int i = 0; i < text.length(); i++) {
            width += text.charAt(i) < 0x2e80 ? 7.3 : 13;
        }
        return width;
    }

    /** The beginning of a text that is longer than so many characters, on one line. */
    static String clipped(String text, int most) {
        String line = text.replace('\n', ' ');
        return line.codePointCount(0, line.length()) <= most
                ? line
                : line.substring(0, line.offsetByCodePoints(0, most - 1)) + "\u2026";
    }
}

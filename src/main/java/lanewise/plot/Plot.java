package lanewise.plot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A picture of numbers: a value that writes itself as SVG, the same text every time. It follows the reader's choice of light
 * or dark, has a title and a description for those who don't see it, and stays below 100 KB whatever it was given, by
 * leaving out what a screen can't show. Numbers that are not finite leave gaps; without any number it says so.
 */
public abstract sealed class Plot permits LinePlot, ScatterPlot, MatrixPlot {

    static final int WIDTH = 480;

    /** How many colours {@link #style()} has for series. */
    static final int COLORS = 6;

    /**
     * The colours are told apart without red or green (after Okabe and Ito, 2008), at 3:1 or more against their background.
     * Each is written twice, as it is for programs that read SVG but no variables.
     */
    private static final String STYLE =
            ":root{color-scheme:light dark;--lw-paper:#fff;--lw-ink:#1b2126;--lw-muted:#5a646e;--lw-grid:#dfe4e9;"
                    + "--lw-0:#0072b2;--lw-1:#d55e00;--lw-2:#00815f;--lw-3:#b0468a;--lw-4:#7a6200;--lw-5:#44505c}"
                    + "@media (prefers-color-scheme:dark){:root{--lw-paper:#15191d;--lw-ink:#e8ecef;--lw-muted:#a3adb7;"
                    + "--lw-grid:#333b43;--lw-0:#56b4e9;--lw-1:#ff9a4d;--lw-2:#2fd3a2;--lw-3:#f09cc8;--lw-4:#e8d94a;"
                    + "--lw-5:#c3cbd3}}.lw{font:12px system-ui,-apple-system,Roboto,sans-serif}"
                    + ".lw text{pointer-events:none;fill:#1b2126;fill:var(--lw-ink)}"
                    + ".lw text.m{fill:#5a646e;fill:var(--lw-muted)}.lw .paper,.lw text.over{fill:#fff;fill:var(--lw-paper)}"
                    + ".lw .grid{stroke:#dfe4e9;stroke:var(--lw-grid)}.lw .axis{stroke:#5a646e;stroke:var(--lw-muted)}"
                    + ".lw .s0{stroke:#0072b2;stroke:var(--lw-0)}.lw .f0{fill:#0072b2;fill:var(--lw-0)}"
                    + ".lw .s1{stroke:#d55e00;stroke:var(--lw-1)}.lw .f1{fill:#d55e00;fill:var(--lw-1)}"
                    + ".lw .s2{stroke:#00815f;stroke:var(--lw-2)}.lw .f2{fill:#00815f;fill:var(--lw-2)}"
                    + ".lw .s3{stroke:#b0468a;stroke:var(--lw-3)}.lw .f3{fill:#b0468a;fill:var(--lw-3)}"
                    + ".lw .s4{stroke:#7a6200;stroke:var(--lw-4)}.lw .f4{fill:#7a6200;fill:var(--lw-4)}"
                    + ".lw .s5{stroke:#44505c;stroke:var(--lw-5)}.lw .f5{fill:#44505c;fill:var(--lw-5)}"
                    + ".lw .b{font-weight:600;font-size:13.5px}.lw .e{text-anchor:end}.lw .c{text-anchor:middle}"
                    + ".lw .line{fill:none;stroke-width:1.7;stroke-linejoin:round}.lw .dash{stroke-dasharray:5 3}"
                    + ".lw .faint{stroke-width:.8;opacity:.55}"
                    + ".lw .dots{fill:none;stroke-width:3.4;stroke-linecap:round;opacity:.45}";

    private final String title;

    Plot(String title) {
        this.title = title;
    }

    /** What it is a picture of. */
    public final String title() {
        return title;
    }

    /** One sentence on what is in it. */
    abstract String description();

    double width() {
        return WIDTH;
    }

    abstract double height();

    abstract void draw(Drawing drawing);

    /** Whether it is wider than most, so that it needs a row of its own and may have to be scrolled. */
    public final boolean isWide() {
        return width() > WIDTH;
    }

    /** A whole SVG file, with colours of its own. */
    public final String svg() {
        return markup(true).toString();
    }

    /** The same as part of a page that has {@link #style()} among its styles. */
    public final Markup inline() {
        return markup(false);
    }

    private Markup markup(boolean alone) {
        Drawing drawing = new Drawing();
        String size = Drawing.number(width()) + "\" height=\"" + Drawing.number(height());
        String box = size.replace("\" height=\"", " ");
        Markup out = drawing.out;
        out.raw("<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"lw\" role=\"img\" viewBox=\"0 0 " + box
                + "\" width=\"" + size + "\">");
        out.element("title", title).element("desc", description());
        if (alone) {
            out.open("style").raw(STYLE).close("style");
        }
        out.raw("<rect class=\"paper\" width=\"" + size + "\"/>");
        drawing.text(0, 15, "b", Drawing.clipped(title, (int) (width() / 7.5)));
        draw(drawing);
        return out.close("svg");
    }

    /** The styles of all plots, in light and dark; the colours are CSS variables that a page may use too. */
    public static String style() {
        return STYLE;
    }

    static void requireAsMany(String plot, int these, int those) {
        if (these != those) {
            throw new IllegalArgumentException(plot + ": " + these + " numbers or names, and " + those
                    + " that belong to them; there must be as many");
        }
    }

    /**
     * Writes a whole SVG file.
     *
     * @throws UncheckedIOException if that fails
     */
    public final void write(Path file) {
        try {
            Files.write(file, svg().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the plot " + file + ": " + e.getMessage(), e);
        }
    }

    /** A number for people to read, to about four digits. */
    public static String number(double number) {
        double size = Math.abs(number);
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            return Double.toString(number);
        }
        if (size == 0 || (size >= 1e-3 && size < 1e6)) {
            int decimals = size >= 1000 ? 0 : size >= 100 ? 1 : size >= 10 ? 2 : size >= 1 ? 3 : 4;
            return decimals == 0 ? Long.toString(Math.round(number)) : Axis.plain(number, decimals);
        }
        return Axis.scientific(number, 2);
    }

    /** The SVG. */
    @Override
    public final String toString() {
        return svg();
    }
}

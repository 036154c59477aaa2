package lanewise.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import lanewise.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

class LinePlotTest {

    private static final LinePlot EMPTY = LinePlot.of("Loss", "step", "loss");

    private static double[] xs(List<Page.Point> points) {
        return points.stream().mapToDouble(Page.Point::x).toArray();
    }

    /** Where the tick with this label has its grid line. */
    private static double heightOf(String label, Page page) {
        Element text = page.ofClass("text", "e").stream()
                .filter(found -> found.getTextContent().equals(label))
                .findFirst()
                .orElseThrow();
        return Page.number(text, "y") - 4;
    }

    @Test
    void pointsLieWhereTheAxesSay() {
        double[] y = {0, 1, 4, 2, 3};
        Page page = Page.parse(EMPTY.line("a", y).svg());
        double zero = heightOf("0", page);
        double one = (heightOf("4", page) - zero) / 4;
        List<Page.Point> points = page.path("s0");
        assertEquals(5, points.size());
        double step = points.get(1).x() - points.get(0).x();
        for (int i = 0; i < 5; i++) {
            assertEquals(zero + one * y[i], points.get(i).y(), 0.11, "y " + i);
            assertEquals(points.get(0).x() + i * step, points.get(i).x(), 0.5, "x " + i);
        }
        assertEquals(
                List.of("a: 0 at 0", "a: 1 at 1", "a: 4 at 2", "a: 2 at 3", "a: 3 at 4"),
                page.texts("title").subList(1, 6));
    }

    @Test
    void logarithmicAxes() {
        double[] x = {1e-4, 1e-3, 1e-2, 1e-1};
        Page page = Page.parse(EMPTY.line("a", x, new double[] {1, 10, 100, 1000})
                .logX()
                .logY()
                .svg());
        List<Page.Point> points = page.path("s0");
        for (int i = 2; i < 4; i++) {
            assertEquals(
                    points.get(1).x() - points.get(0).x(),
                    points.get(i).x() - points.get(i - 1).x(),
                    0.21);
            assertEquals(
                    points.get(1).y() - points.get(0).y(),
                    points.get(i).y() - points.get(i - 1).y(),
                    0.21);
        }
        page.says("1e-4").says("0.1").says("1000");
    }

    @Test
    void whatIsNoNumberLeavesAGap() {
        double nan = Double.NaN;
        Page page = Page.parse(EMPTY.line("a", new double[] {1, 2, nan, 3, Double.POSITIVE_INFINITY, 4, 5})
                .svg());
        StringBuilder commands = new StringBuilder();
        page.path("s0").forEach(point -> commands.append(point.command()));
        assertEquals("MLMML", commands.toString());
        assertFalse(page.text().contains("NaN") || page.text().contains("Infinity"), page::text);
    }

    @Test
    void aPointAloneIsADot() {
        double[] lonely = new double[101];
        java.util.Arrays.fill(lonely, Double.NaN);
        lonely[50] = 0.5;
        assertEquals(1, Page.parse(EMPTY.line("a", lonely).svg()).all("circle").size());
        assertEquals(
                1,
                Page.parse(EMPTY.line("a", new double[] {0.5}).svg())
                        .all("circle")
                        .size());
    }

    @Test
    void withoutANumberItSaysSo() {
        Page.parse(EMPTY.svg()).says("no data");
        Page.parse(EMPTY.line("a", new double[0]).svg()).says("no data");
        Page.parse(EMPTY.line("a", new double[] {Double.NaN, Double.NEGATIVE_INFINITY})
                        .svg())
                .says("no data");
        Page.parse(EMPTY.logY().line("a", new double[] {0, -1}).svg()).says("no data");
    }

    @Test
    void longLinesKeepTheirOutlineAndStaySmall() {
        Random random = new Random(1);
        double[] noise = IntStream.range(0, 1_000_000)
                .mapToDouble(i -> random.nextGaussian())
                .toArray();
        noise[123_456] = 50;
        noise[777_777] = -50;
        LinePlot plot = EMPTY.line("noise", noise);
        List<Page.Point> points = Page.parse(plot.svg()).path("s0");
        double[] y = points.stream().mapToDouble(Page.Point::y).sorted().toArray();
        double margin = y[1] - y[0];
        assertTrue(margin > 50 && y[y.length - 1] - y[y.length - 2] > 50, "the two spikes are there: " + margin);
        double[] x = xs(points);
        for (int i = 1; i < x.length; i++) {
            assertTrue(x[i] >= x[i - 1], "point " + i);
        }
        for (int lines = 2; lines <= 60; lines++) {
            plot = plot.line("noise " + lines, noise);
            if (lines == 6 || lines == 60) {
                int length = plot.svg().length();
                assertTrue(length < 90_000, lines + " lines: " + length);
            }
        }
    }

    @Test
    void badLines() {
        assertEquals(
                "line plot, line \"a\": 2 numbers or names, and 1 that belong to them; there must be as many",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> EMPTY.line("a", new double[] {1, 2}, new double[] {1}))
                        .getMessage());
        assertEquals(
                "line plot, line \"a\": x falls from 2.0 to 1.0 at point 1; points in the order of x would be right",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> EMPTY.line("a", new double[] {2, 1}, new double[] {1, 1}))
                        .getMessage());
    }

    @Test
    void aPlotIsAValue() {
        double[] y = {1, 2};
        LinePlot plot = EMPTY.line("a", y);
        String before = plot.svg();
        y[0] = 7;
        plot.line("b", y).logX();
        assertEquals(before, plot.svg());
        assertEquals(before, plot.toString());
        assertEquals("Loss", plot.title());
    }

    @Test
    void namesAreWhatTheyAre() {
        String hostile = "</svg> \"a\" & <b> \ud83d\ude00";
        Page page = Page.parse(LinePlot.of(hostile, hostile, hostile)
                .line(hostile, new double[] {1, 2})
                .line("other", new double[] {1, 3})
                .svg());
        assertEquals(hostile, page.texts("title").get(0));
        assertEquals(4, page.texts("text").stream().filter(hostile::equals).count(), page::text);
    }

    @Test
    void itHasATitleADescriptionAndARole() {
        Page page = Page.parse(EMPTY.line("a", new double[] {1, 0.25}).svg());
        assertEquals("img", page.document().getDocumentElement().getAttribute("role"));
        assertEquals("Loss", page.texts("title").get(0));
        assertEquals(List.of("loss over step; a, 2 points, the last 0.25."), page.texts("desc"));
    }

    @Test
    void insideAPageItHasNoStyleOfItsOwn(@TempDir Path folder) throws Exception {
        LinePlot plot = EMPTY.line("a", new double[] {1, 2});
        assertEquals(0, Page.parse(plot.inline().toString()).all("style").size());
        assertEquals(List.of(Plot.style()), Page.parse(plot.svg()).texts("style"));
        Path file = folder.resolve("plot.svg");
        plot.write(file);
        assertEquals(plot.svg(), Files.readString(file));
        assertTrue(assertThrows(java.io.UncheckedIOException.class, () -> plot.write(folder))
                .getMessage()
                .startsWith("cannot write the plot " + folder));
    }

    /** WCAG's contrast of the colours on their background: 3 for graphics, 4.5 for letters. */
    @Test
    void theColoursCanBeToldFromTheirBackground() {
        String style = Plot.style();
        int dark = style.indexOf("@media");
        for (String scheme : List.of(style.substring(0, dark), style.substring(dark, style.indexOf("}}", dark)))) {
            double paper = luminance(scheme, "paper");
            assertTrue(contrast(luminance(scheme, "ink"), paper) > 10);
            assertTrue(contrast(luminance(scheme, "muted"), paper) > 4.5);
            for (int i = 0; i < Plot.COLORS; i++) {
                double contrast = contrast(luminance(scheme, Integer.toString(i)), paper);
                assertTrue(contrast > 3, "colour " + i + ": " + contrast);
            }
        }
    }

    private static double contrast(double a, double b) {
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    private static double luminance(String scheme, String name) {
        Matcher found = Pattern.compile("--lw-" + name + ":#(\\w+)").matcher(scheme);
        assertTrue(found.find(), name);
        String hex = found.group(1).length() == 3 ? found.group(1).replaceAll("(.)", "$1$1") : found.group(1);
        double[] weights = {0.2126, 0.7152, 0.0722};
        double sum = 0;
        for (int i = 0; i < 3; i++) {
            double part = Integer.parseInt(hex.substring(2 * i, 2 * i + 2), 16) / 255.0;
            sum += weights[i] * (part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4));
        }
        return sum;
    }
}

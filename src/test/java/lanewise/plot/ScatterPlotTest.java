package lanewise.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import lanewise.Page;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class ScatterPlotTest {

    private static double[] normal(int count, long seed) {
        return new Random(seed).doubles(count, -1, 1).toArray();
    }

    private static int dots(Page page) {
        return page.ofClass("path", "dots").stream()
                .mapToInt(path -> path.getAttribute("d").split("h0", -1).length - 1)
                .sum();
    }

    @Test
    void everyPointIsThere() {
        double[] x = normal(300, 1);
        double[] y = normal(300, 2);
        y[7] = Double.NaN;
        Page page = Page.parse(ScatterPlot.of("Points", "x", "y", x, y).svg());
        assertEquals(299, dots(page));
        assertEquals("y over x, 300 points.", page.texts("desc").get(0));
    }

    @Test
    void ofVeryManyPointsItSaysHowManyItShows() {
        Page page = Page.parse(ScatterPlot.of("Points", "x", "y", normal(100_000, 1), normal(100_000, 2))
                .svg());
        assertEquals(2_500, dots(page));
        page.says("2500 of 100000 points");
        assertTrue(page.text().length() < 60_000, () -> "" + page.text().length());
    }

    @Test
    void onTheDiagonalBothNumbersAreTheSame() {
        double[] x = {1, 2, 3, 4};
        double[] y = {1, 2, 9, 4};
        Page page = Page.parse(
                ScatterPlot.of("Points", "actual", "predicted", x, y).diagonal().svg());
        String[] diagonal = page.ofClass("path", "dash")
                .get(0)
                .getAttribute("d")
                .substring(1)
                .split("[L ]", -1);
        double x1 = Double.parseDouble(diagonal[0]);
        double y1 = Double.parseDouble(diagonal[1]);
        double slope = (Double.parseDouble(diagonal[3]) - y1) / (Double.parseDouble(diagonal[2]) - x1);
        String[] steps = page.ofClass("path", "dots").get(0).getAttribute("d").split("h0", -1);
        for (int i = 0; i < 4; i++) {
            String[] at = steps[i].substring(1).split(" ", -1);
            double off = Double.parseDouble(at[1]) - y1 - slope * (Double.parseDouble(at[0]) - x1);
            assertEquals(x[i] == y[i], Math.abs(off) < 0.3, "point " + i + " is off by " + off);
        }
    }

    @Test
    void namesDoNotOverlapAndStandAsTips() {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 80; i++) {
            names.add("</svg> \"film\" & " + i);
        }
        Page page = Page.parse(ScatterPlot.named("Items", "x", "y", normal(80, 1), normal(80, 2), names)
                .svg());
        assertEquals(names, page.texts("title").subList(1, 81));
        List<double[]> boxes = new ArrayList<>();
        for (Element text : page.all("text")) {
            if (text.getTextContent().startsWith("</svg>")) {
                double width = Drawing.width(text.getTextContent());
                double x = Page.number(text, "x") - (text.getAttribute("class").equals("e") ? width : 0);
                boxes.add(new double[] {x, Page.number(text, "y"), x + width});
            }
        }
        assertTrue(boxes.size() >= 15, "only " + boxes.size() + " names");
        for (int i = 0; i < boxes.size(); i++) {
            double[] a = boxes.get(i);
            assertTrue(a[0] >= 0 && a[2] <= Plot.WIDTH, "cut off");
            for (double[] b : boxes.subList(0, i)) {
                boolean apart = a[2] <= b[0] + 0.2 || b[2] <= a[0] + 0.2 || Math.abs(a[1] - b[1]) > 11.5;
                assertTrue(apart, "two names in one place");
            }
        }
    }

    @Test
    void nothing() {
        Page.parse(ScatterPlot.of("Points", "x", "y", new double[0], new double[0])
                        .diagonal()
                        .svg())
                .says("no data");
        assertThrows(
                IllegalArgumentException.class,
                () -> ScatterPlot.named("Points", "x", "y", new double[2], new double[2], List.of("a")));
    }
}

package lanewise.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import lanewise.Page;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class MatrixPlotTest {

    @Test
    void theNumbersStandInTheirCells() {
        double[][] values = {{8, 2, 0}, {1, 12_345, 4}, {0, 3, 7}};
        Page page = Page.parse(MatrixPlot.of("Confusion", "actual", "predicted", List.of("a", "b", "c"), values)
                .svg());
        List<Element> squares = page.all("rect").stream()
                .filter(square -> square.getAttribute("class").matches("f[01]"))
                .toList();
        assertEquals(7, squares.size(), "none for what is 0");
        String[] numbers = {"8", "2", "1", "12345", "4", "3", "7"};
        List<Element> texts = page.all("text");
        int next = 0;
        for (Element square : squares) {
            String number = numbers[next++];
            Element text = texts.stream()
                    .filter(found -> found.getTextContent().equals(number))
                    .findFirst()
                    .orElseThrow();
            double side = Page.number(square, "width");
            assertEquals(Page.number(square, "x") + side / 2, Page.number(text, "x"), 0.2);
            assertTrue(Math.abs(Page.number(square, "y") + side / 2 - Page.number(text, "y")) < side / 2);
        }
        assertEquals("81.4%", squares.get(0).getAttribute("opacity"));
        assertEquals("8, 80 %", page.texts("title").get(2));
    }

    @Test
    void aFullMatrixStaysSmall() {
        int size = 20;
        List<String> names = IntStream.range(0, size)
                .mapToObj(i -> "a class with a long name " + i)
                .toList();
        double[][] values = new double[size][size];
        for (double[] row : values) {
            Arrays.fill(row, 98_765);
        }
        String svg =
                MatrixPlot.of("Confusion", "actual", "predicted", names, values).svg();
        assertTrue(svg.length() < 100_000, "" + svg.length());
        Page.parse(svg);
        List<String> more = IntStream.range(0, 21).mapToObj(Integer::toString).toList();
        assertEquals(
                "matrix plot: 20 numbers or names, and 21 that belong to them; there must be as many",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> MatrixPlot.of("Confusion", "a", "b", more, new double[21][21]))
                        .getMessage());
        assertThrows(
                IllegalArgumentException.class,
                () -> MatrixPlot.of("Confusion", "a", "b", List.of("x"), new double[][] {{1, 2}}));
    }

    @Test
    void namesAreWhatTheyAreAndNothingIsNothing() {
        List<String> names = List.of("</svg>", "\"a\" & b", "\ud83d\ude00");
        Page page = Page.parse(MatrixPlot.of("Confusion", "actual", "predicted", names, new double[3][3])
                .svg());
        for (String name : names) {
            assertEquals(2, page.texts("text").stream().filter(name::equals).count(), name);
        }
        Page.parse(MatrixPlot.of("Confusion", "actual", "predicted", List.of(), new double[0][0])
                        .svg())
                .says("no data");
    }
}

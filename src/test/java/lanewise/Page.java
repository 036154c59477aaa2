package lanewise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** An SVG file or a page of HTML, parsed as XML. */
public record Page(String text, Document document) {

    private static final Set<String> TAGS = Set.of(
            "html head meta title style body main section h1 h2 p pre figure div table tr th td svg desc rect text path circle a br"
                    .split(" ", -1));

    private static final Set<String> ATTRIBUTES = Set.of(
            "lang charset name content class tabindex xmlns role viewBox width height x y d cx cy r opacity transform b"
                    .split(" ", -1));

    /** Fails unless it is well-formed, has no script and wants nothing from anywhere. */
    public static Page parse(String text) {
        Page page;
        try {
            InputSource source = new InputSource(new StringReader(text));
            page = new Page(
                    text,
                    DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(source));
        } catch (Exception e) {
            throw new AssertionError(e + "\n" + text, e);
        }
        for (Element element : page.all("*")) {
            String tag = element.getTagName();
            assertTrue(TAGS.contains(tag), tag);
            for (int i = 0; i < element.getAttributes().getLength(); i++) {
                String name = element.getAttributes().item(i).getNodeName();
                assertTrue(ATTRIBUTES.contains(name), name);
            }
        }
        for (String style : page.texts("style")) {
            assertFalse(style.contains("url(") || style.contains("@import") || style.contains("//"), style);
        }
        return page;
    }

    /** All elements of this kind. */
    public List<Element> all(String tag) {
        return all(document.getDocumentElement(), tag);
    }

    private static List<Element> all(Element parent, String tag) {
        NodeList found = parent.getElementsByTagName(tag);
        List<Element> all = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            all.add((Element) found.item(i));
        }
        return all;
    }

    /** The texts of all elements of this kind. */
    public List<String> texts(String tag) {
        return all(tag).stream().map(Element::getTextContent).toList();
    }

    /** The elements of this kind that have a class. */
    public List<Element> ofClass(String tag, String name) {
        return all(tag).stream()
                .filter(element ->
                        List.of(element.getAttribute("class").split(" ", -1)).contains(name))
                .toList();
    }

    public static double number(Element element, String attribute) {
        return Double.parseDouble(element.getAttribute(attribute));
    }

    /** The points of the path of this class, of which there must be one: each with its command, M or L. */
    public List<Point> path(String name) {
        List<Element> found = ofClass("path", "line").stream()
                .filter(element ->
                        List.of(element.getAttribute("class").split(" ", -1)).contains(name))
                .filter(element -> !isLegend(element))
                .toList();
        assertEquals(1, found.size(), "paths of class " + name);
        List<Point> points = new ArrayList<>();
        for (String step : found.get(0).getAttribute("d").split("(?=[ML])", -1)) {
            String[] numbers = step.substring(1).split(" ", -1);
            points.add(new Point(step.charAt(0), Double.parseDouble(numbers[0]), Double.parseDouble(numbers[1])));
        }
        return points;
    }

    /** A stroke of sixteen in front of a name. */
    private static boolean isLegend(Element path) {
        String[] steps = path.getAttribute("d").substring(1).split("[L ]", -1);
        return steps.length == 4
                && steps[1].equals(steps[3])
                && Math.abs(Double.parseDouble(steps[2]) - Double.parseDouble(steps[0]) - 16) < 0.2;
    }

    /** A point of a path. */
    public record Point(char command, double x, double y) {}

    /** The rows of the table whose header begins with these names. */
    public List<List<String>> table(String... names) {
        for (Element table : all("table")) {
            List<List<String>> rows = new ArrayList<>();
            for (Element row : all(table, "tr")) {
                List<String> cells = new ArrayList<>();
                for (String tag : List.of("th", "td")) {
                    all(row, tag).forEach(cell -> cells.add(cell.getTextContent()));
                }
                rows.add(cells);
            }
            if (rows.get(0).size() >= names.length
                    && rows.get(0).subList(0, names.length).equals(List.of(names))) {
                return rows.subList(1, rows.size());
            }
        }
        throw new AssertionError("no table " + List.of(names) + " in\n" + text);
    }

    /** Fails unless a text stands in some element. */
    public Page says(String words) {
        assertTrue(
                document.getDocumentElement().getTextContent().contains(words),
                () -> "no \"" + words + "\" in\n"
                        + document.getDocumentElement().getTextContent());
        return this;
    }
}

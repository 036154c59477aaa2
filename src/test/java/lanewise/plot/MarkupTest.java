package lanewise.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import lanewise.Page;
import org.junit.jupiter.api.Test;

class MarkupTest {

    @Test
    void textsAndAttributesComeBackAsTheyWere() {
        String hostile = "</svg><script>alert('1')</script> \"a\" & b < c > d \u00e9 \ud83d\ude00 \u6f22 ]]> --> \n\t.";
        Page page = Page.parse(new Markup().element("a", hostile, "b", hostile).toString());
        assertEquals(hostile, page.document().getDocumentElement().getTextContent());
        // XML reads a line break in an attribute as a space
        assertEquals(
                hostile.replace('\n', ' ').replace('\t', ' '),
                page.document().getDocumentElement().getAttribute("b"));
    }

    @Test
    void whatXmlHasNoPlaceForIsReplaced() {
        assertEquals(
                "\ufffd\ufffd\ufffd\ufffd\ufffd\ufffda",
                new Markup().text("\0\u001b\ud800\uffff\r\u0085a").toString());
    }

    @Test
    void anyTextIsWellFormed() {
        for (long seed = 1; seed <= 200; seed++) {
            Random random = new Random(seed);
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < 100; i++) {
                text.append((char) (random.nextBoolean() ? random.nextInt(128) : random.nextInt(65_536)));
            }
            String written = new Markup()
                    .element("a", text.toString(), "b", text.toString())
                    .toString();
            Page page = Page.parse(written);
            long points = text.codePoints().count();
            assertEquals(
                    points,
                    page.document()
                            .getDocumentElement()
                            .getTextContent()
                            .codePoints()
                            .count(),
                    "seed " + seed);
        }
    }

    @Test
    void elementsStandInEachOther() {
        Markup inner = new Markup().empty("br").text("x");
        assertEquals(
                "<p a=\"1\"><br/>x</p>",
                new Markup().open("p", "a", "1").add(inner).close("p").toString());
    }
}

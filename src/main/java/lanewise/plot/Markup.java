package lanewise.plot;

/**
 * Text with tags that is well-formed XML and HTML at once. Texts and values of attributes are escaped here and nowhere else;
 * what XML has no place for, such as most control characters, becomes U+FFFD.
 */
public final class Markup {

    private static final String[] ENTITIES = {"&lt;", "&gt;", "&amp;", "&quot;"};

    private final StringBuilder out = new StringBuilder();

    /** Nothing yet. */
    public Markup() {}

    /**
     * Opens an element.
     *
     * @param attributes names and values in turn
     */
    public Markup open(String tag, String... attributes) {
        begin(tag, attributes);
        out.append('>');
        return this;
    }

    /** Closes an element. */
    public Markup close(String tag) {
        out.append("</").append(tag).append('>');
        return this;
    }

    /** An element without content: of SVG, or one of HTML's that never has any, such as {@code meta}. */
    public Markup empty(String tag, String... attributes) {
        begin(tag, attributes);
        out.append("/>");
        return this;
    }

    /** An element with nothing but a text in it. */
    public Markup element(String tag, String content, String... attributes) {
        return open(tag, attributes).text(content).close(tag);
    }

    /** A text. */
    public Markup text(String content) {
        escape(content);
        return this;
    }

    /** What stands in another. */
    public Markup add(Markup other) {
        out.append(other.out);
        return this;
    }

    /** Something as it is: nothing but what the program itself has made up. */
    public Markup raw(String written) {
        out.append(written);
        return this;
    }

    private void begin(String tag, String... attributes) {
        out.append('<').append(tag);
        for (int i = 0; i + 1 < attributes.length; i += 2) {
            out.append(' ').append(attributes[i]).append("=\"");
            escape(attributes[i + 1]);
            out.append('"');
        }
    }

    private void escape(String text) {
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            i += Character.charCount(point);
            int special = "<>&\"".indexOf(point);
            if (special >= 0) {
                out.append(ENTITIES[special]);
            } else {
                out.appendCodePoint(isLegal(point) ? point : 0xfffd);
            }
        }
    }

    private static boolean isLegal(int point) {
        boolean control = (point < 0x20 && point != '\t' && point != '\n') || (point >= 0x7f && point < 0xa0);
        boolean surrogate = point >= 0xd800 && point < 0xe000;
        return !control && !surrogate && (point & 0xfffe) != 0xfffe;
    }

    @Override
    public String toString() {
        return out.toString();
    }
}

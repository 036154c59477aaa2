package lanewise.text;

import java.util.ArrayList;
import java.util.List;

/** What a token is. */
public enum Unit {
    /** A character: a Unicode code point. */
    CHAR,

    /** What stands between white space. */
    WORD;

    /** The tokens of a text in order. */
    public List<String> tokens(String text) {
        return this == CHAR ? characters(text) : words(text);
    }

    private static List<String> characters(String text) {
        List<String> tokens = new ArrayList<>(text.length());
        String[] known = new String[128];
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            if (point < known.length) {
                if (known[point] == null) {
                    known[point] = String.valueOf((char) point);
                }
                tokens.add(known[point]);
            } else {
                tokens.add(new String(Character.toChars(point)));
            }
            i += Character.charCount(point);
        }
        return tokens;
    }

    private static List<String> words(String text) {
        List<String> tokens = new ArrayList<>();
        int start = -1;
        for (int i = 0; i <= text.length(); i++) {
            boolean inside = i < text.length() && !Character.isWhitespace(text.charAt(i));
            if (inside && start < 0) {
                start = i;
            } else if (!inside && start >= 0) {
                tokens.add(text.substring(start, i));
                start = -1;
            }
        }
        return tokens;
    }

    /** What stands before a token that follows another. */
    String gap() {
        return this == CHAR ? "" : " ";
    }
}

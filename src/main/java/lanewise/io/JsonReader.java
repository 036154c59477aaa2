package lanewise.io;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON strictly (RFC 8259): no comments, no trailing commas, no NaN, nothing after the value, no key twice in an
 * object. Depth and number of values are bounded, so a hostile text can exhaust neither the stack nor the heap.
 */
final class JsonReader {

    /** Objects and arrays may be nested this deep. */
    static final int MAX_DEPTH = 64;

    /** The most values a text may hold unless the caller sets another limit. */
    static final int MAX_VALUES = 10_000_000;

    private static final int END = -1;

    private final String where;
    private final String text;
    private final int maxValues;
    private int position;
    private int values;

    private JsonReader(String where, String text, int maxValues) {
        this.where = where;
        this.text = text;
        this.maxValues = maxValues;
    }

    /** Reads a text that holds one object; {@code where} names it in messages. */
    static JsonObject read(String where, String text, int maxValues) {
        JsonReader reader = new JsonReader(where, text, maxValues);
        reader.skipSpace();
        if (reader.peek() != '{') {
            throw reader.error("expected '{', found " + reader.found());
        }
        JsonObject object = reader.object(1);
        reader.skipSpace();
        if (reader.peek() != END) {
            throw reader.error("expected the end of the text, found " + reader.found());
        }
        return object;
    }

    private @Nullable Object value(int depth) {
        skipSpace();
        values++;
        if (values > maxValues) {
            throw error("more than " + maxValues + " values");
        }
        if (depth > MAX_DEPTH) {
            throw error("nested deeper than " + MAX_DEPTH + " levels");
        }
        int c = peek();
        return switch (c) {
            case '{' -> object(depth);
            case '[' -> array(depth);
            case '"' -> string();
            case 't' -> literal("true", true);
            case 'f' -> literal("false", false);
            case 'n' -> literal("null", null);
            default -> {
                if (c == '-' || isDigit(c)) {
                    yield number();
                }
                throw error("expected a value, found " + found());
            }
        };
    }

    private JsonObject object(int depth) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        position++;
        skipSpace();
        if (!skip('}')) {
            do {
                skipSpace();
                if (peek() != '"') {
                    throw error("expected a name in quotes, found " + found());
                }
                int start = position;
                String name = string();
                if (members.containsKey(name)) {
                    position = start;
                    throw error("name " + JsonWriter.quote(name) + " twice in one object");
                }
                skipSpace();
                expect(':');
                members.put(name, value(depth + 1));
                skipSpace();
            } while (skip(','));
            expect('}');
        }
        return new JsonObject(where, members);
    }

    private List<@Nullable Object> array(int depth) {
        List<@Nullable Object> elements = new ArrayList<>();
        position++;
        skipSpace();
        if (!skip(']')) {
            do {
                elements.add(value(depth + 1));
                skipSpace();
            } while (skip(','));
            expect(']');
        }
        return elements;
    }

    private String string() {
        position++;
        int plain = position;
        while (peek() >= 0x20 && peek() != '"' && peek() != '\\') {
            position++;
        }
        if (peek() == '"') {
            return text.substring(plain, position++);
        }
        StringBuilder out = new StringBuilder().append(text, plain, position);
        while (!skip('"')) {
            int c = peek();
            if (c < 0x20) {
                throw error("expected the rest of a string, found " + found());
            }
            position++;
            out.append(c == '\\' ? escape() : (char) c);
        }
        return out.toString();
    }

    private char escape() {
        int c = peek();
        return switch (c) {
            case '"', '\\', '/' -> escaped((char) c);
            case 'b' -> escaped('\b');
            case 'f' -> escaped('\f');
            case 'n' -> escaped('\n');
            case 'r' -> escaped('\r');
            case 't' -> escaped('\t');
            case 'u' -> codeUnit();
            default -> throw error("expected an escape (one of \"\\/bfnrtu), found " + found());
        };
    }

    private char escaped(char meaning) {
        position++;
        return meaning;
    }

    private char codeUnit() {
        position++;
        int code = 0;
        for (int i = 0; i < 4; i++) {
            int digit = hexDigit(peek());
            if (digit < 0) {
                throw error("expected four hexadecimal digits after \\u, found " + found());
            }
            code = code * 16 + digit;
            position++;
        }
        return (char) code;
    }

    private JsonNumber number() {
        int start = position;
        skip('-');
        if (!skip('0')) {
            digits();
        }
        if (skip('.')) {
            digits();
        }
        if (skip('e') || skip('E')) {
            if (!skip('+')) {
                skip('-');
            }
            digits();
        }
        return new JsonNumber(text.substring(start, position));
    }

    private void digits() {
        if (!isDigit(peek())) {
            throw error("expected a digit, found " + found());
        }
        while (isDigit(peek())) {
            position++;
        }
    }

    private @Nullable Boolean literal(String literal, @Nullable Boolean value) {
        if (!text.startsWith(literal, position)) {
            throw error("expected a value, found " + found());
        }
        position += literal.length();
        return value;
    }

    private int peek() {
        return position < text.length() ? text.charAt(position) : END;
    }

    private boolean skip(char wanted) {
        boolean there = peek() == wanted;
        if (there) {
            position++;
        }
        return there;
    }

    private void expect(char wanted) {
        if (!skip(wanted)) {
            throw error("expected '" + wanted + "', found " + found());
        }
    }

    private void skipSpace() {
        while (peek() == ' ' || peek() == '\n' || peek() == '\r' || peek() == '\t') {
            position++;
        }
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private static int hexDigit(int c) {
        return c >= 0 && c < 0x80 ? Character.digit(c, 16) : -1;
    }

    private String found() {
        return peek() == END ? "the end of the text" : JsonWriter.quote(String.valueOf((char) peek()));
    }

    private JsonException error(String problem) {
        int line = 1;
        int lineStart = 0;
        for (int i = 0; i < Math.min(position, text.length()); i++) {
            if (text.charAt(i) == '\n') {
                line++;
                lineStart = i + 1;
            }
        }
        return new JsonException(where + ", line " + line + ", column " + (position - lineStart + 1) + ": " + problem);
    }
}

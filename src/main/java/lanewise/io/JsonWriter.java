package lanewise.io;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes JSON values as compact text (RFC 8259). */
final class JsonWriter {

    /** Names longer than this are cut in messages. */
    private static final int QUOTE_LENGTH = 80;

    private JsonWriter() {}

    static void append(StringBuilder out, @Nullable Object value, int depth) {
        if (depth > JsonReader.MAX_DEPTH) {
            throw new IllegalArgumentException("JSON nested deeper than " + JsonReader.MAX_DEPTH + " levels");
        }
        if (value instanceof String text) {
            appendString(out, text);
        } else if (value instanceof JsonObject object) {
            out.append('{');
            String separator = "";
            for (Map.Entry<String, @Nullable Object> entry : object.values().entrySet()) {
                out.append(separator);
                appendString(out, entry.getKey());
                out.append(':');
                append(out, entry.getValue(), depth + 1);
                separator = ",";
            }
            out.append('}');
        } else if (value instanceof List<?> list) {
            out.append('[');
            String separator = "";
            for (Object element : list) {
                out.append(separator);
                append(out, element, depth + 1);
                separator = ",";
            }
            out.append(']');
        } else {
            out.append(value); // a JsonNumber, a Boolean or null: each prints as JSON writes it
        }
    }

    /** Appends a quoted string. An unpaired surrogate, which UTF-8 can't carry, is written as an escape. */
    static void appendString(StringBuilder out, String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                out.append(c).append(text.charAt(++i));
            } else {
                appendCharacter(out, c);
            }
        }
        out.append('"');
    }

    private static void appendCharacter(StringBuilder out, char c) {
        switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> {
                if (c < 0x20 || c == 0x7f || Character.isSurrogate(c)) {
                    out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
                } else {
                    out.append(c);
                }
            }
        }
    }

    /** A name from a file, quoted for a message: cut when long, control characters escaped so that no terminal obeys them. */
    static String quote(String name) {
        StringBuilder out = new StringBuilder();
        if (name.length() <= QUOTE_LENGTH) {
            appendString(out, name);
            return out.toString();
        }
        appendString(out, name.substring(0, QUOTE_LENGTH));
        return out + "... (" + name.length() + " characters)";
    }
}

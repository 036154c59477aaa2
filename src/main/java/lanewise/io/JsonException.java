package lanewise.io;

/** Thrown for a text that is no JSON (the message gives line and column) or a value of another type than asked for. */
public final class JsonException extends ModelFormatException {

    private static final long serialVersionUID = 1L;

    JsonException(String message) {
        super(message);
    }
}

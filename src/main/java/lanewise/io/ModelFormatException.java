package lanewise.io;

/** Thrown for a file or text that is not what it should be: the message names the file, the place and what would be right. */
public class ModelFormatException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** An error with a message that names the file, the place in it, what was found and what would be right. */
    public ModelFormatException(String message) {
        super(message);
    }

    /** The same, with the error that revealed it. */
    public ModelFormatException(String message, Throwable cause) {
        super(message, cause);
    }
}

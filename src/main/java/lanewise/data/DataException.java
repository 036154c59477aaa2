package lanewise.data;

import java.io.EOFException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Data that cannot be used as asked. The message names the place (file, line, column), what was found and what would fit. */
public final class DataException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final @Nullable String source;
    private final long line;
    private final @Nullable String column;

    private DataException(String message, @Nullable String source, long line, @Nullable String column) {
        super(message);
        this.source = source;
        this.line = line;
        this.column = column;
    }

    /** An error that has no place in a file. */
    public DataException(String message) {
        this(message, null, 0, null);
    }

    /** An error on a line of a file or stream; line 0 stands for "none in particular". */
    static DataException in(String source, long line, String problem) {
        return new DataException(place(source, line) + ": " + problem, source, line, null);
    }

    /** An error in a column that has a name. */
    static DataException in(String source, long line, String column, String problem) {
        String message = place(source, line) + ", column \"" + column + "\": " + problem;
        return new DataException(message, source, line, column);
    }

    /** An error in a column that has no name, counted from 1. */
    static DataException in(String source, long line, int column, String problem) {
        String message = place(source, line) + ", column " + column + ": " + problem;
        return new DataException(message, source, line, Integer.toString(column));
    }

    static DataException unreadable(String source, String problem, IOException cause) {
        DataException exception = in(source, 0, problem);
        exception.initCause(cause);
        return exception;
    }

    static DataException unreadable(String source, IOException cause) {
        String reason = cause instanceof EOFException
                ? "it ends too early; the file seems to be cut off"
                : cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return unreadable(source, "it cannot be read: " + reason, cause);
    }

    private static String place(String source, long line) {
        return source + (line == 0 ? "" : ", line " + line);
    }

    /** The file, or the name given to the stream, that holds the error; null if there is none. */
    public @Nullable String source() {
        return source;
    }

    /** The line of the file on which the bad row begins, counted from 1; 0 if there is none. */
    public long line() {
        return line;
    }

    /** The name of the column that holds the error, or its number from 1 where it has no name; null if there is none. */
    public @Nullable String column() {
        return column;
    }
}

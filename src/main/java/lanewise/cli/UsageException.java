package lanewise.cli;

/** A command line, or a file it names, that cannot be used as given. The message says what would be right. */
final class UsageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }
}

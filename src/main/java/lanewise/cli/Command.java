package lanewise.cli;

/** Something the command line can do. */
interface Command {

    /** Everything went as it should. */
    int OK = 0;

    /** The command worked, and what it checked is not as it should be. */
    int FAILED = 1;

    /** Its words: {@code fit collab}. */
    String name();

    /** What it does, in a line of the overview. */
    String summary();

    Options options();

    /** A call that would work, after {@code lanewise}. */
    String example();

    /** What else its help should say, without a line break at the end; may be empty. */
    default String details() {
        return "";
    }

    /** Does it, and returns the exit status. */
    int run(Arguments arguments, Output output);
}

package lanewise.train;

import java.io.Console;
import java.io.PrintStream;

/** Whether someone is watching. */
final class Terminal {

    private Terminal() {}

    /** Whether {@code out} is the process's own output or error output, and the process talks to a terminal. */
    static boolean isWatching(PrintStream out) {
        boolean own = out.equals(System.out) || out.equals(System.err);
        return own && isInteractive();
    }

    /** A terminal at both ends of the process, and not one that calls itself dumb or nothing at all. */
    @SuppressWarnings("SystemConsoleNull") // isTerminal decides where there is one
    private static boolean isInteractive() {
        String kind = System.getenv("TERM");
        Console console = System.console();
        return console != null && isTerminal(console) && kind != null && !kind.isEmpty() && !kind.equals("dumb");
    }

    /**
     * From Java 22 to 24 there is a console even where input and output are files, and a method that tells; before and
     * after, a console is a terminal.
     */
    private static boolean isTerminal(Console console) {
        try {
            return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }
}

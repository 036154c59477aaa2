package lanewise.train;

import java.io.PrintStream;
import java.util.function.Supplier;

/**
 * One line of a terminal that is written over again, at most ten times a second. It uses no colour, and nothing but a
 * carriage return to go back. Where there is no terminal it shows nothing.
 */
public final class StatusLine {

    private static final long PAUSE_NANOS = 100_000_000L;

    /** A line that wraps could not be written over. */
    private static final int WIDEST = 79;

    private final PrintStream out;
    private final boolean shown;
    private long last = System.nanoTime();
    private int width;

    StatusLine(PrintStream out, boolean shown) {
        this.out = out;
        this.shown = shown;
    }

    /**
     * A line of {@code out}, shown only if that is the process's own output or error output, and the process talks to a
     * terminal that is not dumb.
     */
    public static StatusLine of(PrintStream out) {
        return new StatusLine(out, Terminal.isWatching(out));
    }

    /** Shows a text, unless the one before is too recent; only then is the text made. */
    public void show(Supplier<String> text) {
        long now = System.nanoTime();
        if (shown && now - last >= PAUSE_NANOS) {
            last = now;
            write(cut(text.get()));
        }
    }

    static String cut(String text) {
        return text.length() <= WIDEST ? text : text.substring(0, WIDEST);
    }

    private void write(String text) {
        StringBuilder line = new StringBuilder("\r").append(text);
        for (int i = text.length(); i < width; i++) {
            line.append(' ');
        }
        width = text.length();
        out.print(line);
        out.flush();
    }

    /** Leaves an empty line with the cursor at its start. */
    public void clear() {
        if (width > 0) {
            write("");
            out.print('\r');
            out.flush();
        }
    }
}

package lanewise.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** A command line run in this process: its status and what it printed. */
record CommandRun(String line, int status, String out, String err) {

    static CommandRun of(Object... words) {
        String[] args = Arrays.stream(words).map(Object::toString).toArray(String[]::new);
        return of(String.join(" ", args), output -> Main.run(args, output.out(), output.err()));
    }

    static CommandRun of(String line, Function<Output, Integer> command) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status = command.apply(new Output(
                new PrintStream(out, false, StandardCharsets.UTF_8),
                new PrintStream(err, false, StandardCharsets.UTF_8)));
        return new CommandRun(line, status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** Fails unless it ended well and had nothing to say beside its results. */
    CommandRun succeeded() {
        assertEquals(0, status, this::toString);
        assertEquals("", err, this::toString);
        return this;
    }

    /** Fails unless it ended with this status and one line that holds {@code text}. */
    CommandRun failedWith(int expectedStatus, String text) {
        assertEquals(expectedStatus, status, this::toString);
        assertTrue(err.startsWith("lanewise: "), this::toString);
        assertEquals(1, err.lines().count(), this::toString);
        assertTrue(err.endsWith(System.lineSeparator()), this::toString);
        assertTrue(err.contains(text), () -> "no \"" + text + "\" in\n" + this);
        assertFalse(err.contains("Exception"), this::toString);
        return this;
    }

    CommandRun says(String text) {
        assertTrue(out.contains(text), () -> "no \"" + text + "\" in\n" + this);
        return this;
    }

    /** The lines of the output from the one that begins with {@code start}, which is left out, to an empty one. */
    List<String> linesAfter(String start) {
        return out.lines()
                .dropWhile(found -> !found.startsWith(start))
                .skip(1)
                .takeWhile(found -> !found.isEmpty())
                .toList();
    }

    @Override
    public String toString() {
        return "lanewise " + line + "\nended with status " + status + "\n" + out + err;
    }
}

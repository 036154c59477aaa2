package lanewise.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import lanewise.collab.CollabPredictor;
import lanewise.io.JsonObject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Work in a process of its own, asked to end by a signal while it has epochs or characters without number before it. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "there are no signals to send")
class CleanEndTest {

    private static final long SECONDS = 120;

    @TempDir
    Path folder;

    private Path model;
    private Path history;
    private Path out;
    private Path err;

    @BeforeEach
    void nameFiles() {
        model = folder.resolve("model.safetensors");
        history = folder.resolve("history.jsonl");
        out = folder.resolve("out.txt");
        err = folder.resolve("err.txt");
    }

    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143"})
    void theEpochEndsAndTheModelIsKept(String signal, int status) throws Exception {
        assumeFalse(signal.equals("INT") && ignoresInterrupts(), "this process ignores Ctrl-C, and so would its child");
        Process child = fit();
        endOnce(history, child, signal);
        assertEquals(status, child.exitValue(), this::story);
        assertTrue(CollabPredictor.load(model).knowsUser("u1"), this::story);
        assertTrue(read(err).contains("lanewise: asked to end: "), this::story);
        assertFalse(read(err).contains("\tat "), this::story);
        assertTrue(read(out).contains("of 1,000,000 epochs, the last one cut short"), this::story);
        assertTrue(read(out).contains("saved " + model), this::story);
        List<String> lines = Files.readAllLines(history);
        for (int i = 0; i < lines.size(); i++) {
            assertEquals(i, JsonObject.parse("line " + i, lines.get(i)).getInt("epoch"));
        }
        assertTrue(read(history).endsWith("}\n"), this::story);
    }

    @Test
    void aTextWithoutEndEndsWithItsLine() throws Exception {
        Path text = TextFiles.write(folder, "cats.txt", TextFiles.text(100, 1));
        CommandRun.of(TextFiles.fit(text, model, "--epochs", 1).toArray()).succeeded();
        Process child = start(List.of("generate", "--model", model, "--length", 2_000_000_000));
        endOnce(out, child, "TERM");
        assertEquals(143, child.exitValue(), this::story);
        assertTrue(read(err).contains("lanewise: asked to end: the text ends here"), this::story);
        assertTrue(read(out).endsWith("\n"), this::story);
    }

    /** Sends the signal as soon as the file holds something, and waits for the end. */
    private void endOnce(Path file, Process child, String signal) throws Exception {
        try {
            awaitContent(file, child);
            assertEquals(
                    0,
                    new ProcessBuilder("kill", "-" + signal, Long.toString(child.pid()))
                            .start()
                            .waitFor());
            assertTrue(child.waitFor(SECONDS, TimeUnit.SECONDS), this::story);
        } finally {
            child.destroyForcibly();
        }
    }

    private Process fit() throws IOException {
        List<Object> words = new ArrayList<>(RatingsCsv.write(folder).fit(model));
        words.addAll(List.of("--epochs", 1_000_000, "--history", history));
        return start(words);
    }

    private Process start(List<Object> words) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "lanewise.cli.Main"));
        for (Object word : words) {
            command.add(word.toString());
        }
        ProcessBuilder process = new ProcessBuilder(command);
        process.environment().remove("JAVA_TOOL_OPTIONS");
        process.environment().remove("JDK_JAVA_OPTIONS");
        return process.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    }

    private void awaitContent(Path file, Process child) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (read(file).isEmpty()) {
            assertTrue(child.isAlive() && System.nanoTime() < end, this::story);
            Thread.sleep(20);
        }
    }

    /** A process started in the background of a script may be told to ignore Ctrl-C, and its children inherit that. */
    private static boolean ignoresInterrupts() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.isReadable(status)) {
            return false;
        }
        for (String line : Files.readAllLines(status)) {
            if (line.startsWith("SigIgn:")) {
                return (Long.parseUnsignedLong(
                                        line.substring("SigIgn:".length()).trim(), 16)
                                & 2)
                        != 0;
            }
        }
        return false;
    }

    private static String read(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            return e.toString();
        }
    }

    private String story() {
        return read(out) + read(err);
    }
}

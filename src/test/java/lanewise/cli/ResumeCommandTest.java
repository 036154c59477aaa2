package lanewise.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import lanewise.text.TextPredictor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code fit} does beside fitting: it goes on, it ends early, it looks for a rate. */
class ResumeCommandTest {

    private static final long SECONDS = 120;

    @TempDir
    Path folder;

    private Path text;
    private Path model;
    private Path checkpoints;
    private Path out;

    @BeforeEach
    void nameFiles() {
        text = TextFiles.write(folder, "cats.txt", TextFiles.text(2_000, 1));
        model = folder.resolve("model.safetensors");
        checkpoints = folder.resolve("model.safetensors.checkpoints");
        out = folder.resolve("out.txt");
    }

    @ParameterizedTest
    @CsvSource({"KILL, 137", "TERM, 143"})
    void aTrainingThatWasInterruptedGoesOnToTheSameModel(String signal, int status) throws Exception {
        Path history = folder.resolve("history.jsonl");
        Process whole = start("--history", folder.resolve("whole.jsonl"));
        assertEquals(0, whole.waitFor(), read(out));
        byte[] expected = Files.readAllBytes(model);
        Files.delete(model);

        Process first = start("--history", history, "--checkpoint-every", "7");
        try {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
            while (count(checkpoints) < 2) {
                assertTrue(first.isAlive() && System.nanoTime() < end, () -> read(out));
                Thread.sleep(5);
            }
            new ProcessBuilder("kill", "-" + signal, Long.toString(first.pid()))
                    .start()
                    .waitFor();
            assertTrue(first.waitFor(SECONDS, TimeUnit.SECONDS), () -> read(out));
            assertEquals(status, first.exitValue(), () -> read(out));
        } finally {
            first.destroyForcibly();
        }
        assertEquals(signal.equals("TERM"), Files.exists(model), "who is asked to end saves what there is");

        Process second = start("--history", history, "--checkpoint-every", "5m", "--resume");
        assertEquals(0, second.waitFor(), () -> read(out));
        assertTrue(read(out).contains("resumed in epoch "), () -> read(out));
        assertArrayEquals(expected, Files.readAllBytes(model));
        assertEquals(
                withoutSeconds(folder.resolve("whole.jsonl")), withoutSeconds(history), "the history is whole again");
        assertFalse(Files.exists(checkpoints), "checkpoints go when the model is saved");
    }

    @Test
    void anotherCommandIsNotResumed() throws Exception {
        Process first = start("--checkpoint-every", "3");
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (count(checkpoints) < 2) {
            assertTrue(first.isAlive() && System.nanoTime() < end, () -> read(out));
            Thread.sleep(5);
        }
        first.destroyForcibly().waitFor();
        fit("--epochs", 9, "--resume").failedWith(2, "was written by a fit with epochs 6, this one has epochs 9");
        fit("--epochs", 6, "--checkpoint-every", "1h").failedWith(2, "is there from another training");
        assertTrue(count(checkpoints) > 0);
        assertFalse(Files.exists(model));
    }

    @Test
    void withoutACheckpointItBegins() {
        fit("--epochs", 1, "--resume")
                .succeeded()
                .says("no checkpoint in " + checkpoints + ": beginning from the start")
                .says("saved " + model);
    }

    @Test
    void itEndsWhenNothingGetsBetter() {
        List<Object> words = TextFiles.fit(text, model, "--epochs", 200, "--early-stop", 2);
        words.set(words.indexOf("--lr") + 1, "0.3");
        CommandRun run = CommandRun.of(words.toArray()).succeeded();
        run.says("ended early: ").says(" of 200 epochs\n").says("saved " + model);
        assertTrue(TextPredictor.load(model).vocab().size() > 2);
    }

    @Test
    void whatIsNoTimeIsNamed() {
        fit("--checkpoint-every", "soon")
                .failedWith(2, "--checkpoint-every soon: a time such as 5m, 30s or 1h, or a number of steps,");
        fit("--checkpoint-every", "0m").failedWith(2, "--checkpoint-every 0m: ");
        fit("--early-stop", "0").failedWith(2, "--early-stop 0: a whole number from 1 to ");
        fit("--valid", "0", "--early-stop", "1").failedWith(2, "there is no valid_loss without validation rows");
    }

    @Test
    void theRateIsFoundAndNothingIsSaved() throws IOException {
        List<Object> words = TextFiles.fit(text, model);
        words.set(0, "lr-find");
        words.subList(words.indexOf("--out"), words.indexOf("--out") + 2).clear();
        words.subList(words.indexOf("--lr"), words.indexOf("--lr") + 2).clear();
        CommandRun run = CommandRun.of(words.toArray()).succeeded();
        run.says("valley ").says("slide ").says("steep ").says("minimum ").says("loss +---");
        assertEquals(1, count(folder), "only the text is there");
        words.addAll(List.of("--start-lr", "1", "--end-lr", "0.1"));
        CommandRun.of(words.toArray()).failedWith(2, "rates");
    }

    private CommandRun fit(Object... more) {
        return CommandRun.of(TextFiles.fit(text, model, more).toArray());
    }

    private Process start(Object... more) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "lanewise.cli.Main"));
        for (Object word : TextFiles.fit(text, model, "--epochs", 6)) {
            command.add(word.toString());
        }
        for (Object word : more) {
            command.add(word.toString());
        }
        ProcessBuilder process = new ProcessBuilder(command);
        process.environment().remove("JAVA_TOOL_OPTIONS");
        process.environment().remove("JDK_JAVA_OPTIONS");
        return process.redirectOutput(out.toFile()).redirectErrorStream(true).start();
    }

    private static long count(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> !file.getFileName().toString().startsWith("."))
                    .count();
        }
    }

    private static List<String> withoutSeconds(Path history) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line : Files.readAllLines(history)) {
            lines.add(line.replaceAll("\"seconds\":[^,}]*", ""));
        }
        return lines;
    }

    private static String read(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            return e.toString();
        }
    }
}

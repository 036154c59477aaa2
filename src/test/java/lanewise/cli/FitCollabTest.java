package lanewise.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import lanewise.collab.CollabPredictor;
import lanewise.io.JsonObject;
import lanewise.kernel.Kernels;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FitCollabTest {

    @TempDir
    Path folder;

    private RatingsCsv files;
    private Path model;

    @BeforeEach
    void writeRatings() throws Exception {
        files = RatingsCsv.write(folder);
        model = folder.resolve("model.safetensors");
    }

    private CommandRun fit(Object... more) {
        List<Object> words = new ArrayList<>(files.fit(model));
        words.addAll(List.of(more));
        return CommandRun.of(words.toArray());
    }

    @Test
    void itSaysWhatItReadsWhatComputesAndWhatItSaved() throws Exception {
        fit().succeeded()
                .says("ratings.csv: 600 ratings of 30 items by 40 users, 480 to train and 120 to validate on")
                .says(Kernels.REASON)
                .says("saved " + model + ": ")
                .says("parameters");
        assertTrue(Files.size(model) > 0);
    }

    @Test
    void theTableHasALinePerEpochAndNoProgressInIt() {
        CommandRun run = fit("--epochs", 3).succeeded();
        List<String> table = run.linesAfter("epoch");
        assertEquals(4, table.size(), run::toString);
        assertTrue(
                run.out().contains("epoch  train_loss  valid_loss         mae        rmse        time"), run::toString);
        assertTrue(table.get(3).startsWith("saved"), run::toString);
        assertFalse(run.out().contains("\r"), run::toString);
    }

    @Test
    void theHistoryIsTheTable() throws Exception {
        Path history = folder.resolve("history.jsonl");
        Files.writeString(history, "what was there before\n");
        CommandRun run = fit("--epochs", 3, "--history", history).succeeded();
        List<String> table = run.linesAfter("epoch");
        List<String> lines = Files.readAllLines(history);
        assertEquals(3, lines.size());
        for (int i = 0; i < 3; i++) {
            JsonObject line = JsonObject.parse("line " + i, lines.get(i));
            assertEquals(
                    List.of("epoch", "train_loss", "valid_loss", "mae", "rmse", "seconds"),
                    new ArrayList<>(line.names()));
            String row = String.format(
                    Locale.ROOT,
                    "%-5d%12.6f%12.6f%12.6f%12.6f",
                    line.getInt("epoch"),
                    line.getDouble("train_loss"),
                    line.getDouble("valid_loss"),
                    line.getDouble("mae"),
                    line.getDouble("rmse"));
            assertTrue(table.get(i).startsWith(row), () -> row + "\n" + run);
            assertTrue(line.getDouble("seconds") >= 0);
        }
    }

    @Test
    void withoutValidationRowsTheHistoryHoldsNulls() throws Exception {
        Path history = folder.resolve("history.jsonl");
        fit("--valid", 0, "--epochs", 1, "--history", history).succeeded().says("600 to train and 0 to validate on");
        String line = Files.readString(history);
        assertTrue(line.contains("\"valid_loss\":null,\"mae\":null,\"rmse\":null"), line);
    }

    @Test
    void theSeedDecidesTheModelAndTheNumberOfThreadsDoesNot() throws Exception {
        fit("--threads", 1, "--seed", 7).succeeded();
        byte[] first = Files.readAllBytes(model);
        fit("--threads", 2, "--seed", 7).succeeded().says("cpu, 2 threads");
        assertArrayEquals(first, Files.readAllBytes(model));
        fit("--seed", 8).succeeded();
        assertFalse(Arrays.equals(first, Files.readAllBytes(model)));
    }

    @ParameterizedTest
    @CsvSource({"dotbias, DotBias", "dot, EmbeddingDot", "net, EmbeddingNet"})
    void eachModelCanBeFitted(String name, String spec) {
        fit("--model", name, "--epochs", 1).succeeded();
        assertTrue(CollabPredictor.load(model).spec().toString().startsWith(spec + "[factors=4"));
    }

    @ParameterizedTest
    @ValueSource(strings = {";", "::", "tab", "\\t", "\t"})
    void otherDelimiters(String delimiter) throws Exception {
        boolean tab = delimiter.equals("tab") || delimiter.equals("\\t");
        files = RatingsCsv.write(folder, tab ? "\t" : delimiter);
        fit("--delimiter", delimiter, "--titles", files.titles(), "--epochs", 1).succeeded();
        String title = files.generated().titles().get(0);
        assertEquals(title, CollabPredictor.load(model).title("001"));
    }

    @Test
    void packedRatings() throws Exception {
        byte[] plain = Files.readAllBytes(files.ratings());
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(files.ratings()))) {
            out.write(plain);
        }
        fit("--epochs", 1).succeeded().says("600 ratings of 30 items by 40 users");
    }

    @Test
    void idsAreNamesAndNotNumbers() {
        fit("--epochs", 1).succeeded();
        CollabPredictor predictor = CollabPredictor.load(model);
        assertTrue(predictor.knowsItem("001"));
        assertFalse(predictor.knowsItem("1"));
    }

    /** The rate that was found gives the model that it gives when it is told. */
    @Test
    void theLearningRateCanBeFound() throws Exception {
        CommandRun run = fit("--lr", "find").succeeded().says("valley ").says("minimum ");
        byte[] found = Files.readAllBytes(model);
        String rate = run.out().split("learning rate ", 2)[1].split(",", 2)[0];
        assertTrue(Float.parseFloat(rate) > 0, run::toString);
        fit("--lr", rate).succeeded();
        assertArrayEquals(found, Files.readAllBytes(model));
    }
}

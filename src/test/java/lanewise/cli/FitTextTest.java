package lanewise.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import lanewise.io.JsonObject;
import lanewise.kernel.Kernels;
import lanewise.text.Sampler;
import lanewise.text.TextNet;
import lanewise.text.TextPredictor;
import lanewise.text.Unit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FitTextTest {

    @TempDir
    Path folder;

    private Path file;
    private Path model;

    @BeforeEach
    void writeText() {
        file = TextFiles.write(folder, "cats.txt", TextFiles.text(400, 1));
        model = folder.resolve("model.safetensors");
    }

    private CommandRun fit(Object... more) {
        return CommandRun.of(TextFiles.fit(file, model, more).toArray());
    }

    private TextPredictor load() {
        return TextPredictor.load(model);
    }

    @Test
    void itSaysWhatItReadsWhatComputesAndWhatItSaved() {
        String text = TextFiles.text(400, 1);
        int ends = 2;
        int characters = text.codePointCount(0, text.length()) + ends;
        int train = (int) Math.round(0.9 * characters);
        CommandRun run = fit("--epochs", 3).succeeded();
        run.says("cats.txt: ").says(" characters to train and ").says(" to validate on, 16 different");
        run.says("losses are nats per character; the frequencies of characters alone give 2.")
                .says(" bits)");
        run.says(Kernels.REASON).says("saved " + model + ": ").says(" parameters");
        run.says("epoch  train_loss  valid_loss    accuracy        time");
        List<String> table = run.linesAfter("epoch");
        assertEquals(4, table.size(), run::toString);
        assertFalse(run.out().contains("\r"), run::toString);
        String[] counts = run.out().split("cats.txt: ", 2)[1].split("[^0-9,]+", 3);
        int trains = Integer.parseInt(counts[0].replace(",", ""));
        int validates = Integer.parseInt(counts[1].replace(",", ""));
        assertEquals(characters, trains + validates);
        assertEquals(train, trains, 20);
        String[] last = table.get(2).split(" +", -1);
        assertTrue(Double.parseDouble(last[2]) < 2.2, run::toString);
    }

    @ParameterizedTest
    @CsvSource({"rnn, RNN, 1", "gru, GRU, 2", "lstm, LSTM, 3"})
    void eachModelCanBeFitted(String name, String cell, int layers) {
        List<Object> words = TextFiles.fit(file, model, "--model", name, "--epochs", 1);
        words.set(words.indexOf("--layers") + 1, layers);
        if (layers > 1) {
            words.addAll(List.of("--dropout", 0.2, "--output-dropout", "0.1", "--clip", 1));
        }
        CommandRun.of(words.toArray()).succeeded();
        TextNet net = load().net();
        assertEquals(cell, net.cell().name());
        assertEquals(List.of(16, 8, layers), List.of(net.hidden(), net.embedding(), net.layers()));
        assertEquals(layers > 1 ? 0.2f : 0, net.dropout());
        assertEquals(layers > 1 ? 0.1f : 0, net.outputDropout());
    }

    @Test
    void wordsAreReadOrUnknownWhereTheyAreRare() {
        TextFiles.write(folder, "cats.txt", "rare " + TextFiles.text(400, 1));
        fit("--unit", "word", "--epochs", 1)
                .succeeded()
                .says(" words to train and ")
                .says(", 8 different");
        assertEquals(Unit.WORD, load().unit());
        assertFalse(load().vocab().contains("rare"));
        fit("--unit", "word", "--epochs", 1, "--min-count", 1).succeeded().says(", 9 different");
        assertTrue(load().vocab().contains("rare"));
        fit("--unit", "word", "--epochs", 1, "--lower-case").succeeded();
        assertEquals(List.of(), new ArrayList<>(load().unknown("The BÄR SAT")));
    }

    @Test
    void linesAreSamplesOfTheirOwn() {
        List<Object> words = TextFiles.fit(file, model, "--lines", "--epochs", 2);
        words.subList(words.indexOf("--window"), words.indexOf("--window") + 2).clear();
        CommandRun.of(words.toArray()).succeeded();
        TextPredictor predictor = load();
        assertTrue(predictor.writesLines());
        assertFalse(predictor.vocab().contains("\n"));
        String written = predictor.generate("", 5000, Sampler.temperature(1), 1);
        assertTrue(written.length() < 1000, written);
    }

    @Test
    void filesFollowOneAnotherAndOthersValidate() {
        Path more = TextFiles.write(folder, "dogs.txt", "xyz " + TextFiles.text(50, 2));
        Path other = TextFiles.write(folder, "birds.txt", TextFiles.text(60, 3));
        List<Object> words = TextFiles.fit(file, model, "--valid-files", other, "--epochs", 1, "--varied-window");
        words.set(words.indexOf(file), file + "," + more);
        CommandRun.of(words.toArray())
                .succeeded()
                .says("cats.txt, " + more + ": ")
                .says(", 19 different");
        assertTrue(load().vocab().contains("z"));
    }

    @Test
    void withoutValidationTheHistoryHoldsNulls() throws Exception {
        Path history = folder.resolve("history.jsonl");
        fit("--valid", 0, "--epochs", 2, "--history", history).succeeded().says(" to train and 0 to validate on");
        List<String> lines = Files.readAllLines(history);
        assertEquals(2, lines.size());
        assertTrue(lines.get(1).contains("\"valid_loss\":null,\"accuracy\":null"), lines.get(1));
        assertEquals(1, JsonObject.parse("line", lines.get(1)).getInt("epoch"));
    }

    @Test
    void aSampleFollowsEachEpoch() {
        CommandRun run = fit("--epochs", 2, "--sample", "the cat").succeeded();
        List<String> table = run.linesAfter("epoch");
        assertTrue(table.get(0).startsWith("0 "), run::toString);
        assertTrue(table.get(1).startsWith("      | the cat"), run::toString);
        assertEquals(
                2,
                table.stream()
                        .filter(line -> line.startsWith("      | the cat"))
                        .count(),
                run::toString);
    }

    @Test
    void aSampleIsWrappedAndNotLong() {
        Path words = TextFiles.write(folder, "words.txt", TextFiles.text(300, 1));
        List<Object> line = TextFiles.fit(words, model, "--unit", "word", "--epochs", 1, "--sample", "the cat");
        CommandRun run = CommandRun.of(line.toArray()).succeeded();
        List<String> sample =
                run.out().lines().filter(found -> found.startsWith("      | ")).toList();
        assertTrue(sample.size() > 1, run::toString);
        sample.forEach(found -> assertTrue(found.length() <= 101, found));
        TextFiles.write(folder, "cats.txt", "a\n".repeat(2000));
        CommandRun lines = fit("--epochs", 3, "--sample", "a").succeeded();
        assertEquals(
                36,
                lines.out()
                        .lines()
                        .filter(found -> found.startsWith("      | "))
                        .count(),
                lines::toString);
    }

    @Test
    void theSeedDecidesTheModelAndTheNumberOfThreadsDoesNot() throws Exception {
        fit("--threads", 1, "--epochs", 1, "--seed", 7).succeeded().says("cpu, 1 thread, ");
        byte[] first = Files.readAllBytes(model);
        fit("--threads", 2, "--epochs", 1, "--seed", 7).succeeded();
        assertArrayEquals(first, Files.readAllBytes(model));
        fit("--epochs", 1, "--seed", 8).succeeded();
        assertFalse(Arrays.equals(first, Files.readAllBytes(model)));
    }

    @Test
    void theLearningRateCanBeFound() {
        List<Object> words = TextFiles.fit(file, model, "--epochs", 1);
        words.set(words.indexOf("--lr") + 1, "find");
        CommandRun.of(words.toArray()).succeeded().says("valley ").says(", a tenth of that of the lowest loss");
    }
}

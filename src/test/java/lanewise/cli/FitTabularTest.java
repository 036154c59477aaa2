package lanewise.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import lanewise.data.Table;
import lanewise.io.JsonObject;
import lanewise.kernel.Kernels;
import lanewise.tabular.TabularPredictor;
import lanewise.tabular.Task;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FitTabularTest {

    @TempDir
    static Path folder;

    private static SalesCsv sales;

    private Path model;

    @BeforeAll
    static void writeSales() {
        sales = SalesCsv.write(folder);
    }

    @BeforeEach
    void nameModel() throws IOException {
        model = folder.resolve("model.safetensors");
        Files.deleteIfExists(model);
    }

    private CommandRun fit(Object... more) {
        return CommandRun.of(sales.fit(model, more).toArray());
    }

    @Test
    void itSaysWhatEachColumnIsWhatComputesAndWhatItSaved() throws IOException {
        CommandRun run = fit().succeeded();
        run.says("Store                  category    as told")
                .says("Date                   date        a date: its parts are inputs")
                .says("Sales                  target      as told")
                .says("CompetitionDistance    ")
                .says("regression of the logarithm")
                .says(sales.table()
                                .filter(row -> row.text("Date").compareTo("2015-06-19") >= 0)
                                .rows() + " to validate on")
                .says(Kernels.REASON)
                .says("saved " + model + ": ");
        assertTrue(Files.size(model) > 0);
        List<String> table = run.linesAfter("epoch");
        assertTrue(table.get(0).startsWith("0 "), run::toString);
        assertTrue(run.out().contains("exp_rmspe"), run::toString);
    }

    @Test
    void theSeedDecidesTheModelOnAnyNumberOfThreads() throws IOException {
        fit("--threads", 1).succeeded();
        byte[] one = Files.readAllBytes(model);
        fit("--threads", 2).succeeded();
        assertArrayEquals(one, Files.readAllBytes(model));
        fit("--seed", 43).succeeded();
        assertFalse(Arrays.equals(one, Files.readAllBytes(model)));
    }

    @Test
    void itLearns() {
        Path history = folder.resolve("history.jsonl");
        fit("--batch", 32, "--lr", "1e-2", "--history", history).succeeded();
        List<JsonObject> epochs = new ArrayList<>();
        for (String line : lines(history)) {
            epochs.add(JsonObject.parse("history", line));
        }
        assertEquals(2, epochs.size());
        double last = epochs.get(1).getDouble("valid_loss");
        // The logarithm of these sales has a variance of about 0.15, the noise one of 0.01.
        assertTrue(last < 0.05, () -> "validation loss " + last);
        assertEquals(Math.sqrt(last), epochs.get(1).getDouble("rmse"), 1e-5);
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void severalFilesAreOneAndTheirTypesAgree() {
        // In the first file StateHoliday is 0 in all rows, and would be a number; in the second there are letters.
        Table table = sales.table();
        Path plain = folder.resolve("plain.csv");
        Path rest = folder.resolve("rest.csv.gz");
        table.filter(row -> "0".equals(row.text("StateHoliday"))).writeCsv(plain);
        table.filter(row -> !"0".equals(row.text("StateHoliday"))).writeCsv(rest);
        List<Object> words = sales.fit(model);
        words.set(words.indexOf(sales.file()), plain + "," + rest);
        CommandRun run = CommandRun.of(words.toArray()).succeeded();
        run.says("StateHoliday           category");
        assertEquals(
                List.of("0", "a", "b", "c"),
                TabularPredictor.load(model).embedding("StateHoliday").levels());
    }

    @Test
    void rolesAreTold() {
        CommandRun run =
                fit("--cont", "DayOfWeek,CloudCover", "--ignore", "Date,Events").succeeded();
        run.says("DayOfWeek              continuous  as told").says("Date                   ignored     as told");
        assertFalse(TabularPredictor.load(model).columns().contains("Date"));
    }

    @Test
    void onlyTheNamedColumnsAreRead() {
        fit("--only", "--cont", "Promo,SchoolHoliday").succeeded().says("not named");
        assertEquals(
                List.of("Store", "Promo", "SchoolHoliday"),
                TabularPredictor.load(model).columns());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "--valid 0.25; 1,214 to validate on",
                "--valid 0; 0 to validate on",
                "--valid-group Store --valid 0.3; to validate on",
                "--valid-from 2014-08-01 --valid-to 2014-09-17; to validate on",
                "--valid-from 2014-08-01 --valid-date Date; to validate on"
            })
    void rowsToValidateOn(String words, String said) {
        List<Object> line = new ArrayList<>(sales.fit(model));
        line.removeAll(List.of("--valid-from", "2015-06-19"));
        line.addAll(Arrays.asList((Object[]) words.split(" ", -1)));
        CommandRun run = CommandRun.of(line.toArray());
        assertEquals(0, run.status(), run::toString);
        run.says(said);
    }

    @Test
    void aRandomSplitOfStoresOverTimeIsWarnedOf() {
        List<Object> line = new ArrayList<>(sales.fit(model));
        line.removeAll(List.of("--valid-from", "2015-06-19"));
        CommandRun run = CommandRun.of(line.toArray());
        assertTrue((run.out() + run.err()).contains("repeated entities (\"Store\")"), run::toString);
    }

    @Test
    void metricsAreChosen() {
        CommandRun run = fit("--metrics", "mae,r2,exp_rmspe").succeeded();
        assertTrue(run.out().matches("(?s).*epoch +train_loss +valid_loss +mae +r2 +exp_rmspe +time.*"), run::toString);
    }

    private CommandRun fitFile(String name, String text, String... more) {
        Path file = folder.resolve(name);
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        List<Object> words = new ArrayList<>(
                List.of("fit", "tabular", "--data", file, "--out", model, "--epochs", 1, "--layers", 8));
        words.addAll(Arrays.asList(more));
        return CommandRun.of(words.toArray());
    }

    private static String rows(int count) {
        StringBuilder text = new StringBuilder("age,city,buys,kind,a,b\n");
        for (int i = 0; i < count; i++) {
            text.append(i % 50).append(i % 3 == 0 ? ",Rome," : ",Oslo,").append(i % 50 > 25 ? "yes" : "no");
            text.append(",k")
                    .append(i % 4)
                    .append(',')
                    .append(i % 2)
                    .append(',')
                    .append(i / 2 % 2)
                    .append('\n');
        }
        return text.toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--target buys", "--target a --task binary", "--target buys --stratify"})
    void twoClasses(String words) {
        fitFile("people.csv", rows(400), words.split(" ", -1))
                .succeeded()
                .says("binary")
                .says("auc");
        TabularPredictor predictor = TabularPredictor.load(model);
        assertEquals(Task.BINARY, predictor.task());
        assertEquals(2, predictor.classes().size());
    }

    @Test
    void severalClasses() {
        fitFile("people.csv", rows(400), "--target", "kind", "--metrics", "accuracy,log_loss,f1")
                .succeeded();
        assertEquals(
                List.of("k0", "k1", "k2", "k3"), TabularPredictor.load(model).classes());
    }

    @Test
    void labels() {
        fitFile("people.csv", rows(400), "--target", "a,b").succeeded();
        TabularPredictor predictor = TabularPredictor.load(model);
        assertEquals(Task.MULTI_LABEL, predictor.task());
        assertEquals(List.of("a", "b"), predictor.classes());
    }

    @Test
    void aNumberWithoutLogarithm() {
        fitFile("people.csv", rows(400), "--target", "age", "--metrics", "exp_rmspe")
                .failedWith(2, "exp_rmspe");
        fitFile("people.csv", rows(400), "--target", "age").succeeded().says("r2");
        float predicted = TabularPredictor.load(model)
                .predict(Map.of("city", "Rome", "buys", "yes", "kind", "k0", "a", 1, "b", 1));
        assertTrue(Math.abs(predicted) < 100, () -> "predicted " + predicted);
    }

    @Test
    void rowsWithoutATargetAreLeftOutAndCounted() {
        String text = rows(100).replace("7,Oslo,no", "7,Oslo,");
        fitFile("gaps.csv", text, "--target", "buys").succeeded().says("rows have no buys and are left out");
    }

    @Test
    void theLearningRateCanBeFound() {
        fit("--lr", "find").succeeded().says("valley ").says(", a tenth of that of the lowest loss");
    }
}

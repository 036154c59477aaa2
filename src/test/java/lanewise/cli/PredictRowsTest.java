package lanewise.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import lanewise.data.ColumnType;
import lanewise.data.Csv;
import lanewise.data.NumberColumn;
import lanewise.data.Table;
import lanewise.tabular.TabularPredictor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code fit tabular} saved, served by the other commands. */
class PredictRowsTest {

    @TempDir
    static Path folder;

    private static SalesCsv sales;
    private static Path model;
    private static TabularPredictor predictor;

    @BeforeAll
    static void fit() {
        sales = SalesCsv.write(folder);
        model = folder.resolve("model.safetensors");
        CommandRun.of(sales.fit(model).toArray()).succeeded();
        predictor = TabularPredictor.load(model);
    }

    private static CommandRun predict(Path data, Path out, Object... more) {
        List<Object> words = new ArrayList<>(List.of("predict", "--model", model, "--data", data, "--out", out));
        words.addAll(List.of(more));
        return CommandRun.of(words.toArray());
    }

    private static void assertPredicted(Table rows, NumberColumn found) {
        float[] expected = predictor.predict(rows);
        float[] read = new float[expected.length];
        for (int row = 0; row < read.length; row++) {
            read[row] = (float) found.value(row);
        }
        assertArrayEquals(expected, read);
    }

    @Test
    void theColumnsOfTheFileComeFirstThenWhatTheLibraryPredicts() {
        Path out = folder.resolve("all.csv");
        predict(sales.file(), out)
                .succeeded()
                .says("wrote " + out + ": 4,855 rows, ")
                .says(" rows/s");
        Table table = Table.csv(out);
        List<String> names = new ArrayList<>(sales.table().names());
        names.add("predicted_Sales");
        assertEquals(names, table.names());
        assertPredicted(sales.table(), table.number("predicted_Sales"));
        assertEquals(sales.table().number("Sales"), table.number("Sales"));
        assertEquals(sales.table().date("Date"), table.date("Date"));
    }

    @Test
    void someColumnsAreKeptAndTheTargetNeedNotBeThere() {
        Path data = folder.resolve("new.csv");
        Path out = folder.resolve("kept.csv.gz");
        sales.table()
                .drop("Sales")
                .withText("note", row -> row.index() % 2 == 0 ? "007" : "a, b")
                .writeCsv(data);
        predict(data, out, "--keep", "note,Date").succeeded();
        Table table = Csv.of(out).type("note", ColumnType.TEXT).read();
        assertEquals(List.of("note", "Date", "Sales"), table.names());
        assertEquals("007", table.column("note").text(0));
        assertEquals("a, b", table.column("note").text(1));
        assertPredicted(sales.table(), table.number("Sales"));
    }

    @Test
    void aFileWithoutRowsGivesOneWithoutRows() throws IOException {
        Path data = folder.resolve("none.csv");
        Path out = folder.resolve("none-out.csv");
        Files.writeString(data, String.join(",", predictor.columns()) + "\n");
        predict(data, out).succeeded().says("0 rows");
        assertEquals(String.join(",", predictor.columns()) + ",Sales\n", Files.readString(out));
    }

    @Test
    void unknownCategoriesAndMissingNumbersAreServed() throws IOException {
        Path data = folder.resolve("odd.csv");
        Path out = folder.resolve("odd-out.csv");
        Table odd = sales.table()
                .head(3)
                .withCategory("Store", row -> "no such store")
                .withNumber("Mean_TemperatureC", row -> Double.NaN);
        odd.writeCsv(data);
        predict(data, out, "--keep", "Store").succeeded();
        assertPredicted(odd, Table.csv(out).number("Sales"));
    }

    @Test
    void anErrorLeavesTheOldFile() throws IOException {
        Path out = folder.resolve("old.csv");
        Files.writeString(out, "old");
        List<String> lines = new ArrayList<>(Files.readAllLines(sales.file()));
        lines.set(4_600, lines.get(4_600).replaceFirst("^([^,]*),[^,]*,", "$1,Monday,"));
        Path data = folder.resolve("wrong.csv");
        Files.write(data, lines);
        predict(data, out).failedWith(2, data + ", line 4601, column \"DayOfWeek\": \"Monday\" is not a number");
        assertEquals("old", Files.readString(out));
        try (var files = Files.list(folder)) {
            assertTrue(files.noneMatch(file -> file.toString().endsWith(".tmp")));
        }
    }

    @Test
    void anInfiniteNumberIsNamedByItsRow() throws IOException {
        Table table = sales.table().withNumber("Precipitationmm", row -> row.index() == 4_700 ? 1e300 * 1e300 : 0.5);
        Path data = folder.resolve("infinite.csv");
        table.writeCsv(data);
        predict(data, folder.resolve("infinite-out.csv"))
                .failedWith(2, data + ", row 4,701 below the header: column \"Precipitationmm\" is Infinity");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Promo", "Date", "Store"})
    void aMissingColumnIsNamed(String column) {
        Path data = folder.resolve("narrow.csv");
        sales.table().drop(column).writeCsv(data);
        predict(data, folder.resolve("narrow-out.csv"))
                .failedWith(2, "narrow.csv, line 1: there is no column \"" + column + "\", which the model reads");
    }

    @Test
    void classesComeWithTheirProbabilities() throws IOException {
        StringBuilder text = new StringBuilder("age,buys\n");
        for (int i = 0; i < 300; i++) {
            text.append(i % 60).append(',').append(i % 60 > 30 ? "yes" : "no").append('\n');
        }
        Path data = folder.resolve("people.csv");
        Files.writeString(data, text);
        Path classes = folder.resolve("classes.safetensors");
        CommandRun.of(
                        "fit",
                        "tabular",
                        "--data",
                        data,
                        "--target",
                        "buys",
                        "--out",
                        classes,
                        "--epochs",
                        2,
                        "--batch",
                        16)
                .succeeded();
        Path out = folder.resolve("classes.csv");
        CommandRun.of("predict", "--model", classes, "--data", data, "--out", out, "--keep", "age")
                .succeeded();
        Table table = Table.csv(out);
        assertEquals(List.of("age", "buys", "buys_no", "buys_yes"), table.names());
        for (int row = 0; row < table.rows(); row++) {
            double yes = table.number("buys_yes").value(row);
            assertEquals(1, yes + table.number("buys_no").value(row), 1e-6);
            assertEquals(yes > 0.5 ? "yes" : "no", table.category("buys").text(row), table.row(row)::toString);
        }
        assertEquals("yes", table.category("buys").text(59));
        assertEquals("no", table.category("buys").text(0));
    }

    @Test
    void numbersAreWrittenWithAsManyDigitsAsFloatsHave() {
        for (float value : new float[] {0.1f, 16113.339f, 1e-20f, -3.4028235e38f, 0, 1 / 3f, 8388609, 1.4e-45f}) {
            double written = PredictRows.shortest(value);
            assertEquals(value, (float) written);
            assertTrue(NumberColumn.format(written).length() <= 40);
        }
        assertEquals(0.1, PredictRows.shortest(0.1f));
        assertEquals(16113.339, PredictRows.shortest(16113.339f));
        assertTrue(Double.isNaN(PredictRows.shortest(Float.NaN)));
    }

    @Test
    void aFileLargerThanTheHeapIsPredicted() throws Exception {
        Path data = folder.resolve("large.csv");
        List<String> lines = Files.readAllLines(sales.file());
        int rows = 300_000;
        try (BufferedWriter writer = Files.newBufferedWriter(data)) {
            writer.write(lines.get(0) + ",note\n");
            String note = "x".repeat(150);
            for (int i = 0; i < rows; i++) {
                writer.write(lines.get(1 + i % (lines.size() - 1)) + "," + note + i + "\n");
            }
        }
        assertTrue(Files.size(data) > 64_000_000, () -> data + " is small");
        Path out = folder.resolve("large-out.csv");
        Path said = folder.resolve("said.txt");
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx40m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "lanewise.cli.Main",
                        "predict",
                        "--model",
                        model.toString(),
                        "--data",
                        data.toString(),
                        "--out",
                        out.toString(),
                        "--keep",
                        "note")
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        try {
            assertTrue(child.waitFor(300, TimeUnit.SECONDS), "it takes too long");
        } finally {
            child.destroyForcibly();
        }
        assertEquals(0, child.exitValue(), () -> said(said));
        int[] last = {0};
        Csv.of(out).type("note", ColumnType.TEXT).read(10_000, block -> last[0] += block.rows());
        assertEquals(rows, last[0]);
    }

    private static String said(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }

    @Test
    void inspectShowsColumnsFillsAndCounts() {
        CommandRun run = CommandRun.of("inspect", model).succeeded();
        run.says("kind        tabular, written by Lanewise ")
                .says("predicts    Sales, a number")
                .says("reads       Store, DayOfWeek, Date, ");
        List<String> inputs = run.linesAfter("input");
        assertTrue(inputs.stream().anyMatch(line -> line.matches("Store +Store +category +6 +5")), run::toString);
        assertTrue(inputs.stream().anyMatch(line -> line.matches("Month +Date +category +12 +7")), run::toString);
        assertTrue(
                inputs.stream()
                        .anyMatch(line -> line.matches("Mean_TemperatureC +Mean_TemperatureC +continuous( +\\S+){3}")),
                run::toString);
        assertFalse(run.out().contains("NaN"), run::toString);
    }

    @Test
    void aNetOnTablesRecommendsNothing() {
        for (String line : List.of("recommend --user 1", "similar --item 1")) {
            List<Object> words = new ArrayList<>(List.of(line.split(" ", -1)));
            words.addAll(List.of("--model", model));
            CommandRun.of(words.toArray())
                    .failedWith(2, model + " holds a \"tabular\" model, expected a \"collab\" model");
        }
        CommandRun.of("predict", "--model", model, "--user", 1, "--item", 2)
                .failedWith(
                        2, "--user says nothing to a net on tables, as " + model + " holds; --data and --out would be");
        CommandRun.of("predict", "--model", model, "--data", sales.file()).failedWith(2, "--out FILE is missing: ");
    }
}

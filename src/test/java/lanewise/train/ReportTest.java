package lanewise.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import lanewise.Page;
import lanewise.plot.LinePlot;
import lanewise.plot.Plot;
import lanewise.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {

    private static final String HOSTILE = "</section></svg><script>alert(\"1\")</script> & ' \ud83d\ude00\0";

    @TempDir
    private Path folder;

    private Page written(Learner<?, ?> learner) throws Exception {
        Path file = folder.resolve("report.html");
        learner.report(file);
        return Page.parse(Files.readString(file));
    }

    @Test
    void anyLearnerHasAPage() throws Exception {
        Learner<Samples.Batch, Tensor> learner = RecorderTest.learner(Samples.line(32, 2, 2));
        learner.metrics(Metric.mae().named(HOSTILE));
        LrCurve curve = learner.findLr();
        learner.fitOneCycle(4, 0.1f);
        Page page = written(learner);
        assertEquals(
                List.of("Training", "Schedule", "Learning-rate finder", "Model", "Layers on a training batch"),
                page.texts("h2"));
        String shown = HOSTILE.replace('\0', '\ufffd');
        assertTrue(page.texts("title").contains(shown), page::text);
        assertEquals(7, page.all("svg").size());
        assertEquals(1, page.all("style").size());
        page.says(String.format(Locale.ROOT, "%.6f", learner.validate().loss()))
                .says("Total params: 3")
                .says("Optimizer: Adam[")
                .says("Linear-1")
                .says("Callbacks: none")
                .says(curve.toString().substring(curve.toString().indexOf("valley")));
        assertEquals(page.text(), written(learner).text(), "the same page again");
    }

    @Test
    void beforeAnyFitThereIsLittleToSay() throws Exception {
        Page page = written(RecorderTest.learner(Samples.none()));
        page.says("no epochs").says("no data");
        assertFalse(page.texts("h2").contains("Learning-rate finder"));
    }

    @Test
    void afterAFitThatEndedInNan() throws Exception {
        Learner<Samples.Batch, Tensor> learner = RecorderTest.learner(Samples.line(32, 2, 2));
        assertThrows(TrainingException.class, () -> learner.fit(100, 1e30f));
        written(learner).says("the last Infinity").says("no epochs");
    }

    @Test
    void itIsWrittenWholeOrNotAtAll() throws Exception {
        Learner<Samples.Batch, Tensor> learner = RecorderTest.learner(Samples.none());
        Path missing = folder.resolve("missing").resolve("report.html");
        String message = assertThrows(UncheckedIOException.class, () -> learner.report(missing))
                .getMessage();
        assertTrue(message.startsWith("cannot write " + missing), message);
        learner.report(folder.resolve("a.html"));
        try (var files = Files.list(folder)) {
            assertEquals(
                    List.of("a.html"),
                    files.map(file -> file.getFileName().toString()).toList());
        }
    }

    @Test
    void sectionsOfAnApplication() {
        Report report = new Report(HOSTILE);
        report.text(HOSTILE);
        report.section(HOSTILE);
        report.plot(LinePlot.of(HOSTILE, "x", "y").line("a", new double[] {1, 2}));
        report.lines(HOSTILE);
        report.table(
                List.of(HOSTILE, "number"), List.of(List.of(HOSTILE, "-1.5e-3"), List.of("x".repeat(5_000), "12 %")));
        Page page = Page.parse(report.toString());
        String shown = HOSTILE.replace('\0', '\ufffd');
        assertEquals(List.of(shown), page.texts("h1"));
        assertEquals(List.of(shown), page.texts("p"));
        assertEquals(List.of(shown), page.texts("h2"));
        assertEquals(List.of(shown), page.texts("pre"));
        List<List<String>> rows = page.table(shown, "number");
        assertEquals(List.of(shown, "-1.5e-3"), rows.get(0));
        assertEquals(200, rows.get(1).get(0).length());
        assertEquals(1, page.ofClass("th", "n").size());
        assertEquals(2, page.ofClass("td", "n").size());
    }

    @Test
    void theSummaryNamesOptimizerLossAndCallbacks() {
        Learner<Samples.Batch, Tensor> learner = RecorderTest.learner(Samples.none());
        learner.callback(TerminateOnNan.of());
        assertEquals(
                List.of(
                        "Optimizer: Adam[lr=0.001, beta1=0.9, beta2=0.999, eps=1.0E-8, weightDecay=0.0, decoupled=false]",
                        "Loss: that of the step",
                        "Callbacks: TerminateOnNan"),
                learner.summary().notes());
        assertTrue(learner.summary().toString().startsWith("Layer (type) "), () -> "" + learner.summary());
        assertTrue(learner.summary().toString().endsWith("\nCallbacks: TerminateOnNan"));
    }

    @Test
    void theBiggestLossesAreThoseOfSortingAll() {
        for (long seed = 1; seed <= 50; seed++) {
            Random random = new Random(seed);
            int rows = random.nextInt(60);
            TopLosses top = TopLosses.most(20);
            List<double[]> all = new ArrayList<>();
            for (int row = 0; row < rows; row++) {
                double loss = random.nextInt(20) == 0 ? Double.NaN : random.nextInt(12);
                all.add(new double[] {loss, row});
                if (top.wants(loss)) {
                    top.add(loss, List.of(Integer.toString(row)));
                }
            }
            all.sort((a, b) -> Double.compare(b[0], a[0]));
            List<List<String>> expected = all.stream()
                    .limit(20)
                    .map(row -> Arrays.asList(Plot.number(row[0]), Integer.toString((int) row[1])))
                    .toList();
            assertEquals(expected, top.rows(), "seed " + seed);
        }
    }
}

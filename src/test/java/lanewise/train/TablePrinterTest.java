package lanewise.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lanewise.nn.Linear;
import lanewise.nn.Parameters;
import lanewise.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** The table of a fit, and the progress line beneath it. */
class TablePrinterTest {

    private static final Pattern PROGRESS = Pattern.compile(
            "\r(epoch \\d/\\d \\[#*\\.*] \\d/4  [\\d.]+ batches/s  loss \\d+\\.\\d{4}(?:  \\d+\\.\\ds left)?) *");

    /** Four batches to an epoch, each of which takes some time. */
    private static Learner<Samples.Batch, Tensor> learner(int millis) {
        Parameters parameters = Parameters.init(1);
        Step<Samples.Batch, Tensor> step = Samples.regression(Linear.of(parameters, 3, 1));
        Learner<Samples.Batch, Tensor> learner = new Learner<>(
                parameters,
                (batch, pass) -> {
                    sleep(millis);
                    return step.run(batch, pass);
                },
                Samples.line(16, 3, 1),
                Samples.line(6, 3, 2),
                4,
                3);
        learner.metrics(Metric.mae());
        return learner;
    }

    private static void sleep(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static String printed(boolean progress, int millis) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Learner<Samples.Batch, Tensor> learner = learner(millis);
        learner.callback(TablePrinter.to(new PrintStream(bytes, false, StandardCharsets.UTF_8), progress));
        History history = learner.fit(2, 1e-3f);
        String text = new String(bytes.toByteArray(), StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
        assertEquals(history + "\n", onScreen(text), "the table is what history prints");
        return text;
    }

    /** What a terminal shows: after a carriage return the line is written over. */
    private static String onScreen(String text) {
        StringBuilder screen = new StringBuilder();
        for (String line : text.split("\n", -1)) {
            StringBuilder shown = new StringBuilder();
            for (String written : line.split("\r", -1)) {
                shown.replace(0, Math.min(written.length(), shown.length()), written);
            }
            screen.append(shown.toString().stripTrailing()).append('\n');
        }
        return screen.substring(0, screen.length() - 1);
    }

    @Test
    void withoutATerminalOnlyTheTable() {
        String text = printed(false, 0);
        assertFalse(text.contains("\r"), text);
        assertTrue(text.matches("""
            epoch  train_loss  valid_loss         mae        time
            0     ( +\\d\\.\\d{6}){3}        \\d\\.\\ds
            1     ( +\\d\\.\\d{6}){3}        \\d\\.\\ds
            """), text);
    }

    @Test
    void onATerminalAProgressLineThatIsCleared() {
        String text = printed(true, 40);
        Matcher matcher = PROGRESS.matcher(text);
        List<String> lines = new ArrayList<>();
        while (matcher.find()) {
            lines.add(matcher.group(1));
        }
        assertFalse(lines.isEmpty(), text);
        String cleared = matcher.replaceAll("").replaceAll("\r +\r", "");
        assertFalse(cleared.contains("\r"), text);
        assertFalse(text.contains("\u001b"), "no colour");
    }

    @Test
    void aFailedFitLeavesNoProgressLine() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Learner<Samples.Batch, Tensor> learner = learner(110);
        learner.callback(TablePrinter.to(new PrintStream(bytes, false, StandardCharsets.UTF_8), true));
        learner.callback(new Callback() {
            @Override
            public void afterBatch(Training training) {
                throw new IllegalStateException("stop here");
            }
        });
        assertThrows(IllegalStateException.class, () -> learner.fit(1, 1e-3f));
        String text = new String(bytes.toByteArray(), StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
        assertTrue(PROGRESS.matcher(text).find(), text);
        assertEquals("epoch  train_loss  valid_loss         mae        time\n", onScreen(text));
    }

    @Test
    void theProgressLineTellsRateLossAndTimeLeft() {
        Training training = new Training(Parameters.init(0), 3, 40, List.of(), new Recorder());
        training.begin(1);
        for (int batch = 0; batch < 10; batch++) {
            training.begin(batch, 0.1f, 0.9f);
            training.expect(() -> 0.5f, 1);
            training.batchDone();
        }
        // 10 batches in 2 seconds, 110 to go: 22 seconds.
        assertEquals(
                "epoch 2/3 [##........] 10/40  5.0 batches/s  loss 0.5000  22.0s left", ProgressLine.text(training, 2));
        assertEquals(
                "epoch 2/3 [##........] 10/40  0.5 batches/s  loss 0.5000  3:40 left", ProgressLine.text(training, 20));
        assertEquals(
                "epoch 2/3 [##........] 10/40  20 batches/s  loss 0.5000",
                ProgressLine.text(training, 0.5),
                "too early to tell the time left");
    }

    // The table

    private static Epoch epoch(int number, double train, double valid, double metric, double seconds) {
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put("mae", metric);
        metrics.put("mean_absolute_share", metric / 10);
        return new Epoch(number, train, valid, metrics, seconds);
    }

    @Test
    void historyPrintsAsTheTable() {
        History history = new History(
                List.of(
                        epoch(0, 1.2345678, 0.5, 0.25, 0.04),
                        epoch(1, 12345.678, Double.NaN, Double.NaN, 59.94),
                        epoch(10, 1234567.891, 1e-7, 0.1, 61),
                        epoch(11, Double.POSITIVE_INFINITY, -0.5, 0.1, 3725)),
                false);
        assertEquals("""
            epoch  train_loss  valid_loss         mae mean_absolute_share        time
            0        1.234568    0.500000    0.250000            0.025000        0.0s
            1      1.2346e+04           -           -                   -       59.9s
            10     1.2346e+06    0.000000    0.100000            0.010000        1:01
            11       Infinity   -0.500000    0.100000            0.010000     1:02:05\
            """, history.toString());
        assertEquals(11, history.last().epoch());
    }

    @Test
    void historyOfNothing() {
        History history = new History(List.of(), true);
        assertEquals("no epochs", history.toString());
        assertEquals(
                "history: the fit had no epoch",
                assertThrows(IllegalStateException.class, history::last).getMessage());
    }

    @Test
    void theProgressLineFitsATerminalOfEightyColumns() {
        Training training = new Training(Parameters.init(0), 1_000, 1_000_000, List.of(), new Recorder());
        training.begin(999);
        training.begin(999_998, 0.1f, 0.9f);
        training.expect(() -> 12_345_678f, 1);
        training.batchDone();
        assertTrue(ProgressLine.text(training, 1e5).length() < 80);
    }
}

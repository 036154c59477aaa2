package lanewise.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import lanewise.Page;
import lanewise.nn.Linear;
import lanewise.nn.Parameters;
import lanewise.plot.LinePlot;
import lanewise.tensor.Tensor;
import org.junit.jupiter.api.Test;

class RecorderTest {

    static Learner<Samples.Batch, Tensor> learner(Samples valid) {
        Parameters parameters = Parameters.init(1);
        return new Learner<>(
                parameters, Samples.regression(Linear.of(parameters, 2, 1)), Samples.line(64, 2, 1), valid, 8, 3);
    }

    /** What a callback sees is what the recorder has. */
    private static final class Watcher implements Callback {
        private final List<double[]> steps = new ArrayList<>();

        @Override
        public void afterBatch(Training training) {
            steps.add(new double[] {training.loss(), training.smoothLoss(), training.rate(), training.momentum()});
        }

        double[] column(int number) {
            return steps.stream().mapToDouble(step -> (float) step[number]).toArray();
        }
    }

    @Test
    void itHasEveryStepAndEpochOfAllFits() {
        Learner<Samples.Batch, Tensor> learner = learner(Samples.line(32, 2, 2));
        learner.metrics(Metric.mae());
        Watcher watcher = new Watcher();
        learner.callback(watcher);
        History first = learner.fitOneCycle(3, 0.1f);
        learner.findLr();
        History second = learner.fit(40, 0.01f);
        Recorder recorder = learner.recorder();
        assertEquals(43 * 8, recorder.steps());
        assertArrayEquals(watcher.column(0), recorder.losses());
        assertArrayEquals(watcher.column(1), recorder.smoothLosses());
        assertArrayEquals(watcher.column(2), recorder.rates());
        assertArrayEquals(watcher.column(3), recorder.momenta());
        assertEquals(first.then(second).epochs(), recorder.epochs());
        assertEquals("Recorder(344 steps, 43 epochs)", recorder.toString());
    }

    @Test
    void thePlotsShowIt() {
        Learner<Samples.Batch, Tensor> learner = learner(Samples.line(32, 2, 2));
        learner.metrics(Metric.mae(), Metric.rmse());
        learner.fitOneCycle(5, 0.1f);
        Recorder recorder = learner.recorder();
        double[] rates = recorder.rates();
        List<Page.Point> points = Page.parse(recorder.plotSchedule().svg()).path("s0");
        assertEquals(40, points.size());
        int highest = 0;
        int top = 0;
        for (int i = 0; i < 40; i++) {
            highest = rates[i] > rates[highest] ? i : highest;
            top = points.get(i).y() < points.get(top).y() ? i : top;
        }
        assertEquals(highest, top, "the peak of the rates");
        assertEquals(35, Page.parse(recorder.plotLoss().svg()).path("s1").size(), "five left out");
        assertEquals(40, Page.parse(recorder.plotLoss(0).svg()).path("s1").size());
        assertEquals(5, Page.parse(recorder.plotLoss().svg()).path("s2").size(), "validation");
        assertEquals(
                List.of("Loss by epoch", "mae", "rmse"),
                recorder.plotMetrics().stream().map(LinePlot::title).toList());
        assertEquals(5, Page.parse(recorder.plotMetric("mae").svg()).path("s0").size());
        assertEquals("valid_loss", recorder.plotMetric("valid_loss").title());
        String message = assertThrows(IllegalArgumentException.class, () -> recorder.plotMetric("auc"))
                .getMessage();
        assertTrue(message.startsWith("recorder: no epoch has a metric \"auc\"; the last is Epoch[epoch=4, "), message);
        Page.parse(recorder.plotMomentum().svg()).says("momentum");
    }

    @Test
    void withoutValidationAndBeforeAnyFit() {
        Learner<Samples.Batch, Tensor> learner = learner(Samples.none());
        Page.parse(learner.recorder().plotLoss().svg()).says("no data");
        Page.parse(learner.recorder().plotMetrics().get(0).svg()).says("no data");
        Page.parse(learner.recorder().plotMetric("mae").svg()).says("no data");
        learner.fit(1, 0.1f);
        assertEquals(
                0,
                Page.parse(learner.recorder().plotLoss().svg())
                        .ofClass("path", "s2")
                        .size());
    }

    @Test
    void theFindersCurveIsPlottedWithItsSuggestions() {
        LrCurve curve = learner(Samples.none()).findLr();
        Page page = Page.parse(curve.plot().svg());
        assertEquals(curve.rates().length - 5, page.path("s0").size());
        for (String name : List.of("valley ", "slide ", "steep ", "minimum ")) {
            assertEquals(
                    1,
                    page.texts("text").stream()
                            .filter(text -> text.startsWith(name))
                            .count(),
                    name);
        }
    }

    @Test
    void aFitThatEndedInNanStillHasItsSteps() {
        Learner<Samples.Batch, Tensor> learner = learner(Samples.none());
        assertThrows(TrainingException.class, () -> learner.fit(100, 1e30f));
        double[] losses = learner.recorder().losses();
        assertTrue(losses.length > 1 && !Double.isFinite(losses[losses.length - 1]));
        Page.parse(learner.recorder().plotLoss(0).svg());
    }
}

package lanewise.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import lanewise.nn.Activation;
import lanewise.nn.BatchNorm;
import lanewise.nn.Dropout;
import lanewise.nn.Linear;
import lanewise.nn.Parameters;
import lanewise.nn.Sequential;
import lanewise.optim.AdamW;
import lanewise.optim.Sgd;
import lanewise.tensor.Tensor;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The learning-rate finder: what it leaves behind (nothing), and when it ends. */
class FindLrTest {

    private static Learner<Samples.Batch, Tensor> learner() {
        Parameters parameters = Parameters.init(1);
        Sequential net = Sequential.of(
                Linear.withoutBias(parameters.scope("0"), 3, 16),
                BatchNorm.of(parameters.scope("1"), 16),
                Activation.relu(),
                Dropout.of(0.1f),
                Linear.of(parameters.scope("2"), 16, 1));
        Learner<Samples.Batch, Tensor> learner = new Learner<>(
                parameters, Samples.regression(net), Samples.line(200, 3, 1), Samples.line(50, 3, 2), 16, 3);
        learner.optimizer(AdamW.lr(1e-2f));
        return learner;
    }

    private static float[] numbers(Learner<?, ?> learner) {
        List<Float> all = new ArrayList<>();
        for (Tensor value : learner.parameters().values().values()) {
            for (float number : value.toArray()) {
                all.add(number);
            }
        }
        float[] numbers = new float[all.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = all.get(i);
        }
        return numbers;
    }

    @Test
    @Tag("lane")
    void leavesEverythingAsItWas() {
        Learner<Samples.Batch, Tensor> plain = learner();
        Learner<Samples.Batch, Tensor> finding = learner();
        finding.findLr();
        plain.fit(2, 1e-2f);
        finding.fit(2, 1e-2f);
        assertArrayEquals(numbers(plain), numbers(finding), "from the start");
        LrCurve first = finding.findLr();
        assertArrayEquals(numbers(plain), numbers(finding), "weights and statistics");
        assertArrayEquals(first.losses(), finding.findLr().losses(), "the same curve again");
        plain.fitOneCycle(1, 1e-2f);
        finding.fitOneCycle(1, 1e-2f);
        assertArrayEquals(numbers(plain), numbers(finding), "moments, order of rows and dropout");
    }

    @Test
    void ratesGrowByEqualFactorsThroughSeveralEpochs() {
        LrCurve curve = learner().findLr(1e-6f, 1e-2f, 40);
        double[] rates = curve.rates();
        assertEquals(40, rates.length, "an epoch has 13 batches");
        for (int i = 0; i < 40; i++) {
            assertEquals(1, rates[i] / (1e-6 * Math.pow(1e4, i / 40.0)), 1e-6, "step " + i);
        }
    }

    @Test
    void endsWhereTheLossHasDiverged() {
        Learner<Samples.Batch, Tensor> learner = learner();
        learner.optimizer(Sgd.lr(1));
        LrCurve curve = learner.findLr(1e-4f, 1e4f, 100);
        double[] losses = curve.losses();
        assertTrue(losses.length < 100, "it went on to the end");
        double best = Double.POSITIVE_INFINITY;
        for (int i = 0; i < losses.length; i++) {
            best = Math.min(best, losses[i]);
            assertTrue(Double.isFinite(losses[i]));
            assertTrue(i == losses.length - 1 || losses[i] <= 4 * best, "step " + i + " had diverged");
        }
        for (float number : numbers(learner)) {
            assertTrue(Float.isFinite(number), "the weights are back");
        }
    }

    @Test
    void theSuggestionCanBePassedOn() {
        Learner<Samples.Batch, Tensor> learner = learner();
        double before = learner.validate().loss();
        History history = learner.fitOneCycle(8, learner.findLr().valley());
        assertTrue(history.last().validLoss() < before / 4, history::toString);
    }

    @Test
    void callbacksHearNothing() {
        Learner<Samples.Batch, Tensor> learner = learner();
        List<String> heard = new ArrayList<>();
        learner.callback(new Callback() {
            @Override
            public void beforeFit(Training training) {
                heard.add("fit");
            }

            @Override
            public void afterBatch(Training training) {
                heard.add("batch");
            }
        });
        learner.findLr();
        assertEquals(List.of(), heard);
    }

    @Test
    void frozenGroupsStayFrozen() {
        Learner<Samples.Batch, Tensor> learner = learner();
        learner.parameters().all().forEach(parameter -> parameter.trainable(false));
        assertEquals(
                "findLr: all parameters are frozen; unfreeze() sets them free",
                assertThrows(IllegalStateException.class, learner::findLr).getMessage());
        learner.parameters().all().get(0).trainable(true);
        learner.findLr();
        assertFalse(learner.parameters().all().get(1).isTrainable());
    }

    @Test
    void badArguments() {
        Learner<Samples.Batch, Tensor> learner = learner();
        assertEquals(
                "findLr: the rates must grow from above 0, got 0.0 to 1.0",
                assertThrows(IllegalArgumentException.class, () -> learner.findLr(0, 1, 100))
                        .getMessage());
        assertEquals(
                "findLr: it takes at least 2 steps, got 1",
                assertThrows(IllegalArgumentException.class, () -> learner.findLr(1e-3f, 1, 1))
                        .getMessage());
    }

    @Test
    void anInterruptEndsIt() {
        Learner<Samples.Batch, Tensor> learner = learner();
        float[] before = numbers(learner);
        Thread.currentThread().interrupt();
        try {
            assertEquals(
                    "findLr: it was ended after 0 steps, before there was a curve",
                    assertThrows(IllegalStateException.class, learner::findLr).getMessage());
        } finally {
            assertTrue(Thread.interrupted());
        }
        assertArrayEquals(before, numbers(learner));
    }
}

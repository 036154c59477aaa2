package lanewise.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import lanewise.backend.Device;
import lanewise.nn.Activation;
import lanewise.nn.BatchNorm;
import lanewise.nn.Dropout;
import lanewise.nn.Linear;
import lanewise.nn.Loss;
import lanewise.nn.Parameters;
import lanewise.nn.Pass;
import lanewise.optim.Rates;
import lanewise.optim.Schedule;
import lanewise.optim.Sgd;
import lanewise.tensor.IntTensor;
import lanewise.tensor.Parameter;
import lanewise.tensor.Rng;
import lanewise.tensor.Shape;
import lanewise.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** Layer groups: rates of their own, freezing, fine-tuning. */
class LayerGroupsTest {

    private final Parameters parameters = Parameters.init(1);
    private final Linear first = Linear.withoutBias(parameters.scope("first"), 3, 8);
    private final BatchNorm norm = BatchNorm.of(parameters.scope("norm"), 8);
    private final Linear middle = Linear.of(parameters.scope("middle"), 8, 8);
    private final Linear last = Linear.of(parameters.scope("last"), 8, 1);

    /** What the training passes saw: the share of zeros behind the dropout, and whether the input of the last layer is tracked. */
    private final List<Double> zeros = new ArrayList<>();

    private boolean tracked;

    private final Learner<Samples.Batch, Tensor> learner =
            new Learner<>(parameters, this::step, Samples.line(64, 3, 1), Samples.line(32, 3, 2), 16, 3);

    private Output<Tensor> step(Samples.Batch batch, Pass pass) {
        Tensor normed = norm.forward(first.forward(batch.x(), pass), pass);
        Tensor dropped = Dropout.of(0.5f).forward(normed, pass);
        Tensor hidden = Activation.relu().forward(middle.forward(dropped, pass), pass);
        if (pass.isTraining()) {
            int count = 0;
            for (float number : dropped.toArray()) {
                count += number == 0 ? 1 : 0;
            }
            zeros.add(count / (double) dropped.elements());
            tracked = hidden.isTracked();
        }
        Tensor prediction = last.forward(hidden, pass);
        Tensor target = batch.numbers();
        return new Output<>(Loss.mse().of(prediction, target), prediction, target, batch.targets().length);
    }

    private void threeGroups() {
        List<Parameter> input = new ArrayList<>(first.parameters());
        input.addAll(norm.parameters());
        learner.layerGroups(List.of(input, middle.parameters(), last.parameters()));
        learner.optimizer(Sgd.lr(1));
    }

    private Map<String, Tensor> values() {
        return parameters.values();
    }

    private static boolean same(Map<String, Tensor> before, Map<String, Tensor> after, String name) {
        return Arrays.equals(before.get(name).toArray(), after.get(name).toArray());
    }

    /** Which parameters a fit changed. */
    private List<String> changed(Runnable fit) {
        Map<String, Tensor> before = values();
        fit.run();
        Map<String, Tensor> after = values();
        List<String> changed = new ArrayList<>();
        for (String name : before.keySet()) {
            if (!same(before, after, name)) {
                changed.add(name);
            }
        }
        return changed;
    }

    // Rates

    @Test
    void oneGroupUnlessSomeAreNamed() {
        assertEquals(1, learner.layerGroups().size());
        assertEquals(parameters.all(), learner.layerGroups().get(0));
        threeGroups();
        assertEquals(3, learner.layerGroups().size());
        assertEquals(last.parameters(), learner.layerGroups().get(2));
    }

    /** With a rate of zero nothing moves; with SGD the others move in proportion to theirs. */
    @Test
    void eachGroupHasItsRate() {
        threeGroups();
        List<Float> rates = new ArrayList<>();
        learner.callback(new Callback() {
            @Override
            public void beforeBatch(Training training) {
                rates.add(training.rate());
            }
        });
        List<String> changed = changed(() -> learner.fit(1, Rates.list(0, 0.01f, 0.02f)));
        assertEquals(
                List.of(
                        "norm.running_mean",
                        "norm.running_var",
                        "middle.weight",
                        "middle.bias",
                        "last.weight",
                        "last.bias"),
                changed);
        assertEquals(List.of(0.02f, 0.02f, 0.02f, 0.02f), rates, "the last group's is reported");
    }

    @Test
    void aSpreadFollowsTheSchedule() {
        threeGroups();
        float[] one =
                afterOneStep(Rates.spread(1e-4f, 1e-2f), Schedule.constant().times(0.5));
        float[] listed = afterOneStep(Rates.list(0.5e-4f, 0.5e-3f, 0.5e-2f), Schedule.constant());
        assertArrayEquals(listed, one, 1e-7f);
    }

    private static float[] afterOneStep(Rates rates, Schedule schedule) {
        LayerGroupsTest fresh = new LayerGroupsTest();
        fresh.threeGroups();
        fresh.learner.callback(new Callback() {
            @Override
            public void afterBatch(Training training) {
                training.stop();
            }
        });
        fresh.learner.fit(1, rates, schedule);
        List<Float> all = new ArrayList<>();
        for (Tensor value : fresh.values().values()) {
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
    void aListOfTheWrongLengthIsRefusedAndChangesNothing() {
        LayerGroupsTest other = new LayerGroupsTest();
        other.threeGroups();
        threeGroups();
        learner.fit(1, 0.01f);
        other.learner.fit(1, 0.01f);
        List<String> changed = changed(() -> assertEquals(
                "rates: 2 learning rates were given, the model has 3 layer groups",
                assertThrows(IllegalArgumentException.class, () -> learner.fitOneCycle(1, Rates.list(1, 2)))
                        .getMessage()));
        assertEquals(List.of(), changed);
        learner.fit(1, 0.01f);
        other.learner.fit(1, 0.01f);
        assertArrayEquals(
                other.last.weight().value().toArray(), last.weight().value().toArray(), "chance is where it was");
    }

    @Test
    void badGroups() {
        assertEquals(
                "layer groups: the parameter first.weight is in none of the 2",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> learner.layerGroups(List.of(middle.parameters(), last.parameters())))
                        .getMessage());
        assertEquals(
                "layer groups: the parameter last.weight is given twice",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> learner.layerGroups(List.of(parameters.all(), last.parameters())))
                        .getMessage());
        assertEquals(1, learner.layerGroups().size());
    }

    // Freezing

    @Test
    void frozenGroupsKeepTheirBits() {
        threeGroups();
        learner.freeze();
        assertEquals(List.of("last.weight", "last.bias"), changed(() -> learner.fit(2, 0.01f)));
        assertFalse(tracked, "no gradient work below the last group");
        for (double share : zeros) {
            assertEquals(0.5, share, 0.2, "dropout goes on");
        }
        learner.freezeTo(1);
        assertEquals(
                List.of("middle.weight", "middle.bias", "last.weight", "last.bias"),
                changed(() -> learner.fit(1, 0.01f)));
        assertTrue(tracked);
        learner.freezeTo(-2);
        assertEquals(4, changed(() -> learner.fit(1, 0.01f)).size());
        learner.unfreeze();
        assertEquals(
                parameters.all().size(), changed(() -> learner.fit(1, 0.01f)).size());
    }

    @Test
    void aFrozenBatchNormUsesItsStatistics() {
        threeGroups();
        learner.fit(1, 0.01f);
        learner.freeze();
        Tensor x = Samples.line(8, 3, 9)
                .batch(new int[] {0, 1, 2, 3, 4}, Device.cpu().backend().heap())
                .x();
        Tensor training = norm.forward(first.forward(x, Pass.inference()), Pass.training(Rng.of(1)));
        Tensor inference = norm.forward(first.forward(x, Pass.inference()), Pass.inference());
        assertArrayEquals(inference.toArray(), training.toArray());
    }

    @Test
    void freezeBatchNormFixesTheStatisticsAlone() {
        threeGroups();
        learner.fit(1, 0.01f);
        learner.freezeBatchNorm();
        List<String> changed = changed(() -> learner.fit(1, 0.01f));
        assertTrue(changed.contains("norm.weight"));
        assertFalse(changed.contains("norm.running_mean"));
        assertFalse(changed.contains("norm.running_var"));
        learner.unfreeze();
        assertFalse(changed(() -> learner.fit(1, 0.01f)).contains("norm.running_mean"), "still frozen");
        learner.unfreezeBatchNorm();
        assertTrue(changed(() -> learner.fit(1, 0.01f)).contains("norm.running_mean"));
    }

    /** What Adam has put off for a table must be done before the table is frozen. */
    @Test
    void freezingSettlesWhatWasPutOff() {
        int[] settled = new int[1];
        Parameter table = Parameter.weight("table", new float[6], Shape.of(3, 2));
        table.defer(new Parameter.Deferred() {
            @Override
            public void settle(IntTensor rows) {
                settle();
            }

            @Override
            public void settle() {
                settled[0]++;
            }
        });
        table.trainable(false);
        assertEquals(1, settled[0]);
    }

    @Test
    void noSuchGroup() {
        threeGroups();
        assertEquals(
                "freezeTo: group 3 is not one of the model's 3 layer groups: -3 to 2 would be",
                assertThrows(IllegalArgumentException.class, () -> learner.freezeTo(3))
                        .getMessage());
        assertThrows(IllegalArgumentException.class, () -> learner.freezeTo(-4));
        parameters.all().forEach(parameter -> parameter.trainable(false));
        assertEquals(
                "fit: all parameters are frozen; unfreeze() sets them free",
                assertThrows(IllegalStateException.class, () -> learner.fit(1, 0.1f))
                        .getMessage());
    }

    // Fine-tuning

    @Test
    void fineTuneTrainsTheHeadFirst() {
        threeGroups();
        List<String> seen = new ArrayList<>();
        learner.callback(new Callback() {
            @Override
            public void beforeFit(Training training) {
                seen.add(
                        training.epochs() + " epochs, " + parameters.trainable().size() + " trainable");
            }
        });
        List<Float> rates = new ArrayList<>();
        learner.callback(new Callback() {
            @Override
            public void beforeBatch(Training training) {
                rates.add(training.rate());
            }
        });
        History history = learner.fineTune(2);
        assertEquals(List.of("1 epochs, 2 trainable", "2 epochs, 7 trainable"), seen);
        assertEquals(3, history.epochs().size());
        assertEquals(2, history.last().epoch(), "numbered on");
        assertEquals(2e-3f / 25, rates.get(0), 1e-9f);
        assertEquals(1e-3f / 5, rates.get(4), 1e-9f);
        assertThrows(IllegalArgumentException.class, () -> learner.fineTune(0));
    }

    @Test
    void fineTuneThatIsStoppedEndsThere() {
        threeGroups();
        learner.callback(new Callback() {
            @Override
            public void beforeFit(Training training) {
                training.stop();
            }
        });
        History history = learner.fineTune(2);
        assertTrue(history.stopped());
        assertEquals(0, history.epochs().size());
        assertEquals(7, parameters.trainable().size(), "not left frozen");
    }

    @Test
    void flatCosine() {
        List<Float> rates = new ArrayList<>();
        learner.callback(new Callback() {
            @Override
            public void beforeBatch(Training training) {
                rates.add(training.rate());
            }
        });
        learner.fitFlatCosine(1, 0.01f);
        assertEquals(List.of(0.01f, 0.01f, 0.01f, 0.01f), rates);
    }

    /** Decay apart from the gradient, by a factor of nothing and then of everything. */
    @Test
    void theScheduleRulesTheWeightDecay() {
        learner.optimizer(Sgd.lr(1).decoupledWeightDecay(0.5f));
        LayerGroupsTest plain = new LayerGroupsTest();
        plain.learner.optimizer(Sgd.lr(1));
        learner.fit(
                1,
                0.01f,
                Schedule.constant().withWeightDecay(Schedule.constant().times(0)));
        plain.learner.fit(1, 0.01f);
        assertArrayEquals(
                plain.last.weight().value().toArray(), last.weight().value().toArray(), "no decay");
        learner.fit(1, 0.01f);
        plain.learner.fit(1, 0.01f);
        assertFalse(
                Arrays.equals(
                        plain.last.weight().value().toArray(),
                        last.weight().value().toArray()),
                "the factor ends with the fit");
    }
}

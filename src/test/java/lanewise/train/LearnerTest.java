package lanewise.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import lanewise.backend.Allocator;
import lanewise.nn.Activation;
import lanewise.nn.BatchNorm;
import lanewise.nn.Linear;
import lanewise.nn.Parameters;
import lanewise.nn.Sequential;
import lanewise.optim.Adam;
import lanewise.optim.Optimizer;
import lanewise.optim.OptimizerSpec;
import lanewise.optim.ParameterGroup;
import lanewise.optim.Schedule;
import lanewise.optim.Sgd;
import lanewise.tensor.IntTensor;
import lanewise.tensor.Parameter;
import lanewise.tensor.Tensor;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class LearnerTest {

    /** A linear regression of 3 columns on the rows of {@link Samples#line}. */
    private static Learner<Samples.Batch, Tensor> line(BatchSource<Samples.Batch> train, int batchSize) {
        Parameters parameters = Parameters.init(1);
        return new Learner<>(
                parameters,
                Samples.regression(Linear.of(parameters, 3, 1)),
                train,
                Samples.line(50, 3, 2),
                batchSize,
                3);
    }

    // Learning

    @Test
    @Tag("lane")
    void learnsALine() {
        Learner<Samples.Batch, Tensor> learner = line(Samples.line(400, 3, 1), 16);
        learner.optimizer(Sgd.lr(0.1f).momentum(0.9f));
        History history = learner.fit(8, 0.05f);
        assertTrue(history.last().validLoss() < 1e-6, history::toString);
        float[] weights = learner.parameters().all().get(0).value().toArray();
        assertEquals(3, weights[0], 1e-3);
        assertEquals(-2, weights[1], 1e-3);
        assertEquals(0, weights[2], 1e-3);
        assertFalse(history.stopped());
        assertEquals(8, history.epochs().size());
    }

    @Test
    @Tag("lane")
    void learnsWhatNoLineParts() {
        Parameters parameters = Parameters.init(1);
        Sequential net = Sequential.of(
                Linear.withoutBias(parameters.scope("0"), 2, 32),
                BatchNorm.of(parameters.scope("1"), 32),
                Activation.relu(),
                Linear.of(parameters.scope("2"), 32, 2));
        Learner<Samples.Batch, IntTensor> learner = new Learner<>(
                parameters,
                Samples.classification(net),
                Samples.quadrants(1000, 2, 1),
                Samples.quadrants(500, 2, 2),
                32,
                3);
        learner.metrics(Metric.accuracy());
        History history = learner.fitOneCycle(8, 0.02f);
        assertTrue(history.last().validLoss() < 0.15, history::toString);
        assertTrue(history.last().metrics().get("accuracy") > 0.95, history::toString);
        assertTrue(history.last().trainLoss() < history.epochs().get(0).trainLoss() / 2, history::toString);
    }

    // Rates

    /** Tells the optimizer it made, so that a test can look at its momentum. */
    private static final class Spied implements OptimizerSpec {
        private Optimizer made = Sgd.lr(1).on(List.of());

        @Override
        public float lr() {
            return 1;
        }

        @Override
        public Optimizer on(List<ParameterGroup> groups) {
            made = Sgd.lr(1).momentum(0.5f).on(groups);
            return made;
        }
    }

    @Test
    void followsTheSchedule() {
        Learner<Samples.Batch, Tensor> learner = line(Samples.line(40, 3, 1), 10);
        Spied spied = new Spied();
        learner.optimizer(spied);
        List<Float> rates = new ArrayList<>();
        List<Float> momenta = new ArrayList<>();
        learner.callback(new Callback() {
            @Override
            public void beforeBatch(Training training) {
                rates.add(training.rate());
                momenta.add(spied.made.momentum());
            }
        });
        assertEquals(7, learner.fitCosine(3, 1, 2, 0.01f).epochs().size());
        Schedule cosine = Schedule.cosineRestarts(1, 2);
        assertEquals(28, rates.size());
        for (int step = 0; step < 28; step++) {
            assertEquals(0.01 * cosine.rate(step, 4, 7), rates.get(step), 1e-9, "step " + step);
            assertEquals(0.5f, momenta.get(step), "cosine annealing has no momentum of its own");
        }
        rates.clear();
        momenta.clear();
        learner.fitOneCycle(2, 0.01f);
        for (int step = 0; step < 8; step++) {
            assertEquals(0.01 * Schedule.oneCycle().rate(step, 4, 2), rates.get(step), 1e-9, "step " + step);
            assertEquals(Schedule.oneCycle().momentum(step, 4, 2), momenta.get(step), 1e-6, "step " + step);
        }
        assertEquals(0.5f, spied.made.momentum(), "what the schedule set is undone");
        rates.clear();
        learner.fit(1, 0.02f);
        assertEquals(List.of(0.02f, 0.02f, 0.02f, 0.02f), rates);
    }

    @Test
    void clipsGradients() {
        Learner<Samples.Batch, Tensor> learner = line(Samples.line(40, 3, 1), 40);
        learner.optimizer(Sgd.lr(1));
        float[] before = weights(learner);
        learner.clipNorm(0.01f);
        learner.fit(1, 1);
        float[] clipped = weights(learner);
        assertEquals(0.01, distance(before, clipped), 1e-6);
        learner.clipNorm(Float.POSITIVE_INFINITY);
        learner.fit(1, 0.1f);
        assertTrue(distance(clipped, weights(learner)) > 0.02, "no longer clipped");
    }

    private static float[] weights(Learner<?, ?> learner) {
        Tensor all = Tensor.zeros(0);
        for (Parameter parameter : learner.parameters().all()) {
            all = Tensor.concat(0, all, parameter.value().detach().reshape(-1));
        }
        return all.toArray();
    }

    private static double distance(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (a[i] - b[i]) * (a[i] - b[i]);
        }
        return Math.sqrt(sum);
    }

    // Batches

    /** The sizes of the batches of one epoch. */
    private static List<Integer> batches(int rows, int batchSize) {
        List<Integer> sizes = new ArrayList<>();
        Samples samples = Samples.line(rows, 3, 1);
        BatchSource<Samples.Batch> noting = new BatchSource<>() {
            @Override
            public int rows() {
                return samples.rows();
            }

            @Override
            public Samples.Batch batch(int[] numbers, Allocator allocator) {
                sizes.add(numbers.length);
                return samples.batch(numbers, allocator);
            }
        };
        line(noting, batchSize).fit(1, 1e-3f);
        return sizes;
    }

    @Test
    void aLastBatchOfOneRowIsLeftOut() {
        assertEquals(List.of(4, 4), batches(9, 4));
        assertEquals(List.of(4, 4, 2), batches(10, 4));
        assertEquals(List.of(4, 4), batches(8, 4));
        assertEquals(List.of(3), batches(3, 4));
        assertEquals(List.of(1), batches(1, 4), "unless it is the only one");
        assertEquals(List.of(1, 1, 1), batches(3, 1), "or all are");
    }

    @Test
    void everyRowComesOnceInAnOrderThatChanges() {
        List<Float> seen = new ArrayList<>();
        Parameters parameters = Parameters.init(1);
        Step<Samples.Batch, Tensor> step = Samples.regression(Linear.of(parameters, 1, 1));
        Samples numbered = Samples.ofTargets(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
        Learner<Samples.Batch, Tensor> learner = new Learner<>(
                parameters,
                (batch, pass) -> {
                    for (float target : batch.targets()) {
                        seen.add(target);
                    }
                    return step.run(batch, pass);
                },
                numbered,
                Samples.none(),
                5,
                3);
        learner.fit(2, 1e-3f);
        List<Float> first = seen.subList(0, 12);
        List<Float> second = seen.subList(12, 24);
        List<Float> all = new ArrayList<>();
        for (float target : numbered.y()) {
            all.add(target);
        }
        assertEquals(all, first.stream().sorted().toList());
        assertEquals(all, second.stream().sorted().toList());
        assertFalse(first.equals(all) || first.equals(second), seen::toString);
    }

    // Arguments

    @Test
    void badArguments() {
        Samples some = Samples.line(10, 3, 1);
        assertEquals("learner: the batch size must be at least 1, got 0", message(() -> line(some, 0)));
        assertEquals("learner: there are no rows to train on", message(() -> line(Samples.none(), 4)));
        Learner<Samples.Batch, Tensor> learner = line(some, 4);
        assertEquals("fit: the number of epochs must be at least 1, got 0", message(() -> learner.fit(0, 0.1f)));
        assertEquals(
                "rates: a learning rate may not be negative or infinite, got -0.1",
                message(() -> learner.fit(1, -0.1f)));
        learner.metrics(Metric.mae());
        assertEquals(
                "learner: two metrics have the name rmse",
                message(() -> learner.metrics(Metric.rmse(), Metric.rmse().meanOfBatches())));
        assertEquals(
                List.of("mae"), new ArrayList<>(learner.validate().metrics().keySet()), "the old ones stay");
        learner.clipNorm(Float.NaN);
        assertEquals(
                "optimizer: the limit of the gradient norm must be positive, got NaN",
                message(() -> learner.fit(1, 0.1f)));
    }

    private static String message(Executable executable) {
        return assertThrows(IllegalArgumentException.class, executable).getMessage();
    }

    @Test
    void twoFitsGoOnWhereOneWouldHave() {
        Learner<Samples.Batch, Tensor> once = line(Samples.line(100, 3, 1), 10);
        once.fit(4, 0.01f);
        Learner<Samples.Batch, Tensor> twice = line(Samples.line(100, 3, 1), 10);
        twice.fit(1, 0.01f);
        twice.fit(3, 0.01f);
        assertTrue(Arrays.equals(weights(once), weights(twice)), "moments and random numbers go on");
        Learner<Samples.Batch, Tensor> renewed = line(Samples.line(100, 3, 1), 10);
        renewed.fit(1, 0.01f);
        renewed.optimizer(Adam.lr(1e-3f));
        renewed.fit(3, 0.01f);
        assertFalse(Arrays.equals(weights(once), weights(renewed)), "a new optimizer has no moments");
    }
}

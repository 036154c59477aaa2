package lanewise.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import lanewise.nn.Embedding;
import lanewise.nn.Linear;
import lanewise.nn.Loss;
import lanewise.nn.Parameters;
import lanewise.optim.Adam;
import lanewise.optim.Sgd;
import lanewise.tensor.IntTensor;
import lanewise.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** The callbacks that come with the library. */
class CallbacksTest {

    private static Learner<Samples.Batch, Tensor> learner(Samples train, Samples valid, int batchSize) {
        Parameters parameters = Parameters.init(1);
        Learner<Samples.Batch, Tensor> learner =
                new Learner<>(parameters, Samples.regression(Linear.of(parameters, 3, 1)), train, valid, batchSize, 3);
        learner.optimizer(Sgd.lr(1));
        return learner;
    }

    private static Learner<Samples.Batch, Tensor> learner() {
        return learner(Samples.line(40, 3, 1), Samples.line(20, 3, 2), 10);
    }

    private static float[] weights(Learner<?, ?> learner) {
        return learner.parameters().all().get(0).value().toArray();
    }

    /** A metric that takes the values of a list, one for each epoch. */
    private static Metric<Tensor> scripted(String name, double... values) {
        int[] at = new int[1];
        return new Metric<>() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Accumulator<Tensor> start() {
                double value = values[at[0]++];
                return new Accumulator<>() {
                    @Override
                    public void add(Tensor prediction, Tensor target, int rows) {}

                    @Override
                    public double value() {
                        return value;
                    }
                };
            }
        };
    }

    private static int epochs(EarlyStopping callback, String name, double... values) {
        Learner<Samples.Batch, Tensor> learner = learner();
        learner.metrics(scripted(name, values));
        learner.callback(callback.monitor(name));
        return learner.fit(values.length, 1e-3f).epochs().size();
    }

    // Early stopping

    @Test
    void earlyStoppingWaits() {
        assertEquals(4, epochs(EarlyStopping.patience(2), "accuracy", 0.5, 0.6, 0.6, 0.55, 0.9, 1));
        assertEquals(6, epochs(EarlyStopping.patience(3), "accuracy", 0.5, 0.6, 0.6, 0.55, 0.9, 1));
        assertEquals(2, epochs(EarlyStopping.patience(1), "my_loss", 0.5, 0.6, 0.1));
        assertEquals(2, epochs(EarlyStopping.patience(1), "rmse", 0.5, 0.5, 0.1));
        assertEquals(3, epochs(EarlyStopping.patience(2).minDelta(0.2), "accuracy", 0.5, 0.6, 0.65, 0.9));
        assertEquals(4, epochs(EarlyStopping.patience(4), "accuracy", 0.5, Double.NaN, 0.4, 0.3));
        assertEquals(4, epochs(EarlyStopping.patience(3), "accuracy", 0.5, Double.NaN, 0.4, 0.3, 0.9));
    }

    @Test
    void earlyStoppingByValidLossAndAgain() {
        Learner<Samples.Batch, Tensor> learner = learner();
        learner.callback(EarlyStopping.patience(2));
        History history = learner.fit(3, 1e-2f);
        assertEquals(3, history.epochs().size(), "it gets better and better");
        assertFalse(history.stopped());
        assertEquals(2 + 1, learner.fit(9, 0).epochs().size(), "with a rate of zero nothing gets better");
        assertEquals(3, learner.fit(9, 0).epochs().size(), "each fit begins anew");
    }

    // The best model

    @Test
    void theBestModelComesBack() {
        Learner<Samples.Batch, Tensor> learner = learner();
        learner.metrics(scripted("accuracy", 0.5, 0.9, 0.9, 0.7, 0.8));
        BestModel best = BestModel.of().monitor("accuracy");
        learner.callback(best);
        List<float[]> afterEpoch = new ArrayList<>();
        learner.callback(new Callback() {
            @Override
            public void afterEpoch(Training training) {
                afterEpoch.add(weights(learner));
            }
        });
        learner.fit(4, 1e-2f);
        assertEquals(1, best.epoch(), "the first of two that are as good");
        assertArrayEquals(afterEpoch.get(1), weights(learner));
        assertFalse(Arrays.equals(afterEpoch.get(1), afterEpoch.get(3)));
    }

    /** Adam has put off the rows of a table; they are put back too, and go on from there. */
    @Test
    void theBestModelOfATableComesBack() {
        Parameters parameters = Parameters.init(1);
        Embedding table = Embedding.of(parameters, 200, 4);
        Step<Samples.Batch, Tensor> step = (batch, pass) -> {
            int[] ids = new int[batch.targets().length];
            for (int i = 0; i < ids.length; i++) {
                ids[i] = (int) (100 + 10 * batch.targets()[i]);
            }
            Tensor read = table.forward(IntTensor.vector(ids), pass);
            Tensor prediction = read.slice(0, ids.length).reshape(ids.length, 4).square();
            Tensor target = Tensor.zeros(ids.length, 4);
            return new Output<>(Loss.mse().of(prediction, target), prediction, target, ids.length);
        };
        Learner<Samples.Batch, Tensor> learner =
                new Learner<>(parameters, step, Samples.line(60, 3, 1), Samples.line(10, 3, 2), 5, 3);
        learner.optimizer(Adam.lr(1));
        learner.metrics(scripted("accuracy", 0.5, 0.9, 0.7, 0.8, 0.9, 0.1));
        learner.callback(BestModel.of().monitor("accuracy"));
        List<float[]> afterEpoch = new ArrayList<>();
        learner.callback(new Callback() {
            @Override
            public void afterEpoch(Training training) {
                afterEpoch.add(weights(learner));
            }
        });
        learner.fit(3, 1e-1f);
        assertArrayEquals(afterEpoch.get(1), weights(learner));
        learner.fit(2, 1e-1f);
        assertArrayEquals(afterEpoch.get(4), weights(learner));
    }

    // Reduce on plateau

    private static List<Float> rates(ReduceLrOnPlateau callback, double... values) {
        Learner<Samples.Batch, Tensor> learner = learner(Samples.line(10, 3, 1), Samples.line(20, 3, 2), 10);
        learner.metrics(scripted("accuracy", values));
        learner.callback(callback.monitor("accuracy"));
        List<Float> rates = new ArrayList<>();
        learner.callback(new Callback() {
            @Override
            public void afterBatch(Training training) {
                rates.add(training.rate());
            }
        });
        learner.fit(values.length, 1);
        return rates;
    }

    @Test
    void theRateFallsOnAPlateau() {
        assertEquals(List.of(1f, 1f, 0.1f, 0.1f, 0.01f), rates(ReduceLrOnPlateau.patience(1), 0.5, 0.5, 0.6, 0.6, 0.7));
        assertEquals(
                List.of(1f, 1f, 1f, 0.5f, 0.5f, 0.25f),
                rates(ReduceLrOnPlateau.patience(2).factor(2), 0.5, 0.5, 0.5, 0.5, 0.5, 0.5));
        assertEquals(
                List.of(1f, 1f, 0.25f, 0.25f),
                rates(ReduceLrOnPlateau.patience(1).minLr(0.25), 0.5, 0.5, 0.5, 0.5));
        assertEquals(List.of(1f, 1f, 0.1f), rates(ReduceLrOnPlateau.patience(1).minDelta(0.2), 0.5, 0.6, 0.5));
    }

    // Gradient accumulation

    /** Four batches of ten rows and a step after each forty are one batch of forty. */
    @Test
    void accumulatedGradientsAreThoseOfALargeBatch() {
        Learner<Samples.Batch, Tensor> large = learner(Samples.line(40, 3, 1), Samples.none(), 40);
        Learner<Samples.Batch, Tensor> small = learner(Samples.line(40, 3, 1), Samples.none(), 10);
        int[] steps = new int[1];
        small.callback(GradientAccumulation.rows(40));
        small.callback(new Callback() {
            @Override
            public void afterStep(Training training) {
                steps[0]++;
            }
        });
        large.clipNorm(0.5f);
        small.clipNorm(0.5f);
        large.fit(5, 0.1f);
        small.fit(5, 0.1f);
        assertEquals(5, steps[0]);
        assertArrayEquals(weights(large), weights(small), 1e-5f);
    }

    /** Batches of 7, 7, 7, 7 and 2 rows weigh by their rows. */
    @Test
    void unevenBatchesWeighByTheirRows() {
        Learner<Samples.Batch, Tensor> large = learner(Samples.line(30, 3, 1), Samples.none(), 30);
        Learner<Samples.Batch, Tensor> small = learner(Samples.line(30, 3, 1), Samples.none(), 7);
        small.callback(GradientAccumulation.rows(30));
        large.fit(1, 0.1f);
        small.fit(1, 0.1f);
        assertArrayEquals(weights(large), weights(small), 1e-6f);
    }

    @Test
    void accumulatedRowsOfATable() {
        float[] large = afterTable(24, 0);
        assertArrayEquals(large, afterTable(6, 24), 1e-6f);
    }

    private static float[] afterTable(int batchSize, int accumulated) {
        Parameters parameters = Parameters.init(1);
        Embedding table = Embedding.of(parameters, 200, 4);
        Step<Samples.Batch, Tensor> step = (batch, pass) -> {
            int[] ids = new int[batch.targets().length];
            for (int i = 0; i < ids.length; i++) {
                ids[i] = (int) (100 + batch.targets()[i]);
            }
            Tensor prediction = table.forward(IntTensor.vector(ids), pass);
            Tensor target = Tensor.zeros(ids.length, 4);
            return new Output<>(Loss.mse().of(prediction, target), prediction, target, ids.length);
        };
        Learner<Samples.Batch, Tensor> learner =
                new Learner<>(parameters, step, Samples.line(24, 3, 1), Samples.none(), batchSize, 3);
        learner.optimizer(Sgd.lr(1));
        if (accumulated > 0) {
            learner.callback(GradientAccumulation.rows(accumulated));
        }
        learner.fit(3, 0.5f);
        return weights(learner);
    }

    // Ends of several kinds

    @Test
    void terminateOnNanKeepsTheParameters() {
        Samples spoiled = Samples.line(40, 3, 1);
        spoiled.y()[17] = Float.NaN;
        Learner<Samples.Batch, Tensor> learner = learner(spoiled, Samples.line(20, 3, 2), 10);
        learner.callback(TerminateOnNan.of());
        History history = learner.fit(3, 1e-3f);
        assertTrue(history.stopped());
        assertEquals(0, history.epochs().size());
        for (float weight : weights(learner)) {
            assertTrue(Float.isFinite(weight));
        }
        spoiled.y()[17] = 0;
        Samples badValidation = Samples.line(20, 3, 2);
        badValidation.y()[3] = Float.NaN;
        Learner<Samples.Batch, Tensor> other = learner(spoiled, badValidation, 10);
        other.callback(TerminateOnNan.of());
        assertTrue(other.fit(3, 1e-3f).stopped());
        Learner<Samples.Batch, Tensor> none = learner(spoiled, Samples.none(), 10);
        none.callback(TerminateOnNan.of());
        assertFalse(none.fit(1, 1e-3f).stopped(), "no validation rows are no error");
    }

    @Test
    void theTimeLimitEndsAfterABatch() {
        Learner<Samples.Batch, Tensor> learner = learner();
        learner.callback(TimeLimit.of(Duration.ofMillis(30)));
        learner.callback(new Callback() {
            @Override
            public void beforeBatch(Training training) {
                long until = System.nanoTime() + 16_000_000;
                while (System.nanoTime() < until) {
                    Thread.onSpinWait();
                }
            }
        });
        History history = learner.fit(100, 1e-3f);
        assertTrue(history.stopped());
        assertEquals(1, history.epochs().size(), "two batches of four, validated");
        assertFalse(Double.isNaN(history.last().validLoss()));
    }

    // The log

    @Test
    void theLogHasALineForEachEpoch(@TempDir Path folder) throws Exception {
        Path path = folder.resolve("history.csv");
        Learner<Samples.Batch, Tensor> learner = learner();
        learner.metrics(Metric.mae(), Metric.mae().named("a \"b\", c"));
        learner.callback(CsvLogger.to(path));
        History history = learner.fit(2, 1e-3f);
        List<String> lines = Files.readAllLines(path, StandardCharsets.UTF_8);
        assertEquals(3, lines.size());
        assertEquals("epoch,train_loss,valid_loss,mae,\"a \"\"b\"\", c\",time", lines.get(0));
        Epoch last = history.last();
        assertEquals(
                "1," + last.trainLoss() + "," + last.validLoss() + ","
                        + last.metrics().get("mae") + "," + last.metrics().get("mae") + "," + last.seconds(),
                lines.get(2));
        learner.fit(1, 1e-3f);
        assertEquals(2, Files.readAllLines(path, StandardCharsets.UTF_8).size(), "anew");
    }

    @Test
    void theLogGoesOn(@TempDir Path folder) throws Exception {
        Path path = folder.resolve("history.csv");
        Learner<Samples.Batch, Tensor> learner = learner(Samples.line(40, 3, 1), Samples.none(), 10);
        learner.callback(CsvLogger.to(path).append());
        learner.fit(1, 1e-3f);
        learner.fit(1, 1e-3f);
        List<String> lines = Files.readAllLines(path, StandardCharsets.UTF_8);
        assertEquals(4, lines.size());
        assertTrue(lines.get(1).matches("0,[0-9.]+,,[0-9.E-]+"), lines.get(1));
        Learner<Samples.Batch, Tensor> nowhere = learner();
        nowhere.callback(CsvLogger.to(folder.resolve("no/such/folder.csv")));
        assertThrows(UncheckedIOException.class, () -> nowhere.fit(1, 1e-3f));
    }

    // Arguments

    private static String message(Executable executable) {
        return assertThrows(IllegalArgumentException.class, executable).getMessage();
    }

    @Test
    void badArguments() {
        assertEquals(
                "early stopping: the patience must be at least 1, got 0", message(() -> EarlyStopping.patience(0)));
        assertEquals(
                "monitor: the least difference that counts may not be negative, got -1.0",
                message(() -> EarlyStopping.patience(1).minDelta(-1)));
        assertEquals(
                "reduce on plateau: the patience must be at least 1, the factor above 1 and the least rate not negative,"
                        + " got 1, 1.0 and 0.0",
                message(() -> ReduceLrOnPlateau.patience(1).factor(1)));
        assertEquals(
                "gradient accumulation: it takes at least 1 row, got 0", message(() -> GradientAccumulation.rows(0)));
        assertEquals("time limit: the time must be positive, got PT0S", message(() -> TimeLimit.of(Duration.ZERO)));
        Learner<Samples.Batch, Tensor> learner = learner();
        learner.metrics(Metric.mae());
        learner.callback(EarlyStopping.patience(1).monitor("accuracy"));
        assertEquals(
                "monitor: there is no figure accuracy in the epochs; there are train_loss, valid_loss, mae",
                message(() -> learner.fit(1, 1e-3f)));
        Learner<Samples.Batch, Tensor> blind = learner(Samples.line(40, 3, 1), Samples.none(), 10);
        blind.callback(EarlyStopping.patience(1));
        assertEquals(
                "monitor: there is no valid_loss without validation rows; split some off, or watch train_loss",
                message(() -> blind.fit(1, 1e-3f)));
        Learner<Samples.Batch, Tensor> byTrainLoss = learner(Samples.line(40, 3, 1), Samples.none(), 10);
        byTrainLoss.callback(EarlyStopping.patience(1).monitor("train_loss"));
        assertEquals(2, byTrainLoss.fit(2, 1e-2f).epochs().size());
    }
}

package lanewise.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import lanewise.nn.Init;
import lanewise.nn.Parameters;
import lanewise.tensor.IntTensor;
import lanewise.tensor.Parameter;
import lanewise.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** What an epoch's row says: training loss, validation loss, metrics. */
class EpochFiguresTest {

    /** Losses that are told beforehand, one after the other; the model is a number that no loss depends on much. */
    private static Learner<Samples.Batch, Tensor> scripted(float[] losses, Samples train, Samples valid) {
        Parameters parameters = Parameters.init(1);
        Parameter weight = parameters.weight("weight", Init.zeros(), 1);
        int[] next = {0};
        return new Learner<>(
                parameters,
                (batch, pass) -> {
                    Tensor prediction = Tensor.zeros(batch.targets().length, 1);
                    Tensor target = batch.numbers();
                    Tensor loss = pass.isTraining()
                            ? pass.value(weight).sum().times(0).plus(losses[next[0]++])
                            : target.abs().mean();
                    return new Output<>(loss, prediction, target, batch.targets().length);
                },
                train,
                valid,
                2,
                3);
    }

    @Test
    void theTrainLossForgetsTwoPercentPerBatch() {
        Learner<Samples.Batch, Tensor> learner =
                scripted(new float[] {1, 2, 3, 4}, Samples.ofTargets(0, 0, 0, 0), Samples.none());
        List<Double> smooth = new ArrayList<>();
        learner.callback(new Callback() {
            @Override
            public void beforeFit(Training training) {
                smooth.add(training.smoothLoss());
            }

            @Override
            public void afterBatch(Training training) {
                smooth.add(training.smoothLoss());
            }
        });
        History history = learner.fit(2, 1e-3f);
        // 0.02 / 0.02, 0.0596 / 0.0396, 0.118408 / 0.058808, 0.19603984 / 0.07763184
        double[] expected = {Double.NaN, 1, 1.505051, 2.013467, 2.525250};
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], smooth.get(i), 1e-6, "after " + i + " batches");
        }
        assertEquals(1.505051, history.epochs().get(0).trainLoss(), 1e-6);
        assertEquals(2.525250, history.epochs().get(1).trainLoss(), 1e-6, "it runs on through the epochs");
    }

    @Test
    void metricsAreWeightedByRowsOrByTheCoursesMeanOfBatches() {
        // Validated in batches of 4 and 2: mean absolute errors 2.5 and 5.5, mean squares 7.5 and 30.5.
        Samples valid = Samples.ofTargets(1, 2, 3, 4, 5, 6);
        Learner<Samples.Batch, Tensor> learner = scripted(new float[] {1, 1, 1}, Samples.ofTargets(0, 0), valid);
        learner.metrics(Metric.mae(), Metric.rmse());
        Validation weighted = learner.validate();
        assertEquals(3.5, weighted.loss(), 1e-6);
        assertEquals(List.of("mae", "rmse"), new ArrayList<>(weighted.metrics().keySet()));
        assertEquals(3.5, weighted.metrics().get("mae"), 1e-6);
        assertEquals(Math.sqrt(91 / 6.0), weighted.metrics().get("rmse"), 1e-6);
        learner.meanOfBatches(true);
        Validation plain = learner.validate();
        assertEquals(4, plain.loss(), 1e-6);
        assertEquals(4, plain.metrics().get("mae"), 1e-6);
        assertEquals((Math.sqrt(7.5) + Math.sqrt(30.5)) / 2, plain.metrics().get("rmse"), 1e-6);
        learner.meanOfBatches(false);
        learner.metrics(Metric.rmse().meanOfBatches());
        assertEquals(
                (Math.sqrt(7.5) + Math.sqrt(30.5)) / 2,
                learner.validate().metrics().get("rmse"),
                1e-6);
        assertEquals(3.5, learner.validate().loss(), 1e-6, "the option of one metric leaves the loss weighted");
        Epoch row = learner.fit(1, 1e-3f).last();
        assertEquals((Math.sqrt(7.5) + Math.sqrt(30.5)) / 2, row.metrics().get("rmse"), 1e-6);
    }

    @Test
    void accuracyCountsTheLargestLogit() {
        Metric.Accumulator<IntTensor> accuracy = Metric.<IntTensor>accuracy().start();
        assertTrue(Double.isNaN(accuracy.value()));
        accuracy.add(Tensor.of(new float[][] {{0, 1, 2}, {5, 1, 2}, {0, 3, 1}}), IntTensor.vector(2, 0, 2), 3);
        assertEquals(2 / 3.0, accuracy.value(), 1e-9);
        accuracy.add(Tensor.of(new float[][] {{0, 1, 2}}), IntTensor.vector(0), 1);
        assertEquals(0.5, accuracy.value(), 1e-9);
    }

    @Test
    void validatesWithoutRows() {
        Learner<Samples.Batch, Tensor> learner = scripted(new float[] {1, 1}, Samples.ofTargets(0, 0), Samples.none());
        learner.metrics(Metric.mae(), Metric.rmse().meanOfBatches());
        Validation nothing = learner.validate();
        assertTrue(Double.isNaN(nothing.loss()));
        assertEquals(Map.of("mae", Double.NaN, "rmse", Double.NaN), nothing.metrics());
        Epoch row = learner.fit(1, 1e-3f).last();
        assertEquals(1, row.trainLoss(), 1e-6);
        assertTrue(Double.isNaN(row.validLoss()));
    }
}

package lanewise.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import lanewise.backend.Allocator;
import lanewise.backend.Stranger;
import lanewise.nn.BatchNorm;
import lanewise.nn.Layer;
import lanewise.nn.Linear;
import lanewise.nn.Parameters;
import lanewise.nn.Sequential;
import lanewise.optim.Adam;
import lanewise.optim.Sgd;
import lanewise.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** A loss that is no number ends the fit with the place and the likely cause. */
class NotFiniteTest {

    private final Parameters parameters = Parameters.init(1);

    /** Good rows but for the batch of this number, counted from the first of the fit, which has a NaN in it. */
    private static final class Spoiled implements BatchSource<Samples.Batch> {
        private final Samples samples = Samples.line(40, 3, 1);
        private int left;

        Spoiled(int batch) {
            left = batch;
        }

        @Override
        public int rows() {
            return samples.rows();
        }

        @Override
        public Samples.Batch batch(int[] rows, Allocator allocator) {
            float[] x = samples.x().clone();
            if (left-- == 0) {
                x[rows[2] * 3 + 1] = Float.NaN;
            }
            return new Samples(3, x, samples.y()).batch(rows, allocator);
        }
    }

    private String failure(Layer net, BatchSource<Samples.Batch> train, float lr) {
        Learner<Samples.Batch, Tensor> learner =
                new Learner<>(parameters, Samples.regression(net), train, Samples.none(), 10, 3);
        learner.optimizer(Sgd.lr(lr));
        return assertThrows(TrainingException.class, () -> learner.fit(50, lr)).getMessage();
    }

    @Test
    void inTheFirstBatch() {
        assertEquals(
                "the loss is NaN in epoch 0, batch 0, the first of the fit: look for NaN or infinite numbers in the"
                        + " inputs and targets, or in the weights of an earlier fit",
                failure(Linear.of(parameters, 3, 1), new Spoiled(0), 0.01f));
    }

    @Test
    void inABadRow() {
        assertEquals(
                "the loss is NaN in epoch 1, batch 2, while all parameters are in bounds: look for NaN or infinite"
                        + " numbers in the rows of this batch, or for a target outside what the loss allows; else the"
                        + " learning rate 0.01 is too high",
                failure(Linear.of(parameters, 3, 1), new Spoiled(6), 0.01f));
    }

    /** A device that works on by itself tells the loss when the step has been taken. */
    @Test
    void aStepLate() {
        Learner<Samples.Batch, Tensor> learner = new Learner<>(
                parameters, Samples.regression(Linear.of(parameters, 3, 1)), new Spoiled(6), Samples.none(), 10, 3);
        learner.optimizer(Sgd.lr(0.01f));
        learner.to(Stranger.likeCard().device());
        assertEquals(
                "the loss is NaN in epoch 1, batch 2, and the step that followed it has spoilt the parameters: the"
                        + " learning rate 0.01 is too high, or look for NaN or infinite numbers in the rows of this"
                        + " batch; on stranger:1 this shows a step late, on the cpu before the step is taken",
                assertThrows(TrainingException.class, () -> learner.fit(50, 0.01f))
                        .getMessage());
        assertTrue(Double.isNaN(learner.recorder().losses()[6]));
    }

    /** Who wants to know before the step is told before the step, on any device. */
    @Test
    void terminateOnNanKeepsTheParametersOnAnyDevice() {
        Learner<Samples.Batch, Tensor> learner = new Learner<>(
                parameters, Samples.regression(Linear.of(parameters, 3, 1)), new Spoiled(6), Samples.none(), 10, 3);
        learner.to(Stranger.likeCard().device());
        learner.callback(TerminateOnNan.of());
        assertTrue(learner.fit(50, 0.01f).stopped());
        for (float value : parameters.all().get(0).value().toArray()) {
            assertTrue(Float.isFinite(value), () -> "a weight is " + value);
        }
    }

    /** The row has spoiled the running statistics before the loss tells. */
    @Test
    void inABadRowBeforeABatchNorm() {
        Sequential net =
                Sequential.of(BatchNorm.of(parameters.scope("norm"), 3), Linear.of(parameters.scope("head"), 3, 1));
        String message = failure(net, new Spoiled(1), 0.01f);
        assertTrue(
                message.startsWith("the loss is NaN in epoch 0, batch 1, while all parameters are in bounds: "),
                message);
    }

    /** Squares overflow when the weights are still far from it. */
    @Test
    void becauseTheRateIsTooHigh() {
        String message = failure(Linear.of(parameters.scope("head"), 3, 1), Samples.line(40, 3, 1), 100);
        String expected = "the loss is Infinity in epoch \\d+, batch \\d: the parameter head.weight has grown to"
                + " \\d\\.\\d+E\\d+; the learning rate 100.0 is probably too high, try a tenth of it or clip the"
                + " gradients";
        assertTrue(message.matches(expected), message);
    }

    @Test
    void becauseAWeightOverflowed() {
        Learner<Samples.Batch, Tensor> learner = new Learner<>(
                parameters,
                Samples.regression(Linear.of(parameters.scope("head"), 3, 1)),
                Samples.line(40, 3, 1),
                Samples.none(),
                10,
                3);
        learner.optimizer(Adam.lr(1).decoupledWeightDecay(1));
        assertEquals(
                "the loss is NaN in epoch 0, batch 1: the parameter head.weight has overflowed; the learning rate"
                        + " 3.0E38 is probably too high, try a tenth of it or clip the gradients",
                assertThrows(TrainingException.class, () -> learner.fit(1, 3e38f))
                        .getMessage());
    }

    /** One batch whose loss is finite, and a step so large that the weights are of no use afterwards. */
    @Test
    void inValidation() {
        Learner<Samples.Batch, Tensor> learner = new Learner<>(
                parameters,
                Samples.regression(Linear.of(parameters, 3, 1)),
                Samples.line(10, 3, 1),
                Samples.line(10, 3, 2),
                10,
                3);
        learner.optimizer(Sgd.lr(1e30f));
        String message = assertThrows(TrainingException.class, () -> learner.fit(1, 1e30f))
                .getMessage();
        assertTrue(message.startsWith("the validation loss is Infinity after epoch 0"), message);
        assertTrue(message.contains("the learning rate 1.0E30 is probably too high"), message);
    }
}

package lanewise.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import lanewise.backend.Device;
import lanewise.nn.Activation;
import lanewise.nn.Linear;
import lanewise.nn.Parameters;
import lanewise.nn.Sequential;
import lanewise.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** Everything computed in a step lives in the step's memory, which the next step finds ready. */
class StepMemoryTest {

    private static final int HIDDEN = 200;

    /** One activation of a step takes 51,200 bytes; the objects around the buffers are allowed. */
    private static final long NEXT_TO_NOTHING = 25_000;

    private final Parameters parameters = Parameters.init(1);
    private final Sequential net = Sequential.of(
            Linear.of(parameters.scope("0"), 4, HIDDEN),
            Activation.relu(),
            Linear.of(parameters.scope("1"), HIDDEN, 1));

    @Test
    void whatIsKeptFromAStepThrows() {
        Step<Samples.Batch, Tensor> step = Samples.regression(net);
        List<Tensor> kept = new ArrayList<>();
        List<Tensor> copied = new ArrayList<>();
        Learner<Samples.Batch, Tensor> learner = new Learner<>(
                parameters,
                (batch, pass) -> {
                    Output<Tensor> output = step.run(batch, pass);
                    kept.add(output.prediction());
                    copied.add(output.prediction().copy());
                    return output;
                },
                Samples.line(8, 4, 1),
                Samples.line(8, 4, 2),
                4,
                3);
        learner.fit(1, 1e-3f);
        assertEquals(3, kept.size(), "two batches and a validation");
        for (Tensor tensor : kept) {
            assertEquals(
                    "this tensor belongs to a training step that has ended; copy() what must outlive its step",
                    assertThrows(IllegalStateException.class, tensor::toArray).getMessage());
            assertThrows(IllegalStateException.class, () -> tensor.plus(1));
        }
        copied.forEach(tensor -> assertEquals(tensor.elements(), tensor.toArray().length));
    }

    @Test
    void aStepAllocatesNextToNothing() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long self = Thread.currentThread().getId();
        List<Long> perStep = new ArrayList<>();
        Learner<Samples.Batch, Tensor> learner =
                new Learner<>(parameters, Samples.regression(net), Samples.line(3200, 4, 1), Samples.none(), 64, 3);
        learner.to(Device.cpu(1));
        learner.callback(new Callback() {
            private long before;

            @Override
            public void beforeEpoch(Training training) {
                before = threads.getThreadAllocatedBytes(self);
            }

            @Override
            public void afterTrain(Training training) {
                perStep.add((threads.getThreadAllocatedBytes(self) - before) / training.batches());
                if (last(perStep) < NEXT_TO_NOTHING) {
                    training.stop();
                }
            }
        });
        // Kernels that are not compiled yet put their vectors on the heap, so the first epochs tell nothing.
        learner.fit(3000, 1e-3f);
        assertTrue(last(perStep) < NEXT_TO_NOTHING, () -> "bytes per step, epoch by epoch: " + perStep);
    }

    private static long last(List<Long> numbers) {
        return numbers.get(numbers.size() - 1);
    }
}

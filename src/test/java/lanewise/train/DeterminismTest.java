package lanewise.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Arrays;
import lanewise.backend.Device;
import lanewise.nn.Activation;
import lanewise.nn.BatchNorm;
import lanewise.nn.Dropout;
import lanewise.nn.Linear;
import lanewise.nn.Parameters;
import lanewise.nn.Sequential;
import lanewise.optim.AdamW;
import lanewise.tensor.IntTensor;
import lanewise.tensor.Parameter;
import lanewise.tensor.Tensor;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A seed and the rows decide every bit of the weights, whatever the number of threads. */
@Tag("lane")
class DeterminismTest {

    /** All weights and statistics after a short training that is large enough to be shared out among threads. */
    private static float[] train(Device device, long seed) {
        Parameters parameters = Parameters.init(1);
        Sequential net = Sequential.of(
                Linear.withoutBias(parameters.scope("0"), 40, 300),
                BatchNorm.of(parameters.scope("1"), 300),
                Activation.relu(),
                Dropout.of(0.1f),
                Linear.of(parameters.scope("2"), 300, 2));
        Learner<Samples.Batch, IntTensor> learner = new Learner<>(
                parameters,
                Samples.classification(net),
                Samples.quadrants(1000, 40, 1),
                Samples.quadrants(300, 40, 2),
                250,
                seed);
        learner.to(device);
        learner.optimizer(AdamW.lr(1e-3f));
        learner.clipNorm(1);
        History history = learner.fitOneCycle(2, 0.02f);
        Tensor all = Tensor.of(new float[] {(float) history.last().validLoss()});
        for (Parameter parameter : parameters.all()) {
            all = Tensor.concat(0, all, parameter.value().detach().reshape(-1));
        }
        return all.toArray();
    }

    @Test
    void sameSeedSameBits() {
        float[] first = train(Device.cpu(), 1);
        assertArrayEquals(first, train(Device.cpu(), 1));
        assertFalse(Arrays.equals(first, train(Device.cpu(), 2)), "another seed draws other batches");
    }

    @Test
    void anyNumberOfThreadsGivesTheSameBits() {
        float[] one = train(Device.cpu(1), 1);
        assertArrayEquals(one, train(Device.cpu(2), 1), "2 threads");
        assertArrayEquals(one, train(Device.cpu(4), 1), "4 threads");
    }
}

package lanewise.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import lanewise.nn.Activation;
import lanewise.nn.BatchNorm;
import lanewise.nn.Linear;
import lanewise.nn.Parameters;
import lanewise.nn.Sequential;
import lanewise.tensor.Parameter;
import lanewise.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StochasticWeightAveragingTest {

    private static final int ROWS = 90;

    private final Samples train = Samples.line(ROWS, 2, 1);
    private final Parameters parameters = Parameters.init(1);
    private final BatchNorm norm = BatchNorm.of(parameters.scope("norm"), 2);
    private final Sequential net = Sequential.of(
            norm, Linear.of(parameters.scope("0"), 2, 4), Activation.relu(), Linear.of(parameters.scope("1"), 4, 1));

    private Learner<Samples.Batch, Tensor> learner(int batchSize) {
        return new Learner<>(parameters, Samples.regression(net), train, Samples.line(30, 2, 2), batchSize, 3);
    }

    /** Of the first linear layer. */
    private Parameter weight() {
        Parameter weight = parameters.all().get(4);
        assertEquals("0.weight", weight.name());
        return weight;
    }

    /** Notes the weights when an epoch ends. */
    private static final class Notes implements Callback {
        private final List<float[]> epochs = new ArrayList<>();
        private final Parameter weight;

        Notes(Parameter weight) {
            this.weight = weight;
        }

        @Override
        public void afterEpoch(Training training) {
            epochs.add(weight.value().toArray());
        }
    }

    @Test
    void theModelGetsTheMeanOfItsEpochs() {
        Parameter weight = weight();
        Learner<Samples.Batch, Tensor> learner = learner(20);
        Notes notes = new Notes(weight);
        learner.callback(notes);
        learner.callback(StochasticWeightAveraging.of(learner).from(2));
        learner.fit(5, 1e-2f);
        float[] mean = new float[weight.elements()];
        for (int i = 0; i < mean.length; i++) {
            double sum = 0;
            for (int epoch = 2; epoch < 5; epoch++) {
                sum += notes.epochs.get(epoch)[i];
            }
            mean[i] = (float) (sum / 3);
        }
        assertArrayEquals(mean, weight.value().toArray(), 1e-6f);
    }

    /** The norm comes first, so its statistics are those of the rows. With batches of 20, ten are left over for the last. */
    @ParameterizedTest
    @ValueSource(ints = {20, ROWS})
    void batchNormIsTakenAnewOverAllRows(int batchSize) {
        Learner<Samples.Batch, Tensor> learner = learner(batchSize);
        learner.fit(1, 1e-2f);
        float[] weights = weight().value().toArray();
        learner.updateBatchNorm();
        assertArrayEquals(weights, weight().value().toArray());
        for (int column = 0; column < 2; column++) {
            double sum = 0;
            double squares = 0;
            for (int row = 0; row < ROWS; row++) {
                double x = train.x()[row * 2 + column];
                sum += x;
                squares += x * x;
            }
            assertEquals(sum / ROWS, norm.runningMean().value().toArray()[column], 1e-6);
            double variance = (squares - sum * sum / ROWS) / (ROWS - 1);
            // A mean of batches' variances is less than the variance of all by what their means differ.
            double tolerance = batchSize == ROWS ? 1e-6 : 0.1 * variance;
            assertEquals(variance, norm.runningVariance().value().toArray()[column], tolerance);
        }
    }

    @Test
    void chanceAndWeightsStayAsTheyAre() {
        Learner<Samples.Batch, Tensor> learner = learner(20);
        learner.fit(1, 1e-2f);
        learner.updateBatchNorm();
        learner.fit(1, 1e-2f);
        StochasticWeightAveragingTest other = new StochasticWeightAveragingTest();
        Learner<Samples.Batch, Tensor> without = other.learner(20);
        without.fit(1, 1e-2f);
        without.fit(1, 1e-2f);
        assertArrayEquals(other.weight().value().toArray(), weight().value().toArray());
    }

    @Test
    void theFirstEpochIsNotNegative() {
        StochasticWeightAveraging all = StochasticWeightAveraging.of(learner(20));
        assertThrows(IllegalArgumentException.class, () -> all.from(-1));
    }
}

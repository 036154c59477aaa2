package lanewise.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import lanewise.Page;
import lanewise.backend.Allocator;
import lanewise.nn.Activation;
import lanewise.nn.BatchNorm;
import lanewise.nn.Dropout;
import lanewise.nn.Embedding;
import lanewise.nn.Init;
import lanewise.nn.Linear;
import lanewise.nn.Loss;
import lanewise.nn.Parameters;
import lanewise.nn.Sequential;
import lanewise.optim.AdamW;
import lanewise.tensor.IntTensor;
import lanewise.tensor.Rng;
import lanewise.tensor.Shape;
import lanewise.tensor.Tensor;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Statistics of layers and gradients: the numbers, and that looking changes nothing. */
class LayerStatsTest {

    private static void assertRow(LayerStats.Row row, String name, double mean, double deviation, double nearZero) {
        assertEquals(name, row.name());
        assertEquals(mean, row.mean(), 1e-6, row::toString);
        assertEquals(deviation, row.deviation(), 1e-6, row::toString);
        assertEquals(nearZero, row.nearZero(), 1e-9, row::toString);
    }

    /** One batch of four rows; the weight is 2, the bias -1, so everything can be computed on paper. */
    @Test
    void theNumbersAreThoseOfTheBatch() {
        Parameters parameters = Parameters.init(1);
        Linear linear = Linear.of(parameters, 1, 1, Init.constant(2), Init.constant(-1));
        Samples rows = new Samples(1, new float[] {0.5f, 1, 2, 0}, new float[] {0, 0, 0, 0});
        Sequential net = Sequential.of(linear, Activation.relu());
        Learner<Samples.Batch, Tensor> learner =
                new Learner<>(parameters, Samples.regression(net), rows, Samples.none(), 4, 1);
        LayerStats stats = learner.layerStats();
        // Linear: 0, 1, 3, -1; relu: 0, 1, 3, 0; gradient of the output: 2 / 4 relu, so weight and bias have one number
        // each
        assertEquals(2, stats.activations().size());
        assertRow(stats.activations().get(0), "Linear-1", 0.75, Math.sqrt(11 / 4.0 - 0.75 * 0.75), 0.25);
        assertRow(stats.activations().get(1), "ReLU-2", 1, Math.sqrt(10 / 4.0 - 1), 0.5);
        assertEquals(2, stats.gradients().size());
        assertRow(stats.gradients().get(0), "weight", 0.5 * (1 * 1 + 3 * 2), 0, 0);
        assertRow(stats.gradients().get(1), "bias", 0.5 * 4, 0, 0);
        assertTrue(stats.toString().contains("Linear-1 "), stats::toString);
        assertEquals(2, Page.parse(stats.plot().svg()).ofClass("circle", "f0").size());
    }

    /** Tables of 50 rows and of 10,000, of which a batch reads few; batch norm, dropout, and an optimizer that puts off. */
    private static Learner<IntTensor, Tensor> learner(int count, boolean validates) {
        Parameters parameters = Parameters.init(1);
        Embedding table = Embedding.of(parameters.scope("table"), count, 4);
        Sequential net = Sequential.of(
                Linear.withoutBias(parameters.scope("0"), 4, 8),
                BatchNorm.of(parameters.scope("1"), 8),
                Activation.relu(),
                Dropout.of(0.3f),
                Linear.of(parameters.scope("2"), 8, 1));
        Step<IntTensor, Tensor> step = (ids, pass) -> {
            Tensor prediction = net.forward(table.forward(ids, pass), pass).reshape(-1);
            Tensor target = prediction.detach().times(0).plus(1);
            return new Output<>(Loss.mse().of(prediction, target), prediction, target, ids.elements());
        };
        Learner<IntTensor, Tensor> learner =
                new Learner<>(parameters, step, new Ids(200, count), new Ids(validates ? 40 : 0, count), 16, 3);
        learner.optimizer(AdamW.lr(1e-2f));
        return learner;
    }

    /** Rows that are read through a table. */
    private record Ids(int rows, int count) implements BatchSource<IntTensor> {
        @Override
        public IntTensor batch(int[] chosen, Allocator allocator) {
            int[] ids = new int[chosen.length];
            for (int i = 0; i < ids.length; i++) {
                ids[i] = Rng.of(chosen[i]).nextInt(count);
            }
            return IntTensor.of(allocator, ids, Shape.of(ids.length));
        }
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

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @Tag("lane")
    void lookingChangesNothing(boolean validates, @TempDir Path folder) {
        for (int count : new int[] {50, 10_000}) {
            Learner<IntTensor, Tensor> plain = learner(count, validates);
            Learner<IntTensor, Tensor> looking = learner(count, validates);
            looking.callback(ActivationStats.of(looking));
            looking.report(folder.resolve("report.html"));
            assertArrayEquals(numbers(plain), numbers(looking), "at the start");
            plain.fit(3, 1e-2f);
            looking.fit(3, 1e-2f);
            assertArrayEquals(numbers(plain), numbers(looking), "with the statistics of every epoch, " + count);
            looking.report(folder.resolve("report.html"));
            looking.summary();
            assertArrayEquals(numbers(plain), numbers(looking), "weights and running statistics, " + count);
            plain.fitOneCycle(2, 1e-2f);
            looking.fitOneCycle(2, 1e-2f);
            assertArrayEquals(numbers(plain), numbers(looking), "moments, order of rows and dropout, " + count);
        }
    }

    @Test
    void rowsThatTheBatchDidNotReadHaveNoGradient() {
        LayerStats stats = learner(10_000, false).layerStats();
        LayerStats.Row table = stats.gradients().get(0);
        assertEquals("table.weight", table.name());
        assertTrue(table.nearZero() >= 1 - 16 / 10_000.0 && table.nearZero() < 1, table::toString);
    }

    @Test
    void theCallbackKeepsEveryEpoch() {
        Learner<IntTensor, Tensor> learner = learner(50, true);
        ActivationStats stats = ActivationStats.of(learner);
        assertEquals(List.of(), stats.history());
        Page.parse(stats.plotDeviation().svg()).says("no data");
        learner.callback(stats);
        learner.fit(3, 1e-2f);
        assertEquals(3, stats.history().size());
        assertEquals(
                List.of("Embedding-1", "Linear-2", "BatchNorm1d-3", "ReLU-4", "Dropout-5", "Linear-6"),
                stats.history().get(2).activations().stream()
                        .map(LayerStats.Row::name)
                        .toList());
        Page page = Page.parse(stats.plotNearZero().svg());
        assertEquals(3, page.path("s3").size());
        page.says("ReLU-4: ");
    }

    @Test
    void whatIsFrozenHasNoGradient() {
        Learner<IntTensor, Tensor> learner = learner(50, false);
        learner.parameters().all().forEach(parameter -> parameter.trainable(false));
        LayerStats stats = learner.layerStats();
        assertEquals(6, stats.activations().size());
        assertEquals(List.of(), stats.gradients());
        Page.parse(stats.plot().svg());
    }
}

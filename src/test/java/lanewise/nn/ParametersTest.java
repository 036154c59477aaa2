package lanewise.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lanewise.tensor.Gradients;
import lanewise.tensor.IntTensor;
import lanewise.tensor.Parameter;
import lanewise.tensor.Rng;
import lanewise.tensor.ShapeException;
import lanewise.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class ParametersTest {

    private static Sequential net(Parameters parameters) {
        Parameters head = parameters.scope("head");
        return Sequential.of(
                Linear.withoutBias(parameters.scope("body"), 3, 4),
                BatchNorm.of(head.scope("norm"), 4),
                Linear.of(head.scope("out"), 4, 2));
    }

    private static List<String> names(List<Parameter> parameters) {
        return parameters.stream().map(Parameter::name).toList();
    }

    private static String message(Class<? extends Exception> type, Executable executable) {
        return assertThrows(type, executable).getMessage();
    }

    @Test
    void namesAreTheScopesJoined() {
        Parameters parameters = Parameters.init(1);
        net(parameters);
        assertEquals(
                List.of(
                        "body.weight",
                        "head.norm.weight",
                        "head.norm.bias",
                        "head.norm.running_mean",
                        "head.norm.running_var",
                        "head.out.weight",
                        "head.out.bias"),
                names(parameters.all()));
        assertEquals(parameters.all(), parameters.scope("head").all(), "every scope knows them all");
    }

    @Test
    void countsWeightsNotStatistics() {
        Parameters parameters = Parameters.init(1);
        net(parameters);
        assertEquals(12 + 8 + 10, parameters.count());
        parameters.all().get(0).trainable(false);
        assertEquals(12 + 8 + 10, parameters.count(), "a frozen weight is a weight");
        assertEquals(
                List.of("head.norm.weight", "head.norm.bias", "head.out.weight", "head.out.bias"),
                names(parameters.trainable()));
    }

    @Test
    void twoOfOneNameAreRefused() {
        Parameters parameters = Parameters.init(1);
        Linear.of(parameters.scope("head"), 3, 4);
        assertEquals(
                "parameter head.weight exists already; give each part its own scope",
                message(IllegalArgumentException.class, () -> Linear.of(parameters.scope("head"), 4, 5)));
    }

    @Test
    void eachParameterHasItsOwnStream() {
        Parameters one = Parameters.init(1);
        Linear first = Linear.of(one.scope("a"), 3, 4);
        Linear second = Linear.of(one.scope("b"), 3, 4);
        Parameters two = Parameters.init(1);
        Linear wider = Linear.of(two.scope("a"), 30, 40);
        Linear same = Linear.of(two.scope("b"), 3, 4);
        float[] values = second.weight().value().toArray();
        assertArrayEquals(values, same.weight().value().toArray());
        assertFalse(Arrays.equals(values, first.weight().value().toArray()));
        assertFalse(Arrays.equals(values, Arrays.copyOf(wider.weight().value().toArray(), 12)));
        Parameters other = Parameters.init(2);
        Linear.of(other.scope("a"), 3, 4);
        assertFalse(Arrays.equals(
                values, Linear.of(other.scope("b"), 3, 4).weight().value().toArray()));
    }

    @Test
    void loadedWeightsAreTheSavedOnes() {
        Parameters saved = Parameters.init(1);
        Sequential before = net(saved);
        Tensor x = Tensor.normal(Rng.of(2), 0, 1, 5, 3);
        before.forward(x, Pass.training(Rng.of(3)));
        Map<String, Tensor> values = saved.values();
        Parameters loaded = Parameters.load(values);
        Sequential after = net(loaded);
        loaded.requireAllUsed();
        assertArrayEquals(
                before.forward(x, Pass.inference()).toArray(),
                after.forward(x, Pass.inference()).toArray());
        assertEquals(names(saved.all()), new ArrayList<>(values.keySet()));
        float kept = values.get("body.weight").get(0, 0);
        saved.all().get(0).set(Tensor.zeros(4, 3));
        assertEquals(kept, values.get("body.weight").get(0, 0), "values() are copies");
        assertEquals(kept, loaded.all().get(0).value().get(0, 0), "and are copied on loading");
    }

    @Test
    void weightsOfAnotherModelAreRefused() {
        Parameters saved = Parameters.init(1);
        Linear.of(saved.scope("head"), 3, 4);
        assertEquals(
                "the weights hold no tensor body.weight; they hold head.weight, head.bias",
                message(IllegalArgumentException.class, () -> net(Parameters.load(saved.values()))));
        assertEquals(
                "the weights hold head.weight [4, 3], the model needs [4, 5]",
                message(
                        ShapeException.class,
                        () -> Linear.of(Parameters.load(saved.values()).scope("head"), 5, 4)));
        Parameters half = Parameters.load(saved.values());
        Linear.withoutBias(half.scope("head"), 3, 4);
        assertEquals(
                "the weights hold tensors that the model does not have: head.bias",
                message(IllegalArgumentException.class, half::requireAllUsed));
        Parameters none = Parameters.load(new HashMap<>());
        none.requireAllUsed();
        assertEquals(
                "the weights hold no tensor weight; they hold none",
                message(IllegalArgumentException.class, () -> Linear.of(none, 3, 4)));
    }

    @Test
    void aPassTracksParametersInTrainingOnly() {
        Parameters parameters = Parameters.init(1);
        Embedding table = Embedding.of(parameters, 4, 2);
        IntTensor ids = IntTensor.vector(3, 1);
        Pass training = Pass.training(Rng.of(1));
        Pass inference = Pass.inference();
        assertTrue(training.value(table.weight()).isTracked());
        assertTrue(training.rows(table.weight(), ids).isTracked());
        assertFalse(inference.value(table.weight()).isTracked());
        assertFalse(inference.rows(table.weight(), ids).isTracked());
        Gradients gradients = table.forward(ids, training).sum().backward();
        assertTrue(gradients.contains(table.weight()));
        table.weight().trainable(false);
        assertFalse(training.value(table.weight()).isTracked());
        assertFalse(table.forward(ids, training).isTracked());
        assertEquals("pass: inference has no source of chance", message(IllegalStateException.class, inference::rng));
        assertFalse(inference.observing((layer, output) -> {}).isTraining());
    }

    @Test
    void aRowThatIsNotThereIsAnError() {
        Parameter table = Parameters.init(1).weight("table", Init.zeros(), 2, 3);
        assertEquals(
                "parameter table [2, 3]: there is no row 2",
                assertThrows(IndexOutOfBoundsException.class, () -> table.setRow(2, new float[3]))
                        .getMessage());
    }
}

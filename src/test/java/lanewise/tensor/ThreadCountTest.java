package lanewise.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import lanewise.backend.Device;
import lanewise.backend.Scope;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One, two and four threads give the same bits. */
@Tag("lane")
class ThreadCountTest {

    private static final Device ONE = Device.cpu(1);
    private static final List<Device> MORE = List.of(Device.cpu(2), Device.cpu(4));

    /** What is smaller than 32,768 is not shared out. */
    private static final int LARGE = 36_000;

    static List<OpCase> cases() {
        return OpTable.all().stream()
                .filter(OpCase::grows)
                .map(operation -> operation.enlarged(LARGE))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void operationsAndGradients(OpCase operation) {
        List<float[]> values = operation.values(1);
        List<float[]> expected = valueAndGradients(operation, ONE, values);
        for (Device device : MORE) {
            List<float[]> actual = valueAndGradients(operation, device, values);
            assertEquals(expected.size(), actual.size());
            for (int i = 0; i < actual.size(); i++) {
                String what = i == 0 ? "the value" : "gradient " + (i - 1);
                assertArrayEquals(expected.get(i), actual.get(i), what + " of " + operation + " on " + device);
            }
        }
    }

    private static List<float[]> valueAndGradients(OpCase operation, Device device, List<float[]> values) {
        List<Tensor> inputs = operation.tensors(device, values, -1);
        Tensor y = operation.tensor().apply(inputs);
        assertSame(device.backend(), y.backend(), "where the result lives");
        List<float[]> results = new ArrayList<>();
        results.add(y.toArray());
        float[] cotangent = new OpCase.Input(-1, 1, false, y.shape()).values(new SplittableRandom(2));
        Gradients gradients = y.backward(Tensor.of(device, cotangent, y.shape()));
        for (Tensor input : inputs) {
            if (input.isTracked()) {
                Tensor gradient = gradients.of(input);
                assertSame(device.backend(), gradient.backend(), "where the gradient lives");
                results.add(gradient.toArray());
            }
        }
        return results;
    }

    @Test
    void training() {
        float[] expected = train(ONE);
        for (Device device : MORE) {
            assertArrayEquals(expected, train(device), device.toString());
        }
    }

    /** Twenty steps of a net with two layers; its weights, and the losses of the first and the last step. */
    private static float[] train(Device device) {
        int batch = 96;
        Rng rng = Rng.of(1);
        float[] rows = Tensor.normal(rng, 0, 1, batch, 40).toArray();
        int[] classes = new int[batch];
        Arrays.setAll(classes, row -> rows[row * 40] + rows[row * 40 + 1] > 0 ? 1 : 0);
        List<Parameter> parameters = List.of(
                random(rng, "hidden.weight", 130, 40),
                random(rng, "hidden.bias", 130),
                random(rng, "head.weight", 2, 130),
                random(rng, "head.bias", 2));
        List<Tensor> means = new ArrayList<>();
        List<Tensor> squares = new ArrayList<>();
        for (Parameter parameter : parameters) {
            means.add(Tensor.zeros(parameter.elements()));
            squares.add(Tensor.zeros(parameter.elements()));
        }
        float[] losses = new float[20];
        Scope step = device.backend().scope();
        for (int t = 1; t <= losses.length; t++) {
            Tensor x = Tensor.of(step, rows, Shape.of(batch, 40));
            Tensor hidden = Functional.linearRelu(
                    x, parameters.get(0).value(), parameters.get(1).value());
            Tensor dropped = Functional.dropout(hidden, 0.2f, rng.split());
            Tensor logits = Functional.linear(
                    dropped, parameters.get(2).value(), parameters.get(3).value());
            Tensor loss = Functional.crossEntropy(logits, IntTensor.of(step, classes, Shape.of(batch)));
            assertSame(device.backend(), loss.backend());
            losses[t - 1] = loss.item();
            Gradients gradients = loss.backward();
            gradients.clipNorm(parameters, 0.5f);
            float rate = (float) (0.01 / (1 - Math.pow(0.9, t)));
            float inverseRoot = (float) (1 / Math.sqrt(1 - Math.pow(0.999, t)));
            for (int i = 0; i < parameters.size(); i++) {
                Tensor gradient = gradients.of(parameters.get(i));
                InPlace.adam(
                        parameters.get(i),
                        gradient,
                        means.get(i),
                        squares.get(i),
                        rate,
                        0.9f,
                        0.999f,
                        inverseRoot,
                        1e-8f,
                        0,
                        1,
                        1);
            }
            step.release();
        }
        assertTrue(losses[19] < losses[0] / 2, () -> "it learns: " + Arrays.toString(losses));
        Tensor all = Tensor.of(losses);
        for (Parameter parameter : parameters) {
            all = Tensor.concat(0, all, parameter.value().detach().reshape(-1));
        }
        return all.toArray();
    }

    private static Parameter random(Rng rng, String name, int... shape) {
        return Parameter.weight(name, Tensor.normal(rng, 0, 0.1f, shape).toArray(), Shape.of(shape));
    }
}

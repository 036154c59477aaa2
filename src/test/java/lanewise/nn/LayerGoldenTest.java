package lanewise.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import lanewise.tensor.IntTensor;
import lanewise.tensor.Parameter;
import lanewise.tensor.Rng;
import lanewise.tensor.Shape;
import lanewise.tensor.ShapeException;
import lanewise.tensor.Tensor;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The value of every layer against PyTorch 1.13. The program that made the numbers:
 *
 * <pre>
 * import torch
 * from torch import arange, nn, tensor
 * from torch.nn import functional as F
 *
 * def show(name, t):
 *     print(name, ", ".join(f"{v:.7g}f" for v in t.detach().flatten().tolist()))
 *
 * def cos(shape, first=0.0):
 *     n = torch.Size(shape).numel()
 *     return (arange(n, dtype=torch.float64) + first).cos().float().reshape(shape)
 *
 * x = cos([4, 3], 1)
 * show("linear", F.linear(x, cos([2, 3], 20), tensor([0.5, -0.25])))
 * show("linear without bias", F.linear(x, cos([2, 3], 20)))
 * show("embedding", F.embedding(tensor([[4, 0], [2, 2]]), cos([5, 2])))
 * show("layer norm", F.layer_norm(x, [3], tensor([1.5, -0.5, 0.8]), tensor([0.1, 0.2, -0.3])))
 * bn = nn.BatchNorm1d(3)
 * bn.load_state_dict({"weight": tensor([1.5, -0.5, 0.8]), "bias": tensor([0.1, 0.2, -0.3])}, strict=False)
 * for batch in range(3):
 *     y = bn(cos([4, 3], 5 * batch) * (batch + 1) + batch)
 * show("third batch", y)
 * show("running mean", bn.running_mean)
 * show("running var", bn.running_var)
 * show("inference", bn.eval()(x))
 * other = nn.BatchNorm1d(3, eps=0.1, momentum=0.3)
 * show("other eps", other(x))
 * show("other momentum", other.running_var)
 * z = tensor([-100.0, -3.0, -0.5, 0.0, 0.5, 3.0, 100.0])
 * for f in (F.relu, F.leaky_relu, lambda z: F.leaky_relu(z, 0.2), torch.sigmoid, torch.tanh, F.softplus):
 *     show("activation", f(z))
 * show("exp", z[1:-1].exp())
 * show("log", z[4:].log())
 * rows = tensor([[1.0, 2.0, 3.0], [100.0, 0.0, -100.0]])
 * show("softmax", rows.softmax(1))
 * show("log_softmax", rows.log_softmax(1))
 * </pre>
 */
@Tag("lane")
class LayerGoldenTest {

    private static final float TOLERANCE = 1e-6f;

    private static float[] cos(int count, int first) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) Math.cos(i + first);
        }
        return values;
    }

    private static final Tensor X = Tensor.of(cos(12, 1), 4, 3);

    private static Parameter weight(float[] values, int... shape) {
        return Parameter.weight("w", values, Shape.of(shape));
    }

    private static BatchNorm batchNorm() {
        BatchNorm layer = BatchNorm.of(Parameters.init(0), 3);
        layer.weight().set(Tensor.of(new float[] {1.5f, -0.5f, 0.8f}));
        layer.bias().set(Tensor.of(new float[] {0.1f, 0.2f, -0.3f}));
        return layer;
    }

    private static float[] infer(Layer layer, Tensor x) {
        return layer.forward(x, Pass.inference()).toArray();
    }

    @Test
    void linear() {
        Parameter w = weight(cos(6, 20), 2, 3);
        Linear layer = new Linear(w, weight(new float[] {0.5f, -0.25f}, 2));
        float[] expected = {1.938377f, -1.695695f, -0.8822429f, 1.17033f, 1.798443f, -1.616537f, -0.688655f, 1.035393f};
        assertArrayEquals(expected, infer(layer, X), TOLERANCE);
        assertArrayEquals(expected, infer(layer, X.reshape(2, 2, 3)), TOLERANCE, "any leading axes");
        assertArrayEquals(
                new float[] {1.438377f, -1.445695f, -1.382243f, 1.42033f, 1.298443f, -1.366537f, -1.188655f, 1.285393f},
                infer(new Linear(w, null), X),
                TOLERANCE);
    }

    @Test
    void embedding() {
        Embedding layer = new Embedding(weight(cos(10, 0), 5, 2));
        Tensor y = layer.forward(IntTensor.of(new int[] {4, 0, 2, 2}, 2, 2), Pass.inference());
        assertEquals(Shape.of(2, 2, 2), y.shape());
        assertArrayEquals(
                new float[] {-0.1455f, -0.9111302f, 1f, 0.5403023f, -0.6536436f, 0.2836622f, -0.6536436f, 0.2836622f},
                y.toArray(),
                TOLERANCE);
        assertThrows(IndexOutOfBoundsException.class, () -> layer.forward(IntTensor.vector(0, 5), Pass.inference()));
    }

    @Test
    void layerNorm() {
        LayerNorm layer = LayerNorm.of(Parameters.init(0), 3);
        layer.weight().set(Tensor.of(new float[] {1.5f, -0.5f, 0.8f}));
        layer.bias().set(Tensor.of(new float[] {0.1f, 0.2f, -0.3f}));
        float[] expected = {
            2.069781f,
            0.3010217f,
            -1.188915f,
            -1.827684f,
            0.1343118f,
            0.6229971f,
            1.98427f,
            0.2327639f,
            -1.252522f,
            -1.738577f,
            0.199013f,
            0.678995f
        };
        assertArrayEquals(expected, infer(layer, X), 3e-6f);
        assertArrayEquals(
                infer(layer, X), layer.forward(X, Pass.training(Rng.of(1))).toArray(), "training and inference");
    }

    @Test
    void batchNormOverThreeBatchesThenInference() {
        BatchNorm layer = batchNorm();
        Tensor y = X;
        for (int batch = 0; batch < 3; batch++) {
            Tensor x = Tensor.of(cos(12, 5 * batch), 4, 3).times(batch + 1).plus(batch);
            y = layer.forward(x, Pass.training(Rng.of(0)));
        }
        assertArrayEquals(
                new float[] {
                    -1.301539f,
                    0.3302408f,
                    0.5955828f,
                    1.531819f,
                    0.06138307f,
                    -1.211598f,
                    -1.493923f,
                    0.8983671f,
                    0.3887376f,
                    1.663643f,
                    -0.4899912f,
                    -0.9727222f
                },
                y.toArray(),
                3e-6f);
        float[] mean = {0.3112219f, 0.3125305f, 0.2931248f};
        float[] variance = {1.86775f, 1.219585f, 1.701592f};
        assertArrayEquals(mean, layer.runningMean().value().toArray(), TOLERANCE);
        assertArrayEquals(variance, layer.runningVariance().value().toArray(), TOLERANCE);
        assertArrayEquals(
                new float[] {
                    0.3514309f,
                    0.5299115f,
                    -1.086914f,
                    -0.9590037f,
                    0.2130702f,
                    0.1090877f,
                    0.585871f,
                    0.4073751f,
                    -1.038549f,
                    -1.162523f,
                    0.3394956f,
                    0.03775288f
                },
                infer(layer, X),
                TOLERANCE);
        assertArrayEquals(mean, layer.runningMean().value().toArray(), TOLERANCE, "inference leaves them");
    }

    @Test
    void batchNormWithOtherConstants() {
        BatchNorm layer = BatchNorm.of(Parameters.init(0), 3).eps(0.1f).momentum(0.3f);
        assertArrayEquals(
                new float[] {
                    0.764511f,
                    -0.858644f,
                    -0.9853874f,
                    -0.7827656f,
                    0.8692483f,
                    1.004496f,
                    1.041323f,
                    -0.1903923f,
                    -0.904919f,
                    -1.023068f,
                    0.179788f,
                    0.8858105f
                },
                layer.forward(X, Pass.training(Rng.of(0))).toArray(),
                3e-6f);
        assertArrayEquals(
                new float[] {0.8981735f, 0.7256123f, 1.04419f},
                layer.runningVariance().value().toArray(),
                TOLERANCE);
    }

    @Test
    void frozenBatchNormUsesAndKeepsItsRunningStatistics() {
        BatchNorm layer = batchNorm();
        layer.forward(X.plus(1), Pass.training(Rng.of(0)));
        float[] mean = layer.runningMean().value().toArray();
        float[] variance = layer.runningVariance().value().toArray();
        layer.weight().trainable(false);
        layer.bias().trainable(false);
        Tensor y = layer.forward(X, Pass.training(Rng.of(0)));
        assertArrayEquals(infer(layer, X), y.toArray());
        assertArrayEquals(mean, layer.runningMean().value().toArray());
        assertArrayEquals(variance, layer.runningVariance().value().toArray());
    }

    @Test
    void batchNormSaysWhatItNeeds() {
        BatchNorm layer = BatchNorm.of(Parameters.init(0), 3);
        Pass training = Pass.training(Rng.of(0));
        assertEquals(
                "batchNorm [1, 3]: in training a batch needs at least two rows to have a variance",
                assertThrows(ShapeException.class, () -> layer.forward(X.slice(0, 1), training))
                        .getMessage());
        assertEquals(
                "batchNorm [3, 4]: the input must be a matrix of 3 columns",
                assertThrows(ShapeException.class, () -> layer.forward(X.reshape(3, 4), training))
                        .getMessage());
    }

    @Test
    void activations() {
        float[] z = {-100, -3, -0.5f, 0, 0.5f, 3, 100};
        check(Activation.relu(), z, 0f, 0f, 0f, 0f, 0.5f, 3f, 100f);
        check(Activation.leakyRelu(0.01f), z, -1f, -0.03f, -0.005f, 0f, 0.5f, 3f, 100f);
        check(Activation.leakyRelu(0.2f), z, -20f, -0.6f, -0.1f, 0f, 0.5f, 3f, 100f);
        check(Activation.sigmoid(), z, 0f, 0.04742587f, 0.3775407f, 0.5f, 0.6224594f, 0.9525741f, 1f);
        check(Activation.tanh(), z, -1f, -0.9950548f, -0.4621172f, 0f, 0.4621172f, 0.9950548f, 1f);
        check(Activation.softplus(), z, 0f, 0.04858735f, 0.474077f, 0.6931472f, 0.974077f, 3.048587f, 100f);
        float[] middle = {-3, -0.5f, 0, 0.5f, 3};
        check(Activation.exp(), middle, 0.04978707f, 0.6065307f, 1f, 1.648721f, 20.08554f);
        check(Activation.log(), new float[] {0.5f, 3, 100}, -0.6931472f, 1.098612f, 4.60517f);
    }

    private static void check(Activation activation, float[] x, float... expected) {
        float[] actual = infer(activation, Tensor.of(x));
        for (int i = 0; i < expected.length; i++) {
            float tolerance = TOLERANCE * Math.max(1, Math.abs(expected[i]));
            assertEquals(expected[i], actual[i], tolerance, activation + " of " + x[i]);
        }
    }

    @Test
    void softmaxOverTheLastAxis() {
        Tensor rows = Tensor.of(new float[][] {{1, 2, 3}, {100, 0, -100}});
        assertArrayEquals(
                new float[] {0.09003057f, 0.2447285f, 0.6652409f, 1f, 0f, 0f},
                infer(Activation.softmax(), rows),
                TOLERANCE);
        assertArrayEquals(
                new float[] {-2.407606f, -1.407606f, -0.4076059f, 0f, -100f, -200f},
                infer(Activation.logSoftmax(), rows),
                TOLERANCE);
    }
}

package lanewise.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.ArrayList;
import java.util.List;
import lanewise.tensor.Gradients;
import lanewise.tensor.Parameter;
import lanewise.tensor.Rng;
import lanewise.tensor.Shape;
import lanewise.tensor.Tensor;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SequentialTest {

    /** Someone who looks at nothing, but whose presence forbids fusion. */
    private static final Pass.Observer WATCHER = (layer, output) -> {};

    private static final Tensor X = Tensor.normal(Rng.of(1), 0, 1, 6, 5);

    @Tag("lane")
    @ParameterizedTest
    @EnumSource
    void fusedLayersComputeWhatSingleOnesDo(Activation.Kind kind) {
        Parameters parameters = Parameters.init(2);
        // The logarithm needs positive inputs: weights so small that the bias prevails.
        boolean log = kind == Activation.Kind.LOG;
        Init weight = log ? Init.uniform(0, 0.01f) : Init.linearDefault();
        Sequential net = Sequential.of(
                Linear.of(parameters.scope("0"), 5, 7, weight, Init.constant(log ? 1 : 0)),
                new Activation(kind, kind == Activation.Kind.LEAKY_RELU ? 0.1f : 0));
        assertClose(
                net.forward(X, Pass.inference()),
                net.forward(X, Pass.inference().observing(WATCHER)));
        Tensor fused = net.forward(X, Pass.training(Rng.of(3)));
        Tensor single = net.forward(X, Pass.training(Rng.of(3)).observing(WATCHER));
        assertClose(fused, single);
        Tensor start = Tensor.normal(Rng.of(4), 0, 1, 6, 7);
        Gradients ofFused = fused.backward(start);
        Gradients ofSingle = single.backward(start);
        for (Parameter parameter : net.parameters()) {
            assertClose(ofFused.of(parameter), ofSingle.of(parameter));
        }
    }

    private static void assertClose(Tensor expected, Tensor actual) {
        assertEquals(expected.shape(), actual.shape());
        assertArrayEquals(expected.toArray(), actual.toArray(), 1e-5f);
    }

    @Test
    void theObserverSeesEveryLayerInOrder() {
        Parameters parameters = Parameters.init(2);
        Linear first = Linear.of(parameters.scope("0"), 5, 7);
        BatchNorm norm = BatchNorm.of(parameters.scope("1"), 7);
        Dropout dropout = Dropout.of(0.5f);
        Sequential inner = Sequential.of(norm, dropout);
        Linear last = Linear.withoutBias(parameters.scope("2"), 7, 3);
        Sequential net = Sequential.of(first, Activation.relu(), inner, last, Activation.softmax());
        List<Model<?>> seen = new ArrayList<>();
        List<Tensor> outputs = new ArrayList<>();
        Tensor y = net.forward(X, Pass.training(Rng.of(3)).observing((layer, output) -> {
            seen.add(layer);
            outputs.add(output);
        }));
        assertEquals(List.of(first, Activation.relu(), norm, dropout, last, Activation.softmax()), seen);
        assertEquals(
                List.of(Shape.of(6, 7), Shape.of(6, 7), Shape.of(6, 7), Shape.of(6, 7), Shape.of(6, 3), Shape.of(6, 3)),
                outputs.stream().map(Tensor::shape).toList());
        assertSame(outputs.get(5), y);
    }

    @Test
    void parametersComeInOrder() {
        Parameters parameters = Parameters.init(2);
        Sequential net = Sequential.of(
                Linear.withoutBias(parameters.scope("0"), 5, 7),
                Sequential.of(BatchNorm.of(parameters.scope("1"), 7), Activation.relu()),
                Linear.of(parameters.scope("2"), 7, 3));
        assertEquals(parameters.all(), net.parameters());
        assertEquals(
                List.of(
                        "0.weight [7, 5]",
                        "1.weight [7]",
                        "1.bias [7]",
                        "1.running_mean [7]",
                        "1.running_var [7]",
                        "2.weight [3, 7]",
                        "2.bias [3]"),
                net.parameters().stream().map(Parameter::toString).toList());
    }

    @Test
    void nestedLayersPrintIndented() {
        Parameters parameters = Parameters.init(2);
        Sequential net = Sequential.of(
                Linear.withoutBias(parameters.scope("0"), 5, 7),
                Sequential.of(LayerNorm.of(parameters.scope("1"), 7), Activation.leakyRelu(0.01f)),
                Activation.sigmoid());
        assertEquals("""
            Sequential(
              (0): Linear(in_features=5, out_features=7, bias=False)
              (1): Sequential(
                (0): LayerNorm((7,), eps=1e-05, elementwise_affine=True)
                (1): LeakyReLU(negative_slope=0.01)
              )
              (2): Sigmoid()
            )\
            """, net.toString());
        assertEquals(
                "Embedding(9, 4)", Embedding.of(parameters.scope("e"), 9, 4).toString());
    }

    @Test
    void withoutLayersItIsTheIdentity() {
        assertSame(X, Sequential.of().forward(X, Pass.inference()));
    }
}

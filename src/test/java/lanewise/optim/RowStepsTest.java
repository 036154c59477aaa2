package lanewise.optim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import lanewise.nn.Embedding;
import lanewise.nn.Init;
import lanewise.nn.Parameters;
import lanewise.nn.Pass;
import lanewise.tensor.IntTensor;
import lanewise.tensor.Parameter;
import lanewise.tensor.Rng;
import lanewise.tensor.Shape;
import lanewise.tensor.Tensor;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every optimizer on a table of which a batch reads a few rows: as on the whole table with zeros filled in. */
@Tag("lane")
class RowStepsTest {

    private static final int ROWS = 60;
    private static final int COLUMNS = 20;

    static List<OptimizerSpec> specs() {
        return List.of(
                Sgd.lr(0.1f),
                Sgd.lr(0.1f).momentum(0.9f),
                Adam.lr(0.01f),
                RmsProp.lr(0.01f).momentum(0.5f).eps(1e-3f),
                Adagrad.lr(0.1f).lrDecay(0.01f),
                Adagrad.lr(0.1f).weightDecay(0.1f),
                RAdam.lr(0.01f),
                Lamb.lr(0.01f),
                Lookahead.of(Adam.lr(0.01f)),
                Lookahead.of(Adagrad.lr(0.1f)));
    }

    @ParameterizedTest
    @MethodSource("specs")
    void asOnTheWholeTable(OptimizerSpec spec) {
        Rng rng = Rng.of(7);
        Init init = Init.normal(0, 1);
        Parameters ofRows = Parameters.init(1);
        Parameters ofAll = Parameters.init(1);
        Embedding table = Embedding.of(ofRows, ROWS, COLUMNS, init);
        Parameter whole = ofAll.weight("weight", init, ROWS, COLUMNS);
        Optimizer sparse = spec.on(ofRows);
        Optimizer dense = spec.on(ofAll);
        for (int step = 0; step < 60; step++) {
            int[] ids = new int[5];
            float[] weights = new float[ROWS * COLUMNS];
            Tensor factors = Tensor.uniform(rng.split(), -1, 1, ids.length, COLUMNS);
            float[] numbers = factors.toArray();
            for (int i = 0; i < ids.length; i++) {
                ids[i] = rng.nextInt(ROWS);
                for (int j = 0; j < COLUMNS; j++) {
                    weights[ids[i] * COLUMNS + j] += numbers[i * COLUMNS + j];
                }
            }
            Tensor read = table.forward(IntTensor.vector(ids), Pass.training(rng.split()));
            sparse.step(read.times(factors).sum().backward());
            Tensor all = whole.value().times(Tensor.of(weights, ROWS, COLUMNS));
            dense.step(all.sum().backward());
        }
        assertArrayEquals(whole.value().toArray(), table.weight().value().toArray(), 1e-5f, spec.toString());
    }

    // LAMB, where it divides by a norm

    @Test
    void lambMovesWeightsOfZeroByTheRate() {
        Parameter zero = Parameter.weight("zero", new float[2], Shape.of(2));
        Optimizer optimizer = Lamb.lr(0.1f).on(List.of(ParameterGroup.of(List.of(zero))));
        optimizer.step(zero.value().times(Tensor.of(new float[] {1, -2})).sum().backward());
        assertArrayEquals(new float[] {-0.1f, 0.1f}, zero.value().toArray(), 1e-6f);
        optimizer.rate(0);
        optimizer.step(zero.value().times(Tensor.of(new float[2])).sum().backward());
        assertArrayEquals(new float[] {-0.1f, 0.1f}, zero.value().toArray(), 1e-6f);
    }

    // Lookahead

    /** Three steps of SGD to -3, half of the way back; then from there. */
    @Test
    void lookaheadGoesHalfTheWay() {
        Parameter a = Parameter.weight("a", new float[1], Shape.of(1));
        Optimizer optimizer = Lookahead.of(Sgd.lr(1)).k(3).on(List.of(ParameterGroup.of(List.of(a))));
        float[] expected = {-1, -2, -1.5f, -2.5f, -3.5f, -3};
        for (float value : expected) {
            optimizer.step(a.value().sum().backward());
            assertEquals(value, a.value().item());
        }
        a.trainable(false);
        optimizer.momentum(0.5f);
        assertEquals(0.5f, optimizer.momentum());
    }

    // Arguments

    private static String message(Runnable making) {
        return assertThrows(IllegalArgumentException.class, making::run).getMessage();
    }

    @Test
    void badArguments() {
        assertEquals(
                "RmsProp: alpha must be at least 0 and less than 1, got 1.0",
                message(() -> RmsProp.lr(1).alpha(1)));
        assertEquals(
                "RmsProp: eps, momentum and weight decay may not be negative, got 1.0E-8, -1.0 and 0.0",
                message(() -> RmsProp.lr(1).momentum(-1)));
        assertEquals(
                "Adagrad: the decays, the initial accumulator and eps may not be negative, got lrDecay -1.0, weightDecay"
                        + " 0.0, initialAccumulator 0.0 and eps 1.0E-10",
                message(() -> Adagrad.lr(1).lrDecay(-1)));
        assertEquals(
                "RAdam: the betas must be at least 0 and less than 1, got 1.0 and 0.999",
                message(() -> RAdam.lr(1).betas(1, 0.999f)));
        assertEquals(
                "Lamb: eps and weight decay may not be negative, got -1.0 and 0.01",
                message(() -> Lamb.lr(1).eps(-1)));
        assertEquals(
                "Lookahead: k must be at least 1 and alpha between 0 and 1, got 0 and 0.5",
                message(() -> Lookahead.of(Sgd.lr(1)).k(0)));
    }

    @Test
    void specsAreValuesThatPrintThemselves() {
        assertEquals(
                "RmsProp[lr=0.01, alpha=0.99, eps=1.0E-8, momentum=0.0, centered=false, weightDecay=0.0, decoupled=false]",
                RmsProp.lr(0.01f).toString());
        assertEquals(
                "Lookahead[inner=RAdam[lr=0.001, beta1=0.9, beta2=0.999, eps=1.0E-8, weightDecay=0.0, decoupled=false],"
                        + " k=6, alpha=0.5]",
                Lookahead.of(RAdam.lr(1e-3f)).toString());
        assertEquals(0, Adagrad.lr(1).on(Parameters.init(0)).momentum());
    }
}

package lanewise.optim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import lanewise.tensor.Parameter;
import lanewise.tensor.Shape;
import lanewise.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Rates of layer groups, and what an optimizer makes of them. */
class RatesTest {

    @Test
    void oneForAll() {
        assertArrayEquals(new float[] {0.1f, 0.1f, 0.1f}, Rates.of(0.1f).forGroups(3));
        assertEquals("0.1", Rates.of(0.1f).toString());
    }

    @Test
    void spreadByEqualFactors() {
        assertArrayEquals(
                new float[] {1e-5f, 1e-4f, 1e-3f}, Rates.spread(1e-5f, 1e-3f).forGroups(3), 1e-10f);
        assertArrayEquals(new float[] {1e-5f, 1e-3f}, Rates.spread(1e-5f, 1e-3f).forGroups(2));
        assertArrayEquals(new float[] {1e-3f}, Rates.spread(1e-5f, 1e-3f).forGroups(1), "as fastai's even_mults");
        assertEquals("1.0E-5 to 0.001", Rates.spread(1e-5f, 1e-3f).toString());
    }

    @Test
    void listed() {
        Rates three = Rates.list(1e-4f, 0, 1e-3f);
        assertArrayEquals(new float[] {1e-4f, 0, 1e-3f}, three.forGroups(3));
        assertEquals(three, Rates.list(1e-4f, 0, 1e-3f));
        assertNotEquals(three, Rates.list(1e-4f, 0));
        assertEquals("[1.0E-4, 0.0, 0.001]", three.toString());
        assertEquals(
                "rates: 3 learning rates were given, the model has 2 layer groups", message(() -> three.forGroups(2)));
        assertEquals(
                "rates: 2 learning rates were given, the model has 1 layer group",
                message(() -> Rates.list(1, 2).forGroups(1)));
        assertEquals(
                "rates: 1 learning rate was given, the model has 3 layer groups",
                message(() -> Rates.list(1).forGroups(3)));
    }

    private static String message(Executable executable) {
        return assertThrows(IllegalArgumentException.class, executable).getMessage();
    }

    @Test
    void badArguments() {
        String bad = "rates: a learning rate may not be negative or infinite, got ";
        assertEquals(bad + "-1.0", message(() -> Rates.of(-1)));
        assertEquals(bad + "NaN", message(() -> Rates.list(1, Float.NaN)));
        assertEquals(bad + "Infinity", message(() -> Rates.spread(1, Float.POSITIVE_INFINITY)));
        assertEquals(
                "rates: no factor leads from or to 0, got a spread from 0.0 to 1.0", message(() -> Rates.spread(0, 1)));
    }

    // In an optimizer

    private final Parameter a = Parameter.weight("a", new float[] {1}, Shape.of(1));
    private final Parameter b = Parameter.weight("b", new float[] {1}, Shape.of(1));

    private Optimizer optimizer(OptimizerSpec spec) {
        return spec.on(List.of(
                ParameterGroup.of(List.of(a)), ParameterGroup.of(List.of(b)).times(0.5f)));
    }

    /** A loss whose gradient is 1 for both. */
    private Tensor loss() {
        return a.value().plus(b.value()).sum();
    }

    @Test
    void eachGroupMovesAtItsRate() {
        Optimizer optimizer = optimizer(Sgd.lr(0.1f));
        optimizer.rates(0.25f, 0.5f);
        assertEquals(0.5f, optimizer.rate(), "the last group's, as in the course");
        optimizer.step(loss().backward());
        assertEquals(0.75f, a.value().item());
        assertEquals(0.75f, b.value().item(), "half of 0.5");
        optimizer.rate(0.125f);
        assertArrayEquals(new float[] {0.125f, 0.125f}, optimizer.rates());
        optimizer.step(loss().backward());
        assertEquals(0.625f, a.value().item());
        assertEquals(0.6875f, b.value().item());
    }

    @Test
    void aListOfTheWrongLengthChangesNothing() {
        Optimizer optimizer = optimizer(Sgd.lr(0.1f));
        optimizer.rates(0.25f, 0.5f);
        assertEquals(
                "optimizer: 3 learning rates for 2 parameter groups; there must be as many",
                message(() -> optimizer.rates(1, 2, 3)));
        message(() -> optimizer.rates(1, -1));
        assertArrayEquals(new float[] {0.25f, 0.5f}, optimizer.rates());
        assertEquals(0.5f, optimizer.rate());
    }

    // Weight decay in proportion

    /** A gradient of 1, weights of 1, decay 0.2, rate 0.5, factor 0.25: 1 - 0.5 * (1 + 0.05), or 0.975 - 0.5. */
    @Test
    void weightDecayIsScaled() {
        for (boolean decoupled : new boolean[] {false, true}) {
            a.set(Tensor.of(new float[] {1}));
            Sgd spec = decoupled
                    ? Sgd.lr(0.5f).decoupledWeightDecay(0.2f)
                    : Sgd.lr(0.5f).weightDecay(0.2f);
            Optimizer optimizer = spec.on(List.of(ParameterGroup.of(List.of(a))));
            assertEquals(1, optimizer.weightDecayFactor());
            optimizer.weightDecayFactor(0.25f);
            optimizer.step(a.value().sum().backward());
            assertEquals(0.475f, a.value().item(), 1e-7f);
        }
        a.set(Tensor.of(new float[] {1}));
        Optimizer adam = AdamW.lr(0.5f).weightDecay(0.2f).on(List.of(ParameterGroup.of(List.of(a))));
        adam.weightDecayFactor(0.25f);
        adam.step(a.value().sum().backward());
        assertEquals(0.475f, a.value().item(), 1e-6f, "Adam's first step is the rate");
        assertEquals(
                "optimizer: the factor of the weight decay may not be negative or infinite, got -1.0",
                message(() -> adam.weightDecayFactor(-1)));
    }
}

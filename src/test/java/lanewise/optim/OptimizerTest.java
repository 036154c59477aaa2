package lanewise.optim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lanewise.backend.Device;
import lanewise.backend.Stranger;
import lanewise.nn.Activation;
import lanewise.nn.BatchNorm;
import lanewise.nn.Dropout;
import lanewise.nn.Embedding;
import lanewise.nn.Linear;
import lanewise.nn.Loss;
import lanewise.nn.Parameters;
import lanewise.nn.Pass;
import lanewise.nn.Sequential;
import lanewise.tensor.Gradients;
import lanewise.tensor.IntTensor;
import lanewise.tensor.Parameter;
import lanewise.tensor.Rng;
import lanewise.tensor.Shape;
import lanewise.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class OptimizerTest {

    private static Parameter vector(String name, float... values) {
        return Parameter.weight(name, values, Shape.of(values.length));
    }

    // What is updated

    static List<OptimizerSpec> specs() {
        return List.of(
                Sgd.lr(0.1f),
                Sgd.lr(0.1f).momentum(0.9f).weightDecay(0.1f),
                Sgd.lr(0.1f).decoupledWeightDecay(0.1f),
                Adam.lr(0.1f),
                Adam.lr(0.1f).weightDecay(0.1f),
                AdamW.lr(0.1f));
    }

    @ParameterizedTest
    @MethodSource("specs")
    void frozenLayersKeepTheirBits(OptimizerSpec spec) {
        Parameters parameters = Parameters.init(1);
        Embedding embed = Embedding.of(parameters.scope("embed"), 6, 4);
        BatchNorm norm = BatchNorm.of(parameters.scope("norm"), 4);
        Linear hidden = Linear.of(parameters.scope("hidden"), 4, 4);
        Linear head = Linear.of(parameters.scope("head"), 4, 3);
        Sequential net = Sequential.of(norm, hidden, Activation.relu(), Dropout.of(0.2f), head);
        Optimizer optimizer = spec.on(parameters);
        steps(5, embed, net, optimizer);
        List<Parameter> frozen = List.of(embed.weight(), norm.weight(), norm.bias(), hidden.weight());
        frozen.forEach(parameter -> parameter.trainable(false));
        Map<String, float[]> before = values(parameters);
        steps(5, embed, net, optimizer);
        for (Parameter parameter : parameters.all()) {
            float[] values = parameter.value().toArray();
            if (frozen.contains(parameter) || parameter.isStatistic()) {
                assertArrayEquals(before.get(parameter.name()), values, parameter.name());
            } else {
                assertFalse(Arrays.equals(before.get(parameter.name()), values), parameter.name());
            }
        }
        frozen.forEach(parameter -> parameter.trainable(true));
        steps(1, embed, net, optimizer);
        for (Parameter parameter : parameters.all()) {
            assertFalse(
                    Arrays.equals(
                            before.get(parameter.name()), parameter.value().toArray()),
                    parameter.name() + " is free again");
        }
    }

    private static void steps(int count, Embedding embed, Sequential net, Optimizer optimizer) {
        for (int step = 0; step < count; step++) {
            Pass pass = Pass.training(Rng.of(step));
            Tensor logits = net.forward(embed.forward(IntTensor.vector(0, 3, 1, 4, 2, 5), pass), pass);
            optimizer.step(Loss.crossEntropy()
                    .of(logits, IntTensor.vector(0, 1, 2, 0, 1, 2))
                    .backward());
        }
    }

    private static Map<String, float[]> values(Parameters parameters) {
        Map<String, float[]> values = new HashMap<>();
        parameters.values().forEach((name, tensor) -> values.put(name, tensor.toArray()));
        return values;
    }

    @ParameterizedTest
    @MethodSource("specs")
    void whatHasNoGradientStays(OptimizerSpec spec) {
        Parameter used = vector("used", 1, 2);
        Parameter unused = vector("unused", 3, 4);
        Optimizer optimizer = spec.on(List.of(ParameterGroup.of(List.of(used, unused))));
        optimizer.step(used.value().square().sum().backward());
        assertArrayEquals(new float[] {3, 4}, unused.value().toArray());
        assertFalse(Arrays.equals(new float[] {1, 2}, used.value().toArray()));
        // With rate 0 nothing moves at all.
        optimizer.rate(0);
        float[] before = used.value().toArray();
        optimizer.step(used.value().square().sum().backward());
        assertArrayEquals(before, used.value().toArray());
    }

    @ParameterizedTest
    @MethodSource("specs")
    void gradientsByRowsAreTheDenseOnes(OptimizerSpec spec) {
        float[] start = Tensor.normal(Rng.of(1), 0, 1, 6, 3).toArray();
        Parameter byRows = Parameter.weight("byRows", start, Shape.of(6, 3));
        Parameter dense = Parameter.weight("dense", start, Shape.of(6, 3));
        Optimizer ofRows = spec.on(List.of(ParameterGroup.of(List.of(byRows))));
        Optimizer ofDense = spec.on(List.of(ParameterGroup.of(List.of(dense))));
        Rng rng = Rng.of(2);
        for (int step = 0; step < 12; step++) {
            int[] ids = {rng.nextInt(6), rng.nextInt(6), rng.nextInt(6), rng.nextInt(6)};
            float[][] oneHot = new float[ids.length][6];
            for (int i = 0; i < ids.length; i++) {
                oneHot[i][ids[i]] = 1;
            }
            Tensor weight = Tensor.normal(rng, 0, 1, 4, 3);
            Gradients rows = byRows.rows(IntTensor.of(ids)).times(weight).sum().backward();
            Gradients all =
                    Tensor.of(oneHot).matmul(dense.value()).times(weight).sum().backward();
            assertNotNull(rows.rows(byRows));
            assertNull(all.rows(dense));
            ofRows.step(rows);
            ofDense.step(all);
        }
        assertArrayEquals(dense.value().toArray(), byRows.value().toArray(), 2e-6f);
    }

    // Clipping

    /**
     * Against PyTorch 1.13. The program that made the numbers:
     *
     * <pre>
     * import torch
     * from torch import nn, tensor
     *
     * a, b = nn.Parameter(tensor([1.0, 2.0])), nn.Parameter(tensor([3.0]))
     * table = nn.Parameter(tensor([[1.0, -1.0], [2.0, -2.0], [3.0, -3.0]]))
     * for limit in (1.0, 20.0):
     *     for p in (a, b, table):
     *         p.grad = None
     *     loss = (a * tensor([3.0, 4.0])).sum() + (b * 12).sum() + table[tensor([2, 0, 2])].sum() * 2
     *     loss.backward()
     *     print(nn.utils.clip_grad_norm_([a, b, table], limit), a.grad, b.grad, table.grad)
     * </pre>
     */
    @Test
    void clipNormAgainstPyTorch() {
        Parameter a = vector("a", 1, 2);
        Parameter b = vector("b", 3);
        Parameter table = Parameter.weight("table", new float[] {1, -1, 2, -2, 3, -3}, Shape.of(3, 2));
        Gradients gradients = clipLoss(a, b, table).backward();
        assertEquals(14.456832f, gradients.clipNorm(List.of(a, b, table), 1), 1e-6f);
        assertArrayEquals(new float[] {0.2075143f, 0.2766858f}, gradients.of(a).toArray(), 1e-7f);
        assertArrayEquals(new float[] {0.8300573f}, gradients.of(b).toArray(), 1e-7f);
        assertArrayEquals(
                new float[] {0.1383429f, 0.1383429f, 0, 0, 0.2766858f, 0.2766858f},
                gradients.of(table).toArray(),
                1e-7f);
        Gradients small = clipLoss(a, b, table).backward();
        assertEquals(14.456832f, small.clipNorm(List.of(a, b, table), 20), 1e-6f);
        assertArrayEquals(new float[] {3, 4}, small.of(a).toArray());
        assertArrayEquals(new float[] {2, 2, 0, 0, 4, 4}, small.of(table).toArray());
    }

    private static Tensor clipLoss(Parameter a, Parameter b, Parameter table) {
        return clipLoss(Device.cpu(), a, b, table);
    }

    private static Tensor clipLoss(Device device, Parameter a, Parameter b, Parameter table) {
        return a.value()
                .times(Tensor.of(new float[] {3, 4}).to(device))
                .sum()
                .plus(b.value().times(12).sum())
                .plus(table.rows(IntTensor.vector(2, 0, 2).to(device)).sum().times(2));
    }

    @Test
    void clipsOverAllGroupsButNotWhatIsFrozen() {
        Parameter a = vector("a", 1, 2);
        Parameter b = vector("b", 3);
        Parameter table = Parameter.weight("table", new float[6], Shape.of(3, 2));
        Optimizer optimizer = Sgd.lr(1)
                .on(List.of(
                        ParameterGroup.of(List.of(a, table)),
                        ParameterGroup.of(List.of(b)).times(0.5f)));
        optimizer.clipNorm(1.3f);
        // Frozen after the forward pass: there is a gradient, which must not count.
        Gradients gradients = clipLoss(a, b, table).backward();
        table.trainable(false);
        optimizer.step(gradients);
        assertArrayEquals(new float[] {0.7f, 1.6f}, a.value().toArray(), 1e-6f);
        assertArrayEquals(new float[] {3 - 0.6f}, b.value().toArray(), 1e-6f);
        assertArrayEquals(new float[6], table.value().toArray());
    }

    /** Such a device scales the gradients by itself, since its norm would have to be waited for. */
    @ParameterizedTest
    @ValueSource(floats = {0.01f, 1, 14.4568f, 14.4569f, 20, 1e6f})
    void clippingOnADeviceThatIsNotWaitedFor(float limit) {
        Stranger stranger = Stranger.likeCard();
        float[][] ends = new float[2][];
        for (int way = 0; way < 2; way++) {
            Parameter a = vector("a", 1, 2);
            Parameter b = vector("b", 3);
            Parameter table = Parameter.weight("table", new float[6], Shape.of(3, 2));
            List<Parameter> all = List.of(a, b, table);
            Device device = way == 0 ? Device.cpu() : stranger.device();
            all.forEach(each -> each.to(device));
            Optimizer optimizer = Sgd.lr(1).on(List.of(ParameterGroup.of(all)));
            optimizer.clipNorm(limit);
            Gradients gradients = clipLoss(device, a, b, table).backward();
            stranger.reset();
            optimizer.step(gradients);
            assertEquals("{}", stranger.counts());
            ends[way] = Tensor.concat(0, a.value(), b.value(), table.value().reshape(6))
                    .toArray();
        }
        assertArrayEquals(ends[0], ends[1], 2e-6f);
    }

    static List<OptimizerSpec> allSpecs() {
        List<OptimizerSpec> all = new ArrayList<>(specs());
        all.addAll(List.of(
                RmsProp.lr(0.1f).weightDecay(0.1f),
                Adagrad.lr(0.1f),
                Adagrad.lr(0.1f).weightDecay(0.1f),
                RAdam.lr(0.1f).weightDecay(0.1f),
                Lamb.lr(0.1f),
                Lookahead.of(Adam.lr(0.1f))));
        return all;
    }

    /** An optimizer that clips has the update multiply by the factor; the step is that of gradients that were scaled. */
    @ParameterizedTest
    @MethodSource("allSpecs")
    void clippingIsScalingTheGradientsBefore(OptimizerSpec spec) {
        float[][] ends = new float[2][];
        for (int way = 0; way < 2; way++) {
            Parameter a = vector("a", 1, 2);
            Parameter b = vector("b", 3);
            Parameter table = Parameter.weight("table", new float[40], Shape.of(20, 2));
            List<Parameter> all = List.of(a, b, table);
            Optimizer optimizer = spec.on(List.of(ParameterGroup.of(all)));
            if (way == 0) {
                optimizer.clipNorm(1.3f);
            }
            for (int step = 0; step < 3; step++) {
                // Growing gradients: Adam does not notice a factor that is the same at every step.
                Gradients gradients =
                        clipLoss(a, b, table).times(1 + step * step).backward();
                if (way == 1) {
                    gradients.clipNorm(all, 1.3f);
                }
                optimizer.step(gradients);
            }
            ends[way] = Tensor.concat(0, a.value(), b.value(), table.value().reshape(40))
                    .toArray();
        }
        assertArrayEquals(ends[1], ends[0], 1e-6f, spec.toString());
        assertFalse(Arrays.equals(new float[] {1, 2, 3}, Arrays.copyOf(ends[0], 3)));
    }

    // Arguments

    private static String message(Executable executable) {
        return assertThrows(IllegalArgumentException.class, executable).getMessage();
    }

    @Test
    void badArguments() {
        Parameter a = vector("a", 1);
        Optimizer optimizer = Adam.lr(1e-3f).on(List.of(ParameterGroup.of(List.of(a))));
        String rate = "optimizer: the learning rate may not be negative or infinite, got ";
        assertEquals(rate + "-0.1", message(() -> optimizer.rate(-0.1f)));
        assertEquals(rate + "NaN", message(() -> optimizer.rate(Float.NaN)));
        assertEquals(rate + "Infinity", message(() -> optimizer.rate(Float.POSITIVE_INFINITY)));
        assertEquals(rate + "-1.0", message(() -> Sgd.lr(-1).on(List.of(ParameterGroup.of(List.of(a))))));
        assertEquals(1e-3f, optimizer.rate(), "a refused rate changes nothing");
        assertEquals(
                "optimizer: the limit of the gradient norm must be positive, got 0.0",
                message(() -> optimizer.clipNorm(0)));
        assertEquals(
                "parameter group: the rate may not be negative or infinite, its multiplier is -2.0",
                message(() -> ParameterGroup.of(List.of(a)).times(-2)));
        assertEquals(
                "optimizer: the parameter a is given twice; each may be in one group, once",
                message(() -> Sgd.lr(1).on(List.of(ParameterGroup.of(List.of(a)), ParameterGroup.of(List.of(a))))));
        assertEquals(
                "Adam: the betas must be at least 0 and less than 1, got 0.9 and 1.0",
                message(() -> Adam.lr(1).betas(0.9f, 1)));
        assertEquals(
                "Adam: eps and weight decay may not be negative, got 1.0E-8 and -0.1",
                message(() -> Adam.lr(1).weightDecay(-0.1f)));
        assertEquals(
                "Sgd: momentum and weight decay may not be negative, got -0.9 and 0.0",
                message(() -> Sgd.lr(1).momentum(-0.9f)));
    }

    @Test
    void specsAreValuesThatPrintThemselves() {
        assertEquals(
                "Adam[lr=0.001, beta1=0.9, beta2=0.999, eps=1.0E-8, weightDecay=0.01, decoupled=true]",
                AdamW.lr(1e-3f).toString());
        assertEquals(AdamW.lr(1e-3f), Adam.lr(1e-3f).decoupledWeightDecay(0.01f));
        assertEquals(
                "Sgd[lr=0.1, momentum=0.9, nesterov=true, weightDecay=0.0, decoupled=false]",
                Sgd.lr(0.1f).nesterov(0.9f).toString());
        Optimizer optimizer = Sgd.lr(0.1f).momentum(0.9f).on(Parameters.init(0));
        assertEquals(0.1f, optimizer.rate());
        assertEquals(0.9f, optimizer.momentum());
        optimizer.momentum(0.5f);
        assertEquals(0.5f, optimizer.momentum());
        assertEquals(0.9f, Adam.lr(1).on(Parameters.init(0)).momentum());
    }

    @Test
    void adamWStaysDecoupledWithAnotherDecay() {
        assertTrue(AdamW.lr(1e-3f).weightDecay(0.1f).decoupled());
        assertFalse(Adam.lr(1e-3f).weightDecay(0.1f).decoupled());
        assertTrue(Sgd.lr(0.1f).decoupledWeightDecay(0.1f).weightDecay(0.2f).decoupled());
    }

    @Test
    void multipliersOfAGroupMultiply() {
        assertEquals(6, ParameterGroup.of(List.of()).times(2).times(3).multiplier());
    }
}

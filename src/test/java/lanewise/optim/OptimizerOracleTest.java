package lanewise.optim;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import lanewise.tensor.Parameter;
import lanewise.tensor.Shape;
import lanewise.tensor.Tensor;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every optimizer against its equations in doubles, over random gradients, with rate and momentum changing each step. */
@Tag("lane")
class OptimizerOracleTest {

    private static final long SEED = 11;
    private static final int STEPS = 40;

    /** Two groups, the second at a third of the rate; lengths beyond the lanes and with a tail. */
    private static final int[] LENGTHS = {37, 5};

    private static final float[] MULTIPLIERS = {1, 1f / 3};

    /** One step in doubles on one number. */
    private interface Oracle {
        double step(Memory memory, double p, double gradient, double rate, double momentum);
    }

    /** What an oracle remembers of a number. */
    private static final class Memory {
        double first;
        double second;
        double product1 = 1;
        double product2 = 1;
    }

    private static Oracle oracle(Sgd spec) {
        return (memory, p, gradient, rate, momentum) -> {
            double g = spec.decoupled() ? gradient : gradient + spec.weightDecay() * p;
            double kept = spec.decoupled() ? p - rate * spec.weightDecay() * p : p;
            memory.first = momentum * memory.first + g;
            return kept - rate * (spec.nesterov() ? g + momentum * memory.first : memory.first);
        };
    }

    private static Oracle oracle(Adam spec) {
        return (memory, p, gradient, rate, beta1) -> {
            double g = spec.decoupled() ? gradient : gradient + spec.weightDecay() * p;
            double kept = spec.decoupled() ? p - rate * spec.weightDecay() * p : p;
            memory.first = beta1 * memory.first + (1 - beta1) * g;
            memory.second = spec.beta2() * memory.second + (1 - spec.beta2()) * g * g;
            memory.product1 *= beta1;
            memory.product2 *= spec.beta2();
            double mean = memory.first / (1 - memory.product1);
            double square = memory.second / (1 - memory.product2);
            return kept - rate * mean / (Math.sqrt(square) + spec.eps());
        };
    }

    static List<OptimizerSpec> specs() {
        return List.of(
                Sgd.lr(0.1f),
                Sgd.lr(0.1f).momentum(0.9f),
                Sgd.lr(0.1f).nesterov(0.9f),
                Sgd.lr(0.1f).weightDecay(0.2f),
                Sgd.lr(0.1f).momentum(0.9f).weightDecay(0.2f),
                Sgd.lr(0.1f).nesterov(0.9f).decoupledWeightDecay(0.2f),
                Adam.lr(0.1f),
                Adam.lr(0.1f).betas(0.7f, 0.9f).eps(0.01f),
                Adam.lr(0.1f).weightDecay(0.2f),
                Adam.lr(0.1f).decoupledWeightDecay(0.2f),
                AdamW.lr(0.1f));
    }

    @ParameterizedTest
    @MethodSource("specs")
    void constantRate(OptimizerSpec spec) {
        run(spec, false);
    }

    @ParameterizedTest
    @MethodSource("specs")
    void changingRateAndMomentum(OptimizerSpec spec) {
        run(spec, true);
    }

    private static void run(OptimizerSpec spec, boolean changing) {
        Oracle oracle = spec instanceof Adam adam ? oracle(adam) : oracle((Sgd) spec);
        SplittableRandom random = new SplittableRandom(SEED);
        List<Parameter> parameters = new ArrayList<>();
        List<ParameterGroup> groups = new ArrayList<>();
        double[][] expected = new double[LENGTHS.length][];
        Memory[][] memories = new Memory[LENGTHS.length][];
        for (int i = 0; i < LENGTHS.length; i++) {
            float[] start = random(random, LENGTHS[i]);
            expected[i] = new double[LENGTHS[i]];
            memories[i] = new Memory[LENGTHS[i]];
            for (int j = 0; j < start.length; j++) {
                expected[i][j] = start[j];
                memories[i][j] = new Memory();
            }
            parameters.add(Parameter.weight("p" + i, start, Shape.of(LENGTHS[i])));
            groups.add(ParameterGroup.of(List.of(parameters.get(i))).times(MULTIPLIERS[i]));
        }
        Optimizer optimizer = spec.on(groups);
        for (int step = 0; step < STEPS; step++) {
            if (changing) {
                optimizer.rate(0.02f + 0.1f * random.nextInt(3));
                optimizer.momentum(0.5f + 0.2f * random.nextInt(3));
            }
            Tensor loss = Tensor.scalar(0);
            for (int i = 0; i < LENGTHS.length; i++) {
                float[] gradient = random(random, LENGTHS[i]);
                loss = loss.plus(
                        parameters.get(i).value().times(Tensor.of(gradient)).sum());
                double rate = (double) optimizer.rate() * MULTIPLIERS[i];
                for (int j = 0; j < gradient.length; j++) {
                    expected[i][j] =
                            oracle.step(memories[i][j], expected[i][j], gradient[j], rate, optimizer.momentum());
                }
            }
            optimizer.step(loss.backward());
        }
        for (int i = 0; i < LENGTHS.length; i++) {
            float[] actual = parameters.get(i).value().toArray();
            for (int j = 0; j < actual.length; j++) {
                // 40 steps of about ten roundings each, of numbers up to ten.
                assertEquals(expected[i][j], actual[j], 2e-5, spec + ", p" + i + "[" + j + "], seed " + SEED);
            }
        }
    }

    private static float[] random(SplittableRandom random, int length) {
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) (2 * random.nextDouble() - 1);
        }
        return values;
    }
}

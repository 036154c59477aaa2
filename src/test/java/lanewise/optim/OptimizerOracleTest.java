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
    private static final int FEW_STEPS = 40;
    private static final int STEPS = 300;

    /** Two groups, the second at a third of the rate; lengths beyond the lanes and with a tail. */
    private static final int[] LENGTHS = {37, 5};

    private static final float[] MULTIPLIERS = {1, 1f / 3};

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
                AdamW.lr(0.1f),
                RmsProp.lr(0.01f),
                RmsProp.lr(0.01f).alpha(0.9f).eps(1e-3f).momentum(0.9f).weightDecay(0.2f),
                RmsProp.lr(0.01f).alpha(0.9f).eps(1e-3f).centered(true).decoupledWeightDecay(0.2f),
                Adagrad.lr(0.01f),
                Adagrad.lr(0.01f)
                        .lrDecay(0.1f)
                        .initialAccumulator(0.5f)
                        .eps(1e-3f)
                        .weightDecay(0.2f),
                Adagrad.lr(0.01f).decoupledWeightDecay(0.2f),
                RAdam.lr(0.01f),
                RAdam.lr(0.01f).betas(0.7f, 0.9f).eps(0.01f).weightDecay(0.2f),
                RAdam.lr(0.01f).decoupledWeightDecay(0.2f),
                Lamb.lr(0.01f),
                Lamb.lr(0.01f).betas(0.7f, 0.9f).eps(0.01f).weightDecay(0),
                Lookahead.of(Adam.lr(0.01f)),
                Lookahead.of(RAdam.lr(0.01f)).k(5).alpha(0.8f),
                Lookahead.of(Sgd.lr(0.1f).momentum(0.9f)).k(1));
    }

    @ParameterizedTest
    @MethodSource("specs")
    void constantRate(OptimizerSpec spec) {
        run(spec, STEPS, 0);
    }

    @ParameterizedTest
    @MethodSource("specs")
    void changingRateAndMomentum(OptimizerSpec spec) {
        run(spec, STEPS, 0.01f);
    }

    @ParameterizedTest
    @MethodSource("specs")
    void constantRateForFewSteps(OptimizerSpec spec) {
        run(spec, FEW_STEPS, 0);
    }

    /** Rates up to 0.22, with which errors grow fast. */
    @ParameterizedTest
    @MethodSource("specs")
    void changingAmongHighRates(OptimizerSpec spec) {
        run(spec, FEW_STEPS, 0.1f);
    }

    /**
     * @param spread of three rates: a fifth of it, and once and twice the spread above that; 0 for the optimizer's own
     */
    private static void run(OptimizerSpec spec, int steps, float spread) {
        SplittableRandom random = new SplittableRandom(SEED);
        List<Parameter> parameters = new ArrayList<>();
        List<ParameterGroup> groups = new ArrayList<>();
        List<DoubleOracle> oracles = new ArrayList<>();
        double[][] expected = new double[LENGTHS.length][];
        for (int i = 0; i < LENGTHS.length; i++) {
            float[] start = random(random, LENGTHS[i]);
            expected[i] = doubles(start);
            oracles.add(DoubleOracle.of(spec, LENGTHS[i]));
            parameters.add(Parameter.weight("p" + i, start, Shape.of(LENGTHS[i])));
            groups.add(ParameterGroup.of(List.of(parameters.get(i))).times(MULTIPLIERS[i]));
        }
        Optimizer optimizer = spec.on(groups);
        for (int step = 0; step < steps; step++) {
            if (spread > 0) {
                optimizer.rate(spread / 5 + spread * random.nextInt(3));
                optimizer.momentum(0.5f + 0.2f * random.nextInt(3));
            }
            Tensor loss = Tensor.scalar(0);
            for (int i = 0; i < LENGTHS.length; i++) {
                float[] gradient = random(random, LENGTHS[i]);
                loss = loss.plus(
                        parameters.get(i).value().times(Tensor.of(gradient)).sum());
                double rate = (double) optimizer.rate() * MULTIPLIERS[i];
                oracles.get(i).step(expected[i], doubles(gradient), rate, optimizer.momentum());
            }
            optimizer.step(loss.backward());
        }
        for (int i = 0; i < LENGTHS.length; i++) {
            float[] actual = parameters.get(i).value().toArray();
            for (int j = 0; j < actual.length; j++) {
                double error = steps <= FEW_STEPS ? 2e-5 : 1e-5 * Math.max(1, Math.abs(expected[i][j]));
                assertEquals(expected[i][j], actual[j], error, spec + ", p" + i + "[" + j + "], seed " + SEED);
            }
        }
    }

    private static double[] doubles(float[] values) {
        double[] doubles = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            doubles[i] = values[i];
        }
        return doubles;
    }

    private static float[] random(SplittableRandom random, int length) {
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) (2 * random.nextDouble() - 1);
        }
        return values;
    }
}

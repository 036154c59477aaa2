package lanewise.optim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import lanewise.nn.Embedding;
import lanewise.nn.Init;
import lanewise.nn.Parameters;
import lanewise.nn.Pass;
import lanewise.tensor.Functional;
import lanewise.tensor.IntTensor;
import lanewise.tensor.Rng;
import lanewise.tensor.Tensor;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Adam that moves the rows of a table when they are read, against Adam that moves them all at every step. */
class DeferredAdamTest {

    private static final long SEED = 20_261_121;
    private static final double BETA2 = 0.99;

    /** Without epsilon there is no approximation: one-cycle over 6,250 steps, decay, gradients now and then. */
    @Test
    void withoutEpsilonItIsExactInDoubles() {
        assertEquals(0, worstInDoubles(1e-16, 6_250, 200), 1e-6);
    }

    /** The correction to first order leaves an error of the second: epsilon 1e-8 against gradients of about 1e-3. */
    @Test
    void withEpsilonTheErrorIsOfSecondOrder() {
        assertEquals(0, worstInDoubles(1e-8, 3_000, 200), 1e-5);
    }

    /** Decays that leave the range of numbers: a quotient of 0.5^n is exact, and 0 where the mean is nothing any more. */
    @Test
    void longDecaysStayInRange() {
        DecayProduct product = new DecayProduct();
        int steps = 3_000;
        for (int step = 1; step <= steps; step++) {
            product.add(step, 0.5);
            assertEquals(1, product.since(step));
            for (int touched = Math.max(0, step - 320); touched <= step; touched++) {
                assertEquals(Math.pow(0.5, step - touched), product.since(touched), "step " + step);
            }
        }
        assertEquals(0, product.since(0));
        product.restart();
        product.add(1, 0.25);
        assertEquals(0.25, product.since(0));
    }

    /** Decay so strong that the weights' shrinking leaves the range of numbers before the steps are full. */
    @Test
    void stepsAreForgottenInTime() {
        DeferredSteps steps = new DeferredSteps(4096);
        int restarts = 0;
        for (int step = 1; step <= 12_288; step++) {
            steps.add(1e-3, 0.9, BETA2, 1.5, 0.5);
            if (steps.isFull()) {
                steps.restart();
                restarts++;
            }
        }
        assertEquals(12_288 / 665, restarts, "0.5^665 is the first product below 1e-200");
    }

    /** The largest relative difference of any weight of 20 rows, each touched once in about {@code rarely} steps. */
    private static double worstInDoubles(double epsilon, int total, int rarely) {
        Schedule cycle = Schedule.oneCycle();
        int rows = 20;
        Rng rng = Rng.of(SEED);
        double[][] dense = new double[rows][];
        double[][] lazy = new double[rows][];
        int[] touched = new int[rows];
        for (int row = 0; row < rows; row++) {
            dense[row] = new double[] {rng.nextGaussian(), 0, 0};
            lazy[row] = dense[row].clone();
        }
        DeferredSteps steps = new DeferredSteps(2_000);
        double product1 = 1;
        double product2 = 1;
        for (int step = 0; step < total; step++) {
            double rate = 5e-3 * cycle.rate(step, total, 1);
            double beta1 = cycle.momentum(step, total, 1);
            product1 *= beta1;
            product2 *= BETA2;
            double size = rate / (1 - product1);
            double inverseRoot = 1 / Math.sqrt(1 - product2);
            double keep = 1 - rate * 0.1;
            double[] gradients = new double[rows];
            for (int row = 0; row < rows; row++) {
                gradients[row] = rng.nextInt(rarely) == 0 ? 1e-3 * rng.nextGaussian() : 0;
                if (gradients[row] != 0) {
                    settle(lazy[row], steps, touched[row], epsilon);
                }
            }
            steps.add(size, beta1, BETA2, inverseRoot, keep);
            for (int row = 0; row < rows; row++) {
                adam(dense[row], gradients[row], size, beta1, inverseRoot, epsilon, keep);
                if (gradients[row] != 0) {
                    adam(lazy[row], gradients[row], size, beta1, inverseRoot, epsilon, keep);
                    touched[row] = steps.steps();
                }
            }
            if (steps.isFull()) {
                for (int row = 0; row < rows; row++) {
                    settle(lazy[row], steps, touched[row], epsilon);
                }
                Arrays.fill(touched, 0);
                steps.restart(inverseRoot);
            }
        }
        double worst = 0;
        for (int row = 0; row < rows; row++) {
            settle(lazy[row], steps, touched[row], epsilon);
            worst = Math.max(worst, Math.abs(lazy[row][0] - dense[row][0]) / Math.abs(dense[row][0]));
        }
        return worst;
    }

    /** Weight, mean and square of a row of one number. */
    private static void adam(
            double[] row, double g, double size, double beta1, double inverseRoot, double epsilon, double keep) {
        row[1] = beta1 * row[1] + (1 - beta1) * g;
        row[2] = BETA2 * row[2] + (1 - BETA2) * g * g;
        row[0] = row[0] * keep - size * row[1] / (Math.sqrt(row[2]) * inverseRoot + epsilon);
    }

    private static void settle(double[] row, DeferredSteps steps, int touched, double epsilon) {
        double q = row[1] == 0 ? 1 : Math.sqrt(row[2]) + steps.shift(touched, epsilon);
        double move = row[1] * (steps.first(touched) / q - steps.second(touched, epsilon) / (q * q));
        row[0] = row[0] * steps.keep(touched) - move;
        row[1] *= steps.meanDecay(touched);
        row[2] *= steps.squareDecay(touched);
    }

    /** In floats: 3,000 steps on a table of 400 rows, 8 of them in a batch, against the dense step on a twin. */
    @Test
    @Tag("lane")
    void agreesWithTheDenseStepInFloats() {
        for (float decay : new float[] {0, 0.1f}) {
            Table lazy = new Table(Adam.lr(5e-3f).betas(0.9f, 0.99f).decoupledWeightDecay(decay), true);
            Table dense = new Table(Adam.lr(5e-3f).betas(0.9f, 0.99f).decoupledWeightDecay(decay), false);
            for (int step = 0; step < 3_000; step++) {
                lazy.step(step);
                dense.step(step);
            }
            assertEquals(dense.meanLoss(), lazy.meanLoss(), 1e-4 * dense.meanLoss(), "decay " + decay);
            float[] expected = dense.table.weight().value().toArray();
            float[] actual = lazy.table.weight().value().toArray();
            for (int i = 0; i < expected.length; i++) {
                assertEquals(expected[i], actual[i], 1e-2 * Math.abs(expected[i]) + 1e-4, "weight " + i);
            }
        }
    }

    /** With beta2 below beta1 the sums of missed steps would grow without end: all rows move at once. */
    @Test
    void betasWhoseSumsDoNotConvergeAreDense() {
        Adam adam = Adam.lr(5e-3f).betas(0.94f, 0.9f);
        Table lazy = new Table(adam, true);
        Table dense = new Table(adam, false);
        for (int step = 0; step < 1_500; step++) {
            lazy.step(step);
            dense.step(step);
        }
        assertArrayEquals(
                dense.table.weight().value().toArray(),
                lazy.table.weight().value().toArray(),
                1e-4f);
    }

    /** A table read whole at some steps, by rows at others, has the weights of one that is always read whole. */
    @Test
    void wholeAndRowReadsMayAlternate() {
        Table mixed = new Table(Adam.lr(1e-2f), true);
        Table dense = new Table(Adam.lr(1e-2f), false);
        for (int step = 0; step < 200; step++) {
            mixed.whole = step % 7 == 3;
            mixed.step(step);
            dense.step(step);
        }
        float[] expected = dense.table.weight().value().toArray();
        float[] actual = mixed.table.weight().value().toArray();
        assertArrayEquals(expected, actual, 1e-4f);
    }

    @Test
    void aRowReadBetweenStepsIsUpToDate() {
        Table lazy = new Table(Adam.lr(1e-2f), true);
        for (int step = 0; step < 50; step++) {
            lazy.step(step);
        }
        float[] byRow = lazy.table.weight().rows(IntTensor.vector(3, 3, 399)).toArray();
        float[] all = lazy.table.weight().value().toArray();
        for (int j = 0; j < 5; j++) {
            assertEquals(all[3 * 5 + j], byRow[j]);
            assertEquals(all[3 * 5 + j], byRow[5 + j]);
            assertEquals(all[399 * 5 + j], byRow[10 + j]);
        }
        assertTrue(Arrays.equals(all, lazy.table.weight().value().toArray()));
    }

    /**
     * An embedding of 400 rows that learns a noisy target for each; batches of 8, some rows often and some rarely. Without
     * noise gradients would vanish, and Adam makes a full step of the smallest gradient, be it rounding alone.
     */
    private static final class Table {
        private final Embedding table;
        private final Optimizer optimizer;
        private final boolean byRows;
        private boolean whole;
        private double losses;
        private int count;

        Table(Adam adam, boolean byRows) {
            Parameters parameters = Parameters.init(SEED);
            this.table = Embedding.of(parameters, 400, 5, Init.normal(0, 0.1f));
            this.optimizer = adam.on(parameters);
            this.byRows = byRows;
        }

        void step(int step) {
            Rng rng = Rng.of(SEED + step);
            int[] ids = new int[8];
            float[] targets = new float[40];
            for (int i = 0; i < ids.length; i++) {
                ids[i] = (int) (400 * Math.pow(rng.nextFloat(), 2));
                for (int j = 0; j < 5; j++) {
                    targets[5 * i + j] = (float) (Math.sin(ids[i] + j) + 0.3 * rng.nextGaussian());
                }
            }
            IntTensor rows = IntTensor.of(ids);
            Tensor read = byRows && !whole
                    ? table.forward(rows, Pass.training(rng))
                    : table.weight().value().times(1).gather(rows);
            Tensor loss = Functional.mseLoss(read, Tensor.of(targets, 8, 5));
            losses += loss.item();
            count++;
            optimizer.step(loss.backward());
        }

        double meanLoss() {
            return losses / count;
        }
    }
}

package lanewise.kernel;

import java.util.Arrays;
import java.util.Map;

/** The trials of {@link RowKernels}: three rows of n columns. */
final class RowTrials {

    private static final int ROWS = 3;

    private RowTrials() {}

    static void addTo(Map<String, Trial> trials) {
        trials.put("RowKernels.softmax", RowTrials::softmax);
        trials.put("RowKernels.logSoftmax", RowTrials::logSoftmax);
        trials.put("RowKernels.softmaxGradient", RowTrials::softmaxGradient);
        trials.put("RowKernels.logSoftmaxGradient", RowTrials::logSoftmaxGradient);
        trials.put("RowKernels.dot", RowTrials::dot);
        trials.put("RowKernels.sum", RowTrials::sum);
        trials.put("RowKernels.layerNorm", RowTrials::layerNorm);
        trials.put("RowKernels.layerNormGradient", RowTrials::layerNormGradient);
    }

    private static double softmax(KernelFamilies tested, KernelFamilies scalar, int n, long key) {
        float[] x = logits(n, key);
        float[] y = new float[ROWS * n];
        float[] expected = y.clone();
        tested.rows().softmax(ROWS, n, x, 0, y, 0);
        scalar.rows().softmax(ROWS, n, x, 0, expected, 0);
        return Trial.worst(y, expected, n, expected);
    }

    private static double logSoftmax(KernelFamilies tested, KernelFamilies scalar, int n, long key) {
        float[] x = logits(n, key);
        float[] y = new float[ROWS * n];
        float[] expected = y.clone();
        tested.rows().logSoftmax(ROWS, n, x, 0, y, 0);
        scalar.rows().logSoftmax(ROWS, n, x, 0, expected, 0);
        float[] sizes = Trial.absolute(expected);
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] += 10f;
        }
        return Trial.worst(y, expected, n, sizes);
    }

    private static float[] logits(int n, long key) {
        float[] x = Trial.random(ROWS * n, key);
        new ScalarElementKernels().scale(x.length, 10f, x, 0, x, 0);
        return x;
    }

    private static double softmaxGradient(KernelFamilies tested, KernelFamilies scalar, int n, long key) {
        float[] y = logits(n, key);
        scalar.rows().softmax(ROWS, n, y, 0, y, 0);
        float[] dy = Trial.random(ROWS * n, ~key);
        float[] dx = new float[ROWS * n];
        float[] expected = dx.clone();
        tested.rows().softmaxGradient(ROWS, n, y, 0, dy, 0, dx, 0);
        scalar.rows().softmaxGradient(ROWS, n, y, 0, dy, 0, expected, 0);
        float[] sizes = new float[dx.length];
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = 2f * y[i]; // The gradients are below 1 in size, and so is their mean.
        }
        return Trial.worst(dx, expected, n, sizes);
    }

    private static double logSoftmaxGradient(KernelFamilies tested, KernelFamilies scalar, int n, long key) {
        float[] y = logits(n, key);
        scalar.rows().logSoftmax(ROWS, n, y, 0, y, 0);
        float[] dy = Trial.random(ROWS * n, ~key);
        float[] dx = new float[ROWS * n];
        float[] expected = dx.clone();
        tested.rows().logSoftmaxGradient(ROWS, n, y, 0, dy, 0, dx, 0);
        scalar.rows().logSoftmaxGradient(ROWS, n, y, 0, dy, 0, expected, 0);
        float[] sizes = new float[dx.length];
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = 1f + n * (float) Math.exp(y[i]);
        }
        return Trial.worst(dx, expected, n, sizes);
    }

    private static double dot(KernelFamilies tested, KernelFamilies scalar, int n, long key) {
        float[] x = Trial.random(ROWS * n, key);
        float[] y = Trial.random(ROWS * n, ~key);
        float[] out = new float[ROWS];
        float[] expected = new float[ROWS];
        float[] sizes = new float[ROWS];
        tested.rows().dot(ROWS, n, x, 0, y, 0, out, 0);
        scalar.rows().dot(ROWS, n, x, 0, y, 0, expected, 0);
        scalar.rows().dot(ROWS, n, Trial.absolute(x), 0, Trial.absolute(y), 0, sizes, 0);
        return Trial.worst(out, expected, n, sizes);
    }

    private static double sum(KernelFamilies tested, KernelFamilies scalar, int n, long key) {
        float[] x = Trial.random(ROWS * n, key);
        float[] out = new float[ROWS];
        float[] expected = new float[ROWS];
        float[] sizes = new float[ROWS];
        tested.rows().sum(ROWS, n, x, 0, out, 0);
        scalar.rows().sum(ROWS, n, x, 0, expected, 0);
        scalar.rows().sum(ROWS, n, Trial.absolute(x), 0, sizes, 0);
        return Trial.worst(out, expected, n, sizes);
    }

    private static double layerNorm(KernelFamilies tested, KernelFamilies scalar, int n, long key) {
        float[] x = Trial.random(ROWS * n, key);
        float[] weight = Trial.random(n, ~key);
        float[] bias = Trial.random(n, key + 1);
        float[] y = new float[ROWS * n];
        float[] expected = y.clone();
        float[] statistics = new float[2 * ROWS];
        tested.rows().layerNorm(ROWS, n, 1e-3f, x, 0, weight, 0, bias, 0, y, 0, statistics, 0, statistics, ROWS);
        scalar.rows().layerNorm(ROWS, n, 1e-3f, x, 0, weight, 0, bias, 0, expected, 0, statistics, 0, statistics, ROWS);
        float[] sizes = new float[y.length];
        for (int i = 0; i < sizes.length; i++) {
            // Elements and mean are below 1 in size; an error of the mean is scaled by one deviation's inverse.
            sizes[i] = 3f * statistics[ROWS + i / n] + 1f;
        }
        return Trial.worst(y, expected, n, sizes);
    }

    private static double layerNormGradient(KernelFamilies tested, KernelFamilies scalar, int n, long key) {
        float[] x = Trial.random(ROWS * n, key);
        float[] weight = Trial.random(n, ~key);
        float[] dy = Trial.random(ROWS * n, key + 1);
        float[] mean = Trial.random(ROWS, key + 2);
        float[] inverse = Trial.absolute(Trial.random(ROWS, key + 3));
        float[] dx = new float[ROWS * n];
        float[] expected = dx.clone();
        tested.rows().layerNormGradient(ROWS, n, x, 0, weight, 0, mean, 0, inverse, 0, dy, 0, dx, 0);
        scalar.rows().layerNormGradient(ROWS, n, x, 0, weight, 0, mean, 0, inverse, 0, dy, 0, expected, 0);
        float[] sizes = new float[dx.length];
        Arrays.fill(sizes, 6f); // All inputs are below 1 in size, so h is below 2 and h * mean(g * h) below 4.
        return Trial.worst(dx, expected, n, sizes);
    }
}

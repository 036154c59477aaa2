package lanewise.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import lanewise.tensor.IntTensor;
import lanewise.tensor.Rng;
import lanewise.tensor.Tensor;
import org.junit.jupiter.api.Test;

/**
 * Metrics against NumPy, in batches of uneven size. The numbers come from
 *
 * <pre>
 * import numpy as np
 * z = np.array([-2.0, .5, .5, 1.5, -.3, 3.0, -1.0, .1]); y = np.array([0, 1, 0, 1, 1, 1, 0, 0])
 * auc = np.mean([(p > n) + .5 * (p == n) for p in z[y == 1] for n in z[y == 0]])
 * c = (z > 0).astype(int); tp = (c * y).sum(); p = tp / c.sum(); r = tp / y.sum()
 * fbeta = lambda b: (1 + b * b) * p * r / (b * b * p + r)
 * s = 1 / (1 + np.exp(-z)); logloss = -np.mean(y * np.log(s) + (1 - y) * np.log(1 - s))
 * L = np.array([[2, 1, 0], [0, 3, 1], [1, 1.5, .2], [0, 0, 4], [2.5, 0, 1], [.1, .2, .3]]); k = np.array([0, 1, 0, 2, 2, 1])
 * S = np.exp(L) / np.exp(L).sum(1, keepdims=True); logloss3 = -np.mean(np.log(S[np.arange(6), k]))
 * t = np.array([3, 5, 2.5, 7, 10.]); q = np.array([2.5, 5, 4, 8, 9.])
 * r2 = 1 - ((t - q) ** 2).sum() / ((t - t.mean()) ** 2).sum(); e = ((t - q) / t) ** 2; rmspe = np.sqrt(e.mean())
 * mean_of_batches = (np.sqrt(e[:3].mean()) + np.sqrt(e[3:].mean())) / 2
 * </pre>
 */
class MetricsTest {

    private static final float[] LOGITS = {-2, .5f, .5f, 1.5f, -.3f, 3, -1, .1f};
    private static final float[] CLASSES = {0, 1, 0, 1, 1, 1, 0, 0};

    private static final float[][] THREE = {
        {2, 1, 0}, {0, 3, 1}, {1, 1.5f, .2f}, {0, 0, 4}, {2.5f, 0, 1}, {.1f, .2f, .3f}
    };

    private static double binary(Metric<Tensor> metric) {
        Metric.Accumulator<Tensor> sum = metric.start();
        Tensor logits = Tensor.of(LOGITS);
        Tensor classes = Tensor.of(CLASSES);
        sum.add(logits.slice(0, 5), classes.slice(0, 5), 5);
        sum.add(logits.slice(5, 8), classes.slice(5, 8), 3);
        return sum.value();
    }

    private static double three(Metric<IntTensor> metric) {
        Metric.Accumulator<IntTensor> sum = metric.start();
        Tensor logits = Tensor.of(THREE);
        sum.add(logits.slice(0, 4), IntTensor.vector(0, 1, 0, 2), 4);
        sum.add(logits.slice(4, 6), IntTensor.vector(2, 1), 2);
        return sum.value();
    }

    private static double numbers(Metric<Tensor> metric, boolean logarithms) {
        Tensor targets = Tensor.of(new float[] {3, 5, 2.5f, 7, 10});
        Tensor predictions = Tensor.of(new float[] {2.5f, 5, 4, 8, 9});
        Tensor t = logarithms ? targets.log() : targets;
        Tensor p = logarithms ? predictions.log() : predictions;
        Metric.Accumulator<Tensor> sum = metric.start();
        sum.add(p.slice(0, 3), t.slice(0, 3), 3);
        sum.add(p.slice(3, 5), t.slice(3, 5), 2);
        return sum.value();
    }

    @Test
    void twoClasses() {
        assertEquals(0.84375, binary(Metric.auc()), 1e-12);
        assertEquals(0.625, binary(Metric.accuracy()), 1e-12);
        assertEquals(0.6666666666666665, binary(Metric.fBeta(1)), 1e-12);
        assertEquals(0.7142857142857143, binary(Metric.fBeta(2)), 1e-12);
        assertEquals(0.625, binary(Metric.fBeta(0.5)), 1e-12);
        assertEquals(0.4671370251275001, binary(Metric.logLoss()), 1e-7);
        assertEquals("f1", Metric.fBeta(1).name());
        assertEquals("f0.5", Metric.fBeta(0.5).name());
    }

    @Test
    void severalClasses() {
        assertEquals(0.5, three(Metric.accuracy()), 1e-12);
        assertEquals(0.5, three(Metric.fBeta(1)), 1e-12);
        assertEquals(0.7687519981482808, three(Metric.logLoss()), 1e-7);
    }

    @Test
    void classesAsFloatsAreTheSame() {
        Metric.Accumulator<Tensor> sum = Metric.<Tensor>accuracy().start();
        sum.add(Tensor.of(THREE), Tensor.of(new float[] {0, 1, 0, 2, 2, 1}), 6);
        assertEquals(0.5, sum.value(), 1e-12);
    }

    @Test
    void theAreaCountsEqualLogitsHalfAndNeedsBothClasses() {
        Metric.Accumulator<Tensor> sum = Metric.<Tensor>auc().start();
        assertTrue(Double.isNaN(sum.value()));
        sum.add(Tensor.of(new float[] {1, 1}), Tensor.of(new float[] {1, 1}), 2);
        assertTrue(Double.isNaN(sum.value()), "no negative yet");
        sum.add(Tensor.of(new float[] {1, 0, -0f}), Tensor.of(new float[] {0, 1, 0}), 3);
        // Pairs: 1 and 1 against 1 are halves, against -0 whole; 0 against 1 none, against -0 a half.
        assertEquals((0.5 + 0.5 + 1 + 1 + 0 + 0.5) / 6, sum.value(), 1e-12);
    }

    @Test
    void theAreaOfManyRowsIsThatOfPairs() {
        int rows = 3000;
        float[] logits = new float[rows];
        float[] classes = new float[rows];
        Rng rng = Rng.of(5);
        for (int i = 0; i < rows; i++) {
            classes[i] = rng.nextInt(3) == 0 ? 1 : 0;
            logits[i] = (rng.nextInt(200) - 100 + 40 * classes[i]) / 7f;
        }
        double above = 0;
        double pairs = 0;
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < rows; j++) {
                if (classes[i] == 1 && classes[j] == 0) {
                    above += logits[i] > logits[j] ? 1 : logits[i] == logits[j] ? 0.5 : 0;
                    pairs++;
                }
            }
        }
        Metric.Accumulator<Tensor> sum = Metric.<Tensor>auc().start();
        for (int from = 0; from < rows; from += 700) {
            int to = Math.min(rows, from + 700);
            sum.add(Tensor.of(logits).slice(from, to), Tensor.of(classes).slice(from, to), to - from);
        }
        assertEquals(above / pairs, sum.value(), 1e-12, "seed 5");
    }

    @Test
    void regression() {
        assertEquals(0.881578947368421, numbers(Metric.r2(), false), 1e-7);
        assertEquals(0.2892009478003431, numbers(Metric.rmspe(), false), 1e-7);
        assertEquals(0.2892009478003431, numbers(Metric.expRmspe(), true), 1e-6);
        assertEquals(0.24141563482574002, numbers(Metric.rmspe().meanOfBatches(), false), 1e-7);
        assertEquals(0.24141563482574002, numbers(Metric.expRmspe().meanOfBatches(), true), 1e-6);
    }

    @Test
    void r2OfLargeNumbersDoesNotCancel() {
        Metric.Accumulator<Tensor> sum = Metric.r2().start();
        sum.add(
                Tensor.of(new float[] {1_000_000.5f, 1_000_001, 1_000_002.5f}),
                Tensor.of(new float[] {1_000_000, 1_000_001, 1_000_002}),
                3);
        assertEquals(1 - 0.5 / 2, sum.value(), 1e-9);
    }

    @Test
    void aMetricUnderAnotherNameIsTheSame() {
        Metric<Tensor> other = Metric.rmspe().meanOfBatches().named("mean_of_batches");
        assertEquals("mean_of_batches", other.name());
        assertEquals(0.24141563482574002, numbers(other, false), 1e-7);
    }

    @Test
    void aConfusionMatrixCountsAndPrints() {
        ConfusionMatrix matrix = ConfusionMatrix.empty(List.of("a", "b", "c"))
                .plus(Tensor.of(THREE), IntTensor.vector(0, 1, 0, 2, 2, 1));
        long[][] expected = {{1, 1, 0}, {0, 1, 1}, {1, 0, 1}};
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                assertEquals(expected[i][j], matrix.count(i, j), i + ", " + j);
            }
        }
        assertEquals(0.5, matrix.accuracy(), 1e-12);
        assertEquals(0.5, matrix.precision(1), 1e-12);
        assertEquals(0.5, matrix.recall(2), 1e-12);
        List<String> lines = matrix.toString().lines().toList();
        assertEquals(4, lines.size());
        assertEquals("c                   1          0          1", lines.get(3));
        ConfusionMatrix two = ConfusionMatrix.empty(List.of("no", "yes")).plus(Tensor.of(LOGITS), Tensor.of(CLASSES));
        assertEquals(2, two.count(0, 0));
        assertEquals(2, two.count(0, 1));
        assertEquals(1, two.count(1, 0));
        assertEquals(3, two.count(1, 1));
        assertEquals("0.62500", String.format(Locale.ROOT, "%.5f", two.accuracy()));
    }

    @Test
    void targetsThatAreNoClassesAreRefused() {
        Metric.Accumulator<String> sum = Metric.<String>accuracy().start();
        Exception e = assertThrows(IllegalArgumentException.class, () -> sum.add(Tensor.of(new float[] {1}), "yes", 1));
        assertTrue(String.valueOf(e.getMessage()).contains("a Tensor or an IntTensor of class numbers"), e::toString);
    }
}

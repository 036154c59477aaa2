package lanewise.kernel;

import java.util.Map;

/** The cases of {@link CrossEntropy} and {@link BinaryCrossEntropy}. */
final class LossCases {

    private static final int ROWS = 4;

    private LossCases() {}

    static void addTo(Map<String, KernelCase> cases) {
        cases.put("CrossEntropy.forward", LossCases::crossEntropy);
        cases.put("CrossEntropy.gradient", LossCases::crossEntropyGradient);
        cases.put("BinaryCrossEntropy.forward", LossCases::binary);
        cases.put("BinaryCrossEntropy.gradient", LossCases::binaryGradient);
    }

    private static void crossEntropy(KernelFamilies twin, Sample sample) {
        int n = sample.n;
        if (n == 0) {
            return;
        }
        Range logits = sample.in(ROWS * n, -200, 200); // The target's probability may be far below the smallest float.
        int[] targets = sample.indices(ROWS + 1, n);
        Range losses = sample.out(ROWS);
        Range probabilities = sample.out(ROWS * n);
        forward(n, logits, targets, losses, probabilities);
        Range expected = sample.out(ROWS * n);
        Kernels.ROWS.softmax(ROWS, n, logits.array, logits.offset, expected.array, expected.offset);
        sample.same(probabilities, expected);
        for (int r = 0; r < ROWS; r++) {
            double max = Double.NEGATIVE_INFINITY;
            for (int j = 0; j < n; j++) {
                max = Math.max(max, logits.get(r * n + j));
            }
            double sum = 0;
            for (int j = 0; j < n; j++) {
                sum += Math.exp(logits.get(r * n + j) - max);
            }
            double target = logits.get(r * n + targets[1 + r]);
            double loss = Math.log(sum) + max - target;
            sample.near(losses.get(r), loss, n, Math.abs(max) + Math.abs(target) + Math.log(sum) + 1);
        }
        Range inPlace = sample.inOut(logits);
        Range again = sample.out(ROWS);
        forward(n, inPlace, targets, again, inPlace);
        sample.same(again, losses);
        sample.same(inPlace, probabilities);
    }

    private static void forward(int n, Range logits, int[] targets, Range losses, Range probabilities) {
        CrossEntropy.forward(
                ROWS,
                n,
                logits.array,
                logits.offset,
                targets,
                1,
                losses.array,
                losses.offset,
                probabilities.array,
                probabilities.offset);
    }

    private static void crossEntropyGradient(KernelFamilies twin, Sample sample) {
        int n = sample.n;
        if (n == 0) {
            return;
        }
        Range probabilities = sample.in(ROWS * n, 0, 1);
        int[] targets = sample.indices(ROWS + 1, n);
        Range dx = sample.out(ROWS * n);
        CrossEntropy.gradient(
                ROWS, n, probabilities.array, probabilities.offset, targets, 1, 0.3f, dx.array, dx.offset);
        for (int i = 0; i < ROWS * n; i++) {
            double onehot = targets[1 + i / n] == i % n ? 1 : 0;
            sample.near(dx.get(i), (probabilities.get(i) - onehot) * 0.3f, 2, 0.3 * (probabilities.get(i) + onehot));
        }
    }

    private static void binary(KernelFamilies twin, Sample sample) {
        int n = sample.n;
        Range x = sample.in(n, -200, 200);
        Range t = sample.in(n, 0, 1);
        Range losses = sample.out(n);
        BinaryCrossEntropy.forward(n, x.array, x.offset, t.array, t.offset, losses.array, losses.offset);
        for (int i = 0; i < n; i++) {
            double value = x.get(i);
            double log = Math.log1p(Math.exp(-Math.abs(value)));
            double expected = Math.max(value, 0) - value * t.get(i) + log;
            sample.near(losses.get(i), expected, 3, 2 * Math.abs(value) + log);
        }
    }

    private static void binaryGradient(KernelFamilies twin, Sample sample) {
        int n = sample.n;
        Range x = sample.in(n, -20, 20);
        Range t = sample.in(n, 0, 1);
        Range dx = sample.out(n);
        BinaryCrossEntropy.gradient(n, x.array, x.offset, t.array, t.offset, 0.3f, dx.array, dx.offset);
        for (int i = 0; i < n; i++) {
            double sigmoid = MapCases.sigmoid(x.get(i));
            sample.near(dx.get(i), (sigmoid - t.get(i)) * 0.3f, 3, 0.3 * (sigmoid + t.get(i)));
        }
    }
}

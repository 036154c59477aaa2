package lanewise.kernel;

import java.util.Map;

/** The cases of {@link RowKernels}: three rows of n columns, and each row alone. */
final class RowCases {

    private static final int ROWS = 3;

    private RowCases() {}

    static void addTo(Map<String, KernelCase> cases) {
        cases.put("RowKernels.softmax", RowCases::softmax);
        cases.put("RowKernels.logSoftmax", RowCases::logSoftmax);
        cases.put("RowKernels.softmaxGradient", RowCases::softmaxGradient);
        cases.put("RowKernels.logSoftmaxGradient", RowCases::logSoftmaxGradient);
        cases.put("RowKernels.dot", RowCases::dot);
        cases.put("RowKernels.sum", RowCases::sum);
        cases.put("RowKernels.layerNorm", RowCases::layerNorm);
        cases.put("RowKernels.layerNormGradient", RowCases::layerNormGradient);
    }

    private static void softmax(KernelFamilies twin, Sample sample) {
        int n = sample.n;
        Range x = sample.in(ROWS * n, -30, 10);
        Range y = sample.out(ROWS * n);
        twin.rows().softmax(ROWS, n, x.array, x.offset, y.array, y.offset);
        for (int r = 0; r < ROWS; r++) {
            double max = max(n, x, r * n);
            double sum = sumOfExp(n, x, r * n, max);
            for (int i = r * n; i < r * n + n; i++) {
                double expected = Math.exp(x.get(i) - max) / sum;
                // The rounding of x - max grows with its size, and the exponential turns it into a relative error.
                sample.near(y.get(i), expected, n, expected * (2 + max - x.get(i)));
            }
        }
        Range inPlace = sample.inOut(x);
        twin.rows().softmax(ROWS, n, inPlace.array, inPlace.offset, inPlace.array, inPlace.offset);
        sample.same(inPlace, y);
        Range single = sample.out(ROWS * n);
        for (int r = 0; r < ROWS; r++) {
            twin.rows().softmax(1, n, x.array, x.offset + r * n, single.array, single.offset + r * n);
        }
        sample.same(single, y);
    }

    private static void logSoftmax(KernelFamilies twin, Sample sample) {
        int n = sample.n;
        Range x = sample.in(ROWS * n, -30, 10);
        Range y = sample.out(ROWS * n);
        twin.rows().logSoftmax(ROWS, n, x.array, x.offset, y.array, y.offset);
        for (int r = 0; r < ROWS; r++) {
            double max = max(n, x, r * n);
            double logSum = Math.log(sumOfExp(n, x, r * n, max));
            for (int i = r * n; i < r * n + n; i++) {
                double size = Math.abs(x.get(i)) + Math.abs(max) + logSum + 1;
                sample.near(y.get(i), x.get(i) - max - logSum, n, size);
            }
        }
        Range inPlace = sample.inOut(x);
        twin.rows().logSoftmax(ROWS, n, inPlace.array, inPlace.offset, inPlace.array, inPlace.offset);
        sample.same(inPlace, y);
    }

    private static double max(int n, Range x, int from) {
        double max = Double.NEGATIVE_INFINITY;
        for (int i = from; i < from + n; i++) {
            max = Math.max(max, x.get(i));
        }
        return max;
    }

    private static double sumOfExp(int n, Range x, int from, double shift) {
        double sum = 0;
        for (int i = from; i < from + n; i++) {
            sum += Math.exp(x.get(i) - shift);
        }
        return sum;
    }

    private static void softmaxGradient(KernelFamilies twin, Sample sample) {
        int n = sample.n;
        Range y = sample.in(ROWS * n, 0, 1);
        Range dy = sample.in(ROWS * n);
        Range dx = sample.out(ROWS * n);
        twin.rows().softmaxGradient(ROWS, n, y.array, y.offset, dy.array, dy.offset, dx.array, dx.offset);
        for (int r = 0; r < ROWS; r++) {
            double dot = 0;
            double size = 0;
            for (int i = r * n; i < r * n + n; i++) {
                dot += (double) y.get(i) * dy.get(i);
                size += Math.abs((double) y.get(i) * dy.get(i));
            }
            for (int i = r * n; i < r * n + n; i++) {
                sample.near(dx.get(i), y.get(i) * (dy.get(i) - dot), n + 2, y.get(i) * (Math.abs(dy.get(i)) + size));
            }
        }
        Range inPlace = sample.inOut(dy);
        twin.rows()
                .softmaxGradient(
                        ROWS, n, y.array, y.offset, inPlace.array, inPlace.offset, inPlace.array, inPlace.offset);
        sample.same(inPlace, dx);
    }

    private static void logSoftmaxGradient(KernelFamilies twin, Sample sample) {
        int n = sample.n;
        Range y = sample.in(ROWS * n, -9, 0);
        Range dy = sample.in(ROWS * n);
        Range dx = sample.out(ROWS * n);
        twin.rows().logSoftmaxGradient(ROWS, n, y.array, y.offset, dy.array, dy.offset, dx.array, dx.offset);
        for (int r = 0; r < ROWS; r++) {
            double sum = 0;
            double size = 0;
            for (int i = r * n; i < r * n + n; i++) {
                sum += dy.get(i);
                size += Math.abs(dy.get(i));
            }
            for (int i = r * n; i < r * n + n; i++) {
                double e = Math.exp(y.get(i));
                sample.near(dx.get(i), dy.get(i) - e * sum, n + 2, Math.abs(dy.get(i)) + e * size);
            }
        }
        Range inPlace = sample.inOut(dy);
        twin.rows()
                .logSoftmaxGradient(
                        ROWS, n, y.array, y.offset, inPlace.array, inPlace.offset, inPlace.array, inPlace.offset);
        sample.same(inPlace, dx);
    }

    private static void dot(KernelFamilies twin, Sample sample) {
        int n = sample.n;
        Range x = sample.in(ROWS * n);
        Range y = sample.in(ROWS * n);
        Range out = sample.out(ROWS);
        twin.rows().dot(ROWS, n, x.array, x.offset, y.array, y.offset, out.array, out.offset);
        for (int r = 0; r < ROWS; r++) {
            double sum = 0;
            double size = 0;
            for (int i = r * n; i < r * n + n; i++) {
                sum += (double) x.get(i) * y.get(i);
                size += Math.abs((double) x.get(i) * y.get(i));
            }
            sample.near(out.get(r), sum, n, size);
        }
    }

    private static void sum(KernelFamilies twin, Sample sample) {
        int n = sample.n;
        Range x = sample.in(ROWS * n);
        Range out = sample.out(ROWS);
        twin.rows().sum(ROWS, n, x.array, x.offset, out.array, out.offset);
        for (int r = 0; r < ROWS; r++) {
            double sum = 0;
            double size = 0;
            for (int i = r * n; i < r * n + n; i++) {
                sum += x.get(i);
                size += Math.abs(x.get(i));
            }
            sample.near(out.get(r), sum, n, size);
        }
    }

    private static void layerNorm(KernelFamilies twin, Sample sample) {
        int n = sample.n;
        if (n == 0) {
            return;
        }
        float epsilon = 1e-3f;
        Range x = sample.in(ROWS * n, -1, 3);
        Range weight = sample.in(n);
        Range bias = sample.in(n);
        Range y = sample.out(ROWS * n);
        Range mean = sample.out(ROWS);
        Range inverse = sample.out(ROWS);
        layerNorm(twin, n, epsilon, x, weight, bias, y, mean, inverse);
        for (int r = 0; r < ROWS; r++) {
            double sum = 0;
            double size = 0;
            for (int j = 0; j < n; j++) {
                sum += x.get(r * n + j);
                size += Math.abs(x.get(r * n + j));
            }
            double squares = 0;
            for (int j = 0; j < n; j++) {
                squares += Math.pow(x.get(r * n + j) - sum / n, 2);
            }
            double expectedInverse = 1 / Math.sqrt(squares / n + epsilon);
            sample.near(mean.get(r), sum / n, n, size / n);
            double slope = 1 + size / n * expectedInverse; // What the rounding of the mean does to the deviation.
            sample.near(inverse.get(r), expectedInverse, n + 2, expectedInverse * slope);
            for (int j = 0; j < n; j++) {
                double h = (x.get(r * n + j) - sum / n) * expectedInverse;
                double sizeOfH = (Math.abs(x.get(r * n + j)) + size / n) * expectedInverse * slope;
                double expected = h * weight.get(j) + bias.get(j);
                sample.near(
                        y.get(r * n + j), expected, n + 4, sizeOfH * Math.abs(weight.get(j)) + Math.abs(bias.get(j)));
            }
        }
        Range inPlace = sample.inOut(x);
        layerNorm(twin, n, epsilon, inPlace, weight, bias, inPlace, sample.out(ROWS), sample.out(ROWS));
        sample.same(inPlace, y);
    }

    private static void layerNorm(
            KernelFamilies twin,
            int n,
            float epsilon,
            Range x,
            Range weight,
            Range bias,
            Range y,
            Range mean,
            Range inverse) {
        twin.rows()
                .layerNorm(
                        ROWS,
                        n,
                        epsilon,
                        x.array,
                        x.offset,
                        weight.array,
                        weight.offset,
                        bias.array,
                        bias.offset,
                        y.array,
                        y.offset,
                        mean.array,
                        mean.offset,
                        inverse.array,
                        inverse.offset);
    }

    private static void layerNormGradient(KernelFamilies twin, Sample sample) {
        int n = sample.n;
        Range x = sample.in(ROWS * n);
        Range weight = sample.in(n);
        Range mean = sample.in(ROWS);
        Range inverse = sample.in(ROWS, 0.1, 2);
        Range dy = sample.in(ROWS * n);
        Range dx = sample.out(ROWS * n);
        layerNormGradient(twin, n, x, weight, mean, inverse, dy, dx);
        for (int r = 0; r < ROWS; r++) {
            double sumG = 0;
            double sumGh = 0;
            double sizeG = 0;
            double sizeGh = 0;
            for (int j = 0; j < n; j++) {
                double g = (double) dy.get(r * n + j) * weight.get(j);
                double h = (x.get(r * n + j) - (double) mean.get(r)) * inverse.get(r);
                double sizeH = (Math.abs(x.get(r * n + j)) + Math.abs(mean.get(r))) * inverse.get(r);
                sumG += g;
                sumGh += g * h;
                sizeG += Math.abs(g);
                sizeGh += Math.abs(g) * sizeH;
            }
            for (int j = 0; j < n; j++) {
                double g = (double) dy.get(r * n + j) * weight.get(j);
                double h = (x.get(r * n + j) - (double) mean.get(r)) * inverse.get(r);
                double sizeH = (Math.abs(x.get(r * n + j)) + Math.abs(mean.get(r))) * inverse.get(r);
                double expected = inverse.get(r) * (g - sumG / n - h * sumGh / n);
                double size = inverse.get(r) * (Math.abs(g) + sizeG / n + sizeH * sizeGh / n);
                sample.near(dx.get(r * n + j), expected, n + 4, size);
            }
        }
        Range inPlace = sample.inOut(dy);
        layerNormGradient(twin, n, x, weight, mean, inverse, inPlace, inPlace);
        sample.same(inPlace, dx);
    }

    private static void layerNormGradient(
            KernelFamilies twin, int n, Range x, Range weight, Range mean, Range inverse, Range dy, Range dx) {
        twin.rows()
                .layerNormGradient(
                        ROWS,
                        n,
                        x.array,
                        x.offset,
                        weight.array,
                        weight.offset,
                        mean.array,
                        mean.offset,
                        inverse.array,
                        inverse.offset,
                        dy.array,
                        dy.offset,
                        dx.array,
                        dx.offset);
    }
}

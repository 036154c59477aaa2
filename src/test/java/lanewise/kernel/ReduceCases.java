package lanewise.kernel;

import java.util.Arrays;
import java.util.Map;

/** The cases of {@link ReduceKernels}. */
final class ReduceCases {

    private ReduceCases() {}

    static void addTo(Map<String, KernelCase> cases) {
        cases.put("ReduceKernels.sum", ReduceCases::sum);
        cases.put("ReduceKernels.sumOfSquares", ReduceCases::sumOfSquares);
        cases.put("ReduceKernels.max", ReduceCases::max);
        cases.put("ReduceKernels.argmax", ReduceCases::argmax);
    }

    private static void sum(KernelFamilies twin, Sample sample) {
        Range x = sample.in(sample.n);
        double sum = 0;
        double size = 0;
        for (float value : x.values()) {
            sum += value;
            size += Math.abs(value);
        }
        sample.near(twin.reduce().sum(sample.n, x.array, x.offset), sum, sample.n, size);
    }

    private static void sumOfSquares(KernelFamilies twin, Sample sample) {
        Range x = sample.in(sample.n);
        double sum = 0;
        for (float value : x.values()) {
            sum += (double) value * value;
        }
        sample.near(twin.reduce().sumOfSquares(sample.n, x.array, x.offset), sum, sample.n, sum);
    }

    private static void max(KernelFamilies twin, Sample sample) {
        Range x = sample.in(sample.n, -2, -1);
        float max = Float.NEGATIVE_INFINITY;
        for (float value : x.values()) {
            max = Math.max(max, value);
        }
        sample.same(twin.reduce().max(sample.n, x.array, x.offset), max);
        for (int at = 0; at < sample.n; at++) {
            Range withNan = sample.inOut(x);
            withNan.set(at, Float.NaN);
            sample.same(twin.reduce().max(sample.n, withNan.array, withNan.offset), Float.NaN);
        }
    }

    private static void argmax(KernelFamilies twin, Sample sample) {
        int n = sample.n;
        if (n == 0) {
            return;
        }
        Range x = sample.in(n, -2, -1);
        for (int first = 0; first < n; first++) {
            Range twice = sample.inOut(x);
            twice.set(first, -0.5f);
            twice.set(n - 1, -0.5f);
            sample.same(twin.reduce().argmax(n, twice.array, twice.offset), first);
            twice.set(n - 1, 9f);
            twice.set(first, Float.NaN);
            sample.same(twin.reduce().argmax(n, twice.array, twice.offset), first);
        }
        Range equal = sample.inOut(x);
        Arrays.fill(equal.array, equal.offset, equal.offset + n, Float.NEGATIVE_INFINITY);
        sample.same(twin.reduce().argmax(n, equal.array, equal.offset), 0);
    }
}

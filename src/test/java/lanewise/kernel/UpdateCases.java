package lanewise.kernel;

import java.util.Map;

/** The cases of {@link UpdateKernels}: each step against its formula in doubles, in parts against the whole. */
final class UpdateCases {

    private UpdateCases() {}

    static void addTo(Map<String, KernelCase> cases) {
        cases.put("UpdateKernels.sgd", UpdateCases::sgd);
        cases.put("UpdateKernels.adam", UpdateCases::adam);
        cases.put("UpdateKernels.settle", UpdateCases::settle);
    }

    private static void sgd(KernelFamilies twin, Sample sample) {
        int n = sample.n;
        for (boolean nesterov : new boolean[] {false, true}) {
            Range gradient = sample.in(n);
            Range velocity = sample.in(n);
            Range parameter = sample.in(n);
            Range v = sample.inOut(velocity);
            Range p = sample.inOut(parameter);
            sgd(twin, nesterov, 0, n, gradient, v, p);
            for (int i = 0; i < n; i++) {
                double g = gradient.get(i) + 0.01f * (double) parameter.get(i);
                double expectedV = 0.9f * (double) velocity.get(i) + g;
                double direction = nesterov ? g + 0.9f * expectedV : expectedV;
                sample.near(v.get(i), expectedV, 4, 3);
                sample.near(p.get(i), parameter.get(i) * (double) 0.999f - 0.1f * direction, 6, 2);
            }
            int cut = n / 3;
            Range vParts = sample.inOut(velocity);
            Range pParts = sample.inOut(parameter);
            sgd(twin, nesterov, 0, cut, gradient, vParts, pParts);
            sgd(twin, nesterov, cut, n, gradient, vParts, pParts);
            sample.same(vParts, v);
            sample.same(pParts, p);
        }
        Range zero = sample.inOut(sample.in(n, 0, 0));
        Range tiny = sample.inOut(sample.in(n, 1e-31, 1e-30));
        sgd(twin, false, 0, n, zero, tiny, sample.inOut(zero));
        sample.same(tiny, zero);
    }

    private static void sgd(
            KernelFamilies twin, boolean nesterov, int from, int to, Range gradient, Range velocity, Range parameter) {
        twin.update()
                .sgd(
                        to - from,
                        0.1f,
                        0.9f,
                        nesterov,
                        0.01f,
                        0.999f,
                        gradient.array,
                        gradient.offset + from,
                        velocity.array,
                        velocity.offset + from,
                        parameter.array,
                        parameter.offset + from);
    }

    private static void adam(KernelFamilies twin, Sample sample) {
        int n = sample.n;
        Range gradient = sample.in(n);
        Range mean = sample.in(n);
        Range square = sample.in(n, 0.1, 1);
        Range parameter = sample.in(n);
        Range m = sample.inOut(mean);
        Range v = sample.inOut(square);
        Range p = sample.inOut(parameter);
        adam(twin, 0, n, gradient, m, v, p);
        for (int i = 0; i < n; i++) {
            double g = gradient.get(i) + 0.01f * (double) parameter.get(i);
            double expectedM = 0.9f * (double) mean.get(i) + (1 - (double) 0.9f) * g;
            double expectedV = 0.99f * (double) square.get(i) + (1 - (double) 0.99f) * g * g;
            double change = 0.01f * expectedM / (Math.sqrt(expectedV) * 1.1f + 1e-8f);
            sample.near(m.get(i), expectedM, 6, 2);
            sample.near(v.get(i), expectedV, 8, 2);
            sample.near(p.get(i), parameter.get(i) * (double) 0.999f - change, 8, 1.1);
        }
        int cut = n / 3;
        Range mParts = sample.inOut(mean);
        Range vParts = sample.inOut(square);
        Range pParts = sample.inOut(parameter);
        adam(twin, 0, cut, gradient, mParts, vParts, pParts);
        adam(twin, cut, n, gradient, mParts, vParts, pParts);
        sample.same(mParts, m);
        sample.same(vParts, v);
        sample.same(pParts, p);

        Range zero = sample.inOut(sample.in(n, 0, 0));
        Range tinyMean = sample.inOut(sample.in(n, -1e-30, -1e-31));
        Range tinySquare = sample.inOut(sample.in(n, 1e-31, 1e-30));
        adam(twin, 0, n, zero, tinyMean, tinySquare, sample.inOut(zero));
        sample.same(tinyMean, zero);
        sample.same(tinySquare, zero);
    }

    private static void adam(
            KernelFamilies twin, int from, int to, Range gradient, Range mean, Range square, Range parameter) {
        twin.update()
                .adam(
                        to - from,
                        0.01f,
                        0.9f,
                        0.99f,
                        1.1f,
                        1e-8f,
                        0.01f,
                        0.999f,
                        gradient.array,
                        gradient.offset + from,
                        mean.array,
                        mean.offset + from,
                        square.array,
                        square.offset + from,
                        parameter.array,
                        parameter.offset + from);
    }

    private static void settle(KernelFamilies twin, Sample sample) {
        int n = sample.n;
        Range mean = sample.in(n);
        Range square = sample.in(n, 0.1, 1);
        Range parameter = sample.in(n);
        Range m = sample.inOut(mean);
        Range v = sample.inOut(square);
        Range p = sample.inOut(parameter);
        settle(twin, 0, n, m, v, p);
        for (int i = 0; i < n; i++) {
            double q = Math.sqrt(square.get(i)) + 1e-3f;
            double move = mean.get(i) * (0.02f / q - 1e-4f / (q * q));
            sample.near(m.get(i), mean.get(i) * 0.5, 1, 1);
            sample.near(v.get(i), square.get(i) * (double) 0.9f, 1, 1);
            sample.near(p.get(i), parameter.get(i) * (double) 0.999f - move, 8, 1.2);
        }
        int cut = n / 3;
        Range mParts = sample.inOut(mean);
        Range vParts = sample.inOut(square);
        Range pParts = sample.inOut(parameter);
        settle(twin, 0, cut, mParts, vParts, pParts);
        settle(twin, cut, n, mParts, vParts, pParts);
        sample.same(mParts, m);
        sample.same(vParts, v);
        sample.same(pParts, p);

        Range zero = sample.inOut(sample.in(n, 0, 0));
        Range tinyMean = sample.inOut(sample.in(n, -1e-30, -1e-31));
        Range tinySquare = sample.inOut(sample.in(n, 1e-31, 1e-30));
        settle(twin, 0, n, tinyMean, tinySquare, sample.inOut(zero));
        sample.same(tinyMean, zero);
        sample.same(tinySquare, zero);
        Range still = sample.inOut(zero);
        settle(twin, 0, n, sample.inOut(zero), sample.inOut(zero), still);
        sample.same(still, zero);
    }

    private static void settle(KernelFamilies twin, int from, int to, Range mean, Range square, Range parameter) {
        twin.update()
                .settle(
                        to - from,
                        0.999f,
                        1e-3f,
                        0.02f,
                        1e-4f,
                        0.5f,
                        0.9f,
                        mean.array,
                        mean.offset + from,
                        square.array,
                        square.offset + from,
                        parameter.array,
                        parameter.offset + from);
    }
}

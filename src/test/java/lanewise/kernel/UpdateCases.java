package lanewise.kernel;

import java.util.Map;

/** The cases of {@link UpdateKernels}: each step against its formula in doubles, in parts against the whole. */
final class UpdateCases {

    private UpdateCases() {}

    static void addTo(Map<String, KernelCase> cases) {
        cases.put("UpdateKernels.sgd", UpdateCases::sgd);
        cases.put("UpdateKernels.adam", UpdateCases::adam);
        cases.put("UpdateKernels.adamRows", UpdateCases::adamRows);
        cases.put("UpdateKernels.settleRows", UpdateCases::settleRows);
        cases.put("UpdateKernels.rmsProp", UpdateCases::rmsProp);
        cases.put("UpdateKernels.adagrad", UpdateCases::adagrad);
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
                double g = 0.7f * (double) gradient.get(i) + 0.01f * (double) parameter.get(i);
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
                        0.7f,
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
            double g = 0.7f * (double) gradient.get(i) + 0.01f * (double) parameter.get(i);
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
                        0.7f,
                        gradient.array,
                        gradient.offset + from,
                        mean.array,
                        mean.offset + from,
                        square.array,
                        square.offset + from,
                        parameter.array,
                        parameter.offset + from);
    }

    /** Rows 4, 0 and 2 of a table of five: each as a step of its own, the others as they were. */
    private static void adamRows(KernelFamilies twin, Sample sample) {
        int n = sample.n;
        int[] ids = {-1, 4, 0, 2};
        Range gradient = sample.in(3 * n);
        Range mean = sample.in(5 * n);
        Range square = sample.in(5 * n, 0.1, 1);
        Range parameter = sample.in(5 * n);
        Range m = sample.inOut(mean);
        Range v = sample.inOut(square);
        Range p = sample.inOut(parameter);
        twin.update()
                .adamRows(
                        3,
                        n,
                        0.01f,
                        0.9f,
                        0.99f,
                        1.1f,
                        1e-8f,
                        0.999f,
                        ids,
                        1,
                        gradient.array,
                        gradient.offset,
                        m.array,
                        m.offset,
                        v.array,
                        v.offset,
                        p.array,
                        p.offset);
        Range mRows = sample.inOut(mean);
        Range vRows = sample.inOut(square);
        Range pRows = sample.inOut(parameter);
        for (int i = 0; i < 3; i++) {
            twin.update()
                    .adam(
                            n,
                            0.01f,
                            0.9f,
                            0.99f,
                            1.1f,
                            1e-8f,
                            0,
                            0.999f,
                            1,
                            gradient.array,
                            gradient.offset + i * n,
                            mRows.array,
                            mRows.offset + ids[1 + i] * n,
                            vRows.array,
                            vRows.offset + ids[1 + i] * n,
                            pRows.array,
                            pRows.offset + ids[1 + i] * n);
        }
        sample.same(m, mRows);
        sample.same(v, vRows);
        sample.same(p, pRows);
    }

    /** Rows 4, 0 and 2 of a table of five; the first has a mean of zero and a denominator of zero. */
    private static void settleRows(KernelFamilies twin, Sample sample) {
        int n = sample.n;
        int[] ids = {-1, 4, 0, 2};
        float[] coefficients = {
            9, 9, 0.99f, 0, 0.5f, 0, 0.5f, 0.9f, 0.999f, 1e-3f, 0.02f, 1e-4f, 0.5f, 0.9f, 1, 1e-3f, 0.03f, 0, 0, 0.8f
        };
        Range mean = sample.in(5 * n);
        Range square = sample.in(5 * n, 0.1, 1);
        Range parameter = sample.in(5 * n);
        Range m = sample.inOut(mean);
        Range v = sample.inOut(square);
        Range p = sample.inOut(parameter);
        for (int i = 4 * n; i < 5 * n; i++) {
            m.set(i, 0);
            v.set(i, 0);
        }
        // What has decayed becomes zero, not subnormal.
        for (int i = 0; i < Math.min(n, 3); i++) {
            m.set(i, -1.5e-30f);
            v.set(i, 1.05e-30f);
        }
        Range mBefore = sample.inOut(m);
        Range vBefore = sample.inOut(v);
        twin.update()
                .settleRows(3, n, ids, 1, coefficients, 2, m.array, m.offset, v.array, v.offset, p.array, p.offset);
        for (int i = 0; i < 5 * n; i++) {
            int row = i / n;
            int at = row == 4 ? 2 : row == 0 ? 8 : 14;
            double mi = mBefore.get(i);
            double vi = vBefore.get(i);
            double pi = parameter.get(i);
            if (row == 1 || row == 3) {
                sample.same(m.get(i), mBefore.get(i));
                sample.same(v.get(i), vBefore.get(i));
                sample.same(p.get(i), parameter.get(i));
                continue;
            }
            double near = mi == 0 ? 1 : 1 / (Math.sqrt(vi) + coefficients[at + 1]);
            double move = mi * near * (coefficients[at + 2] - near * coefficients[at + 3]);
            sample.near(p.get(i), pi * coefficients[at] - move, 8, 1.2);
            sample.near(m.get(i), flushed(mi * coefficients[at + 4]), 1, 1);
            sample.near(v.get(i), flushed(vi * coefficients[at + 5]), 1, 1);
            if (row == 0 && i < 3) {
                sample.same(m.get(i), 0);
                sample.same(v.get(i), 0);
            }
        }
    }

    private static void rmsProp(KernelFamilies twin, Sample sample) {
        int n = sample.n;
        for (boolean centered : new boolean[] {false, true}) {
            Range gradient = sample.in(n);
            Range mean = sample.in(n, -0.1, 0.1);
            Range square = sample.in(n, 0.1, 1);
            Range velocity = sample.in(n);
            Range parameter = sample.in(n);
            Range m = sample.inOut(mean);
            Range s = sample.inOut(square);
            Range v = sample.inOut(velocity);
            Range p = sample.inOut(parameter);
            rmsProp(twin, centered, 0, n, gradient, m, s, v, p);
            for (int i = 0; i < n; i++) {
                double g = 0.7f * (double) gradient.get(i) + 0.01f * (double) parameter.get(i);
                double expectedS = 0.9f * (double) square.get(i) + (1 - (double) 0.9f) * g * g;
                double expectedM = 0.9f * (double) mean.get(i) + (1 - (double) 0.9f) * g;
                double variance = centered ? expectedS - expectedM * expectedM : expectedS;
                double expectedV = 0.8f * (double) velocity.get(i) + g / (Math.sqrt(variance) + 1e-3f);
                sample.near(s.get(i), expectedS, 8, 2);
                if (centered) {
                    sample.near(m.get(i), expectedM, 6, 2);
                } else {
                    sample.same(m.get(i), mean.get(i));
                }
                sample.near(v.get(i), expectedV, 12, 6);
                sample.near(p.get(i), parameter.get(i) * (double) 0.999f - 0.01f * expectedV, 12, 1.1);
            }
            int cut = n / 3;
            Range mParts = sample.inOut(mean);
            Range sParts = sample.inOut(square);
            Range vParts = sample.inOut(velocity);
            Range pParts = sample.inOut(parameter);
            rmsProp(twin, centered, 0, cut, gradient, mParts, sParts, vParts, pParts);
            rmsProp(twin, centered, cut, n, gradient, mParts, sParts, vParts, pParts);
            sample.same(mParts, m);
            sample.same(sParts, s);
            sample.same(vParts, v);
            sample.same(pParts, p);
        }
        Range zero = sample.inOut(sample.in(n, 0, 0));
        Range tinyMean = sample.inOut(sample.in(n, -1e-30, -1e-31));
        Range tinySquare = sample.inOut(sample.in(n, 1e-31, 1e-30));
        Range tinyVelocity = sample.inOut(sample.in(n, 1e-31, 1e-30));
        rmsProp(twin, true, 0, n, zero, tinyMean, tinySquare, tinyVelocity, sample.inOut(zero));
        sample.same(tinyMean, zero);
        sample.same(tinySquare, zero);
        sample.same(tinyVelocity, zero);
    }

    private static void rmsProp(
            KernelFamilies twin,
            boolean centered,
            int from,
            int to,
            Range gradient,
            Range mean,
            Range square,
            Range velocity,
            Range parameter) {
        twin.update()
                .rmsProp(
                        to - from,
                        0.01f,
                        0.9f,
                        0.8f,
                        centered,
                        1e-3f,
                        0.01f,
                        0.999f,
                        0.7f,
                        gradient.array,
                        gradient.offset + from,
                        mean.array,
                        mean.offset + from,
                        square.array,
                        square.offset + from,
                        velocity.array,
                        velocity.offset + from,
                        parameter.array,
                        parameter.offset + from);
    }

    private static void adagrad(KernelFamilies twin, Sample sample) {
        int n = sample.n;
        Range gradient = sample.in(n);
        Range sum = sample.in(n, 0.1, 1);
        Range parameter = sample.in(n);
        Range s = sample.inOut(sum);
        Range p = sample.inOut(parameter);
        adagrad(twin, 0, n, gradient, s, p);
        for (int i = 0; i < n; i++) {
            double g = 0.7f * (double) gradient.get(i) + 0.01f * (double) parameter.get(i);
            double expectedSum = sum.get(i) + g * g;
            double change = 0.01f * g / (Math.sqrt(expectedSum) + 1e-8f);
            sample.near(s.get(i), expectedSum, 5, 2.1);
            sample.near(p.get(i), parameter.get(i) * (double) 0.999f - change, 8, 1.1);
        }
        int cut = n / 3;
        Range sParts = sample.inOut(sum);
        Range pParts = sample.inOut(parameter);
        adagrad(twin, 0, cut, gradient, sParts, pParts);
        adagrad(twin, cut, n, gradient, sParts, pParts);
        sample.same(sParts, s);
        sample.same(pParts, p);

        Range zero = sample.inOut(sample.in(n, 0, 0));
        Range tiny = sample.inOut(sample.in(n, 1e-31, 1e-30));
        adagrad(twin, 0, n, zero, tiny, sample.inOut(zero));
        sample.same(tiny, zero);
    }

    private static void adagrad(KernelFamilies twin, int from, int to, Range gradient, Range sum, Range parameter) {
        twin.update()
                .adagrad(
                        to - from,
                        0.01f,
                        1e-8f,
                        0.01f,
                        0.999f,
                        0.7f,
                        gradient.array,
                        gradient.offset + from,
                        sum.array,
                        sum.offset + from,
                        parameter.array,
                        parameter.offset + from);
    }

    private static double flushed(double moment) {
        return Math.abs(moment) < ScalarUpdateKernels.TINY ? 0 : moment;
    }
}

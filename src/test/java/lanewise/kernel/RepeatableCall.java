package lanewise.kernel;

import java.util.ArrayList;
import java.util.List;

/**
 * A call of a kernel that can be made any number of times with the same inputs, allocating nothing itself.
 *
 * @param adds whether the lanes of a vector are added up, an order that a compiler could change
 * @param output what the call wrote last
 */
record RepeatableCall(String name, boolean adds, Runnable run, float[] output) {

    private static final int N = 37;
    private static final int ROWS = 3;

    /** A call that writes its result to a range of {@code output}. */
    private interface Writing {
        void run(float[] x, float[] y, float[] output);
    }

    private interface Reducing {
        float run(float[] x, float[] y);
    }

    /** A call that changes its three arrays. */
    private interface Updating {
        void run(float[] gradient, float[] first, float[] second, float[] parameter);
    }

    static List<RepeatableCall> of(KernelFamilies kernels) {
        MapKernels map = kernels.map();
        ReduceKernels reduce = kernels.reduce();
        RowKernels rows = kernels.rows();
        List<RepeatableCall> calls = new ArrayList<>();
        calls.add(writing("exp", (x, y, out) -> map.exp(N, x, 1, out, 3)));
        calls.add(writing("log", (x, y, out) -> map.log(N, x, 1, out, 3)));
        calls.add(writing("sigmoid", (x, y, out) -> map.sigmoid(N, x, 1, out, 3)));
        calls.add(writing("tanh", (x, y, out) -> map.tanh(N, x, 1, out, 3)));
        calls.add(writing("softplus", (x, y, out) -> map.softplus(N, x, 1, out, 3)));
        calls.add(reducing("sum", (x, y) -> reduce.sum(N * ROWS, x, 1)));
        calls.add(reducing("sumOfSquares", (x, y) -> reduce.sumOfSquares(N * ROWS, x, 1)));
        calls.add(reducing("max", (x, y) -> reduce.max(N * ROWS, x, 1)));
        calls.add(reducing("argmax", (x, y) -> reduce.argmax(N * ROWS, x, 1)));
        calls.add(reducing("dot", (x, y) -> kernels.matrix().dot(N * ROWS, x, 1, y, 2)));
        calls.add(writing("softmax", (x, y, out) -> rows.softmax(ROWS, N, x, 1, out, 3)));
        calls.add(writing("logSoftmax", (x, y, out) -> rows.logSoftmax(ROWS, N, x, 1, out, 3)));
        calls.add(writing("softmaxGradient", (x, y, out) -> rows.softmaxGradient(ROWS, N, x, 1, y, 2, out, 3)));
        calls.add(writing("logSoftmaxGradient", (x, y, out) -> rows.logSoftmaxGradient(ROWS, N, x, 1, y, 2, out, 3)));
        calls.add(writing("row dot", (x, y, out) -> rows.dot(ROWS, N, x, 1, y, 2, out, 3)));
        calls.add(writing("row sum", (x, y, out) -> rows.sum(ROWS, N, x, 1, out, 3)));
        float[] statistics = new float[2 * ROWS];
        calls.add(writing(
                "layerNorm",
                (x, y, out) ->
                        rows.layerNorm(ROWS, N, 1e-5f, x, 1, y, 2, y, 5, out, 3, statistics, 0, statistics, ROWS)));
        calls.add(writing(
                "layerNormGradient",
                (x, y, out) -> rows.layerNormGradient(ROWS, N, x, 1, y, 2, x, 0, y, 0, y, 5, out, 3)));
        calls.add(updating(
                "sgd",
                (gradient, first, second, parameter) -> kernels.update()
                        .sgd(N, 0.1f, 0.9f, true, 0.01f, 0.99f, 0.7f, gradient, 1, first, 2, parameter, 3)));
        calls.add(updating(
                "adam",
                (gradient, first, second, parameter) -> kernels.update()
                        .adam(
                                N, 0.1f, 0.9f, 0.99f, 1.1f, 1e-8f, 0.01f, 0.99f, 0.7f, gradient, 1, first, 2, second, 3,
                                parameter, 4)));
        calls.add(writing("axpy", (x, y, out) -> {
            System.arraycopy(y, 0, out, 0, N);
            kernels.matrix().axpy(N, 0.7f, x, 1, out, 0);
        }));
        ElementTrials.elementCalls()
                .forEach((name, call) ->
                        calls.add(inPlace(name, (a, b, out) -> call.run(kernels.element(), N, a, b, out))));
        ElementTrials.columnCalls()
                .forEach((name, call) ->
                        calls.add(inPlace(name, (a, b, out) -> call.run(kernels.column(), N, a, b, out))));
        GateTrials.calls().forEach((name, call) -> calls.add(gates(name, call, kernels.gates())));
        for (int form = 0; form < 4; form++) {
            for (int[] shape : new int[][] {{17, 35, 9}, {3, 40, 9}, {17, 2, 9}, {12, 70, 3}, {1, 70, 9}}) {
                for (float alpha : new float[] {1f, 0.7f}) {
                    calls.add(gemm(
                            kernels.matrix(), (form & 1) != 0, (form & 2) != 0, shape[0], shape[1], shape[2], alpha));
                }
            }
        }
        for (boolean transpose : new boolean[] {false, true}) {
            calls.add(writing(
                    "gemv" + (transpose ? " transposed" : ""),
                    (x, y, out) -> kernels.matrix().gemv(transpose, ROWS, N, 0.7f, x, 1, N, y, 2, 0f, out, 3)));
        }
        return calls;
    }

    private static float[] numbers(int n, long key) {
        float[] x = new float[n];
        for (int i = 0; i < n; i++) {
            x[i] = 2f * SplitMix.uniform(key, i) - 1f;
        }
        return x;
    }

    private static RepeatableCall writing(String name, Writing call) {
        float[] x = numbers(N * ROWS + 10, 1);
        float[] y = numbers(N * ROWS + 10, 2);
        float[] out = new float[N * ROWS + 10];
        return new RepeatableCall(name, true, () -> call.run(x, y, out), out);
    }

    private static RepeatableCall reducing(String name, Reducing call) {
        return writing(name, (x, y, out) -> out[0] = call.run(x, y));
    }

    /** A call that may read what it overwrites. */
    private static RepeatableCall inPlace(String name, Writing call) {
        float[] a = numbers(4 * N, 3);
        float[] b = numbers(4 * N, 4);
        float[] x = numbers(N, 5);
        float[] out = new float[N];
        Runnable run = () -> {
            System.arraycopy(x, 0, out, 0, N);
            call.run(a, b, out);
        };
        return new RepeatableCall(name, false, run, out);
    }

    /** Every array is set to what it was; the output is one of which each call writes at least a part. */
    private static RepeatableCall gates(String name, GateTrials.Call call, GateKernels kernels) {
        float[][] first = GateTrials.numbers(N, 6);
        float[][] x = GateTrials.numbers(N, 6);
        int output = name.endsWith("Gradient") ? (name.startsWith("rnn") ? 3 : 5) : (name.startsWith("rnn") ? 2 : 4);
        Runnable run = () -> {
            for (int i = 0; i < x.length; i++) {
                System.arraycopy(first[i], 0, x[i], 0, x[i].length);
            }
            call.run(kernels, N, x);
        };
        return new RepeatableCall(name, false, run, x[output]);
    }

    private static RepeatableCall updating(String name, Updating call) {
        int length = N + 10;
        float[] first = new float[length];
        float[] second = new float[length];
        return writing(name, (x, y, out) -> {
            System.arraycopy(x, 5, first, 0, length);
            for (int i = 0; i < length; i++) {
                second[i] = y[i] * y[i];
            }
            System.arraycopy(y, 7, out, 0, length);
            call.run(x, first, second, out);
        });
    }

    private static RepeatableCall gemm(
            MatrixKernels kernels, boolean transposeA, boolean transposeB, int m, int n, int k, float alpha) {
        float[] a = numbers(m * k, 1);
        float[] b = numbers(k * n, 2);
        float[] c = new float[m * n];
        MatrixProduct product = kernels.product();
        int lda = transposeA ? m : k;
        int ldb = transposeB ? k : n;
        return new RepeatableCall(
                "product " + (transposeA ? "T" : "N") + (transposeB ? "T " : "N ") + m + " x " + n + " x " + k
                        + " times " + alpha,
                false,
                () -> {
                    product.begin(transposeA, transposeB, m, n, k, alpha, a, 0, lda, b, 0, ldb, 0f, c, 0, n);
                    product.runAll();
                },
                c);
    }
}

package lanewise.backend;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.Stream;
import lanewise.cuda.StubDevice;
import lanewise.kernel.BinaryFunction;
import lanewise.kernel.UnaryFunction;
import lanewise.kernel.UpdateKernels;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every method of a backend on every device that is no processor, against the processor: at sizes that take several blocks and
 * launches, at odd ones and at nothing. What goes element by element must give the same bits, but for what the compiler of a
 * processor may round otherwise; sums are taken in another order.
 */
class BackendContractTest {

    private static final double SAME_BITS = 0;

    /** Sums of some thousand numbers, relative to the largest result. */
    private static final double OTHER_ORDER = 2e-5;

    /** A few roundings. */
    private static final double ROUNDING = 1e-6;

    private final List<Case> cases = new ArrayList<>();

    private record Case(String name, double tolerance, Consumer<Run> body) {}

    /** One run of a case on one backend: the same inputs for each, and what comes out. */
    private static final class Run {

        private final Backend backend;
        private final SplittableRandom random = new SplittableRandom(5);
        private final List<Buffer> outputs = new ArrayList<>();
        private final List<IntBuffer> wholeOutputs = new ArrayList<>();

        Run(Backend backend) {
            this.backend = backend;
        }

        Buffer in(int length) {
            return in(length, -2, 2);
        }

        /** Not at the beginning of its memory. */
        Buffer in(int length, float low, float high) {
            float[] values = new float[length];
            for (int i = 0; i < length; i++) {
                values[i] = (float) (low + (high - low) * random.nextDouble());
            }
            Buffer buffer = backend.heap().floats(length + 3).slice(3, length);
            backend.upload(values, 0, buffer);
            return buffer;
        }

        Buffer inOut(int length) {
            return inOut(length, -2, 2);
        }

        Buffer inOut(int length, float low, float high) {
            Buffer buffer = in(length, low, high);
            outputs.add(buffer);
            return buffer;
        }

        /** What stands there before is no number. */
        Buffer out(int length) {
            Buffer buffer = backend.heap().floats(length);
            backend.fill(buffer, Float.NaN);
            outputs.add(buffer);
            return buffer;
        }

        IntBuffer ids(int... values) {
            IntBuffer buffer = backend.heap().ints(values.length + 1).slice(1, values.length);
            backend.upload(values, 0, buffer);
            return buffer;
        }

        IntBuffer someIds(int count, int limit) {
            int[] values = new int[count];
            for (int i = 0; i < count; i++) {
                values[i] = random.nextInt(limit);
            }
            return ids(values);
        }

        IntBuffer distinctIds(int count, int limit) {
            int[] values = new int[count];
            for (int i = 0; i < count; i++) {
                values[i] = (int) ((i * 7919L + 3) % limit);
            }
            return ids(values);
        }

        IntBuffer wholeOut(int length) {
            IntBuffer buffer = backend.heap().ints(length);
            wholeOutputs.add(buffer);
            return buffer;
        }
    }

    private void add(String name, double tolerance, Consumer<Run> body) {
        cases.add(new Case(name, tolerance, body));
    }

    @TestFactory
    Stream<DynamicTest> onTheStub() {
        StubDevice stub = StubDevice.open();
        return tests(stub.device()).onClose(stub::close);
    }

    @TestFactory
    Stream<DynamicTest> onACard() {
        assumeTrue(Device.isCudaAvailable(), Device::cudaStatus);
        return tests(Device.cuda());
    }

    private Stream<DynamicTest> tests(Device device) {
        moving();
        elements();
        products();
        rows();
        axes();
        normalisations();
        gates();
        losses();
        updates();
        return cases.stream().map(one -> DynamicTest.dynamicTest(one.name(), () -> compare(one, device)));
    }

    private static void compare(Case one, Device device) {
        Run expected = new Run(Device.cpu().backend());
        one.body().accept(expected);
        Run actual = new Run(device.backend());
        one.body().accept(actual);
        assertTrue(expected.outputs.size() + expected.wholeOutputs.size() > 0, "nothing comes out");
        for (int i = 0; i < expected.outputs.size(); i++) {
            compare(one, i, numbers(expected, i), numbers(actual, i));
        }
        for (int i = 0; i < expected.wholeOutputs.size(); i++) {
            int[] should = new int[expected.wholeOutputs.get(i).length()];
            int[] is = should.clone();
            expected.backend.download(expected.wholeOutputs.get(i), should, 0);
            actual.backend.download(actual.wholeOutputs.get(i), is, 0);
            assertArrayEquals(should, is, "whole numbers " + i);
        }
    }

    private static float[] numbers(Run run, int output) {
        float[] numbers = new float[run.outputs.get(output).length()];
        run.backend.download(run.outputs.get(output), numbers, 0);
        return numbers;
    }

    private static void compare(Case one, int output, float[] expected, float[] actual) {
        double largest = 0;
        for (float number : expected) {
            largest = Math.max(largest, Math.abs(number));
        }
        assertTrue(Double.isFinite(largest), () -> one + ": output " + output + " of the processor is not finite");
        for (int i = 0; i < expected.length; i++) {
            double off = Math.abs((double) expected[i] - actual[i]);
            if (!(off <= one.tolerance() * largest)) {
                throw new AssertionError(String.format(
                        Locale.ROOT,
                        "%s: number %d of output %d is %.9g, the processor's is %.9g, the largest %.3g",
                        one.name(),
                        i,
                        output,
                        actual[i],
                        expected[i],
                        largest));
            }
        }
    }

    private void moving() {
        for (int length : new int[] {0, 1, 257, 1_200_000}) {
            add("fill " + length, SAME_BITS, run -> run.backend.fill(run.out(length), -1.5f));
            add("copy " + length, SAME_BITS, run -> run.backend.copy(run.in(length), run.out(length)));
        }
        for (int[] size : new int[][] {{1, 1}, {0, 3}, {3, 0}, {33, 65}, {100, 7}, {1, 2000}, {500, 300}}) {
            int rows = size[0];
            int columns = size[1];
            add(
                    "transpose " + rows + " x " + columns,
                    SAME_BITS,
                    run -> run.backend.transpose(rows, columns, run.in(rows * columns), run.out(rows * columns)));
            add(
                    "copyRectangle " + rows + " x " + columns,
                    SAME_BITS,
                    run -> run.backend.copyRectangle(
                            rows,
                            columns,
                            run.in(rows * (columns + 2) + 1),
                            columns + 2,
                            run.inOut(rows * (columns + 5) + 1),
                            columns + 5));
        }
    }

    private void elements() {
        int n = 70_001;
        for (UnaryFunction f : UnaryFunction.values()) {
            boolean positive = f == UnaryFunction.LOG || f == UnaryFunction.SQRT;
            add(f + " and its gradient", SAME_BITS, run -> {
                Buffer x = run.in(n, positive ? 0.01f : -20, 20);
                Buffer y = run.out(n);
                run.backend.unary(f, 0.1f, x, y);
                run.backend.unaryGradient(f, 0.1f, x, y, run.in(n), run.out(n));
            });
            if (!positive) {
                add("bias and " + f, SAME_BITS, run -> {
                    run.backend.biasActivation(500, 33, f, 0.2f, run.in(33), run.inOut(500 * 33));
                    run.backend.biasActivation(1, 33, f, 0.2f, run.in(33), run.inOut(33));
                    run.backend.biasActivation(0, 33, f, 0.2f, run.in(33), run.inOut(0));
                });
            }
        }
        add("affine", SAME_BITS, run -> run.backend.affine(1.7f, -0.3f, run.in(n), run.out(n)));
        add("axpby", ROUNDING, run -> {
            run.backend.axpby(1.7f, run.in(n), 1, run.inOut(n));
            run.backend.axpby(1.7f, run.in(n), -0.4f, run.inOut(n));
        });
        for (BinaryFunction f : BinaryFunction.values()) {
            add(
                    f + " of equal shapes",
                    SAME_BITS,
                    run -> run.backend.binary(f, 1, n, run.in(n), 0, 1, run.in(n, 1, 2), 0, 1, run.out(n)));
            add(f + " of rows, columns and numbers", SAME_BITS, run -> {
                run.backend.binary(f, 90, 70, run.in(6300), 70, 1, run.in(70, 1, 2), 0, 1, run.out(6300));
                run.backend.binary(f, 90, 70, run.in(90), 1, 0, run.in(6300, 1, 2), 70, 1, run.out(6300));
                run.backend.binary(f, 90, 70, run.in(1), 0, 0, run.in(6300, 1, 2), 70, 1, run.out(6300));
            });
        }
        for (float p : new float[] {0, 0.3f, 0.999f, 1}) {
            add("dropout " + p, SAME_BITS, run -> {
                run.backend.dropout(p, 0x1234_5678_9abc_def0L, 0, run.in(n), run.out(n));
                run.backend.dropout(p, -7, (1L << 33) + 5, run.in(n), run.out(n));
            });
        }
    }

    private void products() {
        int[][] sizes = {
            {1, 1, 1},
            {5, 4, 3},
            {1, 70, 33},
            {70, 1, 33},
            {1, 1, 300},
            {64, 48, 80},
            {33, 65, 127},
            {0, 3, 4},
            {3, 0, 4},
            {3, 4, 0}
        };
        for (int[] size : sizes) {
            for (int transposes = 0; transposes < 4; transposes++) {
                boolean a = (transposes & 1) != 0;
                boolean b = (transposes & 2) != 0;
                add("gemm " + size[0] + " x " + size[1] + " x " + size[2] + " " + a + " " + b, OTHER_ORDER, run -> {
                    int m = size[0];
                    int n = size[1];
                    int k = size[2];
                    Buffer left = run.in(m * k);
                    Buffer right = run.in(k * n);
                    run.backend.gemm(a, b, m, n, k, 1, left, right, 0, run.out(m * n));
                    run.backend.gemm(a, b, m, n, k, -0.5f, left, right, 1, run.inOut(m * n));
                    run.backend.gemm(a, b, m, n, k, 2, left, right, 0.25f, run.inOut(m * n));
                    if (!a) {
                        try (Factor factor = run.backend.factor(b, n, k, right, 3)) {
                            factor.multiply(m, left, 0, run.out(m * n));
                            factor.multiply(m, left, 1, run.inOut(m * n));
                        }
                    }
                });
            }
        }
    }

    private void rows() {
        for (int[] size :
                new int[][] {{1, 1, 1}, {50, 7, 400}, {3, 33, 20_000}, {1000, 5, 9000}, {5, 4, 0}, {9, 0, 5}}) {
            int rows = size[0];
            int columns = size[1];
            int count = size[2];
            String of = " " + count + " of " + rows + " rows of " + columns;
            add(
                    "gather" + of,
                    SAME_BITS,
                    run -> run.backend
                            .rows()
                            .gather(
                                    rows,
                                    columns,
                                    run.in(rows * columns),
                                    run.someIds(count, rows),
                                    run.out(count * columns)));
            add(
                    "scatterAdd" + of,
                    OTHER_ORDER,
                    run -> run.backend
                            .rows()
                            .scatterAdd(
                                    columns,
                                    run.someIds(count, rows),
                                    run.in(count * columns),
                                    run.inOut(rows * columns)));
            add(
                    "scatterAddScaled" + of,
                    OTHER_ORDER,
                    run -> run.backend
                            .rows()
                            .scatterAddScaled(
                                    columns,
                                    run.someIds(count, rows),
                                    run.in(count),
                                    run.in(count * columns),
                                    run.inOut(rows * columns)));
            add("number" + of, SAME_BITS, run -> {
                IntBuffer ids = run.someIds(count, rows);
                IntBuffer distinct = run.backend.heap().ints(count);
                int found = run.backend.rows().number(ids, run.wholeOut(count), distinct);
                run.wholeOutputs.add(distinct.slice(0, found));
            });
            add(
                    "rowDot" + of,
                    OTHER_ORDER,
                    run -> run.backend
                            .rows()
                            .rowDot(count, columns, run.in(count * columns), run.in(count * columns), run.out(count)));
        }
    }

    private void axes() {
        int[][] sizes = {
            {1, 1, 1},
            {1, 70_000, 1},
            {1, 3_000_000, 1},
            {300, 33, 1},
            {7, 5000, 1},
            {1, 700, 40},
            {3, 600, 65},
            {2, 1, 300},
            {4, 33, 2},
            {1, 200_000, 2}
        };
        for (int[] size : sizes) {
            int outer = size[0];
            int length = size[1];
            int inner = size[2];
            int elements = outer * length * inner;
            String of = " of " + outer + ", " + length + ", " + inner;
            for (Reduction reduction : Reduction.values()) {
                double tolerance = reduction == Reduction.MAX ? SAME_BITS : OTHER_ORDER;
                add(
                        reduction + of,
                        tolerance,
                        run -> run.backend
                                .axes()
                                .reduce(
                                        reduction,
                                        outer,
                                        length,
                                        inner,
                                        run.in(elements, -1, 3),
                                        run.out(outer * inner)));
            }
            add("argmax and its gradient" + of, SAME_BITS, run -> {
                IntBuffer index = run.wholeOut(outer * inner);
                // Ties: the first counts.
                Buffer x = run.in(elements, -1, 3);
                run.backend.unary(UnaryFunction.RELU, 0, x, x);
                run.backend.axes().argmax(outer, length, inner, x, index);
                run.backend.axes().maxGradient(outer, length, inner, run.in(outer * inner), index, run.out(elements));
            });
        }
        add("sums of nothing", SAME_BITS, run -> {
            run.backend.axes().reduce(Reduction.SUM, 3, 0, 1, run.in(0), run.out(3));
            run.backend.axes().reduce(Reduction.SUM, 3, 0, 4, run.in(0), run.out(12));
            run.backend.axes().reduce(Reduction.SUM, 1, 0, 1, run.in(0), run.out(1));
            run.backend.axes().reduce(Reduction.SUM, 0, 3, 1, run.in(0), run.out(0));
        });
        for (int[] size : new int[][] {{1, 1}, {70, 33}, {3, 5000}, {2000, 3}, {0, 4}}) {
            for (boolean logarithm : new boolean[] {false, true}) {
                int elements = size[0] * size[1];
                add("softmax " + size[0] + " x " + size[1] + " " + logarithm, OTHER_ORDER, run -> {
                    Buffer y = run.out(elements);
                    run.backend.axes().softmax(logarithm, size[0], size[1], run.in(elements, -30, 30), y);
                    run.backend
                            .axes()
                            .softmaxGradient(logarithm, size[0], size[1], y, run.in(elements), run.out(elements));
                });
            }
        }
    }

    private void normalisations() {
        for (int[] size : new int[][] {{2, 1}, {700, 33}, {8192, 5}, {64, 300}}) {
            int rows = size[0];
            int columns = size[1];
            int elements = rows * columns;
            for (boolean frozen : new boolean[] {false, true}) {
                add("batch norm " + rows + " x " + columns + " " + frozen, OTHER_ORDER, run -> {
                    NormalisationOperations norm = run.backend.normalisations();
                    Buffer x = run.in(elements, 3, 7);
                    Buffer mean = run.out(columns);
                    Buffer variance = run.out(columns);
                    Buffer weight = run.in(columns);
                    norm.columnStatistics(rows, columns, x, mean, variance);
                    norm.batchNorm(rows, columns, 1e-5f, x, mean, variance, weight, run.in(columns), run.out(elements));
                    norm.batchNormGradient(
                            frozen,
                            rows,
                            columns,
                            1e-5f,
                            x,
                            mean,
                            variance,
                            weight,
                            run.in(elements),
                            run.out(elements),
                            run.out(columns),
                            run.out(columns));
                });
            }
            add("layer norm " + rows + " x " + columns, OTHER_ORDER, run -> {
                NormalisationOperations norm = run.backend.normalisations();
                Buffer x = run.in(elements, 3, 7);
                Buffer mean = run.out(rows);
                Buffer inverse = run.out(rows);
                Buffer weight = run.in(columns);
                norm.layerNorm(rows, columns, 1e-2f, x, weight, run.in(columns), run.out(elements), mean, inverse);
                norm.layerNormGradient(
                        rows,
                        columns,
                        x,
                        weight,
                        mean,
                        inverse,
                        run.in(elements),
                        run.out(elements),
                        run.out(columns),
                        run.out(columns));
            });
        }
    }

    private void gates() {
        for (int[] size : new int[][] {{1, 1}, {37, 65}, {300, 4}, {0, 5}}) {
            for (boolean lengths : new boolean[] {false, true}) {
                String of = " " + size[0] + " x " + size[1] + (lengths ? ", padded" : "");
                add("rnn" + of, SAME_BITS, run -> rnn(run, false, size[0], size[1], lengths));
                add("rnn with relu" + of, SAME_BITS, run -> rnn(run, true, size[0], size[1], lengths));
                add("gru" + of, SAME_BITS, run -> gru(run, size[0], size[1], lengths));
                add("lstm" + of, SAME_BITS, run -> lstm(run, size[0], size[1], lengths));
            }
        }
    }

    private static @Nullable IntBuffer lengths(Run run, int rows, boolean padded) {
        return padded ? run.someIds(rows, 5) : null;
    }

    private static void rnn(Run run, boolean relu, int rows, int columns, boolean padded) {
        int n = rows * columns;
        IntBuffer lengths = lengths(run, rows, padded);
        Buffer h = run.out(n);
        run.backend.gates().rnn(relu, rows, columns, lengths, 2, run.in(columns), run.inOut(n), run.in(n), h);
        run.backend.gates().rnnGradient(relu, rows, columns, lengths, 2, h, run.in(n), run.inOut(n), run.out(n));
    }

    private static void gru(Run run, int rows, int columns, boolean padded) {
        int n = rows * columns;
        IntBuffer lengths = lengths(run, rows, padded);
        Buffer gates = run.inOut(3 * n);
        Buffer hidden = run.inOut(3 * n);
        Buffer before = run.in(n);
        run.backend.gates().gru(rows, columns, lengths, 2, run.in(4 * columns), gates, hidden, before, run.out(n));
        run.backend
                .gates()
                .gruGradient(
                        rows,
                        columns,
                        lengths,
                        2,
                        gates,
                        hidden,
                        before,
                        run.in(n),
                        run.inOut(n),
                        run.out(3 * n),
                        run.out(3 * n));
    }

    private static void lstm(Run run, int rows, int columns, boolean padded) {
        int n = rows * columns;
        IntBuffer lengths = lengths(run, rows, padded);
        Buffer gates = run.inOut(4 * n);
        Buffer cBefore = run.in(n);
        Buffer tanh = run.inOut(n);
        run.backend
                .gates()
                .lstm(
                        rows,
                        columns,
                        lengths,
                        2,
                        run.in(4 * columns),
                        gates,
                        run.in(n),
                        cBefore,
                        run.out(n),
                        run.out(n),
                        tanh);
        run.backend
                .gates()
                .lstmGradient(
                        rows,
                        columns,
                        lengths,
                        2,
                        gates,
                        cBefore,
                        tanh,
                        run.in(n),
                        run.inOut(n),
                        run.inOut(n),
                        run.out(4 * n));
    }

    private void losses() {
        for (int[] size : new int[][] {{1, 1}, {70, 33}, {3, 5000}, {2000, 3}}) {
            int elements = size[0] * size[1];
            add("cross entropy " + size[0] + " x " + size[1], OTHER_ORDER, run -> {
                LossOperations losses = run.backend.losses();
                IntBuffer targets = run.someIds(size[0], size[1]);
                Buffer probabilities = run.out(elements);
                losses.crossEntropy(
                        size[0], size[1], run.in(elements, -9, 9), targets, run.out(size[0]), probabilities);
                losses.crossEntropyGradient(
                        size[0], size[1], probabilities, targets, 0.7f, run.in(1), run.out(elements));
            });
            add("binary cross entropy " + elements, ROUNDING, run -> {
                LossOperations losses = run.backend.losses();
                Buffer logits = run.in(elements, -9, 9);
                Buffer targets = run.in(elements, 0, 1);
                losses.binaryCrossEntropy(logits, targets, run.out(elements));
                losses.binaryCrossEntropyGradient(logits, targets, 0.7f, run.in(1), run.out(elements));
            });
        }
    }

    private void updates() {
        for (int n : new int[] {0, 1, 5003}) {
            for (boolean nesterov : new boolean[] {false, true}) {
                add("sgd " + n + " " + nesterov, SAME_BITS, run -> {
                    UpdateOperations update = run.backend.updates();
                    update.sgd(0.1f, 0.9f, nesterov, 0.01f, 0.99f, 0.5f, run.in(n), run.inOut(n), run.inOut(n));
                    update.sgd(0.1f, 0, false, 0, 1, 1, run.in(n), run.inOut(n), run.inOut(n));
                });
            }
            add(
                    "adam " + n,
                    SAME_BITS,
                    run -> run.backend
                            .updates()
                            .adam(
                                    0.1f,
                                    0.9f,
                                    0.99f,
                                    1.5f,
                                    1e-5f,
                                    0.01f,
                                    0.99f,
                                    0.5f,
                                    run.in(n),
                                    run.inOut(n),
                                    run.inOut(n, 0, 2),
                                    run.inOut(n)));
            for (boolean centered : new boolean[] {false, true}) {
                add(
                        "rmsProp " + n + " " + centered,
                        SAME_BITS,
                        run -> run.backend
                                .updates()
                                .rmsProp(
                                        0.1f,
                                        0.9f,
                                        0.5f,
                                        centered,
                                        1e-3f,
                                        0.01f,
                                        0.99f,
                                        0.5f,
                                        run.in(n),
                                        run.inOut(n, -0.1f, 0.1f),
                                        run.inOut(n, 1, 2),
                                        run.inOut(n),
                                        run.inOut(n)));
            }
            add(
                    "adagrad " + n,
                    SAME_BITS,
                    run -> run.backend
                            .updates()
                            .adagrad(0.1f, 1e-5f, 0.01f, 0.99f, 0.5f, run.in(n), run.inOut(n, 0, 2), run.inOut(n)));
        }
        for (int count : new int[] {0, 1, 300}) {
            int rows = 997;
            int columns = 13;
            int all = rows * columns;
            int some = count * columns;
            add(
                    "adamRows " + count,
                    SAME_BITS,
                    run -> run.backend
                            .updates()
                            .adamRows(
                                    columns,
                                    run.distinctIds(count, rows),
                                    0.1f,
                                    0.9f,
                                    0.99f,
                                    1.5f,
                                    1e-5f,
                                    0.99f,
                                    run.in(some),
                                    run.inOut(all),
                                    run.inOut(all, 0, 2),
                                    run.inOut(all)));
            add(
                    "settleRows " + count,
                    SAME_BITS,
                    run -> run.backend
                            .updates()
                            .settleRows(
                                    columns,
                                    run.distinctIds(count, rows),
                                    run.in(count * UpdateKernels.SETTLE_COEFFICIENTS, 0.5f, 1),
                                    run.inOut(all),
                                    run.inOut(all, 0, 2),
                                    run.inOut(all)));
            add(
                    "adagradRows " + count,
                    SAME_BITS,
                    run -> run.backend
                            .updates()
                            .adagradRows(
                                    columns,
                                    run.distinctIds(count, rows),
                                    0.1f,
                                    1e-5f,
                                    run.in(some),
                                    run.inOut(all, 0, 2),
                                    run.inOut(all)));
        }
    }

    /** A method that nobody has thought of here would go untested. */
    @Test
    void everyMethodHasACase() {
        int methods = 0;
        for (Class<?> group : List.of(
                RowOperations.class,
                AxisOperations.class,
                NormalisationOperations.class,
                GateOperations.class,
                LossOperations.class,
                UpdateOperations.class)) {
            methods += group.getDeclaredMethods().length;
        }
        assertEquals(6 + 5 + 5 + 6 + 4 + 7, methods, "add a case for the new method, and count it here");
    }
}

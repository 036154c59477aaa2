package lanewise.cuda;

import java.util.Objects;
import lanewise.backend.Buffer;
import lanewise.backend.IntBuffer;
import lanewise.backend.Reduction;
import lanewise.kernel.BinaryFunction;
import lanewise.kernel.UnaryFunction;
import lanewise.kernel.UpdateKernels;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is computed element by element has the processor's bits on a card: its kernels do the same operations, unfused, and
 * draw the same random numbers. Both ways of the card on the host are taken: one thread for all elements, and every thread.
 */
class SameBitsTest {

    private static final int ROWS = 37;
    private static final int COLUMNS = 33;
    private static final int N = ROWS * COLUMNS;

    private @Nullable CudaBackend card;

    private void same(String what, BothMemories.Work work) {
        BothMemories.same(Objects.requireNonNull(card), what, work);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "launch:exact"})
    void theBitsAreTheProcessors(String setting) {
        Stub stub = Stub.with(setting);
        CudaBackend opened = Stub.open();
        card = opened;
        try {
            functions();
            moves();
            gates();
            losses();
            updates();
        } finally {
            opened.card().close();
        }
        stub.nothingIsLeft();
    }

    private void functions() {
        for (UnaryFunction f : UnaryFunction.values()) {
            same(f.name(), (backend, on) -> backend.unary(f, 0.1f, on.special(N), on.some(N)));
            same("gradient of " + f, (backend, on) -> {
                Buffer x = on.some(N);
                Buffer y = on.some(N);
                backend.unary(f, 0.1f, x, y);
                backend.unaryGradient(f, 0.1f, x, y, on.some(N), on.some(N));
            });
            same(
                    "bias and " + f,
                    (backend, on) -> backend.biasActivation(ROWS, COLUMNS, f, 0.1f, on.some(COLUMNS), on.special(N)));
        }
        same("affine", (backend, on) -> backend.affine(1.5f, -2.3f, on.special(N), on.some(N)));
        for (BinaryFunction f : BinaryFunction.values()) {
            for (int layout = 0; layout < 16; layout++) {
                int a = layout / 4;
                int b = layout % 4;
                same(
                        f + " of layouts " + a + " and " + b,
                        (backend, on) -> backend.binary(
                                f,
                                ROWS,
                                COLUMNS,
                                on.special(N),
                                rowStride(a),
                                a % 2,
                                on.some(N),
                                rowStride(b),
                                b % 2,
                                on.some(N)));
            }
        }
        for (float p : new float[] {0f, 0.1f, 0.5f, 0.9999999f, 1f}) {
            same("dropout " + p, (backend, on) -> backend.dropout(p, -5L, (1L << 40) + 3, on.some(N), on.some(N)));
        }
    }

    /** In layout 0 an operand is one number, in 1 a row, in 2 a column, and in 3 it is there in full. */
    private static int rowStride(int layout) {
        return layout == 3 ? COLUMNS : layout / 2;
    }

    private void moves() {
        same("fill", (backend, on) -> backend.fill(on.some(N), 2.5f));
        same("copy", (backend, on) -> backend.copy(on.some(N), on.some(N)));
        same(
                "copyRectangle",
                (backend, on) -> backend.copyRectangle(ROWS, 20, on.some(N), COLUMNS, on.some(ROWS * 25), 25));
        same("transpose", (backend, on) -> backend.transpose(ROWS, COLUMNS, on.some(N), on.some(N)));
        same(
                "gather",
                (backend, on) ->
                        backend.rows().gather(ROWS, COLUMNS, on.some(N), on.ids(3, 0, 36, 3), on.some(4 * COLUMNS)));
        same(
                "scatterAdd, ids once",
                (backend, on) ->
                        backend.rows().scatterAdd(COLUMNS, on.ids(3, 0, 36), on.some(3 * COLUMNS), on.some(N)));
        same(
                "max",
                (backend, on) -> backend.axes().reduce(Reduction.MAX, 1, ROWS, COLUMNS, on.some(N), on.some(COLUMNS)));
        for (int inner : new int[] {1, COLUMNS}) {
            int outer = COLUMNS / inner;
            same("argmax and its gradient, inner " + inner, (backend, on) -> {
                IntBuffer index = on.ids(new int[COLUMNS]);
                backend.axes().argmax(outer, ROWS, inner, on.special(N), index);
                backend.axes().maxGradient(outer, ROWS, inner, on.some(COLUMNS), index, on.some(N));
            });
        }
    }

    private void gates() {
        for (boolean padded : new boolean[] {false, true}) {
            for (boolean relu : new boolean[] {false, true}) {
                same(
                        "rnn",
                        (backend, on) -> backend.gates()
                                .rnn(
                                        relu,
                                        ROWS,
                                        COLUMNS,
                                        lengths(on, padded),
                                        4,
                                        on.some(COLUMNS),
                                        on.some(N),
                                        on.some(N),
                                        on.some(N)));
                same(
                        "rnnGradient",
                        (backend, on) -> backend.gates()
                                .rnnGradient(
                                        relu,
                                        ROWS,
                                        COLUMNS,
                                        lengths(on, padded),
                                        4,
                                        on.some(N),
                                        on.some(N),
                                        on.some(N),
                                        on.some(N)));
            }
            same(
                    "gru",
                    (backend, on) -> backend.gates()
                            .gru(
                                    ROWS,
                                    COLUMNS,
                                    lengths(on, padded),
                                    4,
                                    on.some(4 * COLUMNS),
                                    on.some(3 * N),
                                    on.some(3 * N),
                                    on.some(N),
                                    on.some(N)));
            same(
                    "gruGradient",
                    (backend, on) -> backend.gates()
                            .gruGradient(
                                    ROWS,
                                    COLUMNS,
                                    lengths(on, padded),
                                    4,
                                    on.some(3 * N),
                                    on.some(3 * N),
                                    on.some(N),
                                    on.some(N),
                                    on.some(N),
                                    on.some(3 * N),
                                    on.some(3 * N)));
            same(
                    "lstm",
                    (backend, on) -> backend.gates()
                            .lstm(
                                    ROWS,
                                    COLUMNS,
                                    lengths(on, padded),
                                    4,
                                    on.some(4 * COLUMNS),
                                    on.some(4 * N),
                                    on.some(N),
                                    on.some(N),
                                    on.some(N),
                                    on.some(N),
                                    on.some(N)));
            same(
                    "lstmGradient",
                    (backend, on) -> backend.gates()
                            .lstmGradient(
                                    ROWS,
                                    COLUMNS,
                                    lengths(on, padded),
                                    4,
                                    on.some(4 * N),
                                    on.some(N),
                                    on.some(N),
                                    on.some(N),
                                    on.some(N),
                                    on.some(N),
                                    on.some(4 * N)));
        }
    }

    private static @Nullable IntBuffer lengths(BothMemories on, boolean padded) {
        if (!padded) {
            return null;
        }
        int[] lengths = new int[ROWS];
        for (int i = 0; i < ROWS; i++) {
            lengths[i] = i % 9;
        }
        return on.ids(lengths);
    }

    private void losses() {
        same(
                "binaryCrossEntropy",
                (backend, on) -> backend.losses().binaryCrossEntropy(on.special(N), on.squares(N), on.some(N)));
        same(
                "binaryCrossEntropyGradient",
                (backend, on) -> backend.losses()
                        .binaryCrossEntropyGradient(on.special(N), on.squares(N), 0.3f, on.of(1.7f), on.some(N)));
        same(
                "crossEntropyGradient",
                (backend, on) -> backend.losses()
                        .crossEntropyGradient(
                                3,
                                COLUMNS,
                                on.squares(3 * COLUMNS),
                                on.ids(0, 32, 7),
                                0.3f,
                                on.of(1.7f),
                                on.some(3 * COLUMNS)));
    }

    private void updates() {
        for (boolean flag : new boolean[] {false, true}) {
            same(
                    "sgd",
                    (backend, on) -> backend.updates()
                            .sgd(0.1f, 0.9f, flag, 0.01f, 0.99f, 0.7f, on.some(N), on.some(N), on.some(N)));
            same(
                    "rmsProp",
                    (backend, on) -> backend.updates()
                            .rmsProp(
                                    0.1f,
                                    0.9f,
                                    0.8f,
                                    flag,
                                    1e-6f,
                                    0.01f,
                                    0.99f,
                                    0.7f,
                                    on.some(N),
                                    on.some(N),
                                    on.squares(N),
                                    on.some(N),
                                    on.some(N)));
        }
        same(
                "adam",
                (backend, on) -> backend.updates()
                        .adam(
                                0.1f,
                                0.9f,
                                0.99f,
                                1.1f,
                                1e-6f,
                                0.01f,
                                0.99f,
                                0.7f,
                                on.some(N),
                                on.squares(N),
                                on.squares(N),
                                on.some(N)));
        same(
                "adagrad",
                (backend, on) -> backend.updates()
                        .adagrad(0.1f, 1e-6f, 0.01f, 0.99f, 0.7f, on.some(N), on.squares(N), on.some(N)));
        same(
                "adamRows",
                (backend, on) -> backend.updates()
                        .adamRows(
                                COLUMNS,
                                on.ids(5, 36, 0),
                                0.1f,
                                0.9f,
                                0.99f,
                                1.1f,
                                1e-6f,
                                0.99f,
                                on.some(3 * COLUMNS),
                                on.some(N),
                                on.squares(N),
                                on.some(N)));
        same(
                "settleRows",
                (backend, on) -> backend.updates()
                        .settleRows(
                                COLUMNS,
                                on.ids(5, 36, 0),
                                on.of(coefficients()),
                                on.squares(N),
                                on.squares(N),
                                on.some(N)));
        same(
                "adagradRows",
                (backend, on) -> backend.updates()
                        .adagradRows(
                                COLUMNS,
                                on.ids(5, 36, 0),
                                0.1f,
                                1e-6f,
                                on.some(3 * COLUMNS),
                                on.squares(N),
                                on.some(N)));
    }

    /** Of three rows. */
    private static float[] coefficients() {
        float[] coefficients = new float[3 * UpdateKernels.SETTLE_COEFFICIENTS];
        for (int i = 0; i < coefficients.length; i++) {
            coefficients[i] = 0.3f + 0.03f * i;
        }
        return coefficients;
    }
}

package lanewise.kernel;

import java.util.Map;

/** The cases of {@link GateKernels}: three rows against the equations in doubles, and each row alone against all. */
final class GateCases {

    private static final int ROWS = 3;

    /** What rounding and the functions' errors come to, in terms of sums of numbers of size 1. */
    private static final int TERMS = 24;

    private GateCases() {}

    static void addTo(Map<String, KernelCase> cases) {
        cases.put("GateKernels.rnn", GateCases::rnn);
        cases.put("GateKernels.rnnGradient", GateCases::rnnGradient);
        cases.put("GateKernels.gru", GateCases::gru);
        cases.put("GateKernels.gruGradient", GateCases::gruGradient);
        cases.put("GateKernels.lstm", GateCases::lstm);
        cases.put("GateKernels.lstmGradient", GateCases::lstmGradient);
    }

    private static void near(Sample sample, double actual, double expected, double size) {
        sample.near(actual, Math.abs(expected) < 1e-30 ? 0 : expected, TERMS, size);
    }

    private static void rnn(KernelFamilies twin, Sample sample) {
        int n = sample.n;
        Range bias = sample.in(n);
        Range z = sample.in(ROWS * n, -5, 5);
        for (boolean relu : new boolean[] {false, true}) {
            Range h = sample.out(ROWS * n);
            rnn(twin, relu, 0, ROWS, n, bias, z, h);
            for (int i = 0; i < ROWS * n; i++) {
                double sum = (double) z.get(i) + bias.get(i % n);
                near(sample, h.get(i), relu ? Math.max(sum, 0) : Math.tanh(sum), relu ? 6 : 1);
            }
            Range parts = sample.out(ROWS * n);
            rnn(twin, relu, 0, 1, n, bias, z, parts);
            rnn(twin, relu, 1, ROWS, n, bias, z, parts);
            sample.same(parts, h);
            Range tiny = sample.in(n, 1e-32, 1e-31);
            Range flushed = sample.out(n);
            rnn(twin, relu, 0, 1, n, tiny, tiny, flushed);
            sample.same(flushed, sample.in(n, 0, 0));
        }
    }

    private static void rnn(KernelFamilies twin, boolean relu, int from, int to, int n, Range bias, Range z, Range h) {
        twin.gates()
                .rnn(
                        relu,
                        to - from,
                        n,
                        bias.array,
                        bias.offset,
                        z.array,
                        z.offset + from * n,
                        h.array,
                        h.offset + from * n);
    }

    private static void rnnGradient(KernelFamilies twin, Sample sample) {
        int n = sample.n;
        Range h = sample.in(ROWS * n);
        Range dh = sample.in(ROWS * n);
        Range carry = sample.in(ROWS * n);
        for (boolean relu : new boolean[] {false, true}) {
            Range dz = sample.out(ROWS * n);
            twin.gates()
                    .rnnGradient(
                            relu,
                            ROWS,
                            n,
                            h.array,
                            h.offset,
                            dh.array,
                            dh.offset,
                            carry.array,
                            carry.offset,
                            dz.array,
                            dz.offset);
            for (int i = 0; i < ROWS * n; i++) {
                double y = h.get(i);
                double slope = relu ? (y > 0 ? 1 : 0) : 1 - y * y;
                near(sample, dz.get(i), ((double) dh.get(i) + carry.get(i)) * slope, 2);
            }
        }
    }

    private static double sigmoid(double x) {
        return MapCases.sigmoid(x);
    }

    private static void gru(KernelFamilies twin, Sample sample) {
        int n = sample.n;
        Range bias = sample.in(4 * n);
        Range input = sample.in(3 * ROWS * n, -4, 4);
        Range state = sample.in(3 * ROWS * n, -4, 4);
        Range before = sample.in(ROWS * n);
        Range gates = sample.inOut(input);
        Range hidden = sample.inOut(state);
        Range h = sample.out(ROWS * n);
        gru(twin, 0, ROWS, n, bias, gates, hidden, before, h);
        for (int row = 0; row < ROWS; row++) {
            for (int i = 0; i < n; i++) {
                int at = 3 * n * row + i;
                double r = sigmoid((double) input.get(at) + state.get(at) + bias.get(i));
                double z = sigmoid((double) input.get(at + n) + state.get(at + n) + bias.get(n + i));
                double fromState = (double) state.get(at + 2 * n) + bias.get(3 * n + i);
                double next = Math.tanh(input.get(at + 2 * n) + bias.get(2 * n + i) + r * fromState);
                near(sample, gates.get(at), r, 3);
                near(sample, gates.get(at + n), z, 3);
                near(sample, gates.get(at + 2 * n), next, 12);
                near(sample, hidden.get(at), state.get(at), 0);
                near(sample, hidden.get(at + n), state.get(at + n), 0);
                near(sample, hidden.get(at + 2 * n), fromState, 5);
                near(sample, h.get(row * n + i), next + z * (before.get(row * n + i) - next), 16);
            }
        }
        Range gatesParts = sample.inOut(input);
        Range hiddenParts = sample.inOut(state);
        Range parts = sample.out(ROWS * n);
        gru(twin, 0, 2, n, bias, gatesParts, hiddenParts, before, parts);
        gru(twin, 2, ROWS, n, bias, gatesParts, hiddenParts, before, parts);
        sample.same(parts, h);
        sample.same(gatesParts, gates);
        sample.same(hiddenParts, hidden);
    }

    private static void gru(
            KernelFamilies twin,
            int from,
            int to,
            int n,
            Range bias,
            Range gates,
            Range hidden,
            Range before,
            Range h) {
        twin.gates()
                .gru(
                        to - from,
                        n,
                        bias.array,
                        bias.offset,
                        gates.array,
                        gates.offset + 3 * n * from,
                        hidden.array,
                        hidden.offset + 3 * n * from,
                        before.array,
                        before.offset + from * n,
                        h.array,
                        h.offset + from * n);
    }

    private static void gruGradient(KernelFamilies twin, Sample sample) {
        int n = sample.n;
        Range gates = sample.in(3 * ROWS * n, 0, 1);
        Range hidden = sample.in(3 * ROWS * n);
        Range before = sample.in(ROWS * n);
        Range dh = sample.in(ROWS * n);
        Range carried = sample.in(ROWS * n);
        Range carry = sample.inOut(carried);
        Range dGates = sample.out(3 * ROWS * n);
        Range dHidden = sample.out(3 * ROWS * n);
        twin.gates()
                .gruGradient(
                        ROWS,
                        n,
                        gates.array,
                        gates.offset,
                        hidden.array,
                        hidden.offset,
                        before.array,
                        before.offset,
                        dh.array,
                        dh.offset,
                        carry.array,
                        carry.offset,
                        dGates.array,
                        dGates.offset,
                        dHidden.array,
                        dHidden.offset);
        for (int row = 0; row < ROWS; row++) {
            for (int i = 0; i < n; i++) {
                int at = 3 * n * row + i;
                double r = gates.get(at);
                double z = gates.get(at + n);
                double next = gates.get(at + 2 * n);
                double all = (double) dh.get(row * n + i) + carried.get(row * n + i);
                double dNext = all * (1 - z) * (1 - next * next);
                double dReset = dNext * hidden.get(at + 2 * n) * r * (1 - r);
                double dUpdate = all * (before.get(row * n + i) - next) * z * (1 - z);
                near(sample, dGates.get(at), dReset, 2);
                near(sample, dGates.get(at + n), dUpdate, 2);
                near(sample, dGates.get(at + 2 * n), dNext, 2);
                near(sample, dHidden.get(at), dReset, 2);
                near(sample, dHidden.get(at + n), dUpdate, 2);
                near(sample, dHidden.get(at + 2 * n), dNext * r, 2);
                near(sample, carry.get(row * n + i), all * z, 2);
            }
        }
    }

    private static void lstm(KernelFamilies twin, Sample sample) {
        int n = sample.n;
        Range bias = sample.in(4 * n);
        Range sums = sample.in(4 * ROWS * n, -5, 5);
        Range before = sample.in(ROWS * n, -2, 2);
        Range gates = sample.inOut(sums);
        Range c = sample.out(ROWS * n);
        Range tanh = sample.out(ROWS * n);
        Range h = sample.out(ROWS * n);
        lstm(twin, 0, ROWS, n, bias, gates, before, c, tanh, h);
        for (int row = 0; row < ROWS; row++) {
            for (int i = 0; i < n; i++) {
                int at = 4 * n * row + i;
                double input = sigmoid((double) sums.get(at) + bias.get(i));
                double forget = sigmoid((double) sums.get(at + n) + bias.get(n + i));
                double candidate = Math.tanh((double) sums.get(at + 2 * n) + bias.get(2 * n + i));
                double output = sigmoid((double) sums.get(at + 3 * n) + bias.get(3 * n + i));
                double cell = forget * before.get(row * n + i) + input * candidate;
                near(sample, gates.get(at), input, 3);
                near(sample, gates.get(at + n), forget, 3);
                near(sample, gates.get(at + 2 * n), candidate, 3);
                near(sample, gates.get(at + 3 * n), output, 3);
                near(sample, c.get(row * n + i), cell, 9);
                near(sample, tanh.get(row * n + i), Math.tanh(cell), 10);
                near(sample, h.get(row * n + i), output * Math.tanh(cell), 13);
            }
        }
        Range gatesParts = sample.inOut(sums);
        Range cParts = sample.out(ROWS * n);
        Range tanhParts = sample.out(ROWS * n);
        Range hParts = sample.out(ROWS * n);
        lstm(twin, 0, 1, n, bias, gatesParts, before, cParts, tanhParts, hParts);
        lstm(twin, 1, ROWS, n, bias, gatesParts, before, cParts, tanhParts, hParts);
        sample.same(gatesParts, gates);
        sample.same(cParts, c);
        sample.same(tanhParts, tanh);
        sample.same(hParts, h);
        fading(twin, sample);
    }

    /** A cell that has all but faded is nothing, not a subnormal. */
    private static void fading(KernelFamilies twin, Sample sample) {
        int n = sample.n;
        Range bias = sample.in(4 * n, 0, 0);
        Range gates = sample.inOut(sample.in(4 * n, 0, 0));
        Range before = sample.in(n, 1e-31, 1e-30);
        Range c = sample.out(n);
        Range h = sample.out(n);
        lstm(twin, 0, 1, n, bias, gates, before, c, sample.out(n), h);
        Range zero = sample.in(n, 0, 0);
        sample.same(c, zero);
        sample.same(h, zero);
    }

    private static void lstm(
            KernelFamilies twin,
            int from,
            int to,
            int n,
            Range bias,
            Range gates,
            Range before,
            Range c,
            Range tanh,
            Range h) {
        twin.gates()
                .lstm(
                        to - from,
                        n,
                        bias.array,
                        bias.offset,
                        gates.array,
                        gates.offset + 4 * n * from,
                        before.array,
                        before.offset + from * n,
                        c.array,
                        c.offset + from * n,
                        tanh.array,
                        tanh.offset + from * n,
                        h.array,
                        h.offset + from * n);
    }

    private static void lstmGradient(KernelFamilies twin, Sample sample) {
        int n = sample.n;
        Range gates = sample.in(4 * ROWS * n, 0, 1);
        Range before = sample.in(ROWS * n);
        Range tanh = sample.in(ROWS * n);
        Range dh = sample.in(ROWS * n);
        Range carry = sample.in(ROWS * n);
        Range dcAfter = sample.in(ROWS * n);
        Range dc = sample.inOut(dcAfter);
        Range dz = sample.out(4 * ROWS * n);
        twin.gates()
                .lstmGradient(
                        ROWS,
                        n,
                        gates.array,
                        gates.offset,
                        before.array,
                        before.offset,
                        tanh.array,
                        tanh.offset,
                        dh.array,
                        dh.offset,
                        carry.array,
                        carry.offset,
                        dc.array,
                        dc.offset,
                        dz.array,
                        dz.offset);
        for (int row = 0; row < ROWS; row++) {
            for (int i = 0; i < n; i++) {
                int at = 4 * n * row + i;
                int state = row * n + i;
                double input = gates.get(at);
                double forget = gates.get(at + n);
                double candidate = gates.get(at + 2 * n);
                double output = gates.get(at + 3 * n);
                double squashed = tanh.get(state);
                double all = (double) dh.get(state) + carry.get(state);
                double cell = dcAfter.get(state) + all * output * (1 - squashed * squashed);
                near(sample, dz.get(at), cell * candidate * input * (1 - input), 3);
                near(sample, dz.get(at + n), cell * before.get(state) * forget * (1 - forget), 3);
                near(sample, dz.get(at + 2 * n), cell * input * (1 - candidate * candidate), 3);
                near(sample, dz.get(at + 3 * n), all * squashed * output * (1 - output), 2);
                near(sample, dc.get(state), cell * forget, 3);
            }
        }
    }
}

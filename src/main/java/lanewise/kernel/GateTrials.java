package lanewise.kernel;

import java.util.LinkedHashMap;
import java.util.Map;

/** The trials of {@link GateKernels}, whose twins give the same bits. */
final class GateTrials {

    private static final int ROWS = 2;

    private GateTrials() {}

    /** Runs one kernel on two rows; every array holds four parts of n for each row and is both read and written. */
    interface Call {
        void run(GateKernels kernels, int n, float[][] x);
    }

    static void addTo(Map<String, Trial> trials) {
        calls().forEach((name, call) -> trials.put(
                "GateKernels." + name,
                (tested, scalar, n, key) -> worst(call, tested.gates(), scalar.gates(), n, key)));
    }

    private static double worst(Call call, GateKernels tested, GateKernels scalar, int n, long key) {
        float[][] actual = numbers(n, key);
        float[][] expected = numbers(n, key);
        call.run(tested, n, actual);
        call.run(scalar, n, expected);
        double worst = 0;
        for (int i = 0; i < actual.length; i++) {
            worst = Math.max(worst, Trial.sameBits(actual[i], expected[i]));
        }
        return worst;
    }

    static float[][] numbers(int n, long key) {
        float[][] x = new float[8][];
        for (int i = 0; i < x.length; i++) {
            x[i] = Trial.random(4 * n * ROWS, key + i);
        }
        return x;
    }

    static Map<String, Call> calls() {
        Map<String, Call> calls = new LinkedHashMap<>();
        calls.put("rnn", (kernels, n, x) -> {
            kernels.rnn(false, ROWS, n, x[0], 0, x[1], 0, x[2], 0);
            kernels.rnn(true, ROWS, n, x[0], 0, x[1], 0, x[3], 0);
        });
        calls.put("rnnGradient", (kernels, n, x) -> {
            kernels.rnnGradient(false, ROWS, n, x[0], 0, x[1], 0, x[2], 0, x[3], 0);
            kernels.rnnGradient(true, ROWS, n, x[0], 0, x[1], 0, x[2], 0, x[4], 0);
        });
        calls.put("gru", (kernels, n, x) -> kernels.gru(ROWS, n, x[0], 0, x[1], 0, x[2], 0, x[3], 0, x[4], 0));
        calls.put(
                "gruGradient",
                (kernels, n, x) ->
                        kernels.gruGradient(ROWS, n, x[0], 0, x[1], 0, x[2], 0, x[3], 0, x[4], 0, x[5], 0, x[6], 0));
        calls.put(
                "lstm", (kernels, n, x) -> kernels.lstm(ROWS, n, x[0], 0, x[1], 0, x[2], 0, x[3], 0, x[4], 0, x[5], 0));
        calls.put(
                "lstmGradient",
                (kernels, n, x) ->
                        kernels.lstmGradient(ROWS, n, x[0], 0, x[1], 0, x[2], 0, x[3], 0, x[4], 0, x[5], 0, x[6], 0));
        return calls;
    }
}

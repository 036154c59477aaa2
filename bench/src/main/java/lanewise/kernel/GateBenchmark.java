package lanewise.kernel;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** {@link GateKernels} on one time step of a batch. The biases are 0, so gates that are overwritten again stay in bounds. */
public class GateBenchmark extends KernelBenchmark {

    private static final int MOST_GATES = 4;

    @Param("64")
    int rows;

    @Param("512")
    int n;

    private float[] bias;
    private float[] gates;
    private float[] hidden;
    private float[] before;
    private float[] carry;
    private float[] cell;
    private float[] tanh;
    private float[] state;
    private float[] gradient;

    @Setup
    public void prepare() {
        bias = new float[MOST_GATES * n];
        gates = random(rows * MOST_GATES * n, 1);
        hidden = random(rows * MOST_GATES * n, 2);
        before = random(rows * n, 3);
        carry = new float[rows * n];
        cell = new float[rows * n];
        tanh = random(rows * n, 4);
        state = new float[rows * n];
        gradient = new float[rows * MOST_GATES * n];
    }

    @Benchmark
    public float[] rnn() {
        Kernels.GATES.rnn(false, rows, n, bias, 0, gates, 0, state, 0);
        return state;
    }

    @Benchmark
    public float[] gru() {
        Kernels.GATES.gru(rows, n, bias, 0, gates, 0, hidden, 0, before, 0, state, 0);
        return state;
    }

    @Benchmark
    public float[] lstm() {
        Kernels.GATES.lstm(rows, n, bias, 0, gates, 0, before, 0, cell, 0, tanh, 0, state, 0);
        return state;
    }

    @Benchmark
    public float[] lstmGradient() {
        Kernels.GATES.lstmGradient(rows, n, gates, 0, before, 0, tanh, 0, before, 0, carry, 0, cell, 0, gradient, 0);
        return gradient;
    }
}

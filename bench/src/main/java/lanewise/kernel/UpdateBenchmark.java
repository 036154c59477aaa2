package lanewise.kernel;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** {@link UpdateKernels} on a row of an embedding and on a range. */
public class UpdateBenchmark extends KernelBenchmark {

    @Param({"50", "4096"})
    int n;

    private float[] gradient;
    private float[] mean;
    private float[] square;
    private float[] parameter;

    @Setup
    public void prepare() {
        gradient = random(n, 1);
        mean = new float[n];
        square = new float[n];
        parameter = random(n, 2);
    }

    @Benchmark
    public float[] sgd() {
        Kernels.UPDATE.sgd(n, 1e-6f, 0.9f, false, 0, 1, 1, gradient, 0, mean, 0, parameter, 0);
        return parameter;
    }

    @Benchmark
    public float[] adam() {
        Kernels.UPDATE.adam(n, 1e-6f, 0.9f, 0.99f, 1, 1e-8f, 0, 1, 1, gradient, 0, mean, 0, square, 0, parameter, 0);
        return parameter;
    }
}

package lanewise.kernel;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** {@link ReduceKernels} on a range. */
public class ReduceBenchmark extends KernelBenchmark {

    @Param("4096")
    int n;

    private float[] x;

    @Setup
    public void prepare() {
        x = random(n, 1);
    }

    @Benchmark
    public float sum() {
        return Kernels.REDUCE.sum(n, x, 0);
    }

    @Benchmark
    public float sumOfSquares() {
        return Kernels.REDUCE.sumOfSquares(n, x, 0);
    }

    @Benchmark
    public float max() {
        return Kernels.REDUCE.max(n, x, 0);
    }

    @Benchmark
    public int argmax() {
        return Kernels.REDUCE.argmax(n, x, 0);
    }
}

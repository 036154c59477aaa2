package lanewise.kernel;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** {@link MapKernels} on a range. */
public class MapBenchmark extends KernelBenchmark {

    @Param("4096")
    int n;

    private float[] x;
    private float[] y;

    @Setup
    public void prepare() {
        x = random(n, 1);
        y = new float[n];
    }

    @Benchmark
    public float[] exp() {
        Kernels.MAP.exp(n, x, 0, y, 0);
        return y;
    }

    @Benchmark
    public float[] sigmoid() {
        Kernels.MAP.sigmoid(n, x, 0, y, 0);
        return y;
    }

    @Benchmark
    public float[] tanh() {
        Kernels.MAP.tanh(n, x, 0, y, 0);
        return y;
    }

    /** Of negative numbers too, which give NaN at the same speed. */
    @Benchmark
    public float[] log() {
        Kernels.MAP.log(n, x, 0, y, 0);
        return y;
    }

    @Benchmark
    public float[] softplus() {
        Kernels.MAP.softplus(n, x, 0, y, 0);
        return y;
    }
}

package lanewise.kernel;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** {@link ElementKernels} on a range. */
public class ElementBenchmark extends KernelBenchmark {

    @Param("4096")
    int n;

    private float[] x;
    private float[] y;
    private float[] out;

    @Setup
    public void prepare() {
        x = random(n, 1);
        y = random(n, 2);
        out = new float[n];
    }

    @Benchmark
    public float[] plus() {
        Kernels.ELEMENT.plus(n, x, 0, y, 0, out, 0);
        return out;
    }

    @Benchmark
    public float[] div() {
        Kernels.ELEMENT.div(n, x, 0, y, 0, out, 0);
        return out;
    }

    @Benchmark
    public float[] relu() {
        Kernels.ELEMENT.relu(n, x, 0, out, 0);
        return out;
    }

    @Benchmark
    public float[] reluGradient() {
        Kernels.ELEMENT.reluGradient(n, x, 0, y, 0, out, 0);
        return out;
    }
}

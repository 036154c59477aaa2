package lanewise.kernel;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** {@link ColumnKernels} on a row of a layer's output. */
public class ColumnBenchmark extends KernelBenchmark {

    @Param("1000")
    int n;

    private float[] x;
    private float[] y;

    @Setup
    public void prepare() {
        x = random(n, 1);
        y = new float[n];
    }

    @Benchmark
    public float[] add() {
        Kernels.COLUMN.add(n, x, 0, y, 0);
        return y;
    }

    @Benchmark
    public float[] addSquares() {
        Kernels.COLUMN.addSquares(n, x, 0, y, 0);
        return y;
    }

    @Benchmark
    public float[] max() {
        Kernels.COLUMN.max(n, x, 0, y, 0);
        return y;
    }
}

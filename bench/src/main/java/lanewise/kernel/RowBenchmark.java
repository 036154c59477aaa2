package lanewise.kernel;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** {@link RowKernels} on 64 rows, short as those of embeddings and long as those of a vocabulary. */
public class RowBenchmark extends KernelBenchmark {

    private static final int ROWS = 64;

    @Param({"50", "1000"})
    int columns;

    private float[] x;
    private float[] y;
    private float[] out;

    @Setup
    public void prepare() {
        x = random(ROWS * columns, 1);
        y = random(ROWS * columns, 2);
        out = new float[ROWS * columns];
    }

    @Benchmark
    public float[] dot() {
        Kernels.ROWS.dot(ROWS, columns, x, 0, y, 0, out, 0);
        return out;
    }

    @Benchmark
    public float[] softmax() {
        Kernels.ROWS.softmax(ROWS, columns, x, 0, out, 0);
        return out;
    }

    @Benchmark
    public float[] logSoftmax() {
        Kernels.ROWS.logSoftmax(ROWS, columns, x, 0, out, 0);
        return out;
    }
}

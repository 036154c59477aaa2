package lanewise.kernel;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** {@link MatrixKernels} on square matrices: all but a product are memory-bound beyond the caches. */
public class MatrixBenchmark extends KernelBenchmark {

    @Param({"64", "512"})
    int n;

    private float[] a;
    private float[] b;
    private float[] c;
    private float[] workspace;

    @Setup
    public void prepare() {
        a = random(n * n, 1);
        b = random(n * n, 2);
        c = new float[n * n];
        workspace = new float
                [Math.max(
                        Kernels.MATRIX.workspace(false, false, n, n, n),
                        Kernels.MATRIX.workspace(false, true, n, n, n))];
    }

    @Benchmark
    public float[] gemm() {
        Kernels.MATRIX.gemm(false, false, n, n, n, 1, a, 0, n, b, 0, n, 0, c, 0, n, 0, n, workspace);
        return c;
    }

    @Benchmark
    public float[] gemmTransposedB() {
        Kernels.MATRIX.gemm(false, true, n, n, n, 1, a, 0, n, b, 0, n, 0, c, 0, n, 0, n, workspace);
        return c;
    }

    @Benchmark
    public float[] gemv() {
        Kernels.MATRIX.gemv(false, n, n, 1, a, 0, n, b, 0, 0, c, 0);
        return c;
    }

    @Benchmark
    public float[] gemvTransposed() {
        Kernels.MATRIX.gemv(true, n, n, 1, a, 0, n, b, 0, 0, c, 0);
        return c;
    }

    @Benchmark
    public float dot() {
        return Kernels.MATRIX.dot(n, a, 0, b, 0);
    }
}

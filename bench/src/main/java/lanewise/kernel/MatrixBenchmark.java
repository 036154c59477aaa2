package lanewise.kernel;

import lanewise.backend.Backend;
import lanewise.backend.Buffer;
import lanewise.backend.Device;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** {@link MatrixKernels}: products of square matrices on one thread, a matrix times a vector, and a dot product. */
public class MatrixBenchmark extends KernelBenchmark {

    @Param({"64", "512"})
    int n;

    private Backend backend;
    private Buffer a;
    private Buffer b;
    private Buffer c;
    private Buffer x;
    private Buffer y;
    private float[] left;
    private float[] right;

    @Setup
    public void prepare() {
        backend = Device.cpu(1).backend();
        left = random(n * n, 1);
        right = random(n * n, 2);
        a = backend.heap().floats(n * n);
        b = backend.heap().floats(n * n);
        c = backend.heap().floats(n * n);
        x = backend.heap().floats(n);
        y = backend.heap().floats(n);
        backend.upload(left, 0, a);
        backend.upload(right, 0, b);
        backend.fill(x, 0.7f);
    }

    @Benchmark
    public Buffer gemm() {
        backend.gemm(false, false, n, n, n, 1, a, b, 0, c);
        return c;
    }

    @Benchmark
    public Buffer gemmTransposedB() {
        backend.gemm(false, true, n, n, n, 1, a, b, 0, c);
        return c;
    }

    @Benchmark
    public Buffer gemmTransposedA() {
        backend.gemm(true, false, n, n, n, 1, a, b, 0, c);
        return c;
    }

    @Benchmark
    public Buffer gemv() {
        backend.gemm(false, true, 1, n, n, 1, x, a, 0, y);
        return y;
    }

    @Benchmark
    public Buffer gemvTransposed() {
        backend.gemm(false, false, 1, n, n, 1, x, a, 0, y);
        return y;
    }

    @Benchmark
    public float dot() {
        return Kernels.MATRIX.dot(n, left, 0, right, 0);
    }
}

package lanewise.kernel;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The vector kernels are as much faster than the scalar ones as they must be: a kernel that boxes its vectors, or that is
 * no longer compiled to vector instructions, is a hundred times slower and right in every other test. Usual ratios are 6 to
 * 25 with vectors of 16 floats. Each side counts with the shortest of many short batches, taken in turn, so that a busy
 * machine slows down both.
 */
class KernelSpeedTest {

    private static final int BATCHES = 200;
    private static final double BATCH_SECONDS = 1e-3;

    /** A busy machine may take long to compile the kernels; the test goes on until it has, and fails after this. */
    private static final long PATIENCE_NANOS = 20_000_000_000L;

    @BeforeEach
    void onVectorsOnly() {
        assumeTrue(Kernels.VECTOR, "nothing to compare: " + Kernels.REASON);
    }

    @Test
    void products() {
        int n = 128;
        float[] a = Trial.random(n * n, 1);
        float[] b = Trial.random(n * n, 2);
        float[] c = new float[n * n];
        atLeast(2, "gemm 128 x 128 x 128", kernels -> {
            MatrixProduct product = kernels.matrix().product();
            return () -> {
                product.begin(false, false, n, n, n, 1, a, 0, n, b, 0, n, 0, c, 0, n);
                product.runAll();
                product.end();
            };
        });
    }

    @Test
    void dotProducts() {
        int n = 1024;
        float[] x = Trial.random(n, 1);
        float[] y = Trial.random(n, 2);
        float[] sum = new float[1];
        atLeast(2, "dot of 1024", kernels -> () -> sum[0] += kernels.matrix().dot(n, x, 0, y, 0));
    }

    @Test
    void exponentials() {
        int n = 1024;
        float[] x = Trial.random(n, 1);
        float[] y = new float[n];
        atLeast(2, "exp of 1024", kernels -> () -> kernels.map().exp(n, x, 0, y, 0));
    }

    /** Makes what is timed of one twin. */
    private interface Work {
        Runnable of(KernelFamilies kernels);
    }

    private static void atLeast(double ratioWanted, String what, Work work) {
        // Vectors of four floats can hardly be four times as fast.
        double margin = Kernels.LANES >= 8 ? ratioWanted : 1.2;
        Runnable vector = work.of(Kernels.families());
        Runnable scalar = work.of(KernelFamilies.scalar());
        int vectorCalls = callsPerBatch(vector);
        int scalarCalls = callsPerBatch(scalar);
        double fastestVector = Double.POSITIVE_INFINITY;
        double fastestScalar = Double.POSITIVE_INFINITY;
        long start = System.nanoTime();
        for (int i = 0;
                i < BATCHES || (fastestScalar < margin * fastestVector && System.nanoTime() - start < PATIENCE_NANOS);
                i++) {
            fastestVector = Math.min(fastestVector, seconds(vector, vectorCalls));
            fastestScalar = Math.min(fastestScalar, seconds(scalar, scalarCalls));
        }
        double ratio = fastestScalar / fastestVector;
        String figures = String.format(
                Locale.ROOT,
                "%s: vector %.3g us, scalar %.3g us, ratio %.2f, at least %.1f wanted",
                what,
                fastestVector * 1e6,
                fastestScalar * 1e6,
                ratio,
                margin);
        System.out.println(figures);
        assertTrue(ratio >= margin, figures);
    }

    /** As many as take {@link #BATCH_SECONDS} once the call is compiled; a hundredth of a second each, at most, until then. */
    private static int callsPerBatch(Runnable call) {
        int calls = 1;
        for (int round = 0; round < BATCHES; round++) {
            double each = seconds(call, calls);
            calls = (int) Math.max(1, Math.min(1e6, BATCH_SECONDS / each));
        }
        return calls;
    }

    /** Seconds per call. */
    private static double seconds(Runnable call, int calls) {
        long start = System.nanoTime();
        for (int i = 0; i < calls; i++) {
            call.run();
        }
        return (System.nanoTime() - start) * 1e-9 / calls;
    }
}

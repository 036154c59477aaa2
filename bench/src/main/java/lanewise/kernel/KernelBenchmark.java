package lanewise.kernel;

import java.util.concurrent.TimeUnit;
import lanewise.bench.ExpectedKernels;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What the benchmarks of all families have in common; the flags of the JVM that starts them reach their forks. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public abstract class KernelBenchmark {

    /** Fails where other kernels run than the figures would be taken for. */
    @Setup
    public void requireKernels() {
        ExpectedKernels.require();
    }

    /** Numbers in [-1, 1). */
    static float[] random(int n, long key) {
        return Trial.random(n, key);
    }
}

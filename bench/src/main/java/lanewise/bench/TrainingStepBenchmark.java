package lanewise.bench;

import java.util.concurrent.TimeUnit;
import lanewise.backend.Device;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One training step of each application. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class TrainingStepBenchmark {

    private static final int COLLAB_BATCH = 64;

    @Param({"1", "2"})
    int threads;

    private Ratings ratings;
    private CollabTraining collab;
    private TabularTraining tabular;
    private int from;

    @Setup
    public void prepare() {
        ExpectedKernels.require();
        Device device = Device.cpu(threads);
        ratings = Ratings.likeMovieLens();
        collab = new CollabTraining(ratings, 50, COLLAB_BATCH, device, Losses.IGNORED);
        tabular = new TabularTraining(TabularTraining.BATCH_SIZE, device, Losses.IGNORED);
    }

    /** W2's step on 64 ratings. */
    @Benchmark
    public void collab() {
        collab.step(from, from + COLLAB_BATCH);
        from = from + 2 * COLLAB_BATCH <= ratings.count() ? from + COLLAB_BATCH : 0;
    }

    /** W3's step on 128 rows. */
    @Benchmark
    public void tabular() {
        tabular.step();
    }
}

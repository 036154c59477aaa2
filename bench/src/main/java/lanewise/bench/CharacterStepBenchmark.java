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

/** W4's models of characters: one training step, and one character written. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 2, time = 3)
@Measurement(iterations = 3, time = 3)
@Fork(1)
public class CharacterStepBenchmark {

    @Param({"1", "2"})
    int threads;

    @Param({"LSTM", "RNN", "GRU"})
    String model;

    private CharacterTraining training;
    private CharacterWriting writing;

    @Setup
    public void prepare() {
        ExpectedKernels.require();
        Device device = Device.cpu(threads);
        training = new CharacterTraining(CharacterModel.valueOf(model), device, Losses.IGNORED);
        writing = new CharacterWriting(CharacterModel.valueOf(model), device);
    }

    /** On 8 characters of each of 512 texts. */
    @Benchmark
    public void train() {
        training.step();
    }

    @Benchmark
    public int write() {
        return writing.step();
    }
}

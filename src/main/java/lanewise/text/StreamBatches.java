package lanewise.text;

import java.util.Arrays;
import java.util.List;
import lanewise.backend.Allocator;
import lanewise.tensor.IntTensor;
import lanewise.tensor.Rng;
import lanewise.tensor.Shape;
import lanewise.tensor.StateDict;
import lanewise.train.BatchSource;
import org.jspecify.annotations.Nullable;

/**
 * Windows over the contiguous chunks of a stream, in order: window i of every chunk makes row i. As in the course's library
 * an epoch has {@code chunk length / window - 1} of them.
 */
final class StreamBatches implements BatchSource<TextBatch> {

    private static final double DEVIATION = 5;
    private static final double SHORTEST = 5;
    private static final double HALVED = 0.05;

    private final int[] stream;
    private final int chunks;
    private final int length;
    private final int window;
    private @Nullable Rng rng;

    /** Where each window begins, and behind them where the last ends; drawn anew when an epoch begins. */
    private int[] starts;

    private StreamBatches(int[] stream, int chunks, int window, @Nullable Rng rng) {
        this.stream = stream;
        this.chunks = chunks;
        this.length = stream.length / chunks;
        this.window = window;
        this.rng = rng;
        this.starts = evenly(Math.max(0, length / window - 1), window);
    }

    /** Each part is followed by the end token. */
    static StreamBatches of(List<int[]> parts, int end, int chunks, int window, @Nullable Rng rng) {
        int total = 0;
        for (int[] part : parts) {
            total += part.length + 1;
        }
        int[] stream = new int[total];
        int at = 0;
        for (int[] part : parts) {
            System.arraycopy(part, 0, stream, at, part.length);
            at += part.length;
            stream[at++] = end;
        }
        return new StreamBatches(stream, chunks, window, rng);
    }

    private static int[] evenly(int windows, int window) {
        int[] starts = new int[windows + 1];
        for (int i = 0; i <= windows; i++) {
            starts[i] = i * window;
        }
        return starts;
    }

    /** Lengths in proportion to the course's random ones, so that an epoch still has its number of windows. */
    private int[] varied(Rng chance) {
        int windows = starts.length - 1;
        double[] ends = new double[windows + 1];
        for (int i = 0; i < windows; i++) {
            double around = chance.nextDouble() < HALVED ? window / 2.0 : window;
            ends[i + 1] = ends[i] + Math.max(SHORTEST, around + DEVIATION * chance.nextGaussian());
        }
        int[] drawn = new int[windows + 1];
        for (int i = 1; i <= windows; i++) {
            int end = (int) Math.round(ends[i] / ends[windows] * (length - 1));
            // Every window has a step at least, and leaves one to each of those behind it.
            drawn[i] = Math.min(Math.max(end, drawn[i - 1] + 1), length - 1 - (windows - i));
        }
        return drawn;
    }

    /** The tokens around target {@code at} of a batch of these rows: so many before it, itself and those behind it. */
    int[] around(int[] rows, int at, int before, int behind) {
        int target = at % chunks * length + starts[rows[0]] + at / chunks + 1;
        int from = Math.max(0, target - before);
        int[] found = new int[before + 1 + behind];
        Arrays.fill(found, -1);
        for (int i = from; i <= Math.min(stream.length - 1, target + behind); i++) {
            found[i - target + before] = stream[i];
        }
        return found;
    }

    @Override
    public int rows() {
        return starts.length - 1;
    }

    @Override
    public boolean inOrder() {
        return true;
    }

    @Override
    public BatchSource<TextBatch> fork() {
        StreamBatches fork =
                new StreamBatches(stream, chunks, window, rng == null ? null : Rng.restore(rng.key(), rng.index()));
        fork.starts = starts;
        return fork;
    }

    @Override
    public void saveState(StateDict to) {
        if (rng != null) {
            to.put("chance", new long[] {rng.key(), rng.index()});
        }
        to.put("starts", starts);
    }

    @Override
    public void loadState(StateDict from) {
        if (rng != null) {
            rng = Rng.restore(from.longs("chance")[0], from.longs("chance")[1]);
        }
        starts = from.ints("starts");
    }

    @Override
    public TextBatch batch(int[] rows, Allocator allocator) {
        if (rows[0] == 0 && rng != null) {
            starts = varied(rng.split());
        }
        int from = starts[rows[0]];
        int steps = starts[rows[rows.length - 1] + 1] - from;
        int count = steps * chunks;
        int[] tokens = new int[2 * count];
        for (int chunk = 0; chunk < chunks; chunk++) {
            int first = chunk * length + from;
            for (int t = 0; t < steps; t++) {
                tokens[t * chunks + chunk] = stream[first + t];
                tokens[count + t * chunks + chunk] = stream[first + t + 1];
            }
        }
        // Targets stand behind the input, so that a device gets both in one copy.
        IntTensor both = IntTensor.of(allocator, tokens, Shape.of(2 * count));
        TextInput input = TextInput.of(both.slice(0, count).reshape(steps, chunks));
        return new TextBatch(input, both.slice(count, 2 * count), null, rows[0] == 0);
    }
}

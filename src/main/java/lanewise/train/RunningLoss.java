package lanewise.train;

import java.util.ArrayDeque;
import java.util.function.Supplier;
import lanewise.backend.DeviceException;
import lanewise.tensor.StateDict;
import org.jspecify.annotations.Nullable;

/**
 * The losses of a fit's batches: the last one and the mean of all. A device may still be working on them when they are
 * expected; they are read when somebody asks, and in order.
 */
final class RunningLoss {

    private static final double FORGET = 0.98;

    private final Recorder recorder;
    private final ArrayDeque<Expected> expected = new ArrayDeque<>(2);
    private @Nullable Expected newest;
    private @Nullable Expected notFinite;
    private float last = Float.NaN;
    private double mean;
    private int count;

    RunningLoss(Recorder recorder) {
        this.recorder = recorder;
    }

    /** The loss of a batch, and what is to be said of that batch if its loss is no number. */
    static final class Expected {
        private final Supplier<Float> coming;
        private final int epoch;
        private final int batch;
        private final boolean first;
        private final float rate;
        private final float momentum;
        private boolean cancelled;
        private float loss;

        private Expected(Supplier<Float> coming, Training training) {
            this.coming = coming;
            this.epoch = training.epoch();
            this.batch = training.batch();
            this.first = training.step() == 0;
            this.rate = training.rate();
            this.momentum = training.momentum();
        }

        float loss() {
            return loss;
        }

        int epoch() {
            return epoch;
        }

        int batch() {
            return batch;
        }

        /** Whether it was the first batch of the fit. */
        boolean first() {
            return first;
        }

        float rate() {
            return rate;
        }
    }

    /** The loss of the batch that the training is at. */
    void expect(Supplier<Float> coming, Training training) {
        Expected next = new Expected(coming, training);
        expected.add(next);
        newest = next;
    }

    /** Reads all. */
    void read() {
        readAllBut(0);
    }

    /** Reads all but the newest so many. */
    void readAllBut(int left) {
        while (expected.size() > left) {
            read(expected.remove());
        }
    }

    /** Reads what is left of a fit that has ended, or forgets it: its device may be of no use any more. */
    void end() {
        try {
            read();
        } catch (DeviceException e) {
            expected.clear(); // That failure has ended the fit, or the next call to the device meets it.
        }
    }

    /** A loss that is no number stays out of the mean. */
    private void read(Expected next) {
        next.loss = next.coming.get();
        last = next.loss;
        if (!NotFinite.is(last)) {
            mean = FORGET * mean + (1 - FORGET) * last;
            count++;
        } else if (!next.cancelled && notFinite == null) {
            notFinite = next;
        }
        recorder.step(last, (float) smoothNow(), next.rate, next.momentum);
    }

    /** The batch of the newest is left out, so its loss may be no number. */
    void cancelNewest() {
        if (newest != null) {
            newest.cancelled = true;
            notFinite = newest.equals(notFinite) ? null : notFinite;
        }
    }

    /** The first that was no number when it was read, unless its batch was cancelled. */
    @Nullable
    Expected notFinite() {
        return notFinite;
    }

    /** The loss of the last batch; NaN before the first. */
    float last() {
        read();
        return last;
    }

    /** The debiased exponential mean of all; NaN before the first. */
    double smooth() {
        read();
        return smoothNow();
    }

    private double smoothNow() {
        return mean / (1 - Math.pow(FORGET, count));
    }

    void save(StateDict to) {
        read();
        to.put("losses", (long) count);
        to.put("mean", mean);
        to.put("loss", (double) last);
    }

    void load(StateDict from) {
        count = (int) from.whole("losses");
        mean = from.number("mean");
        last = (float) from.number("loss");
    }
}

package lanewise.train;

import java.time.Duration;
import lanewise.tensor.StateDict;

/** Ends a fit after the first batch that ends later than a while after its begin; the epoch is validated. */
public final class TimeLimit implements Callback {

    private final Duration limit;
    private long start;

    private TimeLimit(Duration limit) {
        if (limit.isNegative() || limit.isZero()) {
            throw new IllegalArgumentException("time limit: the time must be positive, got " + limit);
        }
        this.limit = limit;
    }

    /** A limit for each fit. */
    public static TimeLimit of(Duration limit) {
        return new TimeLimit(limit);
    }

    @Override
    public void beforeFit(Training training) {
        start = System.nanoTime();
    }

    @Override
    public void afterBatch(Training training) {
        if (System.nanoTime() - start >= limit.toNanos()) {
            training.stop();
        }
    }

    /** The time that had passed counts. */
    @Override
    public void saveState(StateDict to) {
        to.put("passed", System.nanoTime() - start);
    }

    @Override
    public void loadState(StateDict from, Training training) {
        start = System.nanoTime() - from.whole("passed");
    }
}

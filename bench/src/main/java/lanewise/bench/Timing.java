package lanewise.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * How long a piece of work takes, in seconds: the median of several runs and the fastest.
 *
 * @param median of all timed runs
 */
record Timing(double median, double fastest) {

    private static final int MOST_RUNS = 2_000;

    /**
     * How long to warm up and how long to time: both for some seconds and at least for some runs.
     *
     * @param warmSeconds untimed
     * @param timedSeconds each run timed by itself
     */
    record Protocol(double warmSeconds, int warmRuns, double timedSeconds, int timedRuns) {

        /** Training steps and inference: 2 s of warm-up and 3 steps, then 3 s and 5 steps. */
        static final Protocol STEPS = new Protocol(2, 3, 3, 5);

        /** Whole epochs: one to warm up, at least 0.5 s, then three, at least 4 s. */
        static final Protocol EPOCHS = new Protocol(0.5, 1, 4, 3);

        /** Batches of calls so short that a clock around each would disturb them. */
        static final Protocol CALLS = new Protocol(0.3, 3, 1, 5);
    }

    /** Times single runs. */
    static Timing of(Protocol protocol, Runnable work) {
        warmUp(protocol.warmSeconds(), protocol.warmRuns(), work);
        List<Double> seconds = new ArrayList<>();
        long start = System.nanoTime();
        while (seconds.size() < protocol.timedRuns()
                || (since(start) < protocol.timedSeconds() && seconds.size() < MOST_RUNS)) {
            long begin = System.nanoTime();
            work.run();
            seconds.add(since(begin));
        }
        Collections.sort(seconds);
        return new Timing(seconds.get(seconds.size() / 2), seconds.get(0));
    }

    /** Times short calls in batches of at least 10 ms, after a second of warm-up. */
    static Timing ofCalls(Runnable call) {
        warmUp(1, 2, call);
        // Counted when warm: a product that is still interpreted takes a hundred times as long.
        int calls = callsPerBatch(call);
        Timing batch = of(Protocol.CALLS, () -> repeat(calls, call));
        return new Timing(batch.median / calls, batch.fastest / calls);
    }

    private static int callsPerBatch(Runnable call) {
        for (int calls = 1; ; calls *= 2) {
            long start = System.nanoTime();
            repeat(calls, call);
            if (since(start) > 0.01) {
                return calls;
            }
        }
    }

    private static void repeat(int times, Runnable call) {
        for (int i = 0; i < times; i++) {
            call.run();
        }
    }

    private static void warmUp(double seconds, int runs, Runnable work) {
        long start = System.nanoTime();
        for (int done = 0; done < runs || since(start) < seconds; done++) {
            work.run();
        }
    }

    private static double since(long start) {
        return (System.nanoTime() - start) * 1e-9;
    }
}

package lanewise.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import lanewise.backend.Device;

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

    /**
     * Times work of a device: single runs on the processor; on one that works on while the caller goes on, runs one behind the
     * other for 50 ms at least, the clock being stopped when the device has done them.
     */
    static Timing of(Protocol protocol, Device device, Runnable work) {
        if (!device.backend().asynchronous()) {
            return of(protocol, work);
        }
        warmUp(protocol.warmSeconds(), protocol.warmRuns(), () -> repeat(1, device, work));
        return ofBatches(protocol, 0.05, device, work);
    }

    /** Times short calls in batches of at least 10 ms, after a second of warm-up. */
    static Timing ofCalls(Device device, Runnable call) {
        warmUp(1, 2, () -> repeat(1, device, call));
        return ofBatches(Protocol.CALLS, 0.01, device, call);
    }

    /** What is counted must be warm: a product that is still interpreted takes a hundred times as long. */
    private static Timing ofBatches(Protocol protocol, double leastSeconds, Device device, Runnable call) {
        int calls = callsPerBatch(leastSeconds, device, call);
        Timing batch = of(protocol, () -> repeat(calls, device, call));
        return new Timing(batch.median / calls, batch.fastest / calls);
    }

    private static int callsPerBatch(double leastSeconds, Device device, Runnable call) {
        for (int calls = 1; ; calls *= 2) {
            long start = System.nanoTime();
            repeat(calls, device, call);
            if (since(start) > leastSeconds) {
                return calls;
            }
        }
    }

    private static void repeat(int times, Device device, Runnable call) {
        for (int i = 0; i < times; i++) {
            call.run();
        }
        device.synchronize();
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

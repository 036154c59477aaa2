package lanewise.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import lanewise.train.Callback;
import lanewise.train.Training;

/**
 * Ctrl-C, and the signal that asks a process to end, during a fit: the epoch is ended after the batch under way, and
 * the process waits until the model is saved. It then ends with the signal's own status.
 */
final class CleanEnd implements Callback, AutoCloseable {

    private static final long PATIENCE_SECONDS = 60;
    private static final long LAST_WORDS_MILLIS = 500;

    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread hook;
    private volatile boolean asked;
    private volatile boolean done;

    private CleanEnd(Output output) {
        hook = new Thread(() -> awaitEnd(output), "lanewise-clean-end");
    }

    /** Listens from now until it is closed. */
    static CleanEnd begin(Output output) {
        CleanEnd end = new CleanEnd(output);
        Runtime.getRuntime().addShutdownHook(end.hook);
        return end;
    }

    private void awaitEnd(Output output) {
        asked = true;
        if (closed.getCount() > 0) {
            output.err().println();
            output.note("asked to end: this epoch ends here, then the model is saved");
        }
        try {
            if (!closed.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                output.note("the model is not saved after " + PATIENCE_SECONDS + " seconds: ending without it");
            } else if (!done) {
                // The other thread is about to say what went wrong.
                Thread.sleep(LAST_WORDS_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void afterBatch(Training training) {
        if (asked) {
            training.stop();
        }
    }

    @Override
    public void afterEpoch(Training training) {
        afterBatch(training);
    }

    /** What had to be kept is kept and said. */
    void done() {
        done = true;
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending already: it waits for this very moment.
        }
    }
}

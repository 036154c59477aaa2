package lanewise.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import lanewise.train.Callback;
import lanewise.train.Training;

/**
 * Ctrl-C, and the signal that asks a process to end, during work that leaves a file: the process waits until the work
 * has come to an end of its own. It then ends with the signal's own status. A fit is told as a callback, and ends its
 * epoch after the batch under way.
 */
final class CleanEnd implements Callback, AutoCloseable {

    private static final long PATIENCE_SECONDS = 60;
    private static final long LAST_WORDS_MILLIS = 500;

    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread hook;
    private volatile boolean asked;
    private volatile boolean done;

    private CleanEnd(String answer, Output output) {
        hook = new Thread(() -> awaitEnd(answer, output), "lanewise-clean-end");
    }

    /**
     * Listens from now until it is closed.
     *
     * @param answer what is said to who asks: what happens now
     */
    static CleanEnd begin(String answer, Output output) {
        CleanEnd end = new CleanEnd(answer, output);
        Runtime.getRuntime().addShutdownHook(end.hook);
        return end;
    }

    private void awaitEnd(String answer, Output output) {
        asked = true;
        if (closed.getCount() > 0) {
            output.err().println();
            output.note("asked to end: " + answer);
        }
        try {
            if (!closed.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                output.note(
                        "the work has not come to its end after " + PATIENCE_SECONDS + " seconds: ending without it");
            } else if (!done) {
                // The other thread is about to say what went wrong.
                Thread.sleep(LAST_WORDS_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether it is time to end. */
    boolean isAsked() {
        return asked;
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

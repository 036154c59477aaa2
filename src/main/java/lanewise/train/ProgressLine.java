package lanewise.train;

import java.io.PrintStream;
import java.util.Locale;

/**
 * One line that is written over again: how far the epoch is, the rate, the loss and the time that is left of the fit. It
 * uses no colour, and nothing but a carriage return to go back.
 */
final class ProgressLine {

    private static final long PAUSE_NANOS = 100_000_000L;
    private static final int BAR = 10;

    /** A line that wraps could not be written over. */
    private static final int WIDEST = 79;

    /** Before this the rate is that of code still being compiled, and tells nothing about the time left. */
    private static final double TELLING_SECONDS = 1;

    private final PrintStream out;
    private final boolean shown;
    private long started;
    private long last;
    private int width;

    ProgressLine(PrintStream out, boolean shown) {
        this.out = out;
        this.shown = shown;
    }

    void begin() {
        started = System.nanoTime();
        last = started;
    }

    void show(Training training) {
        long now = System.nanoTime();
        if (!shown || now - last < PAUSE_NANOS) {
            return;
        }
        last = now;
        write(text(training, (now - started) / 1e9));
    }

    static String text(Training training, double seconds) {
        int batch = training.batch() + 1;
        double perSecond = training.step() / seconds;
        int left = training.batches() * training.epochs() - training.step();
        StringBuilder bar = new StringBuilder();
        for (int i = 0; i < BAR; i++) {
            bar.append(i < (long) BAR * batch / training.batches() ? '#' : '.');
        }
        String text = String.format(
                Locale.ROOT,
                "epoch %d/%d [%s] %d/%d  %s batches/s  loss %.4f%s",
                training.epoch() + 1,
                training.epochs(),
                bar,
                batch,
                training.batches(),
                String.format(Locale.ROOT, perSecond < 10 ? "%.1f" : "%.0f", perSecond),
                training.smoothLoss(),
                seconds < TELLING_SECONDS ? "" : "  " + EpochTable.time(left / perSecond) + " left");
        return text.length() <= WIDEST ? text : text.substring(0, WIDEST);
    }

    private void write(String text) {
        StringBuilder line = new StringBuilder("\r").append(text);
        for (int i = text.length(); i < width; i++) {
            line.append(' ');
        }
        width = text.length();
        out.print(line);
        out.flush();
    }

    /** Leaves an empty line with the cursor at its start. */
    void clear() {
        if (width > 0) {
            write("");
            out.print('\r');
            out.flush();
        }
    }
}

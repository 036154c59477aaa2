package lanewise.train;

import java.io.PrintStream;
import java.util.Locale;

/** The status line of a fit: how far the epoch is, the rate, the loss and the time that is left. */
final class ProgressLine {

    private static final int BAR = 10;

    /** Before this the rate is that of code still being compiled, and tells nothing about the time left. */
    private static final double TELLING_SECONDS = 1;

    private final PrintStream out;
    private final boolean shown;
    private StatusLine line;
    private long started;

    ProgressLine(PrintStream out, boolean shown) {
        this.out = out;
        this.shown = shown;
        this.line = new StatusLine(out, shown);
    }

    void begin() {
        started = System.nanoTime();
        line = new StatusLine(out, shown);
    }

    void show(Training training) {
        line.show(() -> text(training, (System.nanoTime() - started) / 1e9));
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
        return StatusLine.cut(text);
    }

    /** Leaves an empty line with the cursor at its start. */
    void clear() {
        line.clear();
    }
}

package lanewise.train;

import java.io.PrintStream;
import lanewise.tensor.StateDict;

/** Prints the table of a fit as it grows and, on a terminal, a progress line beneath it. */
public final class TablePrinter implements Callback {

    private final PrintStream out;
    private final ProgressLine progress;

    private TablePrinter(PrintStream out, boolean terminal) {
        this.out = out;
        this.progress = new ProgressLine(out, terminal);
    }

    /**
     * Prints to {@code out}; the progress line appears only if that is the process's own output or error output, and the
     * process talks to a terminal that is not dumb.
     */
    public static TablePrinter to(PrintStream out) {
        return new TablePrinter(out, Terminal.isWatching(out));
    }

    /** Prints to {@code out}, with a progress line or without. */
    public static TablePrinter to(PrintStream out, boolean progress) {
        return new TablePrinter(out, progress);
    }

    @Override
    public void beforeFit(Training training) {
        out.println(new EpochTable(training.metricNames()).header());
        progress.begin();
    }

    @Override
    public void afterBatch(Training training) {
        progress.show(training);
    }

    @Override
    public void loadState(StateDict from, Training training) {
        EpochTable table = new EpochTable(training.metricNames());
        for (Epoch epoch : training.history().epochs()) {
            out.println(table.row(epoch));
        }
        out.println("resumed in epoch " + training.epoch() + " before batch " + training.batch() + " of "
                + training.batches());
    }

    @Override
    public void afterEpoch(Training training) {
        progress.clear();
        out.println(
                new EpochTable(training.metricNames()).row(training.history().last()));
    }

    @Override
    public void afterFit(Training training) {
        progress.clear();
    }
}

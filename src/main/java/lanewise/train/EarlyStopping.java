package lanewise.train;

import lanewise.tensor.StateDict;

/**
 * Ends a fit when a figure has not become better for some epochs. A value; what it has seen is forgotten when a fit begins.
 */
public final class EarlyStopping implements Callback {

    private final int patience;
    private final Monitor monitor;
    private double best;
    private int waited;

    private EarlyStopping(int patience, Monitor monitor) {
        if (patience < 1) {
            throw new IllegalArgumentException("early stopping: the patience must be at least 1, got " + patience);
        }
        this.patience = patience;
        this.monitor = monitor;
        this.best = monitor.worst();
    }

    /** After so many epochs in a row without a lower valid_loss. */
    public static EarlyStopping patience(int epochs) {
        return new EarlyStopping(epochs, Monitor.VALID_LOSS);
    }

    /**
     * The same, watching another figure.
     *
     * @param figure train_loss, valid_loss or the name of a metric; losses and errors are better when they are less, others
     *     when they are more
     */
    public EarlyStopping monitor(String figure) {
        return new EarlyStopping(patience, new Monitor(figure, monitor.minDelta()));
    }

    /** The same, counting only what is better by at least this much. */
    public EarlyStopping minDelta(double difference) {
        return new EarlyStopping(patience, new Monitor(monitor.name(), difference));
    }

    @Override
    public void beforeFit(Training training) {
        best = monitor.worst();
        waited = 0;
    }

    @Override
    public void afterEpoch(Training training) {
        double value = monitor.value(training);
        if (monitor.isBetter(value, best)) {
            best = value;
            waited = 0;
        } else {
            waited++;
            if (waited >= patience) {
                training.stop();
            }
        }
    }

    @Override
    public void saveState(StateDict to) {
        to.put("best", best);
        to.put("waited", (long) waited);
    }

    @Override
    public void loadState(StateDict from, Training training) {
        best = from.number("best");
        waited = (int) from.whole("waited");
    }
}

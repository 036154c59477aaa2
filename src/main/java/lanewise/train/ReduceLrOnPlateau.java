package lanewise.train;

import lanewise.tensor.StateDict;

/** Divides the learning rate when a figure has not become better for some epochs, for the rest of the fit. */
public final class ReduceLrOnPlateau implements Callback {

    private final int patience;
    private final double factor;
    private final double minLr;
    private final Monitor monitor;
    private double best;
    private int waited;

    private ReduceLrOnPlateau(int patience, double factor, double minLr, Monitor monitor) {
        if (patience < 1 || !(factor > 1) || !(minLr >= 0)) {
            throw new IllegalArgumentException(
                    "reduce on plateau: the patience must be at least 1, the factor above 1 and"
                            + " the least rate not negative, got " + patience + ", " + factor + " and " + minLr);
        }
        this.patience = patience;
        this.factor = factor;
        this.minLr = minLr;
        this.monitor = monitor;
        this.best = monitor.worst();
    }

    /** By 10, after so many epochs in a row without a lower valid_loss. */
    public static ReduceLrOnPlateau patience(int epochs) {
        return new ReduceLrOnPlateau(epochs, 10, 0, Monitor.VALID_LOSS);
    }

    /** The same, dividing by another number. */
    public ReduceLrOnPlateau factor(double divisor) {
        return new ReduceLrOnPlateau(patience, divisor, minLr, monitor);
    }

    /** The same, leaving the rate of the last layer group at this at least; the others stay in proportion. */
    public ReduceLrOnPlateau minLr(double least) {
        return new ReduceLrOnPlateau(patience, factor, least, monitor);
    }

    /**
     * The same, watching another figure.
     *
     * @param figure train_loss, valid_loss or the name of a metric; losses and errors are better when they are less, others
     *     when they are more
     */
    public ReduceLrOnPlateau monitor(String figure) {
        return new ReduceLrOnPlateau(patience, factor, minLr, new Monitor(figure, monitor.minDelta()));
    }

    /** The same, counting only what is better by at least this much. */
    public ReduceLrOnPlateau minDelta(double difference) {
        return new ReduceLrOnPlateau(patience, factor, minLr, new Monitor(monitor.name(), difference));
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
            return;
        }
        waited++;
        double rate = training.rate();
        if (waited >= patience) {
            waited = 0;
            if (rate > minLr) {
                training.scaleRates(Math.max(1 / factor, minLr / rate));
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

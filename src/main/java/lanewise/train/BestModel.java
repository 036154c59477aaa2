package lanewise.train;

import lanewise.tensor.StateDict;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the parameters of the best epoch of a fit in memory and puts them back when the fit ends. Each fit begins anew.
 */
public final class BestModel implements Callback {

    private final Monitor monitor;
    private double best;
    private int epoch;
    private @Nullable ParameterSnapshot snapshot;

    private BestModel(Monitor monitor) {
        this.monitor = monitor;
        this.best = monitor.worst();
    }

    /** That of the lowest valid_loss. */
    public static BestModel of() {
        return new BestModel(Monitor.VALID_LOSS);
    }

    /**
     * The same, watching another figure.
     *
     * @param figure train_loss, valid_loss or the name of a metric; losses and errors are better when they are less, others
     *     when they are more
     */
    public BestModel monitor(String figure) {
        return new BestModel(new Monitor(figure, 0));
    }

    /** The epoch that was the best of the last fit, from 0; -1 if there was none. */
    public int epoch() {
        return epoch;
    }

    @Override
    public void beforeFit(Training training) {
        best = monitor.worst();
        epoch = -1;
        snapshot = null;
    }

    @Override
    public void afterEpoch(Training training) {
        double value = monitor.value(training);
        if (monitor.isBetter(value, best)) {
            best = value;
            epoch = training.epoch();
            snapshot = ParameterSnapshot.of(training.parameters());
        }
    }

    @Override
    public void afterFit(Training training) {
        if (snapshot != null) {
            snapshot.restoreValues();
            snapshot = null;
        }
    }

    @Override
    public void saveState(StateDict to) {
        to.put("best", best);
        to.put("epoch", (long) epoch);
        if (snapshot != null) {
            snapshot.save(to.scope("weights"));
        }
    }

    @Override
    public void loadState(StateDict from, Training training) {
        best = from.number("best");
        epoch = (int) from.whole("epoch");
        snapshot = epoch < 0 ? null : ParameterSnapshot.load(training.parameters(), from.scope("weights"));
    }
}

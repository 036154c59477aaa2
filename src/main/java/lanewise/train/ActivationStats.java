package lanewise.train;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import lanewise.plot.LinePlot;

/**
 * Measures the layers after every epoch: {@link Learner#layerStats()}, on the batch that the next epoch begins with. It
 * changes no bit of what is trained; it costs a forward and a backward pass and their statistics.
 */
public final class ActivationStats implements Callback {

    private final Learner<?, ?> learner;
    private final List<LayerStats> history = new ArrayList<>();

    private ActivationStats(Learner<?, ?> learner) {
        this.learner = learner;
    }

    /** To be added to this learner's callbacks. */
    public static ActivationStats of(Learner<?, ?> learner) {
        return new ActivationStats(learner);
    }

    @Override
    public void afterEpoch(Training training) {
        history.add(learner.layerStats());
    }

    /** What was measured after each epoch of all fits. */
    public List<LayerStats> history() {
        return Collections.unmodifiableList(history);
    }

    /** The deviation of each layer's activations over the epochs. */
    public LinePlot plotDeviation() {
        return plot(
                LinePlot.of("Deviation of activations", "epoch", "deviation").logY(), false);
    }

    /** The share of each layer's activations that are near zero, over the epochs. */
    public LinePlot plotNearZero() {
        return plot(LinePlot.of("Activations near zero", "epoch", "share"), true);
    }

    private LinePlot plot(LinePlot empty, boolean nearZero) {
        LinePlot plot = empty;
        List<LayerStats.Row> first =
                history.isEmpty() ? List.of() : history.get(0).activations();
        for (int layer = 0; layer < first.size(); layer++) {
            double[] values = new double[history.size()];
            for (int i = 0; i < values.length; i++) {
                LayerStats.Row row = history.get(i).activations().get(layer);
                values[i] = nearZero ? row.nearZero() : row.deviation();
            }
            plot = plot.line(first.get(layer).name(), values);
        }
        return plot;
    }
}

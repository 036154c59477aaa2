package lanewise.train;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import lanewise.backend.Scope;
import lanewise.nn.Summary;
import lanewise.plot.LinePlot;
import lanewise.tensor.Gradients;
import lanewise.tensor.Parameter;
import lanewise.tensor.RowGradient;
import lanewise.tensor.Tensor;

/** What each layer made of a training batch, and the gradients of each parameter: a value that prints as a table, and plots. */
public final class LayerStats {

    /** Activations of at most this size are near zero. */
    public static final double NEAR_ZERO = 0.05;

    private static final int CHUNK = 1 << 20;

    private final List<Row> activations = new ArrayList<>();
    private final List<Row> gradients = new ArrayList<>();

    private LayerStats() {}

    /**
     * One layer or parameter.
     *
     * @param name kind and number of a layer as in the learner's summary, or the name of a parameter
     * @param deviation the root of the mean squared distance from the mean
     * @param nearZero a share between 0 and 1
     */
    public record Row(String name, double mean, double deviation, double nearZero) {}

    /** Runs the batch that the next epoch would begin with, on a copy of all chance; changes nothing. */
    @SuppressWarnings("try") // an end is all that its resource is for
    static <B, T> LayerStats measure(Learner<B, T> learner) {
        LayerStats stats = new LayerStats();
        List<Row> layers = stats.activations;
        List<Parameter> all = learner.parameters().all();
        ParameterSnapshot before = ParameterSnapshot.ofStatistics(learner.parameters());
        try (Scope scope = learner.scope();
                AtEnd restored = before::restore) {
            TrainingBatches<B, T> batches = learner.batches().fork();
            Output<T> output = batches.run(
                    0,
                    batches.order(),
                    scope,
                    (layer, tensor) -> layers.add(row(
                            Summary.kind(layer) + "-" + (layers.size() + 1),
                            tensor.detach(),
                            tensor.elements(),
                            NEAR_ZERO)));
            if (output.loss().isTracked()) {
                Gradients gradients = output.loss().backward();
                for (Parameter parameter : all) {
                    if (gradients.contains(parameter)) {
                        RowGradient some = gradients.rows(parameter);
                        Tensor known = some == null ? gradients.of(parameter) : some.rows();
                        stats.gradients.add(row(parameter.name(), known, parameter.elements(), Double.NaN));
                    }
                }
            }
        }
        return stats;
    }

    /**
     * Of {@code all} numbers, of which those that are not known are zeros.
     *
     * @param nearZero NaN for a hundredth of the root of the mean square
     */
    private static Row row(String name, Tensor known, long all, double nearZero) {
        Tensor flat = known.reshape(-1);
        double sum = 0;
        double squares = 0;
        for (int from = 0; from < flat.elements(); from += CHUNK) {
            for (float number : chunk(flat, from)) {
                sum += number;
                squares += (double) number * number;
            }
        }
        double limit = Double.isNaN(nearZero) ? 0.01 * Math.sqrt(squares / all) : nearZero;
        long near = all - known.elements();
        for (int from = 0; from < flat.elements(); from += CHUNK) {
            for (float number : chunk(flat, from)) {
                near += Math.abs(number) <= limit ? 1 : 0;
            }
        }
        double mean = sum / all;
        return new Row(name, mean, Math.sqrt(Math.max(0, squares / all - mean * mean)), (double) near / all);
    }

    private static float[] chunk(Tensor flat, int from) {
        return flat.slice(from, Math.min(flat.elements(), from + CHUNK)).toArray();
    }

    /**
     * A row for each layer that ran; near zero are numbers of at most {@value #NEAR_ZERO} in size, as in fastai's
     * {@code ActivationStats}.
     */
    public List<Row> activations() {
        return Collections.unmodifiableList(activations);
    }

    /**
     * A row for each parameter that the loss depends on; near zero are numbers of at most a hundredth of the root of their
     * mean square, and rows of an embedding that the batch did not read.
     */
    public List<Row> gradients() {
        return Collections.unmodifiableList(gradients);
    }

    /** The deviations of the activations, layer by layer, and of the gradients, parameter by parameter. */
    public LinePlot plot() {
        LinePlot plot =
                LinePlot.of("Deviations", "layer or parameter", "deviation").logY();
        return withDeviations(withDeviations(plot, "activations", activations), "gradients", gradients);
    }

    private static LinePlot withDeviations(LinePlot plot, String name, List<Row> rows) {
        double[] numbers = new double[rows.size()];
        double[] deviations = new double[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = i + 1;
            deviations[i] = rows.get(i).deviation;
        }
        return plot.line(name, numbers, deviations);
    }

    void addTo(Report page) {
        page.plot(plot());
        page.lines(toString());
        page.text("Near zero are activations of at most " + NEAR_ZERO
                + " in size, gradients of at most a hundredth of the root"
                + " of their mean square, and rows of an embedding that the batch did not read.");
    }

    /** A line for each layer, then one for each parameter. */
    @Override
    public String toString() {
        return table("Activations", activations) + "\n" + table("Gradients", gradients);
    }

    private static String table(String what, List<Row> rows) {
        StringBuilder text = new StringBuilder(
                String.format(Locale.ROOT, "%-36s %12s %12s %10s\n", what, "mean", "deviation", "near zero"));
        for (Row row : rows) {
            text.append(String.format(
                    Locale.ROOT,
                    "%-36s %12.4g %12.4g %8.1f %%\n",
                    row.name,
                    row.mean,
                    row.deviation,
                    100 * row.nearZero));
        }
        return text.toString();
    }
}

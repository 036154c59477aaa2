package lanewise.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import lanewise.plot.LinePlot;
import lanewise.tensor.StateDict;
import org.jspecify.annotations.Nullable;

/**
 * What happened in all fits of a learner so far: the loss of every step with its rate and momentum, and every epoch. Every
 * learner keeps one; a step costs it four numbers.
 */
public final class Recorder {

    private static final int FEW = 256;

    /** Losses, smoothed losses, rates and momenta. */
    private final float[][] numbers = new float[4][FEW];

    private int steps;

    /** Where losses come from that have not been read yet. */
    private @Nullable RunningLoss coming;

    private final List<Epoch> epochs = new ArrayList<>();
    private final List<Integer> ends = new ArrayList<>();

    Recorder() {}

    /** From now on losses of this fit may be on their way. */
    void follow(RunningLoss losses) {
        upToDate();
        coming = losses;
    }

    private void upToDate() {
        if (coming != null) {
            coming.read();
        }
    }

    void step(float loss, float smoothLoss, float rate, float momentum) {
        for (int i = 0; i < numbers.length && steps == numbers[i].length; i++) {
            numbers[i] = Arrays.copyOf(numbers[i], Math.max(FEW, 2 * steps));
        }
        numbers[0][steps] = loss;
        numbers[1][steps] = smoothLoss;
        numbers[2][steps] = rate;
        numbers[3][steps] = momentum;
        steps++;
    }

    void epoch(Epoch row) {
        upToDate();
        epochs.add(row.numbered(epochs.size()));
        ends.add(steps);
    }

    void save(StateDict to) {
        upToDate();
        for (int i = 0; i < numbers.length; i++) {
            to.put("numbers" + i, Arrays.copyOf(numbers[i], steps));
        }
        int[] ended = new int[ends.size()];
        for (int i = 0; i < ended.length; i++) {
            ended[i] = ends.get(i);
        }
        to.put("ends", ended);
        new History(epochs, false).save(to);
    }

    void load(StateDict from) {
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = from.floats("numbers" + i);
        }
        steps = numbers[0].length;
        ends.clear();
        for (int end : from.ints("ends")) {
            ends.add(end);
        }
        epochs.clear();
        epochs.addAll(History.load(from).epochs());
    }

    /** How many steps there were. */
    public int steps() {
        upToDate();
        return steps;
    }

    /** The loss of each step's batch. */
    public double[] losses() {
        return from(0, 0);
    }

    /** The debiased exponential mean of the losses at each step; it begins anew with each fit. */
    public double[] smoothLosses() {
        return from(1, 0);
    }

    /** The learning rate of each step, of the last layer group. */
    public double[] rates() {
        return from(2, 0);
    }

    /** The momentum of each step; Adam's beta1. */
    public double[] momenta() {
        return from(3, 0);
    }

    private double[] from(int what, int first) {
        upToDate();
        double[] copy = new double[Math.max(0, steps - first)];
        for (int i = 0; i < copy.length; i++) {
            copy[i] = numbers[what][first + i];
        }
        return copy;
    }

    /** The epochs of all fits, numbered on. */
    public List<Epoch> epochs() {
        return Collections.unmodifiableList(epochs);
    }

    // Plots

    /** {@link #plotLoss(int)} without the first five steps. */
    public LinePlot plotLoss() {
        return plotLoss(5);
    }

    /**
     * The loss of every step, raw and smoothed, and the validation loss at the end of each epoch.
     *
     * @param skipStart how many of the first steps to leave out, whose losses may dwarf all others
     */
    public LinePlot plotLoss(int skipStart) {
        upToDate();
        int first = Math.max(0, Math.min(skipStart, steps - 1));
        double[] at = new double[Math.max(0, steps - first)];
        for (int i = 0; i < at.length; i++) {
            at[i] = first + i;
        }
        double[] ended = new double[ends.size()];
        for (int i = 0; i < ended.length; i++) {
            ended[i] = ends.get(i);
        }
        LinePlot plot = LinePlot.of("Loss", "step", "loss")
                .faintLine("raw", at, from(0, first))
                .line("smoothed", at, from(1, first));
        double[] validation = ofEpochs("valid_loss");
        return isNumber(validation) ? plot.line("valid_loss", ended, validation) : plot;
    }

    /** The learning rate of every step. */
    public LinePlot plotSchedule() {
        return LinePlot.of("Learning rate", "step", "rate").line("rate", rates());
    }

    /** The momentum of every step. */
    public LinePlot plotMomentum() {
        return LinePlot.of("Momentum", "step", "momentum").line("momentum", momenta());
    }

    /** Training and validation loss by epoch in one plot, then each metric in one of its own. */
    public List<LinePlot> plotMetrics() {
        List<LinePlot> plots = new ArrayList<>();
        LinePlot both = LinePlot.of("Loss by epoch", "epoch", "loss").line("train_loss", ofEpochs("train_loss"));
        double[] validation = ofEpochs("valid_loss");
        plots.add(isNumber(validation) ? both.line("valid_loss", validation) : both);
        List<String> names = new ArrayList<>();
        for (Epoch epoch : epochs) {
            for (String name : epoch.metrics().keySet()) {
                if (!names.contains(name)) {
                    names.add(name);
                    plots.add(plotMetric(name));
                }
            }
        }
        return plots;
    }

    /**
     * A metric by epoch; train_loss and valid_loss are such too.
     *
     * @throws IllegalArgumentException if there are epochs and none of them has it
     */
    public LinePlot plotMetric(String name) {
        return LinePlot.of(name, "epoch", name).line(name, ofEpochs(name));
    }

    void addTo(Report page) {
        page.section("Training");
        page.plot(plotLoss());
        for (LinePlot plot : plotMetrics()) {
            page.plot(plot);
        }
        page.lines(new History(epochs, false).toString());
        page.section("Schedule");
        page.plot(plotSchedule());
        page.plot(plotMomentum());
    }

    private double[] ofEpochs(String name) {
        double[] values = new double[epochs.size()];
        boolean known = values.length == 0;
        for (int i = 0; i < values.length; i++) {
            Epoch epoch = epochs.get(i);
            boolean loss = name.equals("train_loss") || name.equals("valid_loss");
            known |= loss || epoch.metrics().containsKey(name);
            values[i] = name.equals("train_loss")
                    ? epoch.trainLoss()
                    : loss ? epoch.validLoss() : epoch.metrics().getOrDefault(name, Double.NaN);
        }
        if (!known) {
            throw new IllegalArgumentException(
                    "recorder: no epoch has a metric \"" + name + "\"; the last is " + epochs.get(values.length - 1));
        }
        return values;
    }

    private static boolean isNumber(double[] values) {
        for (double value : values) {
            if (!Double.isNaN(value)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public String toString() {
        return "Recorder(" + steps() + " steps, " + epochs.size() + " epochs)";
    }
}

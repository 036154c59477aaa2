package lanewise.train;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lanewise.backend.Device;
import lanewise.backend.Scope;
import lanewise.nn.Parameters;
import lanewise.nn.Pass;
import lanewise.optim.Adam;
import lanewise.optim.CosineRestarts;
import lanewise.optim.Optimizer;
import lanewise.optim.OptimizerSpec;
import lanewise.optim.Schedule;
import lanewise.tensor.Parameter;
import lanewise.tensor.Rng;
import org.jspecify.annotations.Nullable;

/**
 * Trains the parameters of a model: draws batches in random order, runs the {@link Step}, follows the gradients, and
 * validates after each epoch. The applications extend it by what their predictions need. One thread at a time; the same
 * seed gives the same weights, bit for bit, on any number of threads.
 *
 * @param <B> a batch
 * @param <T> its targets
 */
public class Learner<B, T> {

    private final Parameters parameters;
    private final Step<B, T> step;
    private final BatchSource<B> train;
    private final BatchSource<B> valid;
    private final int batchSize;
    private final Rng rng;
    private final List<Metric<T>> metrics = new ArrayList<>();
    private final List<Callback> callbacks = new ArrayList<>();
    private OptimizerSpec spec = Adam.lr(1e-3f);
    private @Nullable Optimizer optimizer;
    private float clipNorm = Float.POSITIVE_INFINITY;
    private boolean meanOfBatches;
    private Device device = Device.cpu();
    private volatile boolean stopRequested;

    /**
     * @param train the rows to learn from, in batches of {@code batchSize}
     * @param valid the rows to validate on; may have none
     * @param seed decides the order of the batches and what dropout drops
     * @throws IllegalArgumentException if there are no rows to train on or the batch size is not positive
     */
    public Learner(
            Parameters parameters,
            Step<B, T> step,
            BatchSource<B> train,
            BatchSource<B> valid,
            int batchSize,
            long seed) {
        if (batchSize < 1) {
            throw new IllegalArgumentException("learner: the batch size must be at least 1, got " + batchSize);
        }
        if (train.rows() == 0) {
            throw new IllegalArgumentException("learner: there are no rows to train on");
        }
        this.parameters = parameters;
        this.step = step;
        this.train = train;
        this.valid = valid;
        this.batchSize = batchSize;
        this.rng = Rng.of(seed);
    }

    // Settings

    /**
     * The optimizer from now on; the default is Adam. What the one before remembered is forgotten. Its rate is the one that
     * each {@code fit} is given, not the specification's.
     */
    public final void optimizer(OptimizerSpec other) {
        spec = other;
        optimizer = null;
    }

    /**
     * What is measured on the validation rows after each epoch.
     *
     * @throws IllegalArgumentException if two have one name, under which only one could be reported
     */
    @SafeVarargs
    public final void metrics(Metric<T>... figures) {
        Map<String, Metric<T>> byName = new LinkedHashMap<>();
        for (Metric<T> figure : figures) {
            if (byName.put(figure.name(), figure) != null) {
                throw new IllegalArgumentException("learner: two metrics have the name " + figure.name());
            }
        }
        metrics.clear();
        metrics.addAll(byName.values());
    }

    /** Adds someone who is told of every event of every fit. */
    public final void callback(Callback callback) {
        callbacks.add(callback);
    }

    /** Prints the table of each fit to {@code out} and, on a terminal, a progress line. */
    public final void printTo(PrintStream out) {
        callback(TablePrinter.to(out));
    }

    /** Scales gradients down so that the root of the sum of their squares is at most {@code limit}. */
    public final void clipNorm(float limit) {
        clipNorm = limit;
    }

    /** Where to train; the default is the processor with all its cores. */
    public final void device(Device other) {
        device = other;
    }

    /** Takes validation loss and metrics as the course of 2017 did: the plain mean of the batches' values. */
    public final void meanOfBatches(boolean unweighted) {
        meanOfBatches = unweighted;
    }

    /** Ends the fit under way after its batch: the epoch is validated, and the model stays. From any thread. */
    public final void stop() {
        stopRequested = true;
    }

    /** The model's parameters. */
    public final Parameters parameters() {
        return parameters;
    }

    // Fitting

    /** Trains at a constant rate. */
    public final History fit(int epochs, float lr) {
        return fit(epochs, lr, Schedule.constant());
    }

    /** Trains by the one-cycle schedule (Smith, 2018) with fastai's defaults and peak rate {@code lr}. */
    public final History fitOneCycle(int epochs, float lr) {
        return fit(epochs, lr, Schedule.oneCycle());
    }

    /**
     * Trains some cycles of cosine annealing with restarts: the course's {@code fit(lr, cycles, cycle_len, cycle_mult)}.
     *
     * @param cycleLength epochs in the first cycle
     * @param cycleMultiplier how many times longer each cycle is than the one before
     */
    public final History fitCosine(int cycles, int cycleLength, int cycleMultiplier, float lr) {
        CosineRestarts schedule = Schedule.cosineRestarts(cycleLength, cycleMultiplier);
        return fit(schedule.epochs(cycles), lr, schedule);
    }

    /**
     * Trains by a schedule. The optimizer keeps its moments from the fit before. An interrupted thread ends the fit as
     * {@link #stop()} does and stays interrupted.
     *
     * @param lr the peak rate
     * @throws TrainingException if the training or validation loss becomes NaN or infinite
     */
    public final History fit(int epochs, float lr, Schedule schedule) {
        if (epochs < 1) {
            throw new IllegalArgumentException("fit: the number of epochs must be at least 1, got " + epochs);
        }
        Optimizer follower = follower();
        float ownMomentum = follower.momentum();
        Training training = new Training(epochs, batches(), metricNames());
        stopRequested = false;
        Scope scope = device.backend().scope();
        try {
            new FitLoop<>(this, training, follower, schedule, lr, scope).run();
        } finally {
            // What the optimizer put off is done now, so that many threads may predict at once.
            parameters.all().forEach(Parameter::value);
            follower.momentum(ownMomentum);
            tell(callback -> callback.afterFit(training));
        }
        return training.history();
    }

    /** The rows of an epoch, in the order in which it sees them. */
    final int[] order() {
        Rng chance = rng.split();
        return train.inOrder() ? rows(0, train.rows()) : chance.permutation(train.rows());
    }

    /** The forward pass on some training rows. */
    final Output<T> run(int[] rows, Scope scope) {
        return step.run(train.batch(rows, scope), Pass.training(rng.split()));
    }

    final int batchSize() {
        return batchSize;
    }

    final boolean isStopRequested() {
        return stopRequested;
    }

    /** Whether there are validation rows. */
    final boolean validates() {
        return valid.rows() > 0;
    }

    /** Loss and metrics of the model as it is, on the validation rows. */
    public final Validation validate() {
        Metric.Accumulator<T> loss = lossMetric().start();
        List<Metric.Accumulator<T>> sums = new ArrayList<>();
        for (Metric<T> metric : metrics) {
            sums.add((meanOfBatches ? metric.meanOfBatches() : metric).start());
        }
        Scope scope = device.backend().scope();
        int most = (int) Math.min(2L * batchSize, valid.rows());
        for (int from = 0, left = valid.rows(); left > 0; from += most, left -= most) {
            try {
                Output<T> output = step.run(valid.batch(rows(from, Math.min(most, left)), scope), Pass.inference());
                loss.add(output.loss(), output.target(), output.rows());
                for (Metric.Accumulator<T> sum : sums) {
                    sum.add(output.prediction(), output.target(), output.rows());
                }
            } finally {
                scope.release();
            }
        }
        Map<String, Double> values = new LinkedHashMap<>();
        for (int i = 0; i < sums.size(); i++) {
            values.put(metrics.get(i).name(), sums.get(i).value());
        }
        return new Validation(loss.value(), values);
    }

    private static int[] rows(int from, int count) {
        int[] rows = new int[count];
        for (int i = 0; i < count; i++) {
            rows[i] = from + i;
        }
        return rows;
    }

    /** The loss is itself a mean over a batch, so it is averaged like a metric. */
    private Metric<T> lossMetric() {
        Metric<T> mean = Metric.mean("valid_loss", (batchLoss, target) -> batchLoss.item());
        return meanOfBatches ? mean.meanOfBatches() : mean;
    }

    private Optimizer follower() {
        Optimizer current = optimizer;
        if (current == null) {
            current = spec.on(parameters);
            optimizer = current;
        }
        current.clipNorm(clipNorm);
        return current;
    }

    /**
     * Batches in an epoch. A last batch of a single row is left out, since batch norm finds no variance in it; the row
     * comes up in another epoch.
     */
    private int batches() {
        int whole = train.rows() / batchSize;
        int left = train.rows() % batchSize;
        return left > 1 || whole == 0 || batchSize == 1 ? whole + (left > 0 ? 1 : 0) : whole;
    }

    private List<String> metricNames() {
        List<String> names = new ArrayList<>();
        for (Metric<T> metric : metrics) {
            names.add(metric.name());
        }
        return names;
    }

    interface Event {
        void tell(Callback callback);
    }

    final void tell(Event event) {
        for (Callback callback : callbacks) {
            event.tell(callback);
        }
    }
}

package lanewise.train;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import lanewise.backend.Device;
import lanewise.backend.Scope;
import lanewise.io.AtomicFile;
import lanewise.io.StateFile;
import lanewise.nn.Parameters;
import lanewise.nn.Pass;
import lanewise.nn.Summary;
import lanewise.optim.Adam;
import lanewise.optim.CosineRestarts;
import lanewise.optim.Optimizer;
import lanewise.optim.OptimizerSpec;
import lanewise.optim.Rates;
import lanewise.optim.Schedule;
import lanewise.tensor.Parameter;
import lanewise.tensor.Rng;
import lanewise.tensor.StateDict;
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

    private static final String KIND = "learner";

    private final Parameters parameters;
    private final Step<B, T> step;
    private final TrainingBatches<B, T> batches;
    private final BatchSource<B> valid;
    private final int batchSize;
    private final List<Metric<T>> metrics = new ArrayList<>();
    private final List<Callback> callbacks = new ArrayList<>();
    private LayerGroups groups;
    private OptimizerSpec spec = Adam.lr(1e-3f);
    private @Nullable Optimizer optimizer;
    private float clipNorm = Float.POSITIVE_INFINITY;
    private boolean meanOfBatches;
    private final Recorder recorder = new Recorder();
    private @Nullable LrCurve lastCurve;
    private volatile boolean stopRequested;
    private final Checkpointer checkpointer = new Checkpointer();

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
        this.valid = valid;
        this.batchSize = batchSize;
        this.batches = new TrainingBatches<>(step, train, batchSize, Rng.of(seed));
        this.groups = LayerGroups.one(parameters);
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

    /**
     * The parameters in groups from input to output, each of which may have a rate of its own; without this all are in one.
     * What the optimizer remembered is forgotten.
     *
     * @throws IllegalArgumentException if a weight is in no group or in two
     */
    public final void layerGroups(List<List<Parameter>> inOrder) {
        groups = LayerGroups.of(parameters, inOrder);
        optimizer = null;
    }

    /** The groups of the parameters, from input to output. */
    public final List<List<Parameter>> layerGroups() {
        return groups.lists();
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

    /**
     * Trains there from now on, and moves what there is: parameters, statistics and all that the optimizer remembers. The
     * default is the processor with all its cores. Files that are written on one device are read on any other; predictors
     * serve on the processor, wherever a model was trained. Not while a fit is under way.
     */
    public final void to(Device device) {
        Device before = device();
        boolean follows = optimizer != null;
        StateDict remembered = StateDict.of();
        parameters.all().forEach(Parameter::value);
        if (optimizer != null) {
            optimizer.saveState(remembered);
            parameters.all().forEach(parameter -> parameter.defer(null));
        }
        try {
            move(device, follows, remembered);
        } catch (RuntimeException e) {
            // Such as a card without the memory: all stays where it was.
            move(before, follows, remembered);
            throw e;
        }
    }

    private void move(Device device, boolean follows, StateDict remembered) {
        parameters.to(device);
        if (follows) {
            optimizerWithState(remembered);
        }
    }

    /** Where it trains. */
    public final Device device() {
        return parameters.device();
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

    // Freezing

    /** Freezes all layer groups but the last: {@code freezeTo(-1)}. */
    public final void freeze() {
        groups.freezeTo(-1);
    }

    /** Sets all layer groups free: {@code freezeTo(0)}. */
    public final void unfreeze() {
        groups.freezeTo(0);
    }

    /**
     * Freezes the layer groups before group {@code n} and sets it and those behind it free. Frozen weights keep their bits
     * and cost no gradient work, frozen batch norms use their running statistics; dropout goes on.
     *
     * @param n from 0; a negative number counts from the end, as -2 for the last two groups
     * @throws IllegalArgumentException if there is no such group
     */
    public final void freezeTo(int n) {
        groups.freezeTo(n);
    }

    /** From now on batch norms use their running statistics also in training; their weights still learn. */
    public final void freezeBatchNorm() {
        groups.freezeBatchNorm(true);
    }

    /** Batch norms use the batch again, and their running statistics follow it. */
    public final void unfreezeBatchNorm() {
        groups.freezeBatchNorm(false);
    }

    // Finding the learning rate

    /** {@link #findLr(float, float, int)} from 1e-7 to 10 in a hundred steps. */
    public final LrCurve findLr() {
        return findLr(1e-7f, 10, 100);
    }

    /**
     * Trains a while at rates that grow by equal factors, and tells the loss at each; it ends early where that has diverged.
     * Everything is as before afterwards: parameters, running statistics, optimizer and chance, bit for bit. An optimizer made
     * for the purpose takes the steps, and no callback hears of them.
     *
     * @param startLr the first rate
     * @param endLr the rate towards which they grow
     * @param numIt how many steps, over as many epochs as it takes
     * @throws IllegalArgumentException if the rates do not grow from above 0, or the loss is no number from the start
     */
    @SuppressWarnings("try") // an end is all that its resource is for
    public final LrCurve findLr(float startLr, float endLr, int numIt) {
        RateSweep sweep = new RateSweep(startLr, endLr, numIt);
        requireTrainable("findLr");
        Optimizer own = spec.on(groups.forOptimizer());
        own.clipNorm(clipNorm);
        stopRequested = false;
        ParameterSnapshot before = ParameterSnapshot.of(parameters);
        try (Scope scope = scope();
                AtEnd restored = before::restore) {
            LrCurve curve = sweep.run(batches.fork(), own, scope, this::isToStop);
            lastCurve = curve;
            return curve;
        }
    }

    /**
     * Takes the running statistics of batch norms anew, as means over the training rows: PyTorch's {@code update_bn}. For
     * weights that were not trained as they are, such as averages. Chance and weights stay as they are.
     */
    public final void updateBatchNorm() {
        for (Parameter parameter : parameters.all()) {
            if (parameter.isStatistic() && !parameter.isFrozen()) {
                try (Scope scope = scope()) {
                    batches.fork().updateBatchNorm(scope);
                }
                return;
            }
        }
    }

    // Looking at it

    /** The losses, rates and epochs of all fits so far. */
    public final Recorder recorder() {
        return recorder;
    }

    /** Layers, output shapes for a single row, parameters, optimizer, loss and callbacks. */
    public final Summary summary() {
        try (Scope scope = scope()) {
            Summary layers = Summary.ofPass(pass -> batches.fork().show(scope, pass));
            List<String> names = new ArrayList<>();
            for (Callback callback : callbacks) {
                String name = callback.getClass().getSimpleName();
                names.add(name.isEmpty() ? "anonymous" : name);
            }
            return new Summary(
                    layers.rows(),
                    List.of(
                            "Optimizer: " + spec,
                            "Loss: " + lossName(),
                            "Callbacks: " + (names.isEmpty() ? "none" : String.join(", ", names))));
        }
    }

    /** What the loss is called in summaries. */
    protected String lossName() {
        return "that of the step";
    }

    /**
     * Statistics of all layers and gradients on the batch that the next epoch begins with. Everything is as before afterwards:
     * parameters, running statistics, optimizer and chance, bit for bit.
     */
    public final LayerStats layerStats() {
        return LayerStats.measure(this);
    }

    /**
     * Writes a page on how training went and what was learnt: curves, schedule, the last {@link #findLr()}, the model, its
     * layers (an {@link ActivationStats} among the callbacks has them by epoch), and what the application adds. One file of
     * HTML for light and dark, without script or network, written whole or not at all. Training goes on afterwards as if it
     * had not been written, bit for bit.
     *
     * @throws java.io.UncheckedIOException if it can't be written
     */
    public final void report(Path file) {
        Report page = new Report("Training report");
        page.text(String.format(
                Locale.ROOT,
                "%s: %,d parameters, %,d batches an epoch.",
                getClass().getSimpleName(),
                parameters.count(),
                batches.count()));
        recorder.addTo(page);
        LrCurve found = lastCurve;
        if (found != null) {
            found.addTo(page);
        }
        addTo(page);
        page.section("Model");
        page.lines(summary().toString());
        page.section("Layers on a training batch");
        for (Callback callback : callbacks) {
            if (callback instanceof ActivationStats measured) {
                page.plot(measured.plotDeviation());
                page.plot(measured.plotNearZero());
            }
        }
        layerStats().addTo(page);
        byte[] bytes = page.toString().getBytes(StandardCharsets.UTF_8);
        AtomicFile.write(file, out -> out.write(bytes));
    }

    /** What an application adds to a report: nothing, unless it knows what its rows are. */
    protected void addTo(Report page) {}

    /**
     * Runs the model as it is over the validation rows, once more and apart from everything else.
     *
     * @param visitor is given the numbers of a batch's rows, from 0 and in order, and what the step made of them, which lives
     *     until the visitor returns
     */
    protected final void visitValidation(BiConsumer<int[], Output<T>> visitor) {
        visit(step.fork(), valid.fork(), visitor);
    }

    // Fitting

    /** Trains at a constant rate. */
    public final History fit(int epochs, float lr) {
        return fit(epochs, Rates.of(lr));
    }

    /** Trains at constant rates, one for each layer group. */
    public final History fit(int epochs, Rates lr) {
        return fit(epochs, lr, Schedule.constant());
    }

    /** Trains by the one-cycle schedule (Smith, 2018) with fastai's defaults and peak rate {@code lr}. */
    public final History fitOneCycle(int epochs, float lr) {
        return fitOneCycle(epochs, Rates.of(lr));
    }

    /** Trains by the one-cycle schedule with a peak rate for each layer group. */
    public final History fitOneCycle(int epochs, Rates lr) {
        return fit(epochs, lr, Schedule.oneCycle());
    }

    /** Trains at a constant rate for three quarters of the steps, then along a cosine to nearly nothing. */
    public final History fitFlatCosine(int epochs, float lr) {
        return fit(epochs, lr, Schedule.flatCosine());
    }

    /** {@link #fineTune(int, int, float)} with an epoch of the last group alone, and 2e-3. */
    public final History fineTune(int epochs) {
        return fineTune(epochs, 1, 2e-3f);
    }

    /**
     * Trains the last layer group alone, then all groups, the first of them at a hundredth of the last one's rate: fastai's
     * {@code fine_tune}, with its constants.
     *
     * @param epochs of all groups
     * @param freezeEpochs of the last group alone, before
     * @param lr the peak rate of the last group alone; afterwards it has half of that
     * @return the epochs of both parts
     */
    public final History fineTune(int epochs, int freezeEpochs, float lr) {
        requireEpochs("fineTune", epochs);
        freeze();
        History head;
        try {
            head = fit(freezeEpochs, Rates.of(lr), Schedule.oneCycle().pctStart(0.99));
        } finally {
            unfreeze();
        }
        if (head.stopped()) {
            return head;
        }
        Schedule schedule = Schedule.oneCycle().div(5, 1e5).pctStart(0.3);
        return head.then(fit(epochs, Rates.spread(lr / 200, lr / 2), schedule));
    }

    /**
     * Trains some cycles of cosine annealing with restarts: the course's {@code fit(lr, cycles, cycle_len, cycle_mult)}.
     *
     * @param cycleLength epochs in the first cycle
     * @param cycleMultiplier how many times longer each cycle is than the one before
     */
    public final History fitCosine(int cycles, int cycleLength, int cycleMultiplier, float lr) {
        return fitCosine(cycles, cycleLength, cycleMultiplier, Rates.of(lr));
    }

    /** The same with a peak rate for each layer group. */
    public final History fitCosine(int cycles, int cycleLength, int cycleMultiplier, Rates lr) {
        CosineRestarts schedule = Schedule.cosineRestarts(cycleLength, cycleMultiplier);
        return fit(schedule.epochs(cycles), lr, schedule);
    }

    /** {@link #fit(int, Rates, Schedule)} with one peak rate for all layer groups. */
    public final History fit(int epochs, float lr, Schedule schedule) {
        return fit(epochs, Rates.of(lr), schedule);
    }

    /**
     * Trains by a schedule. The optimizer keeps its moments from the fit before. An interrupted thread ends the fit as
     * {@link #stop()} does and stays interrupted.
     *
     * @param lr the peak rates of the layer groups
     * @throws IllegalArgumentException if the list of rates is not as long as that of the layer groups; nothing changes then
     * @throws IllegalStateException if all parameters are frozen
     * @throws TrainingException if the training or validation loss becomes NaN or infinite
     */
    @SuppressWarnings("try") // an end is all that its resource is for
    public final History fit(int epochs, Rates lr, Schedule schedule) {
        requireEpochs("fit", epochs);
        requireTrainable("fit");
        float[] peakRates = lr.forGroups(groups.lists().size());
        checkpointer.begin(fingerprint(epochs, peakRates, schedule));
        History finished = checkpointer.finished(this);
        if (finished != null) {
            return finished;
        }
        Training training = new Training(parameters, epochs, batches.count(), metricNames(), recorder);
        recorder.follow(training.losses());
        stopRequested = false;
        StateDict unfinished = checkpointer.unfinished(this);
        Optimizer follower = follower();
        float ownMomentum = follower.momentum();
        try (Scope scope = scope()) {
            FitLoop<B, T> loop = new FitLoop<>(this, training, follower, schedule, peakRates, scope, checkpointer);
            if (unfinished != null) {
                loop.resume(unfinished);
            }
            try (AtEnd end = () -> end(training, follower, ownMomentum)) {
                loop.run();
            }
        }
        checkpointer.end(this, training);
        return training.history();
    }

    private void end(Training training, Optimizer follower, float ownMomentum) {
        training.gradients(null);
        training.losses().end();
        // What the optimizer put off is done now, so that many threads may predict at once.
        parameters.all().forEach(Parameter::value);
        follower.momentum(ownMomentum);
        follower.weightDecayFactor(1);
        tell(Callback::afterFit, training);
    }

    /** What must be the same in a fit that goes on: one line each. */
    private String fingerprint(int epochs, float[] peakRates, Schedule schedule) {
        StringBuilder rates = new StringBuilder();
        int steps = batches.count() * epochs;
        for (int quarter = 0; quarter < 4; quarter++) {
            rates.append(quarter == 0 ? "" : ", ").append(schedule.rate(steps / 4 * quarter, batches.count(), epochs));
        }
        return "epochs " + epochs + "\n" + batches + "\nlearning rates " + Arrays.toString(peakRates)
                + "\na schedule of " + rates + "\noptimizer " + spec + "\ngradients clipped at " + clipNorm + "\n"
                + parameters.trainable().size() + " trainable parameters of " + parameters.count() + " numbers";
    }

    // Keeping and resuming

    /**
     * From now on every fit writes checkpoints; {@link #resume} goes on from them.
     *
     * @param where and when; checkpoints of another training may not lie in that folder
     */
    public final void checkpoints(Checkpoints where) {
        checkpointer.write(where);
    }

    /**
     * Goes on after a crash: call it where the learner is as it was before its first fit, then fit as before. Fits that were
     * done when the newest checkpoint was written return at once, with their history; the one in whose middle it was written
     * goes on from there, and gives the bits of a training that never ended. What has no state in a checkpoint must be as it
     * was: data, model, settings, callbacks.
     *
     * @param folder that of {@link #checkpoints}
     * @return whether there is a checkpoint; without one all begins from the start
     * @throws IllegalStateException if the learner has fitted already
     * @throws lanewise.io.ModelFormatException if the newest checkpoint is damaged; delete it to go on from the one before
     */
    public final boolean resume(Path folder) {
        return checkpointer.resume(new CheckpointFolder(folder));
    }

    /** Writes weights and optimizer to a file, for {@link #load}: whole or not at all. */
    public final void save(Path path) {
        StateDict all = StateDict.of();
        LearnerState.saveLearned(this, all);
        StateFile.write(path, KIND, all);
    }

    /**
     * Puts back weights and optimizer as they were when {@link #save} was called, on this learner or one made like it. If its
     * {@link #optimizer} is now another one, or has other settings, that one begins anew.
     *
     * @throws TrainingException if the file has not the weights that this model has
     * @throws lanewise.io.ModelFormatException if the file is damaged or of another kind
     */
    public final void load(Path path) {
        LearnerState.loadLearned(this, StateFile.read(path, KIND));
    }

    private static void requireEpochs(String who, int epochs) {
        if (epochs < 1) {
            throw new IllegalArgumentException(who + ": the number of epochs must be at least 1, got " + epochs);
        }
    }

    private void requireTrainable(String who) {
        if (parameters.trainable().isEmpty()) {
            throw new IllegalStateException(who + ": all parameters are frozen; unfreeze() sets them free");
        }
    }

    /** The memory of a step on this learner's device. */
    final Scope scope() {
        return device().backend().scope();
    }

    final List<Callback> callbacks() {
        return callbacks;
    }

    /** What state belongs to: an optimizer may only go on with that of its like. */
    final OptimizerSpec spec() {
        return spec;
    }

    /** The optimizer that the fits so far have used, if there is one. */
    final @Nullable Optimizer optimizer() {
        return optimizer;
    }

    final void optimizerWithState(StateDict from) {
        optimizer = null;
        follower().loadState(from);
    }

    final TrainingBatches<B, T> batches() {
        return batches;
    }

    /** Whether someone, maybe of another thread, wants the fit to end. */
    final boolean isToStop() {
        return stopRequested || Thread.currentThread().isInterrupted();
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
        visit(step, valid, (rows, output) -> {
            loss.add(output.loss(), output.target(), output.rows());
            for (Metric.Accumulator<T> sum : sums) {
                sum.add(output.prediction(), output.target(), output.rows());
            }
        });
        Map<String, Double> values = new LinkedHashMap<>();
        for (int i = 0; i < sums.size(); i++) {
            values.put(metrics.get(i).name(), sums.get(i).value());
        }
        return new Validation(loss.value(), values);
    }

    private void visit(Step<B, T> run, BatchSource<B> source, BiConsumer<int[], Output<T>> visitor) {
        int most = (int) Math.min(2L * batchSize, source.rows());
        try (Scope scope = scope()) {
            for (int from = 0, left = source.rows(); left > 0; from += most, left -= most) {
                int[] rows = RowRange.of(from, Math.min(most, left));
                visitor.accept(rows, run.run(source.batch(rows, scope), Pass.inference()));
                scope.release();
            }
        }
    }

    /** The loss is itself a mean over a batch, so it is averaged like a metric. */
    private Metric<T> lossMetric() {
        Metric<T> mean = Metric.mean("valid_loss", (batchLoss, target) -> batchLoss.item());
        return meanOfBatches ? mean.meanOfBatches() : mean;
    }

    private Optimizer follower() {
        Optimizer current = optimizer;
        if (current == null) {
            current = spec.on(groups.forOptimizer());
            optimizer = current;
        }
        current.clipNorm(clipNorm);
        return current;
    }

    private List<String> metricNames() {
        List<String> names = new ArrayList<>();
        for (Metric<T> metric : metrics) {
            names.add(metric.name());
        }
        return names;
    }

    final void tell(BiConsumer<Callback, Training> event, Training training) {
        for (Callback callback : callbacks) {
            event.accept(callback, training);
        }
    }
}

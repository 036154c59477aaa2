package lanewise.train;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import lanewise.nn.Parameters;
import lanewise.tensor.Gradients;
import lanewise.tensor.StateDict;
import org.jspecify.annotations.Nullable;

/** A fit under way, as callbacks see it. */
public final class Training {

    /** What a callback wants to leave out the rest of; each one includes those before it. */
    enum Part {
        NOTHING,
        BATCH,
        TRAIN,
        EPOCH,
        FIT
    }

    private final Parameters parameters;
    private final int epochs;
    private final int batches;
    private final List<String> metricNames;
    private final List<Epoch> rows = new ArrayList<>();
    private int epoch;
    private int batch;
    private int step;
    private float rate;
    private float momentum;
    private double rateFactor = 1;
    private final RunningLoss losses;
    private int batchRows;
    private @Nullable Gradients gradients;
    private Validation validation = new Validation(Double.NaN, Collections.emptyMap());
    private Part cancelled = Part.NOTHING;
    private boolean stopped;

    Training(Parameters parameters, int epochs, int batches, List<String> metricNames, Recorder recorder) {
        this.parameters = parameters;
        this.losses = new RunningLoss(recorder);
        this.epochs = epochs;
        this.batches = batches;
        this.metricNames = List.copyOf(metricNames);
    }

    /**
     * Ends the fit after this batch: the epoch is validated and gets its row, and no other begins. Before an epoch's first
     * batch it ends the fit at once.
     */
    public void stop() {
        stopped = true;
    }

    /** Leaves out the rest of this batch: before its step, the parameters stay as they are. */
    public void cancelBatch() {
        cancel(Part.BATCH);
    }

    /** Leaves out the rest of this epoch's batches; it is validated and gets its row. */
    public void cancelTrain() {
        cancel(Part.TRAIN);
    }

    /** Leaves out the rest of this epoch, its validation and its row; the next epoch begins. */
    public void cancelEpoch() {
        cancel(Part.EPOCH);
    }

    /** Ends the fit at once, without validation; {@link #stop()} ends it with. */
    public void cancelFit() {
        cancel(Part.FIT);
    }

    private void cancel(Part part) {
        cancelled = part.compareTo(cancelled) > 0 ? part : cancelled;
    }

    /** Whether the rest of a part is to be left out, or of one that it belongs to. */
    boolean cancels(Part part) {
        return cancelled.compareTo(part) >= 0;
    }

    /** Whether the rest of this very part was to be left out; it is now, so the next one begins. */
    boolean cancelEnds(Part part) {
        if (cancelled != part) {
            return false;
        }
        cancelled = Part.NOTHING;
        return true;
    }

    /** Whether the fit is to end. */
    public boolean stopped() {
        return stopped;
    }

    /** The epoch, from 0. */
    public int epoch() {
        return epoch;
    }

    /** How many epochs the fit was asked for. */
    public int epochs() {
        return epochs;
    }

    /** The batch in the epoch, from 0. */
    public int batch() {
        return batch;
    }

    /** How many batches an epoch has. */
    public int batches() {
        return batches;
    }

    /** How many batches of this fit are done or cancelled. */
    public int step() {
        return step;
    }

    /** The learning rate of the last step, of the last layer group. */
    public float rate() {
        return rate;
    }

    /** The momentum of the last step; Adam's beta1. */
    public float momentum() {
        return momentum;
    }

    /**
     * Multiplies the rates of all layer groups from the next batch to the end of the fit, on top of the schedule and of
     * factors given before.
     *
     * @throws IllegalArgumentException if the factor is negative, infinite or not a number
     */
    public void scaleRates(double factor) {
        if (!(factor >= 0) || Double.isInfinite(factor)) {
            throw new IllegalArgumentException(
                    "training: a factor of the rates may not be negative or infinite, got " + factor);
        }
        rateFactor *= factor;
    }

    double rateFactor() {
        return rateFactor;
    }

    /** The model's parameters. */
    public Parameters parameters() {
        return parameters;
    }

    /** The loss of the last batch; NaN before the first. On a device other than the processor, asking is waiting for it. */
    public float loss() {
        return losses.last();
    }

    /** How many rows the last batch had. */
    public int batchRows() {
        return batchRows;
    }

    /**
     * The gradients of this batch, from {@link Callback#afterBackward} to {@link Callback#afterStep}. They live as long as
     * the batch.
     *
     * @throws IllegalStateException at any other time
     */
    public Gradients gradients() {
        if (gradients == null) {
            throw new IllegalStateException("training: there are gradients only from afterBackward to afterStep");
        }
        return gradients;
    }

    /** What the optimizer is to follow instead of this batch's own gradients; for {@link Callback#afterBackward}. */
    public void gradients(@Nullable Gradients instead) {
        gradients = instead;
    }

    /** Loss and metrics of this epoch's validation, from {@link Callback#afterValidate} on. */
    public Validation validation() {
        return validation;
    }

    /** The debiased exponential mean of the losses so far; NaN before the first. */
    public double smoothLoss() {
        return losses.smooth();
    }

    RunningLoss losses() {
        return losses;
    }

    /** The names of the learner's metrics, in order. */
    public List<String> metricNames() {
        return metricNames;
    }

    /** The epochs that are done. */
    public History history() {
        return new History(rows, stopped);
    }

    /** Between two batches. */
    void save(StateDict to, double epochSeconds) {
        to.put("epoch", (long) epoch);
        to.put("next_batch", (long) batch + 1);
        to.put("step", (long) step);
        losses.save(to);
        to.put("batch_rows", (long) batchRows);
        to.put("rate_factor", rateFactor);
        to.put("rate", (double) rate);
        to.put("momentum", (double) momentum);
        to.put("epoch_seconds", epochSeconds);
        history().save(to);
    }

    /**
     * Goes on where {@link #save} was called.
     *
     * @return the seconds that the epoch under way had taken
     */
    double load(StateDict from) {
        epoch = (int) from.whole("epoch");
        batch = (int) from.whole("next_batch");
        step = (int) from.whole("step");
        losses.load(from);
        batchRows = (int) from.whole("batch_rows");
        rateFactor = from.number("rate_factor");
        rate = (float) from.number("rate");
        momentum = (float) from.number("momentum");
        rows.addAll(History.load(from).epochs());
        return from.number("epoch_seconds");
    }

    void begin(int nextEpoch) {
        epoch = nextEpoch;
        batch = 0;
    }

    void begin(int nextBatch, float nextRate, float nextMomentum) {
        batch = nextBatch;
        rate = nextRate;
        momentum = nextMomentum;
    }

    /** The loss of this batch is on its way. */
    void expect(Supplier<Float> loss, int rows) {
        batchRows = rows;
        losses.expect(loss, this);
    }

    /** The next one is {@link #batch()}. */
    void batchDone() {
        step++;
    }

    void found(Validation ofEpoch) {
        validation = ofEpoch;
    }

    void done(Epoch row) {
        rows.add(row);
    }
}

package lanewise.train;

import java.util.ArrayList;
import java.util.List;

/** A fit under way, as callbacks see it. */
public final class Training {

    private static final double FORGET = 0.98;

    private final int epochs;
    private final int batches;
    private final List<String> metricNames;
    private final List<Epoch> rows = new ArrayList<>();
    private int epoch;
    private int batch;
    private int step;
    private float rate;
    private float loss = Float.NaN;
    private double mean;
    private boolean stopped;

    Training(int epochs, int batches, List<String> metricNames) {
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

    /** How many batches of this fit are done. */
    public int step() {
        return step;
    }

    /** The learning rate of the last step. */
    public float rate() {
        return rate;
    }

    /** The loss of the last batch; NaN before the first. */
    public float loss() {
        return loss;
    }

    /** The debiased exponential mean of the losses so far; NaN before the first. */
    public double smoothLoss() {
        return mean / (1 - Math.pow(FORGET, step));
    }

    /** The names of the learner's metrics, in order. */
    public List<String> metricNames() {
        return metricNames;
    }

    /** The epochs that are done. */
    public History history() {
        return new History(rows, stopped);
    }

    void begin(int nextEpoch) {
        epoch = nextEpoch;
        batch = 0;
    }

    void begin(int nextBatch, float nextRate) {
        batch = nextBatch;
        rate = nextRate;
    }

    void done(float batchLoss) {
        loss = batchLoss;
        mean = FORGET * mean + (1 - FORGET) * batchLoss;
        step++;
    }

    void done(Epoch row) {
        rows.add(row);
    }
}

package lanewise.train;

import java.util.Arrays;
import lanewise.backend.Scope;
import lanewise.nn.Pass;
import lanewise.tensor.Rng;
import lanewise.tensor.StateDict;

/** What a learner trains on: its rows, batch by batch in random order, the step that is run on each, and the chance in both. */
final class TrainingBatches<B, T> {

    private final Step<B, T> step;
    private final BatchSource<B> rows;
    private final int batchSize;
    private Rng rng;

    /** Where chance stood when this epoch was begun. */
    private Rng begin;

    TrainingBatches(Step<B, T> step, BatchSource<B> rows, int batchSize, Rng rng) {
        this.step = step;
        this.rows = rows;
        this.batchSize = batchSize;
        this.rng = rng;
        this.begin = at(rng);
    }

    /** The same from here on, with state and chance of its own. */
    TrainingBatches<B, T> fork() {
        return new TrainingBatches<>(step.fork(), rows.fork(), batchSize, at(rng));
    }

    /**
     * Batches in an epoch. A last batch of a single row is left out, since batch norm finds no variance in it; the row
     * comes up in another epoch.
     */
    int count() {
        int whole = rows.rows() / batchSize;
        int left = rows.rows() % batchSize;
        return left > 1 || whole == 0 || batchSize == 1 ? whole + (left > 0 ? 1 : 0) : whole;
    }

    /** How many there are, and the stream of chance they are drawn by. */
    @Override
    public String toString() {
        return rows.rows() + " rows in batches of " + batchSize + " by seed " + Long.toHexString(rng.key());
    }

    private static Rng at(Rng rng) {
        return Rng.restore(rng.key(), rng.index());
    }

    void save(StateDict to) {
        to.put("chance", new long[] {begin.key(), begin.index(), rng.key(), rng.index()});
        step.saveState(to.scope("step"));
        rows.saveState(to.scope("rows"));
    }

    void load(StateDict from) {
        long[] chance = from.longs("chance");
        rng = Rng.restore(chance[2], chance[3]);
        step.loadState(from.scope("step"));
        rows.loadState(from.scope("rows"));
    }

    /** The order of the epoch in whose middle {@link #save} was called; chance goes on from there. */
    int[] order(StateDict from) {
        long[] chance = from.longs("chance");
        rng = Rng.restore(chance[0], chance[1]);
        int[] order = order();
        rng = Rng.restore(chance[2], chance[3]);
        return order;
    }

    /** The rows of an epoch, in the order in which it sees them. */
    int[] order() {
        begin = at(rng);
        Rng chance = rng.split();
        return rows.inOrder() ? RowRange.of(0, rows.rows()) : chance.permutation(rows.rows());
    }

    /** The forward pass on a batch of an epoch. */
    Output<T> run(int batch, int[] order, Scope scope) {
        return step.run(draw(batch, order, scope), Pass.training(rng.split()));
    }

    /** The same with someone watching the layers, which are then not fused. */
    Output<T> run(int batch, int[] order, Scope scope, Pass.Observer observer) {
        return step.run(draw(batch, order, scope), Pass.training(rng.split()).observing(observer));
    }

    /** What the layers make of the first row, in inference. */
    void show(Scope scope, Pass pass) {
        step.run(rows.batch(new int[1], scope), pass);
    }

    private B draw(int batch, int[] order, Scope scope) {
        int from = batch * batchSize;
        int to = from + Math.min(batchSize, order.length - from);
        return rows.batch(Arrays.copyOfRange(order, from, to), scope);
    }

    /** An epoch of forward passes after which the running statistics of batch norms are means over all its rows. */
    void updateBatchNorm(Scope scope) {
        int[] order = order();
        int seen = 0;
        for (int batch = 0; batch < count(); batch++) {
            int now = Math.min(batchSize, order.length - batch * batchSize);
            seen += now;
            Pass pass = Pass.training(rng.split()).batchNormMomentum((float) now / seen);
            step.run(draw(batch, order, scope), pass);
            scope.release();
        }
    }
}

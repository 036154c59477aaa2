package lanewise.train;

import java.util.Arrays;
import lanewise.backend.Scope;
import lanewise.nn.Pass;
import lanewise.tensor.Rng;

/** What a learner trains on: its rows, batch by batch in random order, the step that is run on each, and the chance in both. */
final class TrainingBatches<B, T> {

    private final Step<B, T> step;
    private final BatchSource<B> rows;
    private final int batchSize;
    private final Rng rng;

    TrainingBatches(Step<B, T> step, BatchSource<B> rows, int batchSize, Rng rng) {
        this.step = step;
        this.rows = rows;
        this.batchSize = batchSize;
        this.rng = rng;
    }

    /** The same from here on, with state and chance of its own. */
    TrainingBatches<B, T> fork() {
        return new TrainingBatches<>(step.fork(), rows.fork(), batchSize, Rng.restore(rng.key(), rng.index()));
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

    /** The rows of an epoch, in the order in which it sees them. */
    int[] order() {
        Rng chance = rng.split();
        return rows.inOrder() ? RowRange.of(0, rows.rows()) : chance.permutation(rows.rows());
    }

    /** The forward pass on a batch of an epoch. */
    Output<T> run(int batch, int[] order, Scope scope) {
        int from = batch * batchSize;
        int to = from + Math.min(batchSize, order.length - from);
        return step.run(rows.batch(Arrays.copyOfRange(order, from, to), scope), Pass.training(rng.split()));
    }
}

package lanewise.bench;

import lanewise.backend.Device;
import lanewise.backend.Scope;
import lanewise.nn.Parameters;
import lanewise.nn.Pass;
import lanewise.optim.Adam;
import lanewise.optim.Optimizer;
import lanewise.tensor.Functional;
import lanewise.tensor.Rng;
import lanewise.tensor.Tensor;

/** Trains a {@link TabularNet} on batches of rows in order, over and over, with Adam (1e-3, betas 0.9 and 0.99). */
final class TabularTraining {

    static final int BATCH_SIZE = 128;

    /** One that fills a card. */
    static final int LARGE_BATCH_SIZE = 8_192;

    private static final int ROWS = 8_192;

    private final TabularRows rows = TabularRows.synthetic(ROWS);
    private final int batchSize;
    private final Parameters parameters = Parameters.init(1);
    private final TabularNet net = TabularNet.of(parameters);
    private final Optimizer adam;
    private final Rng rng = Rng.of(2);
    private final Scope scope;
    private final Losses losses;
    private int steps;

    TabularTraining(int batchSize, Device device, Losses losses) {
        this.batchSize = batchSize;
        parameters.to(device);
        this.adam = Adam.lr(1e-3f).betas(0.9f, 0.99f).on(parameters);
        this.scope = device.backend().scope();
        this.losses = losses;
    }

    /** Trains on the next batch. */
    void step() {
        int from = (int) ((long) steps * batchSize % rows.count());
        TabularNet.Batch batch = rows.batch(scope, from, from + batchSize);
        Tensor targets = rows.targets(scope, from, from + batchSize);
        Tensor loss = Functional.mseLoss(net.forward(batch, Pass.training(rng.split())), targets);
        adam.step(loss.backward());
        steps++;
        losses.seen(steps, loss);
        scope.release();
    }

    /** Predicts the first rows. */
    void predict(int count) {
        net.forward(rows.batch(scope, 0, count), Pass.inference());
        scope.release();
    }
}

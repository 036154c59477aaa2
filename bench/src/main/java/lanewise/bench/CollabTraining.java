package lanewise.bench;

import java.util.Arrays;
import lanewise.backend.Device;
import lanewise.backend.Scope;
import lanewise.nn.Parameters;
import lanewise.nn.Pass;
import lanewise.optim.Adam;
import lanewise.optim.Optimizer;
import lanewise.tensor.Functional;
import lanewise.tensor.IntTensor;
import lanewise.tensor.Parameter;
import lanewise.tensor.Rng;
import lanewise.tensor.Shape;
import lanewise.tensor.Tensor;

/** Trains a {@link CollabNet} on ratings, batch after batch in their order, with Adam (1e-3, betas 0.9 and 0.99). */
final class CollabTraining {

    private final Ratings ratings;
    private final int batchSize;
    private final Losses losses;
    private final Parameters parameters = Parameters.init(1);
    private final CollabNet net;
    private final Optimizer adam;
    private final Scope scope;
    private final Rng rng = Rng.of(2);
    private int steps;

    CollabTraining(Ratings ratings, int factors, int batchSize, Device device, Losses losses) {
        this.ratings = ratings;
        this.batchSize = batchSize;
        this.losses = losses;
        this.net = CollabNet.of(parameters, ratings.userCount(), ratings.itemCount(), factors);
        parameters.to(device);
        this.adam = Adam.lr(1e-3f).betas(0.9f, 0.99f).on(parameters);
        this.scope = device.backend().scope();
    }

    /** All ratings once; the last batch is short. */
    void steps() {
        for (int from = 0; from < ratings.count(); from += batchSize) {
            step(from, Math.min(from + batchSize, ratings.count()));
        }
    }

    /** Brings every row of every table up to date, as reading the parameters does. */
    void settle() {
        parameters.all().forEach(Parameter::value);
    }

    /** One step on the ratings {@code from} to {@code to} (exclusive). */
    void step(int from, int to) {
        Shape shape = Shape.of(to - from);
        var pairs = new CollabNet.Pairs(
                IntTensor.of(scope, Arrays.copyOfRange(ratings.users(), from, to), shape),
                IntTensor.of(scope, Arrays.copyOfRange(ratings.items(), from, to), shape));
        Tensor stars = Tensor.of(scope, Arrays.copyOfRange(ratings.stars(), from, to), shape);
        Tensor loss = Functional.mseLoss(net.forward(pairs, Pass.training(rng.split())), stars);
        adam.step(loss.backward());
        steps++;
        losses.seen(steps, loss);
        scope.release();
    }
}

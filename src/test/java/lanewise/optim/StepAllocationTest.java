package lanewise.optim;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import lanewise.Allocations;
import lanewise.backend.Device;
import lanewise.backend.Scope;
import lanewise.nn.Activation;
import lanewise.nn.BatchNorm;
import lanewise.nn.Dropout;
import lanewise.nn.Embedding;
import lanewise.nn.Linear;
import lanewise.nn.Parameters;
import lanewise.nn.Pass;
import lanewise.nn.Sequential;
import lanewise.tensor.Functional;
import lanewise.tensor.IntTensor;
import lanewise.tensor.Rng;
import lanewise.tensor.Shape;
import lanewise.tensor.Tensor;
import org.junit.jupiter.api.Test;

/**
 * What a whole training step allocates once everything is compiled: the objects of the graph, whatever the sizes of the
 * tensors, whose memory goes round in the step's scope.
 */
class StepAllocationTest {

    private final Scope scope = Device.cpu(1).backend().scope();
    private final Rng rng = Rng.of(1);

    /** The net of the tabular benchmark with fewer units: 22 embeddings, three linear layers, three batch norms. */
    @Test
    void aTabularStepAllocatesLessThan64Kilobytes() {
        Parameters parameters = Parameters.init(rng);
        int columns = 22;
        int batch = 64;
        List<Embedding> embeddings = new ArrayList<>();
        for (int column = 0; column < columns; column++) {
            embeddings.add(Embedding.of(parameters.scope("e" + column), 5 << (column % 9), 3));
        }
        BatchNorm continuous = BatchNorm.of(parameters.scope("continuous"), 16);
        Sequential layers = Sequential.of(
                Linear.of(parameters.scope("l1"), 3 * columns + 16, 64),
                Activation.relu(),
                BatchNorm.of(parameters.scope("b1"), 64),
                Dropout.of(0.001f),
                Linear.of(parameters.scope("l2"), 64, 32),
                Activation.relu(),
                BatchNorm.of(parameters.scope("b2"), 32),
                Dropout.of(0.01f),
                Linear.of(parameters.scope("l3"), 32, 1));
        Optimizer adam = Adam.lr(1e-3f).on(parameters);
        int[] ids = new int[batch];
        for (int row = 0; row < batch; row++) {
            ids[row] = rng.nextInt(5);
        }
        float[] numbers = Tensor.normal(rng, 0, 1, batch, 16).toArray();
        float[] targets = new float[batch];
        Shape vector = Shape.of(batch);
        assertAllocatesLessThan(64_000, () -> {
            Pass pass = Pass.training(rng);
            Tensor[] read = new Tensor[columns];
            for (int column = 0; column < columns; column++) {
                read[column] = embeddings.get(column).forward(IntTensor.of(scope, ids, vector), pass);
            }
            Tensor categories = Functional.dropout(Tensor.concat(1, read), 0.04f, rng);
            Tensor x = Tensor.of(scope, numbers, Shape.of(batch, 16));
            Tensor y = layers.forward(Tensor.concat(1, categories, continuous.forward(x, pass)), pass)
                    .sigmoidRange(0, 12);
            Tensor loss = Functional.mseLoss(y, Tensor.of(scope, targets, Shape.of(batch, 1)));
            adam.step(loss.backward());
        });
    }

    /** The model of the recommender benchmark: two tables of factors and two of biases, all settled when they are read. */
    @Test
    void aRecommenderStepAllocatesLessThan24Kilobytes() {
        Parameters parameters = Parameters.init(rng);
        int batch = 64;
        Embedding users = Embedding.of(parameters.scope("users"), 700, 50);
        Embedding items = Embedding.of(parameters.scope("items"), 9000, 50);
        Embedding userBias = Embedding.of(parameters.scope("user_bias"), 700, 1);
        Embedding itemBias = Embedding.of(parameters.scope("item_bias"), 9000, 1);
        Optimizer adam = Adam.lr(1e-3f).on(parameters);
        int[] userIds = new int[batch];
        int[] itemIds = new int[batch];
        float[] ratings = new float[batch];
        Shape shape = Shape.of(batch);
        assertAllocatesLessThan(24_000, () -> {
            for (int row = 0; row < batch; row++) {
                userIds[row] = rng.nextInt(700);
                itemIds[row] = rng.nextInt(9000);
            }
            Pass pass = Pass.training(rng);
            IntTensor user = IntTensor.of(scope, userIds, shape);
            IntTensor item = IntTensor.of(scope, itemIds, shape);
            Tensor score = Functional.rowDot(users.forward(user, pass), items.forward(item, pass))
                    .plus(userBias.forward(user, pass).reshape(-1))
                    .plus(itemBias.forward(item, pass).reshape(-1))
                    .sigmoidRange(0.5f, 5.5f);
            adam.step(
                    Functional.mseLoss(score, Tensor.of(scope, ratings, shape)).backward());
        });
    }

    private void assertAllocatesLessThan(long limit, Runnable step) {
        long bytes = Allocations.leastOfACall(limit - 1, 50, () -> {
            step.run();
            scope.release();
        });
        assertTrue(bytes < limit, "a step allocates " + bytes + " bytes");
    }
}

package lanewise.train;

import lanewise.backend.Allocator;
import lanewise.nn.Layer;
import lanewise.nn.Loss;
import lanewise.tensor.IntTensor;
import lanewise.tensor.Rng;
import lanewise.tensor.Shape;
import lanewise.tensor.Tensor;

/** Rows in memory for the tests of this room: inputs, row by row, and a target for each row. */
final class Samples implements BatchSource<Samples.Batch> {

    private final int width;
    private final float[] x;
    private final float[] y;

    Samples(int width, float[] x, float[] y) {
        this.width = width;
        this.x = x;
        this.y = y;
    }

    /** Some rows. */
    static final class Batch {
        private final Tensor x;
        private final float[] targets;
        private final Allocator allocator;

        private Batch(Tensor x, float[] targets, Allocator allocator) {
            this.x = x;
            this.targets = targets;
            this.allocator = allocator;
        }

        Tensor x() {
            return x;
        }

        float[] targets() {
            return targets;
        }

        Tensor numbers() {
            return Tensor.of(allocator, targets, Shape.of(targets.length, 1));
        }

        IntTensor classes() {
            int[] classes = new int[targets.length];
            for (int i = 0; i < classes.length; i++) {
                classes[i] = (int) targets[i];
            }
            return IntTensor.of(allocator, classes, Shape.of(classes.length));
        }
    }

    /** {@code y = 3 a - 2 b + 1} of the first two columns. */
    static Samples line(int rows, int width, long seed) {
        float[] x = Tensor.uniform(Rng.of(seed), -1, 1, rows, width).toArray();
        float[] y = new float[rows];
        for (int row = 0; row < rows; row++) {
            y[row] = 3 * x[row * width] - 2 * x[row * width + 1] + 1;
        }
        return new Samples(width, x, y);
    }

    /** Class 1 where the first two columns have one sign, else class 0: no line parts them. */
    static Samples quadrants(int rows, int width, long seed) {
        float[] x = Tensor.uniform(Rng.of(seed), -1, 1, rows, width).toArray();
        float[] y = new float[rows];
        for (int row = 0; row < rows; row++) {
            y[row] = x[row * width] * x[row * width + 1] > 0 ? 1 : 0;
        }
        return new Samples(width, x, y);
    }

    /** Rows of one column that have nothing but targets. */
    static Samples ofTargets(float... targets) {
        return new Samples(1, new float[targets.length], targets);
    }

    static Samples none() {
        return ofTargets();
    }

    float[] x() {
        return x;
    }

    float[] y() {
        return y;
    }

    @Override
    public int rows() {
        return y.length;
    }

    @Override
    public Batch batch(int[] rows, Allocator allocator) {
        float[] inputs = new float[rows.length * width];
        float[] targets = new float[rows.length];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(x, rows[i] * width, inputs, i * width, width);
            targets[i] = y[rows[i]];
        }
        return new Batch(Tensor.of(allocator, inputs, Shape.of(rows.length, width)), targets, allocator);
    }

    static Step<Batch, Tensor> regression(Layer net) {
        return (batch, pass) -> {
            Tensor prediction = net.forward(batch.x(), pass);
            Tensor target = batch.numbers();
            return new Output<>(Loss.mse().of(prediction, target), prediction, target, batch.targets().length);
        };
    }

    static Step<Batch, IntTensor> classification(Layer net) {
        return (batch, pass) -> {
            Tensor prediction = net.forward(batch.x(), pass);
            IntTensor target = batch.classes();
            return new Output<>(Loss.crossEntropy().of(prediction, target), prediction, target, batch.targets().length);
        };
    }
}

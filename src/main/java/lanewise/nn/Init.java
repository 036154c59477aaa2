package lanewise.nn;

import java.util.Arrays;
import lanewise.tensor.Rng;
import lanewise.tensor.Shape;
import lanewise.tensor.ShapeException;

/**
 * Initial values of a weight. The fan-in of a weight of shape [out, in, ...] is the product of all sizes but the first,
 * as in PyTorch; that of a vector its length.
 */
public interface Init {

    /** The values of a new parameter, row by row. */
    float[] values(Shape shape, Rng rng);

    /** The same number everywhere. */
    static Init constant(float value) {
        return (shape, rng) -> {
            float[] values = new float[shape.elements()];
            Arrays.fill(values, value);
            return values;
        };
    }

    static Init zeros() {
        return constant(0);
    }

    static Init ones() {
        return constant(1);
    }

    /** The identity matrix, repeated downwards where there are more rows than columns. */
    static Init identity() {
        return (shape, rng) -> {
            if (shape.rank() != 2) {
                throw new ShapeException("identity: " + shape + " is no matrix");
            }
            float[] values = new float[shape.elements()];
            int columns = shape.size(1);
            for (int row = 0; row < shape.size(0) && columns > 0; row++) {
                values[row * columns + row % columns] = 1;
            }
            return values;
        };
    }

    /** Uniform in [low, high); where floats are sparse, rounding may give {@code high} itself. */
    static Init uniform(float low, float high) {
        return (shape, rng) -> {
            float[] values = new float[shape.elements()];
            for (int i = 0; i < values.length; i++) {
                values[i] = low + (high - low) * rng.nextFloat();
            }
            return values;
        };
    }

    /** Normal with this mean and standard deviation. */
    static Init normal(float mean, float deviation) {
        return (shape, rng) -> {
            float[] values = new float[shape.elements()];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) (mean + deviation * rng.nextGaussian());
            }
            return values;
        };
    }

    /** Normal, drawn again where it is further than two deviations from the mean. */
    static Init truncatedNormal(float mean, float deviation) {
        return (shape, rng) -> {
            float[] values = new float[shape.elements()];
            for (int i = 0; i < values.length; i++) {
                double normal = rng.nextGaussian();
                while (Math.abs(normal) > 2) {
                    normal = rng.nextGaussian();
                }
                values[i] = (float) (mean + deviation * normal);
            }
            return values;
        };
    }

    /** Uniform in plus or minus 1 / sqrt(fan-in): PyTorch's default for the weight of a linear layer. */
    static Init linearDefault() {
        return (shape, rng) -> within(1 / Math.sqrt(fanIn(shape)), shape, rng);
    }

    /** Normal with deviation sqrt(2 / fan-in) (He et al., 2015): for a layer before a relu. */
    static Init kaimingNormal() {
        return (shape, rng) -> normal(0, (float) Math.sqrt(2.0 / fanIn(shape))).values(shape, rng);
    }

    /** Uniform in plus or minus sqrt(6 / fan-in) (He et al., 2015). */
    static Init kaimingUniform() {
        return (shape, rng) -> within(Math.sqrt(6.0 / fanIn(shape)), shape, rng);
    }

    /** Normal with deviation sqrt(2 / (fan-in + fan-out)) (Glorot and Bengio, 2010). */
    static Init xavierNormal() {
        return (shape, rng) -> normal(0, (float) Math.sqrt(2.0 / (fanIn(shape) + fanOut(shape))))
                .values(shape, rng);
    }

    /** Uniform in plus or minus sqrt(6 / (fan-in + fan-out)) (Glorot and Bengio, 2010). */
    static Init xavierUniform() {
        return (shape, rng) -> within(Math.sqrt(6.0 / (fanIn(shape) + fanOut(shape))), shape, rng);
    }

    private static float[] within(double bound, Shape shape, Rng rng) {
        return uniform((float) -bound, (float) bound).values(shape, rng);
    }

    private static double fanIn(Shape shape) {
        return shape.rank() < 2 ? shape.elements() : (double) shape.elements() / shape.size(0);
    }

    private static double fanOut(Shape shape) {
        return shape.rank() < 2 ? shape.elements() : (double) shape.elements() / shape.size(1);
    }
}

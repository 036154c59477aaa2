package lanewise.optim;

import java.util.Map;
import lanewise.tensor.Parameter;
import lanewise.tensor.StateDict;
import lanewise.tensor.Tensor;

/** The two moments of a parameter's gradients, and the products of the betas of the steps taken: beta^t if constant. */
final class AdamMoments {

    private final Tensor mean;
    private final Tensor square;
    private double product1 = 1;
    private double product2 = 1;
    private int steps;

    AdamMoments(Parameter parameter) {
        mean = parameter.newFull(0);
        square = parameter.newFull(0);
    }

    private AdamMoments(Parameter parameter, StateDict from) {
        mean = parameter.newTensor(from.floats("mean"));
        square = parameter.newTensor(from.floats("square"));
        product1 = from.number("product1");
        product2 = from.number("product2");
        steps = (int) from.whole("steps");
    }

    /** Notes those of a parameter, if there are any. */
    static void save(Map<Parameter, AdamMoments> all, Parameter parameter, StateDict to) {
        AdamMoments own = all.get(parameter);
        if (own != null) {
            to.put("mean", own.mean.toArray());
            to.put("square", own.square.toArray());
            to.put("product1", own.product1);
            to.put("product2", own.product2);
            to.put("steps", (long) own.steps);
        }
    }

    /** Remembers what was noted, if anything was. */
    static void load(Map<Parameter, AdamMoments> all, Parameter parameter, StateDict from) {
        if (from.has("mean")) {
            all.put(parameter, new AdamMoments(parameter, from));
        }
    }

    /** One more step, with these betas. */
    void step(double beta1, double beta2) {
        product1 *= beta1;
        product2 *= beta2;
        steps++;
    }

    Tensor mean() {
        return mean;
    }

    Tensor square() {
        return square;
    }

    int steps() {
        return steps;
    }

    /** {@code 1 - beta1^t}: what the mean is to be divided by. */
    double correction1() {
        return 1 - product1;
    }

    /** {@code 1 - beta2^t}: what the square is to be divided by. */
    double correction2() {
        return 1 - product2;
    }

    static void requireBetas(String optimizer, float beta1, float beta2) {
        if (!(beta1 >= 0 && beta1 < 1 && beta2 >= 0 && beta2 < 1)) {
            throw new IllegalArgumentException(
                    optimizer + ": the betas must be at least 0 and less than 1, got " + beta1 + " and " + beta2);
        }
    }

    static void requireNotNegative(String optimizer, float eps, float weightDecay) {
        if (!(eps >= 0 && weightDecay >= 0)) {
            throw new IllegalArgumentException(
                    optimizer + ": eps and weight decay may not be negative, got " + eps + " and " + weightDecay);
        }
    }
}

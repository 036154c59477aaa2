package lanewise.optim;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import lanewise.tensor.Gradients;
import lanewise.tensor.Parameter;

/**
 * Changes parameters by their gradients. Parameters that are frozen, or on which the loss does not depend, stay as they
 * are. The rate and, for a schedule, the momentum may be set before each step.
 */
public abstract class Optimizer {

    private final List<ParameterGroup> groups;
    private float rate;
    private float clipNorm = Float.POSITIVE_INFINITY;

    Optimizer(List<ParameterGroup> groups, float rate) {
        this.groups = List.copyOf(groups);
        requireDistinct(this.groups);
        rate(rate);
    }

    /** A parameter in two groups would take two steps at once. */
    private static void requireDistinct(List<ParameterGroup> groups) {
        Set<Parameter> seen = new HashSet<>();
        for (ParameterGroup group : groups) {
            for (Parameter parameter : group.parameters()) {
                if (!seen.add(parameter)) {
                    throw new IllegalArgumentException("optimizer: the parameter " + parameter.name()
                            + " is given twice; each may be in one group, once");
                }
            }
        }
    }

    /** Changes the parameters by one step. */
    public final void step(Gradients gradients) {
        if (clipNorm < Float.POSITIVE_INFINITY) {
            gradients.clipNorm(trainable(gradients), clipNorm);
        }
        for (ParameterGroup group : groups) {
            for (Parameter parameter : group.parameters()) {
                if (parameter.isTrainable() && gradients.contains(parameter)) {
                    update(parameter, gradients, rate * group.multiplier());
                }
            }
        }
    }

    private List<Parameter> trainable(Gradients gradients) {
        List<Parameter> trainable = new ArrayList<>();
        for (ParameterGroup group : groups) {
            for (Parameter parameter : group.parameters()) {
                if (parameter.isTrainable() && gradients.contains(parameter)) {
                    trainable.add(parameter);
                }
            }
        }
        return trainable;
    }

    /** One step on one parameter, which has a gradient. */
    abstract void update(Parameter parameter, Gradients gradients, float groupRate);

    /** The momentum (Adam's beta1) from now on. */
    public abstract void momentum(float momentum);

    /** The momentum (Adam's beta1) of the next step. */
    public abstract float momentum();

    /**
     * The learning rate from now on; groups multiply it by their own factor.
     *
     * @throws IllegalArgumentException if it is negative, infinite or not a number
     */
    public final void rate(float next) {
        if (!(next >= 0) || Float.isInfinite(next)) {
            throw new IllegalArgumentException(
                    "optimizer: the learning rate may not be negative or infinite, got " + next);
        }
        rate = next;
    }

    /** The learning rate of the next step. */
    public final float rate() {
        return rate;
    }

    /** From now on gradients are scaled down so that the root of the sum of all their squares is at most {@code limit}. */
    public final void clipNorm(float limit) {
        if (!(limit > 0)) {
            throw new IllegalArgumentException(
                    "optimizer: the limit of the gradient norm must be positive, got " + limit);
        }
        clipNorm = limit;
    }

    /** The groups in order. */
    public final List<ParameterGroup> groups() {
        return groups;
    }
}

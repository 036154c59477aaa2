package lanewise.optim;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import lanewise.tensor.Gradients;
import lanewise.tensor.Parameter;
import lanewise.tensor.StateDict;

/**
 * Changes parameters by their gradients. Parameters that are frozen, or on which the loss does not depend, stay as they
 * are. The rate and, for a schedule, the momentum may be set before each step.
 */
public abstract class Optimizer {

    private final List<ParameterGroup> groups;
    private final float[] rates;
    private float rate;
    private float weightDecayFactor = 1;
    private float clipNorm = Float.POSITIVE_INFINITY;

    Optimizer(List<ParameterGroup> groups, float rate) {
        this.groups = List.copyOf(groups);
        requireDistinct(this.groups);
        rates = new float[groups.size()];
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
        float scale = 1;
        if (clipNorm < Float.POSITIVE_INFINITY) {
            scale = gradients.clip(trainable(gradients), clipNorm);
        }
        for (int i = 0; i < rates.length; i++) {
            ParameterGroup group = groups.get(i);
            for (Parameter parameter : group.parameters()) {
                if (parameter.isTrainable() && gradients.contains(parameter)) {
                    update(parameter, gradients, scale, rates[i] * group.multiplier());
                }
            }
        }
        done();
    }

    /** After the updates of a step. */
    void done() {}

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

    /** One step on one parameter, which has a gradient, to be multiplied by {@code scale}. */
    abstract void update(Parameter parameter, Gradients gradients, float scale, float groupRate);

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
        requireRate(next);
        rate = next;
        Arrays.fill(rates, next);
    }

    /**
     * The learning rate of each group from now on; groups multiply it by their own factor. The rates stay as they were if
     * these are refused.
     *
     * @throws IllegalArgumentException if there are not as many as groups, or one is negative, infinite or not a number
     */
    public final void rates(float... next) {
        if (next.length != rates.length) {
            throw new IllegalArgumentException("optimizer: " + next.length + " learning rates for " + rates.length
                    + " parameter groups; there must be as many");
        }
        for (float each : next) {
            requireRate(each);
        }
        System.arraycopy(next, 0, rates, 0, next.length);
        rate = next.length == 0 ? rate : next[next.length - 1];
    }

    private static void requireRate(float rate) {
        if (!(rate >= 0) || Float.isInfinite(rate)) {
            throw new IllegalArgumentException(
                    "optimizer: the learning rate may not be negative or infinite, got " + rate);
        }
    }

    /** The learning rate of the next step; that of the last group if they differ. */
    public final float rate() {
        return rate;
    }

    /** The learning rate of each group in the next step. */
    public final float[] rates() {
        return rates.clone();
    }

    /**
     * What the weight decay of the specification is multiplied by from now on, 1 at first.
     *
     * @throws IllegalArgumentException if it is negative, infinite or not a number
     */
    public final void weightDecayFactor(float factor) {
        if (!(factor >= 0) || Float.isInfinite(factor)) {
            throw new IllegalArgumentException(
                    "optimizer: the factor of the weight decay may not be negative or infinite, got " + factor);
        }
        weightDecayFactor = factor;
    }

    /** What the weight decay is multiplied by. */
    public final float weightDecayFactor() {
        return weightDecayFactor;
    }

    /**
     * From now on gradients are scaled down so that the root of the sum of all their squares is at most {@code limit}. Whether
     * those that were given to a step are left as they were or scaled depends on the device.
     */
    public final void clipNorm(float limit) {
        if (!(limit > 0)) {
            throw new IllegalArgumentException(
                    "optimizer: the limit of the gradient norm must be positive, got " + limit);
        }
        clipNorm = limit;
    }

    /** Notes what it remembers of each parameter and of the steps: PyTorch's {@code state_dict()}. Rates are not part of it. */
    public final void saveState(StateDict to) {
        for (ParameterGroup group : groups) {
            for (Parameter parameter : group.parameters()) {
                save(parameter, to.scope("parameters").scope(parameter.name()));
            }
        }
        saveSteps(to);
    }

    /**
     * Remembers what another optimizer of the same kind and the same parameters had noted, and forgets nothing else: for one
     * that has taken no step.
     *
     * @throws IllegalStateException if that was another kind of optimizer
     */
    public final void loadState(StateDict from) {
        for (ParameterGroup group : groups) {
            for (Parameter parameter : group.parameters()) {
                load(parameter, from.scope("parameters").scope(parameter.name()));
            }
        }
        loadSteps(from);
    }

    /** Notes what it remembers of a parameter, if anything. */
    abstract void save(Parameter parameter, StateDict to);

    abstract void load(Parameter parameter, StateDict from);

    void saveSteps(StateDict to) {}

    void loadSteps(StateDict from) {}

    /** The groups in order. */
    public final List<ParameterGroup> groups() {
        return groups;
    }
}

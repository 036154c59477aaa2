package lanewise.optim;

import java.util.IdentityHashMap;
import java.util.List;
import lanewise.tensor.Gradients;
import lanewise.tensor.InPlace;
import lanewise.tensor.Parameter;
import lanewise.tensor.StateDict;
import lanewise.tensor.Tensor;

/**
 * RMSProp (Tieleman and Hinton, 2012) as PyTorch defines it: {@code s = alpha * s + (1 - alpha) * g^2};
 * {@code v = momentum * v + g / (sqrt(s) + eps)}; {@code p -= lr * v}. Every row of an embedding moves at every step.
 *
 * @param lr the learning rate
 * @param alpha how slowly the mean of the squares forgets, 0.99 by default
 * @param eps added to the root of that, 1e-8 by default
 * @param momentum 0 by default
 * @param centered whether the squares are taken from the mean of the gradients, by default not
 * @param weightDecay 0 by default
 * @param decoupled whether the decay shrinks the weights by {@code lr * weightDecay} or is added to the gradient
 */
public record RmsProp(
        float lr, float alpha, float eps, float momentum, boolean centered, float weightDecay, boolean decoupled)
        implements OptimizerSpec {

    /**
     * @throws IllegalArgumentException if alpha is not in [0, 1), or eps, momentum or decay is negative
     */
    public RmsProp {
        if (!(alpha >= 0 && alpha < 1)) {
            throw new IllegalArgumentException("RmsProp: alpha must be at least 0 and less than 1, got " + alpha);
        }
        if (!(eps >= 0 && momentum >= 0 && weightDecay >= 0)) {
            throw new IllegalArgumentException("RmsProp: eps, momentum and weight decay may not be negative, got " + eps
                    + ", " + momentum + " and " + weightDecay);
        }
    }

    /** With PyTorch's defaults: alpha 0.99, eps 1e-8, no momentum, no decay, not centered. */
    public static RmsProp lr(float lr) {
        return new RmsProp(lr, 0.99f, 1e-8f, 0, false, 0, false);
    }

    /** The same with another alpha. */
    public RmsProp alpha(float other) {
        return new RmsProp(lr, other, eps, momentum, centered, weightDecay, decoupled);
    }

    /** The same with another eps. */
    public RmsProp eps(float other) {
        return new RmsProp(lr, alpha, other, momentum, centered, weightDecay, decoupled);
    }

    /** The same with momentum. */
    public RmsProp momentum(float amount) {
        return new RmsProp(lr, alpha, eps, amount, centered, weightDecay, decoupled);
    }

    /** The same with the variance of the gradients instead of the mean of their squares. */
    public RmsProp centered(boolean other) {
        return new RmsProp(lr, alpha, eps, momentum, other, weightDecay, decoupled);
    }

    /** The same with another decay: added to the gradient, or apart from it after {@link #decoupledWeightDecay}. */
    public RmsProp weightDecay(float amount) {
        return new RmsProp(lr, alpha, eps, momentum, centered, amount, decoupled);
    }

    /** The same with decay apart from the gradient. */
    public RmsProp decoupledWeightDecay(float amount) {
        return new RmsProp(lr, alpha, eps, momentum, centered, amount, true);
    }

    @Override
    public Optimizer on(List<ParameterGroup> groups) {
        return new Running(this, groups);
    }

    private static final class Running extends Optimizer {
        private final RmsProp spec;
        private final IdentityHashMap<Parameter, Memory> memories = new IdentityHashMap<>();
        private float momentum;

        Running(RmsProp spec, List<ParameterGroup> groups) {
            super(groups, spec.lr);
            this.spec = spec;
            this.momentum = spec.momentum;
        }

        @Override
        void update(Parameter parameter, Gradients gradients, float scale, float rate) {
            Memory own = memories.computeIfAbsent(parameter, p -> Memory.of(p, spec.centered));
            float weightDecay = spec.weightDecay * weightDecayFactor();
            InPlace.rmsProp(
                    parameter,
                    gradients.of(parameter),
                    own.mean,
                    own.square,
                    own.velocity,
                    rate,
                    spec.alpha,
                    momentum,
                    spec.centered,
                    spec.eps,
                    spec.decoupled ? 0 : weightDecay,
                    spec.decoupled ? 1 - rate * weightDecay : 1,
                    scale);
        }

        @Override
        void save(Parameter parameter, StateDict to) {
            Memory own = memories.get(parameter);
            if (own != null) {
                to.put("square", own.square.toArray());
                to.put("velocity", own.velocity.toArray());
                if (spec.centered) {
                    to.put("mean", own.mean.toArray());
                }
            }
        }

        @Override
        void load(Parameter parameter, StateDict from) {
            if (from.has("square")) {
                Tensor square = parameter.newTensor(from.floats("square"));
                Tensor velocity = parameter.newTensor(from.floats("velocity"));
                Tensor mean = spec.centered ? parameter.newTensor(from.floats("mean")) : square;
                memories.put(parameter, new Memory(square, velocity, mean));
            }
        }

        @Override
        public void momentum(float next) {
            momentum = next;
        }

        @Override
        public float momentum() {
            return momentum;
        }
    }

    /** What RMSProp remembers of a parameter; not centered, it has no mean. */
    private record Memory(Tensor square, Tensor velocity, Tensor mean) {

        static Memory of(Parameter parameter, boolean centered) {
            Tensor square = parameter.newFull(0);
            return new Memory(square, parameter.newFull(0), centered ? parameter.newFull(0) : square);
        }
    }
}

package lanewise.optim;

import java.util.IdentityHashMap;
import java.util.List;
import lanewise.tensor.Gradients;
import lanewise.tensor.InPlace;
import lanewise.tensor.Parameter;
import lanewise.tensor.RowGradient;
import lanewise.tensor.StateDict;
import lanewise.tensor.Tensor;

/**
 * Stochastic gradient descent as PyTorch defines it: {@code v = momentum * v + g; p -= lr * v}; with Nesterov's momentum
 * {@code p -= lr * (g + momentum * v)}.
 *
 * @param lr the learning rate
 * @param momentum 0 by default
 * @param nesterov whether to look ahead by one step of momentum
 * @param weightDecay 0 by default
 * @param decoupled whether the decay shrinks the weights by {@code lr * weightDecay} (Loshchilov and Hutter, 2019) or is
 *     added to the gradient as {@code weightDecay * p}
 */
public record Sgd(float lr, float momentum, boolean nesterov, float weightDecay, boolean decoupled)
        implements OptimizerSpec {

    /**
     * @throws IllegalArgumentException if momentum or decay is negative
     */
    public Sgd {
        if (!(momentum >= 0 && weightDecay >= 0)) {
            throw new IllegalArgumentException(
                    "Sgd: momentum and weight decay may not be negative, got " + momentum + " and " + weightDecay);
        }
    }

    /** Without momentum or decay. */
    public static Sgd lr(float lr) {
        return new Sgd(lr, 0, false, 0, false);
    }

    /** The same with momentum, as in 0.9. */
    public Sgd momentum(float amount) {
        return new Sgd(lr, amount, nesterov, weightDecay, decoupled);
    }

    /** The same with Nesterov's momentum. */
    public Sgd nesterov(float amount) {
        return new Sgd(lr, amount, true, weightDecay, decoupled);
    }

    /** The same with another decay: added to the gradient, or apart from it after {@link #decoupledWeightDecay}. */
    public Sgd weightDecay(float amount) {
        return new Sgd(lr, momentum, nesterov, amount, decoupled);
    }

    /** The same with decay apart from the gradient. */
    public Sgd decoupledWeightDecay(float amount) {
        return new Sgd(lr, momentum, nesterov, amount, true);
    }

    @Override
    public Optimizer on(List<ParameterGroup> groups) {
        return new Running(this, groups);
    }

    private static final class Running extends Optimizer {
        private final Sgd spec;
        private final IdentityHashMap<Parameter, Tensor> velocities = new IdentityHashMap<>();
        private float momentum;

        Running(Sgd spec, List<ParameterGroup> groups) {
            super(groups, spec.lr);
            this.spec = spec;
            this.momentum = spec.momentum;
        }

        @Override
        void update(Parameter parameter, Gradients gradients, float scale, float rate) {
            RowGradient rows = gradients.rows(parameter);
            float weightDecay = spec.weightDecay * weightDecayFactor();
            if (rows != null && momentum == 0 && weightDecay == 0) {
                InPlace.addRows(parameter, rows, -rate * scale);
                return;
            }
            Tensor velocity = velocities.computeIfAbsent(parameter, p -> p.newFull(0));
            InPlace.sgd(
                    parameter,
                    gradients.of(parameter),
                    velocity,
                    rate,
                    momentum,
                    spec.nesterov,
                    spec.decoupled ? 0 : weightDecay,
                    spec.decoupled ? 1 - rate * weightDecay : 1,
                    scale);
        }

        @Override
        void save(Parameter parameter, StateDict to) {
            Tensor velocity = velocities.get(parameter);
            if (velocity != null) {
                to.put("velocity", velocity.toArray());
            }
        }

        @Override
        void load(Parameter parameter, StateDict from) {
            if (from.has("velocity")) {
                velocities.put(parameter, parameter.newTensor(from.floats("velocity")));
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
}

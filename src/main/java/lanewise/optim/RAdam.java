package lanewise.optim;

import java.util.IdentityHashMap;
import java.util.List;
import lanewise.tensor.Gradients;
import lanewise.tensor.InPlace;
import lanewise.tensor.Parameter;
import lanewise.tensor.StateDict;

/**
 * Rectified Adam (Liu et al., 2020) as PyTorch defines it: in the first steps, while the variance of the squares can't be
 * told, the mean of the gradients alone; then Adam's step times
 * {@code sqrt((r - 4) (r - 2) R / ((R - 4) (R - 2) r))} with {@code R = 2 / (1 - beta2) - 1} and
 * {@code r = R - 2 t beta2^t / (1 - beta2^t)}. Every row of an embedding moves at every step.
 *
 * @param lr the learning rate
 * @param beta1 how slowly the mean of the gradients forgets, 0.9 by default; a schedule of momentum sets this
 * @param beta2 how slowly the mean of their squares forgets, 0.999 by default
 * @param eps added to the root of that, 1e-8 by default
 * @param weightDecay 0 by default
 * @param decoupled whether the decay shrinks the weights by {@code lr * weightDecay} or is added to the gradient
 */
public record RAdam(float lr, float beta1, float beta2, float eps, float weightDecay, boolean decoupled)
        implements OptimizerSpec {

    /** Below this length of the memory the variance of the squares has no bound. */
    private static final double TELLING = 5;

    /**
     * @throws IllegalArgumentException if a beta is not in [0, 1), or eps or decay is negative
     */
    public RAdam {
        AdamMoments.requireBetas("RAdam", beta1, beta2);
        AdamMoments.requireNotNegative("RAdam", eps, weightDecay);
    }

    /** With PyTorch's defaults: betas 0.9 and 0.999, eps 1e-8, no decay. */
    public static RAdam lr(float lr) {
        return new RAdam(lr, 0.9f, 0.999f, 1e-8f, 0, false);
    }

    /** The same with other betas. */
    public RAdam betas(float first, float second) {
        return new RAdam(lr, first, second, eps, weightDecay, decoupled);
    }

    /** The same with another eps. */
    public RAdam eps(float other) {
        return new RAdam(lr, beta1, beta2, other, weightDecay, decoupled);
    }

    /** The same with another decay: added to the gradient, or apart from it after {@link #decoupledWeightDecay}. */
    public RAdam weightDecay(float amount) {
        return new RAdam(lr, beta1, beta2, eps, amount, decoupled);
    }

    /** The same with decay apart from the gradient. */
    public RAdam decoupledWeightDecay(float amount) {
        return new RAdam(lr, beta1, beta2, eps, amount, true);
    }

    @Override
    public Optimizer on(List<ParameterGroup> groups) {
        return new Running(this, groups);
    }

    private static final class Running extends Optimizer {
        private final RAdam spec;
        private final IdentityHashMap<Parameter, AdamMoments> moments = new IdentityHashMap<>();
        private float beta1;

        Running(RAdam spec, List<ParameterGroup> groups) {
            super(groups, spec.lr);
            this.spec = spec;
            this.beta1 = spec.beta1;
        }

        @Override
        void update(Parameter parameter, Gradients gradients, float scale, float rate) {
            AdamMoments own = moments.computeIfAbsent(parameter, AdamMoments::new);
            own.step(beta1, spec.beta2);
            double longest = 2 / (1 - (double) spec.beta2) - 1;
            double length = longest - 2 * own.steps() * (1 / own.correction2() - 1);
            double size = rate / own.correction1();
            double inverseRoot = 0;
            double epsilon = 1;
            if (length > TELLING) {
                size *= Math.sqrt((length - 4) * (length - 2) * longest / ((longest - 4) * (longest - 2) * length));
                inverseRoot = 1 / Math.sqrt(own.correction2());
                // PyTorch adds it to the root before the root is corrected.
                epsilon = spec.eps * inverseRoot;
            }
            float weightDecay = spec.weightDecay * weightDecayFactor();
            InPlace.adam(
                    parameter,
                    gradients.of(parameter),
                    own.mean(),
                    own.square(),
                    (float) size,
                    beta1,
                    spec.beta2,
                    (float) inverseRoot,
                    (float) epsilon,
                    spec.decoupled ? 0 : weightDecay,
                    spec.decoupled ? 1 - rate * weightDecay : 1,
                    scale);
        }

        @Override
        void save(Parameter parameter, StateDict to) {
            AdamMoments.save(moments, parameter, to);
        }

        @Override
        void load(Parameter parameter, StateDict from) {
            AdamMoments.load(moments, parameter, from);
        }

        @Override
        public void momentum(float next) {
            beta1 = next;
        }

        @Override
        public float momentum() {
            return beta1;
        }
    }
}

package lanewise.optim;

import java.util.IdentityHashMap;
import java.util.List;
import lanewise.tensor.Gradients;
import lanewise.tensor.InPlace;
import lanewise.tensor.Parameter;
import lanewise.tensor.StateDict;
import lanewise.tensor.Tensor;

/**
 * LAMB (You et al., 2020, algorithm 2), for large batches: the direction is Adam's and the weight decay's,
 * {@code r = m / (sqrt(v) + eps) + weightDecay * p} with both moments corrected, and a parameter moves by
 * {@code lr * |p| / |r|} in that direction, or by {@code lr} where one of the norms is 0. An embedding is one parameter, of
 * which every row moves at every step.
 *
 * @param lr the learning rate
 * @param beta1 how slowly the mean of the gradients forgets, 0.9 by default; a schedule of momentum sets this
 * @param beta2 how slowly the mean of their squares forgets, 0.999 by default
 * @param eps added to the root of that, 1e-6 by default
 * @param weightDecay 0.01 by default; part of the direction, neither of the gradient nor apart
 */
public record Lamb(float lr, float beta1, float beta2, float eps, float weightDecay) implements OptimizerSpec {

    /**
     * @throws IllegalArgumentException if a beta is not in [0, 1), or eps or decay is negative
     */
    public Lamb {
        AdamMoments.requireBetas("Lamb", beta1, beta2);
        AdamMoments.requireNotNegative("Lamb", eps, weightDecay);
    }

    /** With the paper's constants: betas 0.9 and 0.999, eps 1e-6, decay 0.01. */
    public static Lamb lr(float lr) {
        return new Lamb(lr, 0.9f, 0.999f, 1e-6f, 0.01f);
    }

    /** The same with other betas. */
    public Lamb betas(float first, float second) {
        return new Lamb(lr, first, second, eps, weightDecay);
    }

    /** The same with another eps. */
    public Lamb eps(float other) {
        return new Lamb(lr, beta1, beta2, other, weightDecay);
    }

    /** The same with another decay. */
    public Lamb weightDecay(float amount) {
        return new Lamb(lr, beta1, beta2, eps, amount);
    }

    @Override
    public Optimizer on(List<ParameterGroup> groups) {
        return new Running(this, groups);
    }

    private static final class Running extends Optimizer {
        private final Lamb spec;
        private final IdentityHashMap<Parameter, AdamMoments> moments = new IdentityHashMap<>();
        private float beta1;

        Running(Lamb spec, List<ParameterGroup> groups) {
            super(groups, spec.lr);
            this.spec = spec;
            this.beta1 = spec.beta1;
        }

        @Override
        void update(Parameter parameter, Gradients gradients, float scale, float rate) {
            AdamMoments own = moments.computeIfAbsent(parameter, AdamMoments::new);
            own.step(beta1, spec.beta2);
            Tensor direction = InPlace.direction(
                    parameter,
                    gradients.of(parameter),
                    own.mean(),
                    own.square(),
                    (float) (1 / own.correction1()),
                    beta1,
                    spec.beta2,
                    (float) (1 / Math.sqrt(own.correction2())),
                    spec.eps,
                    spec.weightDecay * weightDecayFactor(),
                    scale);
            double size = norm(parameter.value().detach());
            double step = norm(direction);
            double trust = size > 0 && step > 0 ? size / step : 1;
            parameter.blend(1, (float) (-rate * trust), direction);
        }

        private static double norm(Tensor tensor) {
            return Math.sqrt(tensor.sumOfSquares().item());
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

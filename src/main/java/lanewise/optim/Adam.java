package lanewise.optim;

import java.util.IdentityHashMap;
import java.util.List;
import lanewise.tensor.Gradients;
import lanewise.tensor.InPlace;
import lanewise.tensor.Parameter;
import lanewise.tensor.RowGradient;
import lanewise.tensor.StateDict;
import org.jspecify.annotations.Nullable;

/**
 * Adam (Kingma and Ba, 2015), and with decoupled weight decay AdamW (Loshchilov and Hutter, 2019). As in PyTorch's dense
 * Adam, every row of an embedding moves at every step; but a row that a batch does not read is moved only when it is next
 * read, by the closed form of the steps it missed, so that a step costs as much as its batch. Decay added to the gradient
 * excludes that: all rows then change at once.
 *
 * @param lr the learning rate
 * @param beta1 how slowly the mean of the gradients forgets, 0.9 by default; a schedule of momentum sets this
 * @param beta2 how slowly the mean of their squares forgets, 0.999 by default
 * @param eps added to the root of that, 1e-8 by default
 * @param weightDecay 0 by default
 * @param decoupled whether the decay shrinks the weights by {@code lr * weightDecay} or is added to the gradient
 */
public record Adam(float lr, float beta1, float beta2, float eps, float weightDecay, boolean decoupled)
        implements OptimizerSpec {

    /**
     * @throws IllegalArgumentException if a beta is not in [0, 1), or eps or decay is negative
     */
    public Adam {
        AdamMoments.requireBetas("Adam", beta1, beta2);
        AdamMoments.requireNotNegative("Adam", eps, weightDecay);
    }

    /** With PyTorch's defaults: betas 0.9 and 0.999, eps 1e-8, no decay. */
    public static Adam lr(float lr) {
        return new Adam(lr, 0.9f, 0.999f, 1e-8f, 0, false);
    }

    /** The same with other betas. */
    public Adam betas(float first, float second) {
        return new Adam(lr, first, second, eps, weightDecay, decoupled);
    }

    /** The same with another eps. */
    public Adam eps(float other) {
        return new Adam(lr, beta1, beta2, other, weightDecay, decoupled);
    }

    /** The same with another decay: added to the gradient, as in PyTorch's Adam, or apart from it if this is AdamW. */
    public Adam weightDecay(float amount) {
        return new Adam(lr, beta1, beta2, eps, amount, decoupled);
    }

    /** The same with decay apart from the gradient: AdamW. */
    public Adam decoupledWeightDecay(float amount) {
        return new Adam(lr, beta1, beta2, eps, amount, true);
    }

    @Override
    public Optimizer on(List<ParameterGroup> groups) {
        return new Running(this, groups);
    }

    private static final class Running extends Optimizer {

        /** A table with fewer rows than this for each row of a batch is updated whole. */
        private static final int LEAST_ROWS_PER_ID = 4;

        /** Below this the products of the decays would be kept for a few steps only. */
        private static final float LEAST_BETA1 = 0.1f;

        private final Adam spec;
        private final IdentityHashMap<Parameter, AdamMoments> moments = new IdentityHashMap<>();
        private final IdentityHashMap<Parameter, DeferredRows> deferred = new IdentityHashMap<>();
        private float beta1;

        Running(Adam spec, List<ParameterGroup> groups) {
            super(groups, spec.lr);
            this.spec = spec;
            this.beta1 = spec.beta1;
        }

        @Override
        void update(Parameter parameter, Gradients gradients, float scale, float rate) {
            AdamMoments own = moments.computeIfAbsent(parameter, AdamMoments::new);
            RowGradient rows = gradients.rows(parameter);
            float weightDecay = spec.weightDecay * weightDecayFactor();
            float keep = spec.decoupled ? 1 - rate * weightDecay : 1;
            if (rows != null && own.steps() == 0 && pays(parameter, rows)) {
                DeferredRows late = new DeferredRows(parameter, own.mean(), own.square(), spec.eps);
                deferred.put(parameter, late);
                parameter.defer(late);
            }
            own.step(beta1, spec.beta2);
            double size = rate / own.correction1();
            double inverseRoot = 1 / Math.sqrt(own.correction2());
            DeferredRows late = deferred.get(parameter);
            if (rows != null && late != null && converges(keep)) {
                updateRows(parameter, rows.times(scale), late, own, size, inverseRoot, keep);
            } else {
                updateAll(
                        parameter,
                        gradients,
                        late,
                        own,
                        size,
                        inverseRoot,
                        spec.decoupled ? 0 : weightDecay,
                        keep,
                        scale);
            }
        }

        private void updateRows(
                Parameter parameter,
                RowGradient rows,
                DeferredRows late,
                AdamMoments own,
                double size,
                double inverseRoot,
                float keep) {
            late.settle(rows.ids());
            InPlace.adamRows(
                    parameter,
                    rows,
                    own.mean(),
                    own.square(),
                    (float) size,
                    beta1,
                    spec.beta2,
                    (float) inverseRoot,
                    spec.eps,
                    keep);
            late.done(rows.ids(), size, beta1, spec.beta2, inverseRoot, keep);
        }

        private void updateAll(
                Parameter parameter,
                Gradients gradients,
                @Nullable DeferredRows late,
                AdamMoments own,
                double size,
                double inverseRoot,
                float coupledDecay,
                float keep,
                float scale) {
            if (late != null) {
                late.settle();
            }
            InPlace.adam(
                    parameter,
                    gradients.of(parameter),
                    own.mean(),
                    own.square(),
                    (float) size,
                    beta1,
                    spec.beta2,
                    (float) inverseRoot,
                    spec.eps,
                    coupledDecay,
                    keep,
                    scale);
            if (late != null) {
                late.doneOnAll(inverseRoot);
            }
        }

        /** Decay added to the gradient gives every row a gradient; a table that is read whole is best updated whole. */
        private boolean pays(Parameter parameter, RowGradient rows) {
            boolean coupled = spec.weightDecay > 0 && !spec.decoupled;
            return !coupled
                    && parameter.shape().size(0)
                            >= LEAST_ROWS_PER_ID * rows.ids().elements();
        }

        /**
         * What a row misses must come to an end: the mean must decay faster than the root of the squares, and for the
         * correction by epsilon faster than the squares themselves.
         */
        private boolean converges(float keep) {
            return keep > 0 && beta1 >= LEAST_BETA1 && beta1 < spec.beta2;
        }

        @Override
        void save(Parameter parameter, StateDict to) {
            AdamMoments.save(moments, parameter, to);
            DeferredRows late = deferred.get(parameter);
            if (late != null) {
                late.save(to);
            }
        }

        @Override
        void load(Parameter parameter, StateDict from) {
            AdamMoments.load(moments, parameter, from);
            AdamMoments own = moments.get(parameter);
            if (own != null && DeferredRows.isIn(from)) {
                DeferredRows late = new DeferredRows(parameter, own.mean(), own.square(), spec.eps);
                late.load(from);
                if (parameter.hasSparseGradients()) {
                    deferred.put(parameter, late);
                    parameter.defer(late);
                } else {
                    late.settle();
                }
            }
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

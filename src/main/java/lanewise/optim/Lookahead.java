package lanewise.optim;

import java.util.IdentityHashMap;
import java.util.List;
import lanewise.tensor.Gradients;
import lanewise.tensor.Parameter;
import lanewise.tensor.StateDict;
import lanewise.tensor.Tensor;

/**
 * Lookahead (Zhang et al., 2019): another optimizer takes {@code k} steps; then slow weights, which began where it did, move
 * by {@code alpha} of the way to where it is, and it goes on from there: {@code slow += alpha * (fast - slow)};
 * {@code fast = slow}.
 *
 * @param inner the optimizer that takes the steps, and whose rate, momentum and decay are the ones that are set
 * @param k 6 by default, as in fastai
 * @param alpha 0.5 by default
 */
public record Lookahead(OptimizerSpec inner, int k, float alpha) implements OptimizerSpec {

    /**
     * @throws IllegalArgumentException if k is less than 1 or alpha not between 0 and 1
     */
    public Lookahead {
        if (k < 1 || !(alpha >= 0 && alpha <= 1)) {
            throw new IllegalArgumentException(
                    "Lookahead: k must be at least 1 and alpha between 0 and 1, got " + k + " and " + alpha);
        }
    }

    /** Around another optimizer, with fastai's constants: k 6, alpha 0.5. */
    public static Lookahead of(OptimizerSpec inner) {
        return new Lookahead(inner, 6, 0.5f);
    }

    /** The same with another number of steps between two moves of the slow weights. */
    public Lookahead k(int steps) {
        return new Lookahead(inner, steps, alpha);
    }

    /** The same with another share of the way. */
    public Lookahead alpha(float share) {
        return new Lookahead(inner, k, share);
    }

    @Override
    public float lr() {
        return inner.lr();
    }

    @Override
    public Optimizer on(List<ParameterGroup> groups) {
        return new Running(this, groups);
    }

    private static final class Running extends Optimizer {
        private final Lookahead spec;
        private final Optimizer fast;
        private final IdentityHashMap<Parameter, Tensor> slow = new IdentityHashMap<>();
        private int steps;

        Running(Lookahead spec, List<ParameterGroup> groups) {
            super(groups, spec.lr());
            this.spec = spec;
            this.fast = spec.inner.on(groups);
        }

        @Override
        void update(Parameter parameter, Gradients gradients, float scale, float rate) {
            slow.computeIfAbsent(parameter, p -> p.value().copy());
            fast.weightDecayFactor(weightDecayFactor());
            fast.update(parameter, gradients, scale, rate);
        }

        @Override
        void done() {
            steps++;
            if (steps % spec.k == 0) {
                for (ParameterGroup group : groups()) {
                    group.parameters().forEach(this::meet);
                }
            }
        }

        private void meet(Parameter parameter) {
            Tensor behind = slow.get(parameter);
            if (behind != null && parameter.isTrainable()) {
                // Reading the value does what the inner optimizer has put off.
                parameter.value();
                parameter.blend(spec.alpha, 1 - spec.alpha, behind);
                slow.put(parameter, parameter.value().copy());
            }
        }

        @Override
        void save(Parameter parameter, StateDict to) {
            Tensor behind = slow.get(parameter);
            if (behind != null) {
                to.put("slow", behind.toArray());
            }
            fast.save(parameter, to);
        }

        @Override
        void load(Parameter parameter, StateDict from) {
            if (from.has("slow")) {
                slow.put(parameter, parameter.newTensor(from.floats("slow")));
            }
            fast.load(parameter, from);
        }

        @Override
        void saveSteps(StateDict to) {
            to.put("steps", (long) steps);
            fast.saveSteps(to.scope("fast"));
        }

        @Override
        void loadSteps(StateDict from) {
            steps = (int) from.whole("steps");
            fast.loadSteps(from.scope("fast"));
        }

        @Override
        public void momentum(float next) {
            fast.momentum(next);
        }

        @Override
        public float momentum() {
            return fast.momentum();
        }
    }
}

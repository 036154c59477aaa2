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
 * Adagrad (Duchi, Hazan and Singer, 2011) as PyTorch defines it: {@code s += g^2};
 * {@code p -= lr / (1 + (t - 1) * lrDecay) * g / (sqrt(s) + eps)} in step t. It has no momentum. The rows of an embedding
 * that a batch does not read do not move, so that a step costs as much as its batch, unless there is weight decay.
 *
 * @param lr the learning rate
 * @param lrDecay 0 by default
 * @param initialAccumulator what the sum of the squares begins at, 0 by default
 * @param eps added to the root of that, 1e-10 by default
 * @param weightDecay 0 by default
 * @param decoupled whether the decay shrinks the weights by {@code lr * weightDecay} or is added to the gradient
 */
public record Adagrad(
        float lr, float lrDecay, float initialAccumulator, float eps, float weightDecay, boolean decoupled)
        implements OptimizerSpec {

    /**
     * @throws IllegalArgumentException if a decay, the initial sum or eps is negative
     */
    public Adagrad {
        if (!(lrDecay >= 0 && initialAccumulator >= 0 && eps >= 0 && weightDecay >= 0)) {
            throw new IllegalArgumentException(
                    "Adagrad: the decays, the initial accumulator and eps may not be negative,"
                            + " got lrDecay " + lrDecay + ", weightDecay " + weightDecay + ", initialAccumulator "
                            + initialAccumulator + " and eps " + eps);
        }
    }

    /** With PyTorch's defaults: no decay, sums from 0, eps 1e-10. */
    public static Adagrad lr(float lr) {
        return new Adagrad(lr, 0, 0, 1e-10f, 0, false);
    }

    /** The same with a rate that falls by itself. */
    public Adagrad lrDecay(float amount) {
        return new Adagrad(lr, amount, initialAccumulator, eps, weightDecay, decoupled);
    }

    /** The same with sums of squares that begin at {@code value}. */
    public Adagrad initialAccumulator(float value) {
        return new Adagrad(lr, lrDecay, value, eps, weightDecay, decoupled);
    }

    /** The same with another eps. */
    public Adagrad eps(float other) {
        return new Adagrad(lr, lrDecay, initialAccumulator, other, weightDecay, decoupled);
    }

    /** The same with another decay: added to the gradient, or apart from it after {@link #decoupledWeightDecay}. */
    public Adagrad weightDecay(float amount) {
        return new Adagrad(lr, lrDecay, initialAccumulator, eps, amount, decoupled);
    }

    /** The same with decay apart from the gradient. */
    public Adagrad decoupledWeightDecay(float amount) {
        return new Adagrad(lr, lrDecay, initialAccumulator, eps, amount, true);
    }

    @Override
    public Optimizer on(List<ParameterGroup> groups) {
        return new Running(this, groups);
    }

    private static final class Running extends Optimizer {
        private final Adagrad spec;
        private final IdentityHashMap<Parameter, Memory> memories = new IdentityHashMap<>();

        Running(Adagrad spec, List<ParameterGroup> groups) {
            super(groups, spec.lr);
            this.spec = spec;
        }

        @Override
        void update(Parameter parameter, Gradients gradients, float scale, float rate) {
            Memory own = memories.computeIfAbsent(parameter, p -> new Memory(p.newFull(spec.initialAccumulator)));
            float now = (float) (rate / (1 + own.steps * (double) spec.lrDecay));
            own.steps++;
            float weightDecay = spec.weightDecay * weightDecayFactor();
            RowGradient rows = gradients.rows(parameter);
            if (rows != null && weightDecay == 0) {
                InPlace.adagradRows(parameter, rows.times(scale), own.sum, now, spec.eps);
                return;
            }
            InPlace.adagrad(
                    parameter,
                    gradients.of(parameter),
                    own.sum,
                    now,
                    spec.eps,
                    spec.decoupled ? 0 : weightDecay,
                    spec.decoupled ? 1 - rate * weightDecay : 1,
                    scale);
        }

        @Override
        void save(Parameter parameter, StateDict to) {
            Memory own = memories.get(parameter);
            if (own != null) {
                to.put("sum", own.sum.toArray());
                to.put("steps", (long) own.steps);
            }
        }

        @Override
        void load(Parameter parameter, StateDict from) {
            if (from.has("sum")) {
                Memory own = new Memory(parameter.newTensor(from.floats("sum")));
                own.steps = (int) from.whole("steps");
                memories.put(parameter, own);
            }
        }

        /** Nothing: Adagrad has no momentum. */
        @Override
        public void momentum(float next) {}

        @Override
        public float momentum() {
            return 0;
        }
    }

    /** What Adagrad remembers of a parameter. */
    private static final class Memory {
        private final Tensor sum;
        private int steps;

        Memory(Tensor sum) {
            this.sum = sum;
        }
    }
}

package lanewise.train;

import java.util.IdentityHashMap;
import lanewise.tensor.Parameter;
import lanewise.tensor.StateDict;
import lanewise.tensor.Tensor;

/**
 * Stochastic weight averaging (Izmailov et al., 2018): when a fit ends the model gets the mean of the weights that it had at
 * the end of each epoch, and batch norms the statistics that belong to it, from one more pass over the training rows. The
 * figures of the epochs are those of the weights before; {@link Learner#validate()} has the mean's. Works best with a rate
 * that stays high, or goes up and down once an epoch.
 */
public final class StochasticWeightAveraging implements Callback {

    private final Learner<?, ?> learner;
    private final int first;
    private final IdentityHashMap<Parameter, Tensor> means = new IdentityHashMap<>();
    private int count;

    private StochasticWeightAveraging(Learner<?, ?> learner, int first) {
        if (first < 0) {
            throw new IllegalArgumentException("weight averaging: the first epoch must be at least 0, got " + first);
        }
        this.learner = learner;
        this.first = first;
    }

    /** Over all epochs of a fit of this learner, which must be told: {@code learner.callback(...)}. */
    public static StochasticWeightAveraging of(Learner<?, ?> learner) {
        return new StochasticWeightAveraging(learner, 0);
    }

    /** The same from an epoch on, which counts from 0. */
    public StochasticWeightAveraging from(int epoch) {
        return new StochasticWeightAveraging(learner, epoch);
    }

    @Override
    public void beforeFit(Training training) {
        means.clear();
        count = 0;
    }

    @Override
    public void afterEpoch(Training training) {
        if (training.epoch() < first) {
            return;
        }
        count++;
        for (Parameter parameter : training.parameters().all()) {
            if (!parameter.isStatistic()) {
                Tensor mean = means.computeIfAbsent(parameter, p -> p.newFull(0));
                Tensor difference = parameter.value().detach().minus(mean);
                means.put(parameter, mean.plus(difference.div(count)));
            }
        }
    }

    @Override
    public void afterFit(Training training) {
        if (count == 0) {
            return;
        }
        means.forEach((parameter, mean) -> {
            // Frozen weights are what they were; their mean would be so only up to rounding.
            if (parameter.isTrainable()) {
                parameter.set(mean);
            }
        });
        means.clear();
        count = 0;
        learner.updateBatchNorm();
    }

    @Override
    public void saveState(StateDict to) {
        to.put("count", (long) count);
        means.forEach((parameter, mean) -> to.scope("means").put(parameter.name(), mean.toArray()));
    }

    @Override
    public void loadState(StateDict from, Training training) {
        count = (int) from.whole("count");
        for (Parameter parameter : training.parameters().all()) {
            if (from.scope("means").has(parameter.name())) {
                means.put(parameter, parameter.newTensor(from.scope("means").floats(parameter.name())));
            }
        }
    }
}

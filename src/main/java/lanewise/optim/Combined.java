package lanewise.optim;

import org.jspecify.annotations.Nullable;

/** A schedule whose rate is multiplied, and whose momentum or weight decay another schedule says. */
record Combined(
        Schedule base,
        double factor,
        @Nullable Schedule momentum,
        @Nullable Schedule decay) implements Schedule {

    static Combined of(Schedule base) {
        return base instanceof Combined combined ? combined : new Combined(base, 1, null, null);
    }

    @Override
    public double rate(int step, int stepsPerEpoch, int epochs) {
        return factor * base.rate(step, stepsPerEpoch, epochs);
    }

    @Override
    public double momentum(int step, int stepsPerEpoch, int epochs) {
        return momentum == null
                ? base.momentum(step, stepsPerEpoch, epochs)
                : momentum.rate(step, stepsPerEpoch, epochs);
    }

    @Override
    public double weightDecay(int step, int stepsPerEpoch, int epochs) {
        return decay == null ? base.weightDecay(step, stepsPerEpoch, epochs) : decay.rate(step, stepsPerEpoch, epochs);
    }
}

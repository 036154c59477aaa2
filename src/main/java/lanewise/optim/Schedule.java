package lanewise.optim;

/** How rate and momentum go over the steps of a fit. A value: it can be evaluated without training. */
public interface Schedule {

    /**
     * What the peak rate is multiplied by at a step.
     *
     * @param step from 0; equal to {@code stepsPerEpoch * epochs} it is the value the fit ends at
     */
    double rate(int step, int stepsPerEpoch, int epochs);

    /** The momentum at a step, or NaN to leave the optimizer its own. */
    default double momentum(int step, int stepsPerEpoch, int epochs) {
        return Double.NaN;
    }

    /** The peak rate at every step. */
    static Schedule constant() {
        return new ConstantSchedule();
    }

    /**
     * Cosine annealing with warm restarts (Loshchilov and Hutter, 2017) as in the course: see {@link CosineRestarts}.
     *
     * @param cycleLength epochs in the first cycle
     * @param cycleMultiplier how many times longer each cycle is than the one before
     */
    static CosineRestarts cosineRestarts(int cycleLength, int cycleMultiplier) {
        return new CosineRestarts(cycleLength, cycleMultiplier);
    }

    /** The one-cycle schedule (Smith, 2018) with fastai's defaults: see {@link OneCycle}. */
    static OneCycle oneCycle() {
        return new OneCycle(25, 1e5, 0.25, 0.95, 0.85, 0.95);
    }
}

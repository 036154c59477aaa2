package lanewise.optim;

import java.util.Arrays;

/**
 * How rate, momentum and weight decay go over the steps of a fit. A value: it can be evaluated without training, and
 * composed of others. A function of step, steps per epoch and epochs will do too.
 */
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

    /** What the optimizer's weight decay is multiplied by at a step: 1 by default. */
    default double weightDecay(int step, int stepsPerEpoch, int epochs) {
        return 1;
    }

    /** The multiples of the peak rate at all steps of a fit, in order: a line for {@code lanewise.plot.LinePlot}. */
    default double[] rates(int stepsPerEpoch, int epochs) {
        double[] rates = new double[Math.multiplyExact(stepsPerEpoch, epochs)];
        for (int step = 0; step < rates.length; step++) {
            rates[step] = rate(step, stepsPerEpoch, epochs);
        }
        return rates;
    }

    // Composition

    /** The same at {@code factor} times the rate. */
    default Schedule times(double factor) {
        Combined same = Combined.of(this);
        return new Combined(same.base(), same.factor() * factor, same.momentum(), same.decay());
    }

    /** The same with a momentum: the numbers that another schedule gives as its rate, as {@code linear(0.95, 0.85)} does. */
    default Schedule withMomentum(Schedule momentum) {
        Combined same = Combined.of(this);
        return new Combined(same.base(), same.factor(), momentum, same.decay());
    }

    /**
     * The same with the optimizer's weight decay multiplied by what another schedule gives as its rate. Decay apart from the
     * gradient is multiplied by the learning rate besides.
     */
    default Schedule withWeightDecay(Schedule factor) {
        Combined same = Combined.of(this);
        return new Combined(same.base(), same.factor(), same.momentum(), factor);
    }

    /** One schedule after the other: see {@link Phases}. */
    static Phases phases(Phase... phases) {
        return new Phases(Arrays.asList(phases));
    }

    // Shapes

    /** The peak rate at every step. */
    static Schedule constant() {
        return new ConstantSchedule();
    }

    /** Along a line from one multiple of the peak rate to another: see {@link Annealing}. */
    static Annealing linear(double from, double to) {
        return new Annealing(Annealing.Shape.LINEAR, from, to, 1);
    }

    /** Along half a cosine from one multiple of the peak rate to another: see {@link Annealing}. */
    static Annealing cosine(double from, double to) {
        return new Annealing(Annealing.Shape.COSINE, from, to, 1);
    }

    /** By equal factors from one multiple of the peak rate to another: see {@link Annealing}. */
    static Annealing exponential(double from, double to) {
        return new Annealing(Annealing.Shape.EXPONENTIAL, from, to, 1);
    }

    /** Along a polynomial from one multiple of the peak rate to another: see {@link Annealing}. */
    static Annealing polynomial(double from, double to, double power) {
        return new Annealing(Annealing.Shape.POLYNOMIAL, from, to, power);
    }

    /** The peak rate, then a cosine, with fastai's defaults: see {@link FlatCosine}. */
    static FlatCosine flatCosine() {
        return new FlatCosine(1e5, 0.75);
    }

    /**
     * Cyclical rates that rise fast and fall slowly, without momentum of their own: see {@link SlantedTriangular}.
     *
     * @param cycleLength epochs in a cycle
     * @param div what the peak rate is divided by where a cycle begins and ends
     * @param cutDiv a cycle rises during one of so many parts of it
     */
    static SlantedTriangular slantedTriangular(int cycleLength, double div, double cutDiv) {
        return new SlantedTriangular(cycleLength, div, cutDiv, Double.NaN, Double.NaN);
    }

    /**
     * Cyclical rates with a tail in which they fall to nearly nothing: see {@link TriangularTail}.
     *
     * @param cycleLength epochs in a cycle
     * @param div what the peak rate is divided by where a cycle begins
     * @param pct how many of a hundred steps the tail has
     */
    static TriangularTail triangularTail(int cycleLength, double div, double pct) {
        return new TriangularTail(cycleLength, div, pct, Double.NaN, Double.NaN);
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

package lanewise.optim;

/**
 * The one-cycle schedule (Smith, 2018) in fastai's form: the rate rises along a cosine from {@code 1 / div} of the peak to
 * the peak during the first {@code pctStart} of all steps, then falls along a cosine to {@code 1 / divFinal}; the momentum
 * goes the other way.
 *
 * @param div 25 by default
 * @param divFinal 1e5 by default
 * @param pctStart the share of the steps that rise, 0.25 by default
 * @param momentumStart 0.95 by default
 * @param momentumPeak the momentum when the rate is highest, 0.85 by default
 * @param momentumEnd 0.95 by default
 */
public record OneCycle(
        double div, double divFinal, double pctStart, double momentumStart, double momentumPeak, double momentumEnd)
        implements Schedule {

    public OneCycle {
        if (!(div > 0 && divFinal > 0 && pctStart >= 0 && pctStart <= 1)) {
            throw new IllegalArgumentException(
                    "one-cycle: div and divFinal must be positive and pctStart between 0 and 1," + " got " + div + ", "
                            + divFinal + " and " + pctStart);
        }
        requireMomentum(momentumStart);
        requireMomentum(momentumPeak);
        requireMomentum(momentumEnd);
    }

    private static void requireMomentum(double momentum) {
        if (!(momentum >= 0 && momentum < 1)) {
            throw new IllegalArgumentException("one-cycle: a momentum must be at least 0 and below 1, got " + momentum);
        }
    }

    /** The same with other quotients of the peak rate: where it begins, and where it ends. */
    public OneCycle div(double start, double end) {
        return new OneCycle(start, end, pctStart, momentumStart, momentumPeak, momentumEnd);
    }

    /** The same with another share of rising steps. */
    public OneCycle pctStart(double share) {
        return new OneCycle(div, divFinal, share, momentumStart, momentumPeak, momentumEnd);
    }

    /** The same with other momenta; text models use 0.8, 0.7, 0.8. */
    public OneCycle momenta(double start, double peak, double end) {
        return new OneCycle(div, divFinal, pctStart, start, peak, end);
    }

    @Override
    public double rate(int step, int stepsPerEpoch, int epochs) {
        return at(Annealing.share(step, stepsPerEpoch, epochs), 1 / div, 1, 1 / divFinal);
    }

    @Override
    public double momentum(int step, int stepsPerEpoch, int epochs) {
        return at(Annealing.share(step, stepsPerEpoch, epochs), momentumStart, momentumPeak, momentumEnd);
    }

    private double at(double position, double start, double peak, double end) {
        return position < pctStart
                ? Annealing.cosine(start, peak, position / pctStart)
                : Annealing.cosine(peak, end, pctStart == 1 ? 1 : (position - pctStart) / (1 - pctStart));
    }
}

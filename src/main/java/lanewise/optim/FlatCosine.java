package lanewise.optim;

/**
 * The peak rate for a while, then along a cosine to nearly nothing: fastai's {@code fit_flat_cos}.
 *
 * @param divFinal what the peak rate has been divided by at the end, 1e5 by default
 * @param pctStart the share of the steps at the peak rate, 0.75 by default
 */
public record FlatCosine(double divFinal, double pctStart) implements Schedule {

    public FlatCosine {
        if (!(divFinal > 0 && pctStart >= 0 && pctStart <= 1)) {
            throw new IllegalArgumentException(
                    "flat-cosine: divFinal must be positive and pctStart between 0 and 1, got " + divFinal + " and "
                            + pctStart);
        }
    }

    /** The same with another share of steps at the peak rate. */
    public FlatCosine pctStart(double share) {
        return new FlatCosine(divFinal, share);
    }

    @Override
    public double rate(int step, int stepsPerEpoch, int epochs) {
        double share = Annealing.share(step, stepsPerEpoch, epochs);
        return share < pctStart
                ? 1
                : Annealing.cosine(1, 1 / divFinal, pctStart == 1 ? 1 : (share - pctStart) / (1 - pctStart));
    }
}

package lanewise.optim;

/**
 * The forerunner of one-cycle: the course's {@code use_clr_beta=(div, pct, mom_hi, mom_lo)}. In a cycle of n steps the rate
 * rises along a line from {@code 1 / div} of the peak to the peak during {@code n * (1 - pct / 100) / 2} steps, falls back
 * in as many, and goes on down to {@code 1 / (100 * div)} in the rest; the momentum goes the other way and stays high in the
 * end.
 *
 * @param cycleLength epochs in a cycle
 * @param div what the peak rate is divided by where a cycle begins
 * @param pct how many of a hundred steps the tail has
 * @param momentumHigh where the rate is low; NaN leaves the optimizer its own
 * @param momentumLow where the rate is highest
 */
public record TriangularTail(int cycleLength, double div, double pct, double momentumHigh, double momentumLow)
        implements Schedule {

    public TriangularTail {
        if (cycleLength < 1 || !(div > 0 && pct >= 0 && pct <= 100)) {
            throw new IllegalArgumentException("triangular tail: cycleLength must be at least 1, div positive and pct"
                    + " between 0 and 100, got " + cycleLength + ", " + div + " and " + pct);
        }
    }

    /** The same with a momentum that falls from high to low while the rate rises, and rises while it falls. */
    public TriangularTail momenta(double high, double low) {
        return new TriangularTail(cycleLength, div, pct, high, low);
    }

    @Override
    public double rate(int step, int stepsPerEpoch, int epochs) {
        int inCycle = inCycle(step, stepsPerEpoch, epochs);
        int length = length(stepsPerEpoch);
        int half = half(length);
        return inCycle > 2 * half
                ? (1 - 0.99 * (inCycle - 2 * half) / (length - 2 * half)) / div
                : (1 + height(inCycle, half) * (div - 1)) / div;
    }

    @Override
    public double momentum(int step, int stepsPerEpoch, int epochs) {
        int half = half(length(stepsPerEpoch));
        return momentumHigh + height(inCycle(step, stepsPerEpoch, epochs), half) * (momentumLow - momentumHigh);
    }

    private int length(int stepsPerEpoch) {
        return Math.multiplyExact(cycleLength, Math.max(1, stepsPerEpoch));
    }

    /** The steps that rise. */
    private int half(int length) {
        return (int) (length * (1 - pct / 100) / 2);
    }

    /** The fit's end is that of its last cycle, not the beginning of another. */
    private int inCycle(int step, int stepsPerEpoch, int epochs) {
        int length = length(stepsPerEpoch);
        return step > 0 && step == (long) stepsPerEpoch * epochs && step % length == 0 ? length : step % length;
    }

    /** From 0 where a cycle begins to 1 at its peak and back to 0. */
    private static double height(int inCycle, int half) {
        if (inCycle >= 2 * half) {
            return 0;
        }
        return 1 - Math.abs((double) inCycle / half - 1);
    }
}

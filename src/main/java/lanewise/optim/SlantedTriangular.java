package lanewise.optim;

/**
 * Cyclical rates that rise fast and fall slowly: the course's {@code use_clr=(div, cut_div)}, which the paper on ULMFiT
 * (Howard and Ruder, 2018) calls slanted triangular. In a cycle of n steps the rate rises along a line from
 * {@code 1 / div} of the peak to the peak during the first {@code n / cutDiv} steps, and falls back along a line; the
 * momentum goes the other way.
 *
 * @param cycleLength epochs in a cycle
 * @param div what the peak rate is divided by where a cycle begins and ends
 * @param cutDiv a cycle rises during one of so many parts of it
 * @param momentumHigh where the rate is lowest; NaN leaves the optimizer its own
 * @param momentumLow where the rate is highest
 */
public record SlantedTriangular(int cycleLength, double div, double cutDiv, double momentumHigh, double momentumLow)
        implements Schedule {

    public SlantedTriangular {
        if (cycleLength < 1 || !(div > 0 && cutDiv >= 1)) {
            throw new IllegalArgumentException("slanted triangular: cycleLength and cutDiv must be at least 1 and div"
                    + " positive, got " + cycleLength + ", " + cutDiv + " and " + div);
        }
    }

    /** The same with a momentum that falls from high to low while the rate rises, and rises while it falls. */
    public SlantedTriangular momenta(double high, double low) {
        return new SlantedTriangular(cycleLength, div, cutDiv, high, low);
    }

    @Override
    public double rate(int step, int stepsPerEpoch, int epochs) {
        return (1 + height(step, stepsPerEpoch) * (div - 1)) / div;
    }

    @Override
    public double momentum(int step, int stepsPerEpoch, int epochs) {
        return momentumHigh + height(step, stepsPerEpoch) * (momentumLow - momentumHigh);
    }

    /** From 0 where a cycle begins to 1 at its peak. */
    private double height(int step, int stepsPerEpoch) {
        int length = Math.multiplyExact(cycleLength, Math.max(1, stepsPerEpoch));
        int cut = (int) (length / cutDiv);
        int inCycle = step % length;
        return inCycle >= cut
                ? cut == length ? 1 : 1 - (double) (inCycle - cut) / (length - cut)
                : (double) inCycle / cut;
    }
}

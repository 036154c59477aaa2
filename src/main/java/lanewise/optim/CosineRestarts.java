package lanewise.optim;

/**
 * Cosine annealing with warm restarts (SGDR; Loshchilov and Hutter, 2017). In a cycle of n steps step c has
 * {@code (1 + cos(pi * c / n)) / 2} of the peak rate; then the next cycle begins at the peak. As in the course, the first
 * twentieth of the very first cycle is spent at a hundredth of the peak, while the cosine runs on beneath.
 *
 * @param cycleLength epochs in the first cycle
 * @param cycleMultiplier how many times longer each cycle is than the one before
 */
public record CosineRestarts(int cycleLength, int cycleMultiplier) implements Schedule {

    public CosineRestarts {
        if (cycleLength < 1 || cycleMultiplier < 1) {
            throw new IllegalArgumentException("cosine restarts: cycle length and multiplier must be at least 1, got "
                    + cycleLength + " and " + cycleMultiplier);
        }
    }

    /** How many epochs a number of whole cycles takes: 3 cycles of length 1, multiplier 2, take 7. */
    public int epochs(int cycles) {
        long epochs = 0;
        long length = cycleLength;
        for (int cycle = 0; cycle < cycles; cycle++) {
            epochs = Math.addExact(epochs, length);
            length = Math.multiplyExact(length, (long) cycleMultiplier);
        }
        return Math.toIntExact(epochs);
    }

    @Override
    public double rate(int step, int stepsPerEpoch, int epochs) {
        if (stepsPerEpoch < 1) {
            throw new IllegalArgumentException("cosine restarts: an epoch has at least 1 step, got " + stepsPerEpoch);
        }
        long length = (long) stepsPerEpoch * cycleLength;
        if (step < length / 20.0) {
            return 0.01;
        }
        long inCycle = step;
        while (inCycle >= length) {
            inCycle -= length;
            length *= cycleMultiplier;
        }
        return (1 + Math.cos(Math.PI * inCycle / length)) / 2;
    }
}

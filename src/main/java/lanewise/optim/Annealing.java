package lanewise.optim;

/**
 * From one multiple of the peak rate to another over a whole fit, or over a {@link Phase}. With p the share of the steps
 * that are done, as in fastai:
 *
 * <ul>
 *   <li>linear: {@code from + (to - from) * p}
 *   <li>cosine: {@code from + (to - from) * (1 - cos(pi * p)) / 2}
 *   <li>exponential: {@code from * (to / from)^p}
 *   <li>polynomial: {@code to + (from - to) * (1 - p)^power}
 * </ul>
 *
 * @param power of the polynomial; the other shapes have none and ignore it
 */
public record Annealing(Shape shape, double from, double to, double power) implements Schedule {

    /** The ways from one rate to another. */
    public enum Shape {
        LINEAR,
        COSINE,
        EXPONENTIAL,
        POLYNOMIAL
    }

    /**
     * @throws IllegalArgumentException if a multiple is negative or infinite, or zero where the way is exponential, or the
     *     power is not positive
     */
    public Annealing {
        boolean finite = from >= 0 && to >= 0 && from < Double.POSITIVE_INFINITY && to < Double.POSITIVE_INFINITY;
        if (!finite) {
            throw new IllegalArgumentException(
                    "annealing: a multiple of the rate may not be negative or infinite, got " + from + " and " + to);
        }
        if (shape == Shape.EXPONENTIAL && (from == 0 || to == 0)) {
            throw new IllegalArgumentException(
                    "annealing: the exponential way never reaches 0, got " + from + " and " + to);
        }
        if (shape == Shape.POLYNOMIAL && !(power > 0)) {
            throw new IllegalArgumentException("annealing: the power must be positive, got " + power);
        }
    }

    @Override
    public double rate(int step, int stepsPerEpoch, int epochs) {
        return at(share(step, stepsPerEpoch, epochs));
    }

    private double at(double share) {
        return switch (shape) {
            case LINEAR -> from + (to - from) * share;
            case COSINE -> cosine(from, to, share);
            case EXPONENTIAL -> from * Math.pow(to / from, share);
            case POLYNOMIAL -> to + (from - to) * Math.pow(1 - share, power);
        };
    }

    /** How much of a fit is done, from 0 to 1. */
    static double share(int step, int stepsPerEpoch, int epochs) {
        return Math.min(1, step / Math.max(1.0, (double) stepsPerEpoch * epochs));
    }

    static double cosine(double from, double to, double share) {
        return from + (to - from) * (1 - Math.cos(Math.PI * share)) / 2;
    }
}

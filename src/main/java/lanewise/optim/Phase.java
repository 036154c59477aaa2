package lanewise.optim;

/**
 * A part of a fit that has a schedule of its own.
 *
 * @param epochs how long it is; may be a fraction
 * @param schedule what rate and momentum do in it; for it the phase is the whole fit
 */
public record Phase(double epochs, Schedule schedule) {

    /**
     * @throws IllegalArgumentException if it has no length
     */
    public Phase {
        if (!(epochs > 0) || Double.isInfinite(epochs)) {
            throw new IllegalArgumentException("phase: it must last for more than 0 epochs, got " + epochs);
        }
    }

    /** A phase of some epochs. */
    public static Phase of(double epochs, Schedule schedule) {
        return new Phase(epochs, schedule);
    }
}

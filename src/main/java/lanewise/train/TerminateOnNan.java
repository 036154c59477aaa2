package lanewise.train;

/**
 * Ends a fit whose loss has become NaN or infinite, before that reaches the parameters, instead of the
 * {@link TrainingException} that a fit otherwise ends with.
 */
public final class TerminateOnNan implements Callback {

    /** A new one. */
    public static TerminateOnNan of() {
        return new TerminateOnNan();
    }

    private TerminateOnNan() {}

    @Override
    public void afterLoss(Training training) {
        if (NotFinite.is(training.loss())) {
            training.cancelFit();
        }
    }

    @Override
    public void afterValidate(Training training) {
        if (NotFinite.is(training.validation().loss())) {
            training.cancelFit();
        }
    }
}

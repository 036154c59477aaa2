package lanewise.train;

/** A training that can't go on. The message says where and what the likely cause is. */
public final class TrainingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public TrainingException(String message) {
        super(message);
    }
}

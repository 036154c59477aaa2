package lanewise.train;

/**
 * Someone who is told how a fit goes and may end it by {@link Training#stop()}. Events come in the order in which they
 * stand here; those of a batch and of an epoch repeat.
 */
public interface Callback {

    default void beforeFit(Training training) {}

    default void beforeEpoch(Training training) {}

    /** The rate of this step is set, the batch not yet drawn. */
    default void beforeBatch(Training training) {}

    /** The parameters have been changed. */
    default void afterBatch(Training training) {}

    /** The batches of an epoch are done, validation comes next. */
    default void afterTrain(Training training) {}

    /** {@link Training#history()} has this epoch's row. */
    default void afterEpoch(Training training) {}

    /** The last event, also of a fit that failed. */
    default void afterFit(Training training) {}
}

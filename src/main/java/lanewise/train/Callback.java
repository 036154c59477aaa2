package lanewise.train;

import lanewise.tensor.StateDict;

/**
 * Someone who is told how a fit goes, and may end batch, epoch or fit through the {@link Training}. The events come in the
 * order in which they stand here, fastai's; those of a batch and of an epoch repeat. Prediction and loss are one step, so
 * there is no event between them. Several callbacks hear each event in the order in which they were added.
 */
public interface Callback {

    default void beforeFit(Training training) {}

    default void beforeEpoch(Training training) {}

    /** The batches of an epoch come next. */
    default void beforeTrain(Training training) {}

    /** The rate of this step is set, the batch not yet drawn. */
    default void beforeBatch(Training training) {}

    /** {@link Training#loss()} is this batch's; it may be no number, which ends the fit unless the batch is cancelled now. */
    default void afterLoss(Training training) {}

    /** {@link Training#gradients()} has the gradients; others may be put in their place. */
    default void afterBackward(Training training) {}

    /** The parameters have been changed. */
    default void afterStep(Training training) {}

    /** {@link Training#cancelBatch()} was called: the rest of the batch is left out. */
    default void afterCancelBatch(Training training) {}

    /** A batch is done, or was cancelled. */
    default void afterBatch(Training training) {}

    /** {@link Training#cancelTrain()} was called: the rest of the epoch's batches are left out. */
    default void afterCancelTrain(Training training) {}

    /** The batches of an epoch are done. */
    default void afterTrain(Training training) {}

    /** Validation comes next. Without validation rows neither this nor {@link #afterValidate} comes. */
    default void beforeValidate(Training training) {}

    /** {@link Training#validation()} is this epoch's. */
    default void afterValidate(Training training) {}

    /** {@link Training#cancelEpoch()} was called: the epoch has no row, and no {@link #afterEpoch}. */
    default void afterCancelEpoch(Training training) {}

    /** {@link Training#history()} has this epoch's row. */
    default void afterEpoch(Training training) {}

    /** {@link Training#cancelFit()} was called: the epoch under way has no row. */
    default void afterCancelFit(Training training) {}

    /** The last event, also of a fit that failed. */
    default void afterFit(Training training) {}

    /** Notes for a checkpoint what is to be remembered until the end of the fit; between two batches. */
    default void saveState(StateDict to) {}

    /**
     * A fit goes on from a checkpoint, in the middle of an epoch: after {@link #beforeTrain} and before the next batch.
     * {@link Training#history()} has the epochs that were done.
     *
     * @param from what {@link #saveState} had noted
     */
    default void loadState(StateDict from, Training training) {}
}

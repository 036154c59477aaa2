package lanewise.train;

import lanewise.nn.Pass;
import lanewise.tensor.StateDict;

/**
 * What a learner does with a batch: the forward pass and the loss.
 *
 * @param <B> a batch
 * @param <T> its targets
 */
public interface Step<B, T> {

    Output<T> run(B batch, Pass pass);

    /**
     * The same step for another run of batches, which changes nothing for this one. One that keeps no state between batches
     * may return itself.
     */
    default Step<B, T> fork() {
        return this;
    }

    /** Notes the state that training carries from batch to batch, for a checkpoint; one without state notes nothing. */
    default void saveState(StateDict to) {}

    /** Goes on with the state that {@link #saveState} has noted. */
    default void loadState(StateDict from) {}
}

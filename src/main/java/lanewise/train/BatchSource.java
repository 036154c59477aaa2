package lanewise.train;

import lanewise.backend.Allocator;
import lanewise.tensor.StateDict;

/**
 * Rows that a learner asks for in batches.
 *
 * @param <B> a batch
 */
public interface BatchSource<B> {

    /** How many rows there are. */
    int rows();

    /** Whether batches must come in the order of the rows, since each follows on the one before, as in a text. */
    default boolean inOrder() {
        return false;
    }

    /**
     * The same rows from here on, so that what is asked of one source changes nothing for the other. One that keeps no state
     * between batches may return itself.
     */
    default BatchSource<B> fork() {
        return this;
    }

    /** Notes the state that lasts from batch to batch, for a checkpoint; one without state notes nothing. */
    default void saveState(StateDict to) {}

    /** Goes on with the state that {@link #saveState} has noted. */
    default void loadState(StateDict from) {}

    /**
     * The batch of some rows.
     *
     * @param rows row numbers from 0
     * @param allocator where its tensors come from: the memory of the step
     */
    B batch(int[] rows, Allocator allocator);
}

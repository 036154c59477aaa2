package lanewise.nn;

import java.util.Collections;
import java.util.List;
import lanewise.tensor.Parameter;
import lanewise.tensor.Tensor;

/**
 * A model whose state outlives a batch. The state is a value: it goes in and comes out, and the model keeps none of it, so
 * one model may read any number of texts at a time.
 *
 * @param <X> the input
 * @param <S> the state, such as {@link LstmState}
 */
public interface StatefulModel<X, S> {

    /**
     * What a pass returns.
     *
     * @param <S> the state
     * @param state what to give to the next pass; gradients flow through it until it is cut off by {@link #detach}
     */
    record Result<S>(Tensor output, S state) {}

    /** The output for an input that follows on {@code state}, and the state after it. */
    Result<S> forward(X x, S state, Pass pass);

    /** The state before anything was read: zeros for so many sequences, where the parameters live. */
    S zeroState(int batch);

    /**
     * The same numbers copied, cut off from how they were computed: what is carried from one training step to the next in
     * truncated back-propagation.
     */
    S detach(S state);

    /**
     * The same in the memory of a detached state that nobody will read again, where that is possible: so that carrying a
     * state leaves nothing to collect.
     */
    default S detach(S state, S older) {
        return detach(state);
    }

    /**
     * The tensors that a state is made of, always in one order: what a checkpoint keeps of it. A model whose state is neither
     * a tensor nor an {@link LstmState} must say.
     *
     * @throws IllegalStateException if it does not
     */
    default List<Tensor> tensors(S state) {
        if (state instanceof Tensor tensor) {
            return Collections.singletonList(tensor);
        }
        if (state instanceof LstmState lstm) {
            return List.of(lstm.hidden(), lstm.cell());
        }
        throw new IllegalStateException(getClass().getName()
                + ": to be kept in a checkpoint, a model with a state of its own kind must override"
                + " tensors(state)");
    }

    /** The parameters of this model and of the models in it, in the order in which they were made. */
    default List<Parameter> parameters() {
        return Collections.emptyList();
    }
}

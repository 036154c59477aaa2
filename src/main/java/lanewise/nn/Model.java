package lanewise.nn;

import java.util.Collections;
import java.util.List;
import lanewise.tensor.Parameter;
import lanewise.tensor.Tensor;

/**
 * Anything with a forward pass.
 *
 * @param <X> the input: a tensor, row numbers, or a record of several
 */
public interface Model<X> {

    /** The output for an input. In inference it changes nothing and may run in any number of threads. */
    Tensor forward(X x, Pass pass);

    /** The parameters of this model and of the models in it, in the order in which they were made. */
    default List<Parameter> parameters() {
        return Collections.emptyList();
    }
}

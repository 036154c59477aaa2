package lanewise.nn;

import java.util.Collections;
import java.util.List;
import lanewise.tensor.IntTensor;
import lanewise.tensor.Parameter;
import lanewise.tensor.Tensor;

/**
 * A table with a row of numbers for each category: ids of any shape [...] to [..., width].
 *
 * @param weight the table, [count, width]
 */
public record Embedding(Parameter weight) implements Model<IntTensor> {

    /** With PyTorch's initial values, standard normal. */
    public static Embedding of(Parameters parameters, int count, int width) {
        return of(parameters, count, width, Init.normal(0, 1));
    }

    public static Embedding of(Parameters parameters, int count, int width, Init init) {
        return new Embedding(parameters.weight("weight", init, count, width));
    }

    /**
     * @throws IndexOutOfBoundsException if an id is not one of the table's rows
     */
    @Override
    public Tensor forward(IntTensor ids, Pass pass) {
        return pass.observe(this, pass.rows(weight, ids));
    }

    /** How many rows the table has. */
    public int count() {
        return weight.shape().size(0);
    }

    @Override
    public List<Parameter> parameters() {
        return Collections.singletonList(weight);
    }

    @Override
    public String toString() {
        return "Embedding(" + count() + ", " + weight.shape().size(1) + ")";
    }
}

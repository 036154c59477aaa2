package lanewise.tabular;

import lanewise.tensor.IntTensor;
import lanewise.tensor.Tensor;

/**
 * What a tabular model takes.
 *
 * @param categories [columns, rows]: for each categorical input the codes of all rows, 0 for unknown
 * @param continuous [rows, columns]
 */
public record TabularInput(IntTensor categories, Tensor continuous) {

    /** How many rows there are. */
    public int rows() {
        return continuous.size(0);
    }
}

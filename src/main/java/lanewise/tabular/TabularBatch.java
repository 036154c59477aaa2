package lanewise.tabular;

import lanewise.tensor.IntTensor;
import lanewise.tensor.Tensor;

/**
 * Some rows.
 *
 * @param targets [rows]: the number, the class counted from 0, or 0 and 1; for several labels [rows, labels]
 * @param classes [rows]: the classes once more, of several; nothing in it otherwise
 */
public record TabularBatch(TabularInput input, Tensor targets, IntTensor classes) {}

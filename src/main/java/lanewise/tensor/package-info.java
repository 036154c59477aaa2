/**
 * Tensors and their gradients: float32, row-major, without gaps. An operation is recorded only if one of its inputs is
 * tracked; {@link lanewise.tensor.Tensor#backward()} walks the record and returns {@link lanewise.tensor.Gradients}.
 */
@NullMarked
package lanewise.tensor;

import org.jspecify.annotations.NullMarked;

package lanewise.train;

import lanewise.tensor.Tensor;

/**
 * What a {@link Step} made of a batch.
 *
 * @param loss the mean over the batch, a single number
 * @param prediction what metrics compare with the target
 * @param rows how many rows the batch had: its weight in means over batches
 */
public record Output<T>(Tensor loss, Tensor prediction, T target, int rows) {}

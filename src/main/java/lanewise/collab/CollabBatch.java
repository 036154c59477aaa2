package lanewise.collab;

import lanewise.tensor.Tensor;

/**
 * Some of the ratings.
 *
 * @param ratings [pairs]
 */
public record CollabBatch(Pairs pairs, Tensor ratings) {}

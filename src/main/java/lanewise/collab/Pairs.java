package lanewise.collab;

import lanewise.tensor.IntTensor;

/**
 * Users and items to rate, by row number: pair i is {@code users[i]} with {@code items[i]}. Row 0 is the unknown one.
 *
 * @param users [pairs]
 * @param items [pairs]
 */
public record Pairs(IntTensor users, IntTensor items) {}

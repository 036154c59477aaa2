package lanewise.nn;

import lanewise.tensor.Tensor;

/** A model from tensor to tensor, as a {@link Sequential} strings them together. */
public interface Layer extends Model<Tensor> {}

package lanewise.backend;

/** Normalisation of columns over a batch and of rows over their columns. */
public interface NormalisationOperations {

    /** Mean and biased variance of each column. */
    void columnStatistics(int rows, int columns, Buffer x, Buffer mean, Buffer variance);

    /** {@code y = (x - mean) / sqrt(variance + epsilon) * weight + bias} by columns. */
    void batchNorm(
            int rows,
            int columns,
            float epsilon,
            Buffer x,
            Buffer mean,
            Buffer variance,
            Buffer weight,
            Buffer bias,
            Buffer y);

    /** The gradients of {@link #batchNorm}; with {@code frozen} mean and variance are constants. */
    void batchNormGradient(
            boolean frozen,
            int rows,
            int columns,
            float epsilon,
            Buffer x,
            Buffer mean,
            Buffer variance,
            Buffer weight,
            Buffer dy,
            Buffer dx,
            Buffer dWeight,
            Buffer dBias);

    /** Normalises each row; keeps mean and 1 / deviation of the rows for the gradient. */
    void layerNorm(
            int rows,
            int columns,
            float epsilon,
            Buffer x,
            Buffer weight,
            Buffer bias,
            Buffer y,
            Buffer mean,
            Buffer inverseDeviation);

    void layerNormGradient(
            int rows,
            int columns,
            Buffer x,
            Buffer weight,
            Buffer mean,
            Buffer inverseDeviation,
            Buffer dy,
            Buffer dx,
            Buffer dWeight,
            Buffer dBias);
}

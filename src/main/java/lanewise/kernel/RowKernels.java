package lanewise.kernel;

/** Functions of the rows of a row-major matrix without gaps. Results may overwrite the input. */
public interface RowKernels {

    /** {@code y = softmax(x)} for each row: {@code exp(x - max) / sum(exp(x - max))}. */
    void softmax(int rows, int columns, float[] x, int xOffset, float[] y, int yOffset);

    /** {@code y = x - max - log(sum(exp(x - max)))} for each row. */
    void logSoftmax(int rows, int columns, float[] x, int xOffset, float[] y, int yOffset);

    /** {@code dx = y * (dy - dot(y, dy))} for each row, where y is the softmax. */
    void softmaxGradient(
            int rows, int columns, float[] y, int yOffset, float[] dy, int dyOffset, float[] dx, int dxOffset);

    /** {@code dx = dy - exp(y) * sum(dy)} for each row, where y is the log-softmax. */
    void logSoftmaxGradient(
            int rows, int columns, float[] y, int yOffset, float[] dy, int dyOffset, float[] dx, int dxOffset);

    /** {@code out[r] = dot(x[r], y[r])}. */
    void dot(int rows, int columns, float[] x, int xOffset, float[] y, int yOffset, float[] out, int outOffset);

    /** {@code out[r] = sum(x[r])}. */
    void sum(int rows, int columns, float[] x, int xOffset, float[] out, int outOffset);

    /**
     * Layer norm: {@code y = (x - mean) / sqrt(variance + epsilon) * weight + bias} for each row, with the biased
     * variance; {@code mean} and {@code inverseDeviation} receive one number per row for the gradient.
     */
    void layerNorm(
            int rows,
            int columns,
            float epsilon,
            float[] x,
            int xOffset,
            float[] weight,
            int weightOffset,
            float[] bias,
            int biasOffset,
            float[] y,
            int yOffset,
            float[] mean,
            int meanOffset,
            float[] inverseDeviation,
            int inverseDeviationOffset);

    /**
     * The gradient of {@link #layerNorm} for x: with {@code h = (x - mean) * inverseDeviation} and
     * {@code g = dy * weight}, {@code dx = inverseDeviation * (g - mean(g) - h * mean(g * h))}.
     */
    void layerNormGradient(
            int rows,
            int columns,
            float[] x,
            int xOffset,
            float[] weight,
            int weightOffset,
            float[] mean,
            int meanOffset,
            float[] inverseDeviation,
            int inverseDeviationOffset,
            float[] dy,
            int dyOffset,
            float[] dx,
            int dxOffset);
}

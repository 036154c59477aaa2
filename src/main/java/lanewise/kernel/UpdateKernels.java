package lanewise.kernel;

/**
 * One step of an optimizer over a range of a parameter, in one pass. Moments smaller than 1e-30 in size are set to zero:
 * subnormal numbers cost fifty times the time. Each element is computed alone, so any split gives the same bits.
 */
public interface UpdateKernels {

    /** How many numbers {@link #settleRows} wants for each row. */
    int SETTLE_COEFFICIENTS = 6;

    /**
     * Stochastic gradient descent as PyTorch defines it. {@code g = scale * g + coupledDecay * p};
     * {@code velocity = momentum * velocity + g}; {@code p = p * keep - rate * (nesterov ? g + momentum * velocity :
     * velocity)}. {@code keep} is 1 less the decoupled decay (rate times weight decay), or 1.
     */
    void sgd(
            int n,
            float rate,
            float momentum,
            boolean nesterov,
            float coupledDecay,
            float keep,
            float scale,
            float[] gradient,
            int gradientOffset,
            float[] velocity,
            int velocityOffset,
            float[] parameter,
            int parameterOffset);

    /**
     * Adam (Kingma and Ba, 2015) and AdamW (Loshchilov and Hutter, 2019). {@code g = scale * g + coupledDecay * p};
     * {@code m = beta1 * m + (1 - beta1) * g}; {@code v = beta2 * v + (1 - beta2) * g * g};
     * {@code p = p * keep - step * m / (sqrt(v) * inverseRoot + epsilon)}, where {@code step = rate / (1 - beta1^t)} and
     * {@code inverseRoot = 1 / sqrt(1 - beta2^t)} are the bias corrections, computed by the caller in doubles.
     */
    void adam(
            int n,
            float step,
            float beta1,
            float beta2,
            float inverseRoot,
            float epsilon,
            float coupledDecay,
            float keep,
            float scale,
            float[] gradient,
            int gradientOffset,
            float[] mean,
            int meanOffset,
            float[] square,
            int squareOffset,
            float[] parameter,
            int parameterOffset);

    /**
     * {@link #adam} on the rows of a table that {@code count} ids name, each once, without decay added to the gradient. Row
     * i of the gradient belongs to row {@code ids[i]} of the table.
     */
    void adamRows(
            int count,
            int columns,
            float step,
            float beta1,
            float beta2,
            float inverseRoot,
            float epsilon,
            float keep,
            int[] ids,
            int idsOffset,
            float[] gradient,
            int gradientOffset,
            float[] mean,
            int meanOffset,
            float[] square,
            int squareOffset,
            float[] parameter,
            int parameterOffset);

    /**
     * The steps of {@link #adam} that rows without gradient have missed, at once, on the rows of a table that {@code count}
     * ids name, each once. Each has six coefficients: keep, shift, first, second, mean decay, square decay. With
     * {@code r = 1 / (sqrt(v) + shift)}, {@code p = p * keep - m * r * (first - second * r)}; {@code m = m * meanDecay};
     * {@code v = v * squareDecay}. Where m is 0, p only shrinks.
     */
    void settleRows(
            int count,
            int columns,
            int[] ids,
            int idsOffset,
            float[] coefficients,
            int coefficientsOffset,
            float[] mean,
            int meanOffset,
            float[] square,
            int squareOffset,
            float[] parameter,
            int parameterOffset);

    /**
     * RMSProp (Tieleman and Hinton, 2012) as PyTorch defines it. {@code g = scale * g + coupledDecay * p};
     * {@code s = alpha * s + (1 - alpha) * g * g}; centered, {@code m = alpha * m + (1 - alpha) * g} and {@code a = s - m * m},
     * else {@code a = s}; {@code velocity = momentum * velocity + g / (sqrt(a) + epsilon)};
     * {@code p = p * keep - rate * velocity}. Not centered, the array of m is neither read nor written.
     */
    void rmsProp(
            int n,
            float rate,
            float alpha,
            float momentum,
            boolean centered,
            float epsilon,
            float coupledDecay,
            float keep,
            float scale,
            float[] gradient,
            int gradientOffset,
            float[] mean,
            int meanOffset,
            float[] square,
            int squareOffset,
            float[] velocity,
            int velocityOffset,
            float[] parameter,
            int parameterOffset);

    /**
     * Adagrad (Duchi, Hazan and Singer, 2011). {@code g = scale * g + coupledDecay * p}; {@code s = s + g * g};
     * {@code p = p * keep - rate * g / (sqrt(s) + epsilon)}.
     */
    void adagrad(
            int n,
            float rate,
            float epsilon,
            float coupledDecay,
            float keep,
            float scale,
            float[] gradient,
            int gradientOffset,
            float[] sum,
            int sumOffset,
            float[] parameter,
            int parameterOffset);
}

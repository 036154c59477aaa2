package lanewise.backend;

/** Optimizer steps, in place. */
public interface UpdateOperations {

    /** See {@link lanewise.kernel.UpdateKernels#sgd}. */
    void sgd(
            float rate,
            float momentum,
            boolean nesterov,
            float coupledDecay,
            float keep,
            float scale,
            Buffer gradient,
            Buffer velocity,
            Buffer parameter);

    /** See {@link lanewise.kernel.UpdateKernels#adam}. */
    void adam(
            float step,
            float beta1,
            float beta2,
            float inverseRoot,
            float epsilon,
            float coupledDecay,
            float keep,
            float scale,
            Buffer gradient,
            Buffer mean,
            Buffer square,
            Buffer parameter);

    /** {@link #adam} on the rows of a table that {@code ids} name, each once, without decay added to the gradient. */
    void adamRows(
            int columns,
            IntBuffer ids,
            float step,
            float beta1,
            float beta2,
            float inverseRoot,
            float epsilon,
            float keep,
            Buffer gradientRows,
            Buffer mean,
            Buffer square,
            Buffer parameter);

    /**
     * {@link lanewise.kernel.UpdateKernels#settleRows} on the rows of a table that {@code ids} name, each once.
     *
     * @param coefficients {@link lanewise.kernel.UpdateKernels#SETTLE_COEFFICIENTS} numbers for each row
     */
    void settleRows(int columns, IntBuffer ids, Buffer coefficients, Buffer mean, Buffer square, Buffer parameter);

    /**
     * See {@link lanewise.kernel.UpdateKernels#rmsProp}.
     *
     * @param mean any buffer if not centered
     */
    void rmsProp(
            float rate,
            float alpha,
            float momentum,
            boolean centered,
            float epsilon,
            float coupledDecay,
            float keep,
            float scale,
            Buffer gradient,
            Buffer mean,
            Buffer square,
            Buffer velocity,
            Buffer parameter);

    /** See {@link lanewise.kernel.UpdateKernels#adagrad}. */
    void adagrad(
            float rate,
            float epsilon,
            float coupledDecay,
            float keep,
            float scale,
            Buffer gradient,
            Buffer sum,
            Buffer parameter);

    /** {@link #adagrad} without decay on the rows of a table that {@code ids} name, each once. */
    void adagradRows(
            int columns, IntBuffer ids, float rate, float epsilon, Buffer gradientRows, Buffer sum, Buffer parameter);
}

package lanewise.kernel;

/**
 * One time step of the recurrent cells of Elman, of gated recurrent units (Cho et al., 2014) and of long short-term memory
 * (Hochreiter and Schmidhuber, 1997), in PyTorch's equations and order of gates, forward and backward. A row is one
 * sequence of the batch and n the width of the state; where a row has several gates they stand one behind the other, each n
 * wide. The products with the weights are done before: a gate comes as their sum, still without its bias.
 *
 * <p>States and gradients smaller than 1e-30 in size are set to zero: left to shrink they would become subnormal, on which
 * processors are many times slower. Nothing is added up, so both twins, all lane widths and all ranges give the same bits.
 */
public interface GateKernels {

    /** {@code h = f(z + bias)}, f being the hyperbolic tangent, or with {@code relu} the larger of its argument and 0. */
    void rnn(
            boolean relu,
            int rows,
            int n,
            float[] bias,
            int biasOffset,
            float[] z,
            int zOffset,
            float[] h,
            int hOffset);

    /** {@code dz = (dh + carry) * f'(z)}, by way of {@code h = f(z)}. */
    void rnnGradient(
            boolean relu,
            int rows,
            int n,
            float[] h,
            int hOffset,
            float[] dh,
            int dhOffset,
            float[] carry,
            int carryOffset,
            float[] dz,
            int dzOffset);

    /**
     * The gates reset, update and new: {@code r = sigmoid(r + hidden_r + bias_r)}, {@code z = sigmoid(z + hidden_z +
     * bias_z)}, {@code new = tanh(new + bias_new + r * (hidden_new + bias_hidden_new))} and {@code h = new + z * (before -
     * new)}. The gates are overwritten by their values, and the third part of {@code hidden} by its sum with its bias.
     *
     * @param bias four parts: of r, of z, of new from the input, of new from the state
     * @param gates three parts, products with the input
     * @param hidden three parts, products with the state before
     */
    void gru(
            int rows,
            int n,
            float[] bias,
            int biasOffset,
            float[] gates,
            int gatesOffset,
            float[] hidden,
            int hiddenOffset,
            float[] before,
            int beforeOffset,
            float[] h,
            int hOffset);

    /**
     * The gradients of {@link #gru}'s sums for {@code dh + carry}, from what it left in {@code gates} and {@code hidden};
     * {@code carry} becomes the part of the state's gradient that does not pass through the gates.
     *
     * @param dGates of the products with the input, three parts
     * @param dHidden of the products with the state, three parts
     */
    void gruGradient(
            int rows,
            int n,
            float[] gates,
            int gatesOffset,
            float[] hidden,
            int hiddenOffset,
            float[] before,
            int beforeOffset,
            float[] dh,
            int dhOffset,
            float[] carry,
            int carryOffset,
            float[] dGates,
            int dGatesOffset,
            float[] dHidden,
            int dHiddenOffset);

    /**
     * The gates input, forget, cell and output: with {@code i, f, o} through the sigmoid and {@code g} through the
     * hyperbolic tangent, each after its bias, {@code c = f * before + i * g} and {@code h = o * tanh(c)}. The gates are
     * overwritten by their values; {@code tanh(c)} is kept for the gradient.
     *
     * @param gates four parts
     */
    void lstm(
            int rows,
            int n,
            float[] bias,
            int biasOffset,
            float[] gates,
            int gatesOffset,
            float[] before,
            int beforeOffset,
            float[] c,
            int cOffset,
            float[] tanh,
            int tanhOffset,
            float[] h,
            int hOffset);

    /**
     * The gradients of {@link #lstm}'s sums for {@code dh + carry} and {@code dc}; {@code dc} becomes the gradient of the
     * cell before.
     *
     * @param dz of the four gates' sums
     */
    void lstmGradient(
            int rows,
            int n,
            float[] gates,
            int gatesOffset,
            float[] before,
            int beforeOffset,
            float[] tanh,
            int tanhOffset,
            float[] dh,
            int dhOffset,
            float[] carry,
            int carryOffset,
            float[] dc,
            int dcOffset,
            float[] dz,
            int dzOffset);
}

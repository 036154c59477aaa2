package lanewise.kernel;

/**
 * The transcendental functions of one variable, element by element: {@code y[i] = f(x[i])}. In place is allowed (same
 * array, same offset). Special values follow {@link Math}: NaN stays NaN, exp overflows to infinity, log of a negative
 * number is NaN and of zero negative infinity.
 *
 * <p>The bits of a result depend on its argument alone: both twins, all lane widths and all ranges give the same. Errors
 * are in units in the last place of the result, over all floats, as a test measures them.
 */
public interface MapKernels {

    /** The exponential; its error is below 1 unit. */
    void exp(int n, float[] x, int xOffset, float[] y, int yOffset);

    /** The natural logarithm; its error is below 0.9 units. */
    void log(int n, float[] x, int xOffset, float[] y, int yOffset);

    /** {@code 1 / (1 + exp(-x))}; its error is below 2.5 units. */
    void sigmoid(int n, float[] x, int xOffset, float[] y, int yOffset);

    /** The hyperbolic tangent; its error is below 1.4 units. */
    void tanh(int n, float[] x, int xOffset, float[] y, int yOffset);

    /** {@code log(1 + exp(x))} without overflow; its error is below 2.8 units. */
    void softplus(int n, float[] x, int xOffset, float[] y, int yOffset);
}

package lanewise.kernel;

/** The functions of one variable that {@link Elementwise} and {@link MapKernels} compute, and their derivatives. */
public enum UnaryFunction {
    IDENTITY,
    RELU,
    /** x where positive, else x times the parameter (the slope). */
    LEAKY_RELU,
    EXP,
    LOG,
    SIGMOID,
    TANH,
    SOFTPLUS,
    SQUARE,
    SQRT,
    ABS
}

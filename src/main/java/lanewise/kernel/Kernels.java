package lanewise.kernel;

/**
 * The kernels of this machine, chosen once when this class is first used: the vector twins where the Vector API runs at
 * full speed and agrees with the scalar twins, else the scalar twins.
 */
public final class Kernels {

    private static final KernelChoice CHOICE = KernelChoice.choose();

    /** Products of matrices. */
    public static final MatrixKernels MATRIX = CHOICE.families().matrix();

    /** Transcendental functions, element by element. */
    public static final MapKernels MAP = CHOICE.families().map();

    static final ElementKernels ELEMENT = CHOICE.families().element();

    static final ColumnKernels COLUMN = CHOICE.families().column();

    /** Sums and maxima of a range. */
    public static final ReduceKernels REDUCE = CHOICE.families().reduce();

    /** Functions of the rows of a matrix. */
    public static final RowKernels ROWS = CHOICE.families().rows();

    /** Steps of the optimizers. */
    public static final UpdateKernels UPDATE = CHOICE.families().update();

    /** Time steps of recurrent cells. */
    public static final GateKernels GATES = CHOICE.families().gates();

    /** Whether the vector twins run. */
    public static final boolean VECTOR = CHOICE.lanes() > 1;

    /** How many floats one vector holds; 1 when the scalar twins run. */
    public static final int LANES = CHOICE.lanes();

    /** Which kernels run and, where they are the scalar ones, why: one line to stand in a sentence. */
    public static final String REASON = CHOICE.reason();

    private Kernels() {}

    static KernelFamilies families() {
        return CHOICE.families();
    }
}

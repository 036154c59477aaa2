package lanewise.kernel;

/** The four operations of arithmetic. */
public enum BinaryFunction {
    PLUS,
    MINUS,
    TIMES,
    DIV
}

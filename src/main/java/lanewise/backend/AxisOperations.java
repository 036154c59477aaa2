package lanewise.backend;

/**
 * Reductions and softmax along an axis. To be reduced, x is seen as [outer, length, inner], and the middle goes; softmax is
 * that of the rows of a matrix.
 */
public interface AxisOperations {

    void reduce(Reduction reduction, int outer, int length, int inner, Buffer x, Buffer out);

    void argmax(int outer, int length, int inner, Buffer x, IntBuffer out);

    /** Zeroes dx [outer, length, inner] and puts {@code dy} [outer, inner] where {@code index} points. */
    void maxGradient(int outer, int length, int inner, Buffer dy, IntBuffer index, Buffer dx);

    void softmax(boolean logarithm, int rows, int columns, Buffer x, Buffer y);

    void softmaxGradient(boolean logarithm, int rows, int columns, Buffer y, Buffer dy, Buffer dx);
}

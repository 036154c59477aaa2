package lanewise.kernel;

/** One number from a range of an array. */
public interface ReduceKernels {

    float sum(int n, float[] x, int xOffset);

    float sumOfSquares(int n, float[] x, int xOffset);

    /** The largest element; NaN if there is one; negative infinity when n is 0. */
    float max(int n, float[] x, int xOffset);

    /** The index, from 0, of the first largest element; of the first NaN if there is one; n must be at least 1. */
    int argmax(int n, float[] x, int xOffset);
}

package lanewise.backend;

import lanewise.kernel.BinaryFunction;
import lanewise.kernel.UnaryFunction;

/**
 * What a device must be able to do so that a whole training step can stay on it. Matrices are row-major without gaps; a
 * result is written to the last buffer named and overwrites it unless said otherwise. Shapes are the caller's business.
 * What every net needs is here, the rest in groups by subject, for each of which a device has an implementation.
 */
public interface Backend {

    /** Buffers that live until the collector finds them unused. */
    Allocator heap();

    /** A new step memory. */
    Scope scope();

    /** What messages call it, such as {@code cpu}. */
    String name();

    /** One line for people: device, threads, kernels and why these. */
    String describe();

    /** Whether it goes on working while the caller does something else, so that reading a number is waiting for it. */
    boolean asynchronous();

    /** Waits until all that was asked for is done. */
    void synchronize();

    /** Gives back what the device holds; a device that holds nothing but heap goes on as before. */
    default void close() {}

    /** Whether it was closed, and is of no use any more. */
    default boolean isClosed() {
        return false;
    }

    /** The same device, its memory shared, with products in TF32; a device that has no such thing returns itself. */
    default Backend tf32() {
        return this;
    }

    // Moving numbers

    void upload(float[] source, int sourceOffset, Buffer target);

    void upload(int[] source, int sourceOffset, IntBuffer target);

    void download(Buffer source, float[] target, int targetOffset);

    void download(IntBuffer source, int[] target, int targetOffset);

    /** Begins to bring numbers to the host as they are now; whatever becomes of the buffer afterwards does not matter. */
    Download startDownload(Buffer source);

    void fill(Buffer target, float value);

    void copy(Buffer source, Buffer target);

    /** Copies a rectangle between matrices whose rows start {@code stride} numbers apart. */
    void copyRectangle(int rows, int columns, Buffer source, int sourceStride, Buffer target, int targetStride);

    void transpose(int rows, int columns, Buffer x, Buffer y);

    // Element by element

    /** {@code y = f(x)}; {@code parameter} is the slope of a leaky relu. */
    void unary(UnaryFunction f, float parameter, Buffer x, Buffer y);

    /** {@code dx = dy * f'(x)}, from x or y, whichever f needs. */
    void unaryGradient(UnaryFunction f, float parameter, Buffer x, Buffer y, Buffer dy, Buffer dx);

    /** {@code y = scale * x + shift}. */
    void affine(float scale, float shift, Buffer x, Buffer y);

    /** {@code y = alpha * x + beta * y}. */
    void axpby(float alpha, Buffer x, float beta, Buffer y);

    /** {@code out = f(a, b)} over rows x columns; operand strides of 0 repeat a row, a column or a number. */
    void binary(
            BinaryFunction f,
            int rows,
            int columns,
            Buffer a,
            int aRowStride,
            int aColumnStride,
            Buffer b,
            int bRowStride,
            int bColumnStride,
            Buffer out);

    /** Zeroes element i with probability p and scales the others by 1 / (1 - p), by number {@code first + i} of a stream. */
    void dropout(float p, long key, long first, Buffer x, Buffer y);

    // Products

    /** {@code C = alpha * op(A) * op(B) + beta * C}; C is m x n, op(A) m x k, op(B) k x n. */
    void gemm(
            boolean transposeA,
            boolean transposeB,
            int m,
            int n,
            int k,
            float alpha,
            Buffer a,
            Buffer b,
            float beta,
            Buffer c);

    /** {@code op(B)}, k x n, for so many products; B may not change before it is closed. */
    Factor factor(boolean transposeB, int n, int k, Buffer b, int uses);

    /** In place {@code z = f(z + bias)}, the bias added to each row. */
    void biasActivation(int rows, int columns, UnaryFunction f, float parameter, Buffer bias, Buffer z);

    // Groups

    /** Rows of tables by their numbers, and products of rows. */
    RowOperations rows();

    /** Reductions and softmax along an axis. */
    AxisOperations axes();

    /** Normalisation of columns and of rows. */
    NormalisationOperations normalisations();

    /** Recurrent cells. */
    GateOperations gates();

    /** Losses and their gradients. */
    LossOperations losses();

    /** Optimizer steps, in place. */
    UpdateOperations updates();
}

package lanewise.backend;

import lanewise.kernel.BinaryFunction;
import lanewise.kernel.UnaryFunction;
import org.jspecify.annotations.Nullable;

/**
 * What a device must be able to do so that a whole training step can stay on it. Matrices are row-major without gaps; a
 * result is written to the last buffer named and overwrites it unless said otherwise. Shapes are the caller's business.
 */
public interface Backend {

    /** Buffers that live until the collector finds them unused. */
    Allocator heap();

    /** A new step memory. */
    Scope scope();

    /** One line for people: device, threads, kernels and why these. */
    String describe();

    // Moving numbers

    void upload(float[] source, int sourceOffset, Buffer target);

    void upload(int[] source, int sourceOffset, IntBuffer target);

    void download(Buffer source, float[] target, int targetOffset);

    void download(IntBuffer source, int[] target, int targetOffset);

    void fill(Buffer target, float value);

    void copy(Buffer source, Buffer target);

    /** Copies a rectangle between matrices whose rows start {@code stride} numbers apart. */
    void copyRectangle(int rows, int columns, Buffer source, int sourceStride, Buffer target, int targetStride);

    void transpose(int rows, int columns, Buffer x, Buffer y);

    /**
     * {@code out[i] = table[ids[i]]} from a table of rows x columns.
     *
     * @throws IndexOutOfBoundsException if an id is not one of the rows
     */
    void gather(int rows, int columns, Buffer table, IntBuffer ids, Buffer out);

    /** {@code table[ids[i]] += rows[i]}, in the order of i. */
    void scatterAdd(int columns, IntBuffer ids, Buffer rows, Buffer table);

    /** {@code table[ids[i]] += factors[i] * rows[i]}, in the order of i. */
    void scatterAddScaled(int columns, IntBuffer ids, Buffer factors, Buffer rows, Buffer table);

    /**
     * Numbers the distinct ids in the order of first appearance, so that {@code distinct[numbers[i]] == ids[i]}.
     *
     * @return how many distinct ids there are
     */
    int number(IntBuffer ids, IntBuffer numbers, IntBuffer distinct);

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

    // Along an axis: x is seen as [outer, length, inner] and reduced over the middle

    void reduce(Reduction reduction, int outer, int length, int inner, Buffer x, Buffer out);

    void argmax(int outer, int length, int inner, Buffer x, IntBuffer out);

    /** Zeroes dx [outer, length, inner] and puts {@code dy} [outer, inner] where {@code index} points. */
    void maxGradient(int outer, int length, int inner, Buffer dy, IntBuffer index, Buffer dx);

    /** {@code out[r] = dot(x[r], y[r])}. */
    void rowDot(int rows, int columns, Buffer x, Buffer y, Buffer out);

    void softmax(boolean logarithm, int rows, int columns, Buffer x, Buffer y);

    void softmaxGradient(boolean logarithm, int rows, int columns, Buffer y, Buffer dy, Buffer dx);

    // Layers

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

    /** Mean and biased variance of each column. */
    void columnStatistics(int rows, int columns, Buffer x, Buffer mean, Buffer variance);

    /** {@code y = (x - mean) / sqrt(variance + epsilon) * weight + bias} by columns. */
    void batchNorm(
            int rows,
            int columns,
            float epsilon,
            Buffer x,
            Buffer mean,
            Buffer variance,
            Buffer weight,
            Buffer bias,
            Buffer y);

    /** The gradients of {@link #batchNorm}; with {@code frozen} mean and variance are constants. */
    void batchNormGradient(
            boolean frozen,
            int rows,
            int columns,
            float epsilon,
            Buffer x,
            Buffer mean,
            Buffer variance,
            Buffer weight,
            Buffer dy,
            Buffer dx,
            Buffer dWeight,
            Buffer dBias);

    /** Normalises each row; keeps mean and 1 / deviation of the rows for the gradient. */
    void layerNorm(
            int rows,
            int columns,
            float epsilon,
            Buffer x,
            Buffer weight,
            Buffer bias,
            Buffer y,
            Buffer mean,
            Buffer inverseDeviation);

    void layerNormGradient(
            int rows,
            int columns,
            Buffer x,
            Buffer weight,
            Buffer mean,
            Buffer inverseDeviation,
            Buffer dy,
            Buffer dx,
            Buffer dWeight,
            Buffer dBias);

    // Recurrent cells: one time step of a batch; where lengths are given, a sequence that has ended keeps its state

    /** See {@link lanewise.kernel.GateKernels#rnn}; of a sequence shorter than {@code time + 1}, {@code h = before}. */
    void rnn(
            boolean relu,
            int rows,
            int columns,
            @Nullable IntBuffer lengths,
            int time,
            Buffer bias,
            Buffer z,
            Buffer before,
            Buffer h);

    /** See {@link lanewise.kernel.GateKernels#rnnGradient}; {@code carry} becomes what ended sequences pass on, else 0. */
    void rnnGradient(
            boolean relu,
            int rows,
            int columns,
            @Nullable IntBuffer lengths,
            int time,
            Buffer h,
            Buffer dh,
            Buffer carry,
            Buffer dz);

    /** See {@link lanewise.kernel.GateKernels#gru}. */
    void gru(
            int rows,
            int columns,
            @Nullable IntBuffer lengths,
            int time,
            Buffer bias,
            Buffer gates,
            Buffer hidden,
            Buffer before,
            Buffer h);

    /** See {@link lanewise.kernel.GateKernels#gruGradient}. */
    void gruGradient(
            int rows,
            int columns,
            @Nullable IntBuffer lengths,
            int time,
            Buffer gates,
            Buffer hidden,
            Buffer before,
            Buffer dh,
            Buffer carry,
            Buffer dGates,
            Buffer dHidden);

    /** See {@link lanewise.kernel.GateKernels#lstm}; h and c are the states' names before and after. */
    void lstm(
            int rows,
            int columns,
            @Nullable IntBuffer lengths,
            int time,
            Buffer bias,
            Buffer gates,
            Buffer hBefore,
            Buffer cBefore,
            Buffer h,
            Buffer c,
            Buffer tanh);

    /** See {@link lanewise.kernel.GateKernels#lstmGradient}; {@code carry} becomes what ended sequences pass on, else 0. */
    void lstmGradient(
            int rows,
            int columns,
            @Nullable IntBuffer lengths,
            int time,
            Buffer gates,
            Buffer cBefore,
            Buffer tanh,
            Buffer dh,
            Buffer carry,
            Buffer dc,
            Buffer dz);

    // Losses

    /** {@code losses[r] = -log softmax(logits[r])[targets[r]]}; keeps the softmax. */
    void crossEntropy(int rows, int columns, Buffer logits, IntBuffer targets, Buffer losses, Buffer probabilities);

    /** {@code dx = (probabilities - onehot(targets)) * factor * dy}, where dy is one number. */
    void crossEntropyGradient(
            int rows, int columns, Buffer probabilities, IntBuffer targets, float factor, Buffer dy, Buffer dx);

    /** {@code losses = -t * log(sigmoid(x)) - (1 - t) * log(1 - sigmoid(x))}, without overflow. */
    void binaryCrossEntropy(Buffer logits, Buffer targets, Buffer losses);

    /** {@code dx = (sigmoid(x) - t) * factor * dy}, where dy is one number. */
    void binaryCrossEntropyGradient(Buffer logits, Buffer targets, float factor, Buffer dy, Buffer dx);

    // Optimizer steps, in place

    /** See {@link lanewise.kernel.UpdateKernels#sgd}. */
    void sgd(
            float rate,
            float momentum,
            boolean nesterov,
            float coupledDecay,
            float keep,
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
            Buffer gradient,
            Buffer mean,
            Buffer square,
            Buffer velocity,
            Buffer parameter);

    /** See {@link lanewise.kernel.UpdateKernels#adagrad}. */
    void adagrad(
            float rate, float epsilon, float coupledDecay, float keep, Buffer gradient, Buffer sum, Buffer parameter);

    /** {@link #adagrad} without decay on the rows of a table that {@code ids} name, each once. */
    void adagradRows(
            int columns, IntBuffer ids, float rate, float epsilon, Buffer gradientRows, Buffer sum, Buffer parameter);

    /**
     * {@link lanewise.kernel.UpdateKernels#settleRows} on the rows of a table that {@code ids} name, each once.
     *
     * @param coefficients {@link lanewise.kernel.UpdateKernels#SETTLE_COEFFICIENTS} numbers for each row
     */
    void settleRows(int columns, IntBuffer ids, Buffer coefficients, Buffer mean, Buffer square, Buffer parameter);
}

package lanewise.tensor;

import java.util.List;

/**
 * An operation that was recorded: it knows its inputs and how a gradient passes through it. Every implementation is a
 * record whose static {@code of} computes the value, so that an operation and its derivative are read together.
 */
sealed interface Op
        permits Affine,
                BatchNormOp,
                Binary,
                BinaryCrossEntropyOp,
                Concat,
                CrossEntropyOp,
                CustomCall,
                DropoutOp,
                Gather,
                GruOp,
                LayerNormOp,
                LinearOp,
                LstmOp,
                Matmul,
                Max,
                MeanSquaredError,
                Reshape,
                RnnOp,
                RowDot,
                SigmoidRange,
                Slice,
                Softmax,
                Sum,
                SumOfSquares,
                SwapAxes,
                ToDevice,
                Transpose,
                Unary {

    /** The tensors it was computed from, those without gradients too. */
    List<Tensor> inputs();

    /**
     * Sends the gradient of the inputs on. Only what {@link GradientFlow#wants} is worth computing.
     *
     * @param output what {@code of} returned
     * @param gradient the gradient of the loss with respect to it, of the same shape
     */
    void backward(Tensor output, Tensor gradient, GradientFlow flow);
}

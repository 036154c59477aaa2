package lanewise.tensor;

import org.jspecify.annotations.Nullable;

/**
 * Recurrent layers over whole sequences, one direction of one layer each: time-first, [time, batch, features]. All steps'
 * products with the input are one matrix product, as are the gradients of the weights. With {@code lengths} only the first
 * steps of each sequence count: its state then stays as it was, and its outputs are 0. With {@code reverse} a sequence is
 * read from its last step to its first; outputs stand at the time they were computed for.
 */
public final class Recurrent {

    private Recurrent() {}

    /**
     * What came of a sequence.
     *
     * @param outputs the state after each step, [time, batch, hidden]
     * @param state the state after all steps, [batch, hidden]
     */
    public record Result(Tensor outputs, Tensor state) {}

    /**
     * What came of a sequence, with the cell of the end.
     *
     * @param outputs the state after each step, [time, batch, hidden]
     * @param state the state after all steps, [batch, hidden]
     * @param cell the cell after all steps, [batch, hidden]
     */
    public record LstmResult(Tensor outputs, Tensor state, Tensor cell) {}

    /**
     * {@code h_t = f(W_ih x_t + b_ih + W_hh h_(t-1) + b_hh)}.
     *
     * @param relu whether f is max(x, 0), not tanh
     * @param h0 the state before the first step, [batch, hidden]
     * @param lengths how many steps of each sequence count; null for all
     */
    public static Result rnn(
            boolean relu, Tensor x, Tensor h0, RecurrentWeights weights, @Nullable IntTensor lengths, boolean reverse) {
        return result(RnnOp.of(relu, x, h0, weights, lengths, reverse), x.size(0), lengths, reverse);
    }

    /** PyTorch's GRU: see {@link lanewise.kernel.GateKernels#gru} for the equations. */
    public static Result gru(
            Tensor x, Tensor h0, RecurrentWeights weights, @Nullable IntTensor lengths, boolean reverse) {
        return result(GruOp.of(x, h0, weights, lengths, reverse), x.size(0), lengths, reverse);
    }

    /** PyTorch's LSTM: see {@link lanewise.kernel.GateKernels#lstm} for the equations. */
    public static LstmResult lstm(
            Tensor x, Tensor h0, Tensor c0, RecurrentWeights weights, @Nullable IntTensor lengths, boolean reverse) {
        Tensor states = LstmOp.of(x, h0, c0, weights, lengths, reverse);
        Result result = result(states, x.size(0), lengths, reverse);
        return new LstmResult(result.outputs(), result.state(), states.row(x.size(0) + 1));
    }

    private static Result result(Tensor states, int time, @Nullable IntTensor lengths, boolean reverse) {
        int first = reverse ? 0 : 1;
        Tensor outputs = states.slice(first, first + time);
        Tensor state = states.row(reverse ? 0 : time);
        return new Result(lengths == null ? outputs : outputs.times(mask(outputs, lengths)), state);
    }

    /** 1 where a sequence is under way, 0 where it has ended: [time, batch, 1]. */
    private static Tensor mask(Tensor outputs, IntTensor lengths) {
        int time = outputs.size(0);
        int[] length = lengths.toArray();
        float[] mask = new float[time * length.length];
        for (int i = 0; i < mask.length; i++) {
            mask[i] = i / length.length < length[i % length.length] ? 1 : 0;
        }
        return Tensor.of(outputs.allocator(), mask, Shape.of(time, length.length, 1));
    }
}

package lanewise.tensor;

import java.util.Arrays;
import java.util.List;
import lanewise.backend.Allocator;
import lanewise.backend.Backend;
import lanewise.backend.Buffer;
import lanewise.backend.Factor;
import lanewise.backend.GateOperations;
import org.jspecify.annotations.Nullable;

/**
 * A simple recurrent layer (Elman, 1990) over a whole sequence: {@code h_t = f(W_ih x_t + b_ih + W_hh h_(t-1) + b_hh)}. Its
 * value holds the states as {@link Recurrence} says. Backwards through time, {@code dz_t = (dh_t + W_hh' dz_(t+1)) f'}.
 */
record RnnOp(Recurrence sizes, boolean relu, Tensor x, Tensor h0, RecurrentWeights weights) implements Op {

    /** The states: [time + 1, batch, hidden]. */
    static Tensor of(
            boolean relu, Tensor x, Tensor h0, RecurrentWeights weights, @Nullable IntTensor lengths, boolean reverse) {
        Recurrence sizes = Recurrence.of("rnn", 1, x, h0, weights, lengths, reverse);
        Allocator allocator = Tensor.allocator(Arrays.asList(x, h0, weights.input()));
        Backend backend = allocator.backend();
        GateOperations cell = backend.gates();
        Tensor z = sizes.inputProduct(allocator, 1, x, weights.input());
        Tensor bias = sizes.bias(allocator, weights);
        Tensor states = sizes.emptyStates(allocator, 0);
        backend.copy(h0.buffer(), sizes.initial(states));
        Recurrence.Part[] parts = sizes.parts(backend, sizes.hidden());
        try (Factor hidden = sizes.forward(backend, weights.hidden(), parts)) {
            for (Recurrence.Part part : parts) {
                for (int step = 0; step < sizes.time(); step++) {
                    int t = sizes.time(step);
                    Buffer before = part.before(t, states);
                    Buffer sums = part.at(t, 1, z);
                    hidden.multiply(part.count(), before, 1, sums);
                    cell.rnn(
                            relu,
                            part.count(),
                            sizes.hidden(),
                            part.lengths(),
                            t,
                            bias.buffer(),
                            sums,
                            before,
                            part.after(t, states));
                }
            }
        }
        return states.recorded(new RnnOp(sizes, relu, x, h0, weights));
    }

    @Override
    public List<Tensor> inputs() {
        return weights.with(x, h0);
    }

    @Override
    public void backward(Tensor states, Tensor gradient, GradientFlow flow) {
        Allocator allocator = gradient.allocator();
        Backend backend = allocator.backend();
        GateOperations cell = backend.gates();
        Tensor carry = Tensor.full(allocator, 0, h0.shape());
        Tensor dz = sizes.empty(allocator, 1);
        float keep = sizes.lengths() == null ? 0 : 1;
        Recurrence.Part[] parts = sizes.parts(backend, sizes.hidden());
        try (Factor hidden = sizes.backward(backend, weights.hidden(), parts)) {
            for (Recurrence.Part part : parts) {
                for (int step = sizes.time() - 1; step >= 0; step--) {
                    int t = sizes.time(step);
                    cell.rnnGradient(
                            relu,
                            part.count(),
                            sizes.hidden(),
                            part.lengths(),
                            t,
                            part.after(t, states),
                            part.after(t, gradient),
                            part.of(carry),
                            part.at(t, 1, dz));
                    if (step > 0 || flow.wants(h0)) {
                        hidden.multiply(part.count(), part.at(t, 1, dz), keep, part.of(carry));
                    }
                }
            }
        }
        sizes.initialGradient(flow, h0, gradient, carry);
        sizes.weightGradients(flow, 1, states, dz, dz, x, weights);
    }
}

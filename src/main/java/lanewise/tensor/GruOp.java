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
 * A gated recurrent layer (Cho et al., 2014) over a whole sequence, in PyTorch's form and order of gates, r, z, n: see
 * {@link lanewise.kernel.GateKernels#gru}. Its value holds the states as {@link Recurrence} says.
 *
 * @param gates the values of the gates, which the gradient needs
 * @param hidden the products with the state before, of which it needs the part of n
 */
record GruOp(Recurrence sizes, Tensor x, Tensor h0, RecurrentWeights weights, Tensor gates, Tensor hidden)
        implements Op {

    private static final int GATES = 3;

    /** The states: [time + 1, batch, hidden]. */
    static Tensor of(Tensor x, Tensor h0, RecurrentWeights weights, @Nullable IntTensor lengths, boolean reverse) {
        Recurrence sizes = Recurrence.of("gru", GATES, x, h0, weights, lengths, reverse);
        Allocator allocator = Tensor.allocator(Arrays.asList(x, h0, weights.input()));
        Backend backend = allocator.backend();
        GateOperations cell = backend.gates();
        Tensor gates = sizes.inputProduct(allocator, GATES, x, weights.input());
        Tensor hidden = sizes.empty(allocator, GATES);
        Tensor bias = bias(allocator, sizes.hidden(), weights.inputBias(), weights.hiddenBias());
        Tensor states = sizes.emptyStates(allocator, 0);
        backend.copy(h0.buffer(), sizes.initial(states));
        Recurrence.Part[] parts = sizes.parts(backend, 2 * GATES * sizes.hidden());
        try (Factor weight = sizes.forward(backend, weights.hidden(), parts)) {
            for (Recurrence.Part part : parts) {
                for (int step = 0; step < sizes.time(); step++) {
                    int t = sizes.time(step);
                    Buffer before = part.before(t, states);
                    Buffer sums = part.at(t, GATES, hidden);
                    weight.multiply(part.count(), before, 0, sums);
                    cell.gru(
                            part.count(),
                            sizes.hidden(),
                            part.lengths(),
                            t,
                            bias.buffer(),
                            part.at(t, GATES, gates),
                            sums,
                            before,
                            part.after(t, states));
                }
            }
        }
        return states.recorded(new GruOp(sizes, x, h0, weights, gates, hidden));
    }

    /** Four parts: the sums of both biases for r and z, and for n the two apart, since r stands between them. */
    private static Tensor bias(Allocator allocator, int n, Tensor inputBias, Tensor hiddenBias) {
        Tensor bias = Tensor.empty(allocator, Shape.of(4 * n));
        Backend backend = allocator.backend();
        backend.copy(inputBias.buffer(), bias.buffer().slice(0, 3 * n));
        backend.axpby(1, hiddenBias.buffer().slice(0, 2 * n), 1, bias.buffer().slice(0, 2 * n));
        backend.copy(hiddenBias.buffer().slice(2 * n, n), bias.buffer().slice(3 * n, n));
        return bias;
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
        Tensor dGates = sizes.empty(allocator, GATES);
        Tensor dHidden = sizes.empty(allocator, GATES);
        Recurrence.Part[] parts = sizes.parts(backend, 2 * GATES * sizes.hidden());
        try (Factor weight = sizes.backward(backend, weights.hidden(), parts)) {
            for (Recurrence.Part part : parts) {
                for (int step = sizes.time() - 1; step >= 0; step--) {
                    int t = sizes.time(step);
                    cell.gruGradient(
                            part.count(),
                            sizes.hidden(),
                            part.lengths(),
                            t,
                            part.at(t, GATES, gates),
                            part.at(t, GATES, hidden),
                            part.before(t, states),
                            part.after(t, gradient),
                            part.of(carry),
                            part.at(t, GATES, dGates),
                            part.at(t, GATES, dHidden));
                    if (step > 0 || flow.wants(h0)) {
                        weight.multiply(part.count(), part.at(t, GATES, dHidden), 1, part.of(carry));
                    }
                }
            }
        }
        sizes.initialGradient(flow, h0, gradient, carry);
        sizes.weightGradients(flow, GATES, states, dGates, dHidden, x, weights);
    }
}

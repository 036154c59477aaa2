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
 * Long short-term memory (Hochreiter and Schmidhuber, 1997) over a whole sequence, in PyTorch's form and order of gates, i,
 * f, g, o: see {@link lanewise.kernel.GateKernels#lstm}. Its value holds the states as {@link Recurrence} says, and behind
 * them the last cell.
 *
 * @param gates the values of the gates, which the gradient needs, and
 * @param cells the cells of all times, ordered as the states, and
 * @param tanh their hyperbolic tangents
 */
record LstmOp(
        Recurrence sizes,
        Tensor x,
        Tensor h0,
        Tensor c0,
        RecurrentWeights weights,
        Tensor gates,
        Tensor cells,
        Tensor tanh)
        implements Op {

    private static final int GATES = 4;

    /** The states and the last cell: [time + 2, batch, hidden]. */
    static Tensor of(
            Tensor x, Tensor h0, Tensor c0, RecurrentWeights weights, @Nullable IntTensor lengths, boolean reverse) {
        Recurrence sizes = Recurrence.of("lstm", GATES, x, h0, weights, lengths, reverse);
        Recurrence.require("lstm", "initial cell", c0, h0.shape());
        Allocator allocator = Tensor.allocator(Arrays.asList(x, h0, weights.input()));
        Backend backend = allocator.backend();
        GateOperations cell = backend.gates();
        Tensor gates = sizes.inputProduct(allocator, GATES, x, weights.input());
        Tensor bias = sizes.bias(allocator, weights);
        Tensor states = sizes.emptyStates(allocator, 1);
        Tensor cells = sizes.emptyStates(allocator, 0);
        Tensor tanh = sizes.empty(allocator, 1);
        backend.copy(h0.buffer(), sizes.initial(states));
        backend.copy(c0.buffer(), sizes.initial(cells));
        Recurrence.Part[] parts = sizes.parts(backend, GATES * sizes.hidden());
        try (Factor hidden = sizes.forward(backend, weights.hidden(), parts)) {
            for (Recurrence.Part part : parts) {
                for (int step = 0; step < sizes.time(); step++) {
                    int t = sizes.time(step);
                    Buffer sums = part.at(t, GATES, gates);
                    hidden.multiply(part.count(), part.before(t, states), 1, sums);
                    cell.lstm(
                            part.count(),
                            sizes.hidden(),
                            part.lengths(),
                            t,
                            bias.buffer(),
                            sums,
                            part.before(t, states),
                            part.before(t, cells),
                            part.after(t, states),
                            part.after(t, cells),
                            part.at(t, 1, tanh));
                }
            }
        }
        backend.copy(sizes.last(cells), sizes.beyond(states));
        return states.recorded(new LstmOp(sizes, x, h0, c0, weights, gates, cells, tanh));
    }

    @Override
    public List<Tensor> inputs() {
        return weights.with(x, h0, c0);
    }

    @Override
    public void backward(Tensor states, Tensor gradient, GradientFlow flow) {
        Allocator allocator = gradient.allocator();
        Backend backend = allocator.backend();
        GateOperations cell = backend.gates();
        Tensor carry = Tensor.full(allocator, 0, h0.shape());
        Tensor dc = Tensor.empty(allocator, c0.shape());
        backend.copy(sizes.beyond(gradient), dc.buffer());
        Tensor dz = sizes.empty(allocator, GATES);
        float keep = sizes.lengths() == null ? 0 : 1;
        Recurrence.Part[] parts = sizes.parts(backend, GATES * sizes.hidden());
        try (Factor hidden = sizes.backward(backend, weights.hidden(), parts)) {
            for (Recurrence.Part part : parts) {
                for (int step = sizes.time() - 1; step >= 0; step--) {
                    int t = sizes.time(step);
                    cell.lstmGradient(
                            part.count(),
                            sizes.hidden(),
                            part.lengths(),
                            t,
                            part.at(t, GATES, gates),
                            part.before(t, cells),
                            part.at(t, 1, tanh),
                            part.after(t, gradient),
                            part.of(carry),
                            part.of(dc),
                            part.at(t, GATES, dz));
                    if (step > 0 || flow.wants(h0)) {
                        hidden.multiply(part.count(), part.at(t, GATES, dz), keep, part.of(carry));
                    }
                }
            }
        }
        sizes.initialGradient(flow, h0, gradient, carry);
        flow.add(c0, dc);
        sizes.weightGradients(flow, GATES, states, dz, dz, x, weights);
    }
}

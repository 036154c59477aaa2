package lanewise.tensor;

import lanewise.backend.Allocator;
import lanewise.backend.Backend;
import lanewise.backend.Buffer;
import lanewise.backend.Factor;
import lanewise.backend.IntBuffer;
import lanewise.backend.Reduction;
import lanewise.kernel.Share;
import org.jspecify.annotations.Nullable;

/**
 * What the recurrent cells have in common: the sizes of a sequence, the order of its steps, and the products of all steps
 * at once. The states of a sequence stand in one tensor by time, with the initial state before the first step, which is at
 * the end when the sequence is read backwards.
 *
 * @param time the number of steps
 * @param batch how many sequences
 * @param in the width of the input
 * @param hidden the width of the state
 * @param lengths how many steps of each sequence count, or null for all; where one has ended its state stays
 * @param reverse whether it is read from the last step to the first
 */
record Recurrence(
        int time, int batch, int in, int hidden, @Nullable IntTensor lengths, boolean reverse) {

    /** Numbers of a part of the batch at one time: a megabyte of floats. */
    private static final int NUMBERS_OF_PART = 1 << 18;

    /** Fewer rows than this are not worth a product of their own. */
    private static final int LEAST_ROWS = 96;

    /**
     * The sizes of these inputs, checked.
     *
     * @param gates how many gates the cell has
     */
    static Recurrence of(
            String cell,
            int gates,
            Tensor x,
            Tensor h0,
            RecurrentWeights weights,
            @Nullable IntTensor lengths,
            boolean reverse) {
        if (x.rank() != 3 || x.size(0) == 0) {
            throw new ShapeException(
                    cell + " " + x.shape() + ": the input must be [time, batch, features], of at least one step");
        }
        int hidden = weights.requireShapes(cell, gates, x.size(2));
        require(cell, "initial state", h0, Shape.of(x.size(1), hidden));
        if (lengths != null) {
            requireLengths(cell, x, lengths);
        }
        return new Recurrence(x.size(0), x.size(1), x.size(2), hidden, lengths, reverse);
    }

    static void require(String cell, String what, Tensor tensor, Shape right) {
        if (!tensor.shape().equals(right)) {
            throw new ShapeException(cell + ": the " + what + " has shape " + tensor.shape() + ", it must be " + right);
        }
    }

    private static void requireLengths(String cell, Tensor x, IntTensor lengths) {
        if (!lengths.shape().equals(Shape.of(x.size(1)))) {
            throw new ShapeException(cell + " " + x.shape() + ", lengths " + lengths.shape() + ": there must be "
                    + x.size(1) + " lengths, one for each sequence of the batch");
        }
        int[] numbers = lengths.toArray();
        for (int i = 0; i < numbers.length; i++) {
            if (numbers[i] < 0 || numbers[i] > x.size(0)) {
                throw new ShapeException(cell + " " + x.shape() + ": length " + numbers[i] + " of sequence " + i
                        + " does not lie between 0 and " + x.size(0));
            }
        }
    }

    /** The time that is dealt with as number {@code step}. */
    int time(int step) {
        return reverse ? time - 1 - step : step;
    }

    /** Where in the states that after time t stands. */
    private int after(int t) {
        return reverse ? t : t + 1;
    }

    private int before(int t) {
        return reverse ? t + 1 : t;
    }

    private Buffer slot(int number, Tensor states) {
        int size = batch * hidden;
        return states.buffer().slice(number * size, size);
    }

    Buffer initial(Tensor states) {
        return slot(before(time(0)), states);
    }

    Buffer last(Tensor states) {
        return slot(after(time(time - 1)), states);
    }

    /** What stands behind the states. */
    Buffer beyond(Tensor states) {
        return slot(time + 1, states);
    }

    // Some sequences at a time

    /**
     * The batch in parts that go through time one after the other: so many sequences that what they calculate at one time
     * stays in the second-level cache. A card takes the batch whole: it wants few and large products.
     *
     * @param width how many numbers a sequence makes at one time
     */
    Part[] parts(Backend backend, int width) {
        int most = backend.asynchronous()
                ? Math.max(1, batch)
                : Math.max(LEAST_ROWS, NUMBERS_OF_PART / Math.max(1, width));
        Part[] parts = new Part[Math.max(1, (batch + most - 1) / most)];
        for (int i = 0; i < parts.length; i++) {
            int first = Share.start(batch, i, parts.length);
            parts[i] = new Part(this, first, Share.start(batch, i + 1, parts.length) - first);
        }
        return parts;
    }

    /** Some sequences of the batch: where their numbers stand. */
    record Part(Recurrence sizes, int first, int count) {

        private Buffer rows(Tensor tensor, int number, int width) {
            return tensor.buffer().slice((number * sizes.batch + first) * width, count * width);
        }

        /** Of a tensor [time, batch, parts * hidden], what belongs to time t. */
        Buffer at(int t, int parts, Tensor tensor) {
            return rows(tensor, t, parts * sizes.hidden);
        }

        /** The input at time t. */
        Buffer input(int t, Tensor x) {
            return rows(x, t, sizes.in);
        }

        /** The states after time t. */
        Buffer after(int t, Tensor states) {
            return rows(states, sizes.after(t), sizes.hidden);
        }

        Buffer before(int t, Tensor states) {
            return rows(states, sizes.before(t), sizes.hidden);
        }

        /** Of a tensor [batch, hidden]. */
        Buffer of(Tensor state) {
            return rows(state, 0, sizes.hidden);
        }

        @Nullable
        IntBuffer lengths() {
            return sizes.lengths == null ? null : sizes.lengths.buffer().slice(first, count);
        }
    }

    // Products

    /** A tensor for parts of the state's width at each time. */
    Tensor empty(Allocator allocator, int parts) {
        return Tensor.empty(allocator, Shape.of(time, batch, parts * hidden));
    }

    /** Room for the states of all times, the initial one, and {@code more}. */
    Tensor emptyStates(Allocator allocator, int more) {
        return Tensor.empty(allocator, Shape.of(time + 1 + more, batch, hidden));
    }

    /** {@code x W'} of all steps. */
    Tensor inputProduct(Allocator allocator, int parts, Tensor x, Tensor weight) {
        Tensor product = empty(allocator, parts);
        allocator
                .backend()
                .gemm(
                        false,
                        true,
                        time * batch,
                        parts * hidden,
                        in,
                        1,
                        x.buffer(),
                        weight.buffer(),
                        0,
                        product.buffer());
        return product;
    }

    /** The sum of both biases. */
    Tensor bias(Allocator allocator, RecurrentWeights weights) {
        Tensor bias = Tensor.empty(allocator, weights.inputBias().shape());
        allocator.backend().copy(weights.inputBias().buffer(), bias.buffer());
        allocator.backend().axpby(1, weights.hiddenBias().buffer(), 1, bias.buffer());
        return bias;
    }

    /** W', to multiply the states of so many parts with at each time. */
    Factor forward(Backend backend, Tensor weight, Part[] parts) {
        return backend.factor(true, weight.size(0), weight.size(1), weight.buffer(), time * parts.length);
    }

    /** W, to multiply the gradients of so many parts with at each time. */
    Factor backward(Backend backend, Tensor weight, Part[] parts) {
        return backend.factor(false, weight.size(1), weight.size(0), weight.buffer(), time * parts.length);
    }

    /** Sends on the gradient of the initial state: what came through the steps, and what was asked of it in the value. */
    void initialGradient(GradientFlow flow, Tensor h0, Tensor gradient, Tensor carry) {
        if (flow.wants(h0)) {
            carry.backend().axpby(1, initial(gradient), 1, carry.buffer());
            flow.add(h0, carry);
        }
    }

    /** Sends on the gradients of the input, the weights and the biases: sums over all steps. */
    void weightGradients(
            GradientFlow flow,
            int parts,
            Tensor states,
            Tensor dInput,
            Tensor dHidden,
            Tensor x,
            RecurrentWeights weights) {
        Allocator allocator = dInput.allocator();
        Backend backend = allocator.backend();
        int rows = time * batch;
        int width = parts * hidden;
        if (flow.wants(x)) {
            Tensor dx = Tensor.empty(allocator, x.shape());
            backend.gemm(
                    false,
                    false,
                    rows,
                    in,
                    width,
                    1,
                    dInput.buffer(),
                    weights.input().buffer(),
                    0,
                    dx.buffer());
            flow.add(x, dx);
        }
        if (flow.wants(weights.input())) {
            Tensor dWeight = Tensor.empty(allocator, weights.input().shape());
            backend.gemm(true, false, width, in, rows, 1, dInput.buffer(), x.buffer(), 0, dWeight.buffer());
            flow.add(weights.input(), dWeight);
        }
        if (flow.wants(weights.hidden())) {
            Tensor dWeight = Tensor.empty(allocator, weights.hidden().shape());
            Buffer before = states.buffer().slice(before(0) * batch * hidden, rows * hidden);
            backend.gemm(true, false, width, hidden, rows, 1, dHidden.buffer(), before, 0, dWeight.buffer());
            flow.add(weights.hidden(), dWeight);
        }
        if (flow.wants(weights.inputBias()) || flow.wants(weights.hiddenBias())) {
            Tensor dBias = columnSums(dInput, weights.inputBias().shape());
            flow.addShared(weights.inputBias(), dBias);
            flow.addShared(
                    weights.hiddenBias(),
                    dHidden == dInput
                            ? dBias
                            : columnSums(dHidden, weights.hiddenBias().shape()));
        }
    }

    private static Tensor columnSums(Tensor dz, Shape bias) {
        Tensor sums = Tensor.empty(dz.allocator(), bias);
        int columns = bias.elements();
        int rows = columns == 0 ? 0 : dz.elements() / columns;
        dz.backend().axes().reduce(Reduction.SUM, 1, rows, columns, dz.buffer(), sums.buffer());
        return sums;
    }
}

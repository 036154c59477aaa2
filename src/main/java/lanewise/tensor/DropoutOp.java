package lanewise.tensor;

import java.util.Collections;
import java.util.List;

/**
 * Inverted dropout (Srivastava et al., 2014): element i is zeroed with probability p, the others are scaled by
 * 1 / (1 - p). No mask is kept: the gradient draws the same random numbers again, by index.
 */
record DropoutOp(Tensor x, float p, long key, long first) implements Op {

    static Tensor of(Tensor x, float p, Rng rng) {
        DropoutOp op = new DropoutOp(x, p, rng.key(), rng.reserve(x.elements()));
        return op.apply(x).recorded(op);
    }

    private Tensor apply(Tensor in) {
        Tensor out = Tensor.empty(in.allocator(), in.shape());
        out.backend().dropout(p, key, first, in.buffer(), out.buffer());
        return out;
    }

    @Override
    public List<Tensor> inputs() {
        return Collections.singletonList(x);
    }

    @Override
    public void backward(Tensor y, Tensor dy, GradientFlow flow) {
        flow.add(x, apply(dy));
    }
}

package lanewise.tensor;

import java.util.Collections;
import java.util.List;

/** {@code y = scale * x + shift} with two constants; {@code dx = scale * dy}. */
record Affine(Tensor x, float scale) implements Op {

    static Tensor of(Tensor x, float scale, float shift) {
        return compute(x, scale, shift).recorded(new Affine(x, scale));
    }

    private static Tensor compute(Tensor x, float scale, float shift) {
        Tensor y = Tensor.empty(x.allocator(), x.shape());
        x.backend().affine(scale, shift, x.buffer(), y.buffer());
        return y;
    }

    @Override
    public List<Tensor> inputs() {
        return Collections.singletonList(x);
    }

    @Override
    public void backward(Tensor y, Tensor dy, GradientFlow flow) {
        flow.add(x, compute(dy, scale, 0));
    }
}

package lanewise.tensor;

import java.util.Arrays;
import java.util.List;
import lanewise.backend.Backend;
import lanewise.backend.Reduction;
import lanewise.kernel.BinaryFunction;

/**
 * The mean over all elements of {@code (x - t)^2}; {@code dx = 2 / count * (x - t) * dy} and {@code dt = -dx}.
 *
 * @param difference {@code x - t}
 */
record MeanSquaredError(Tensor prediction, Tensor target, Tensor difference) implements Op {

    /** Of two tensors of one shape. */
    static Tensor of(Tensor prediction, Tensor target) {
        Tensor difference = prediction.detach().minus(target.detach());
        Tensor loss = Tensor.empty(difference.allocator(), Shape.of());
        Backend backend = loss.backend();
        int count = difference.elements();
        backend.axes().reduce(Reduction.SUM_OF_SQUARES, 1, count, 1, difference.buffer(), loss.buffer());
        backend.affine(1f / count, 0, loss.buffer(), loss.buffer());
        return loss.recorded(new MeanSquaredError(prediction, target, difference));
    }

    @Override
    public List<Tensor> inputs() {
        return Arrays.asList(prediction, target);
    }

    @Override
    public void backward(Tensor loss, Tensor dy, GradientFlow flow) {
        int count = difference.elements();
        Tensor factor = dy.times(2f / count);
        Tensor dx = Tensor.empty(dy.allocator(), difference.shape());
        dx.backend()
                .binary(
                        BinaryFunction.TIMES,
                        1,
                        count,
                        difference.buffer(),
                        count,
                        1,
                        factor.buffer(),
                        0,
                        0,
                        dx.buffer());
        flow.add(prediction, dx);
        if (flow.wants(target)) {
            flow.add(target, dx.neg());
        }
    }
}

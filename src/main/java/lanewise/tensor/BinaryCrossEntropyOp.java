package lanewise.tensor;

import java.util.Collections;
import java.util.List;

/**
 * The mean over all elements of {@code -t log(sigmoid(x)) - (1 - t) log(1 - sigmoid(x))}, t from 0 to 1;
 * {@code dx = (sigmoid(x) - t) / count * dy}. Targets get no gradient.
 */
record BinaryCrossEntropyOp(Tensor logits, Tensor targets) implements Op {

    static Tensor of(Tensor logits, Tensor targets) {
        if (!logits.shape().equals(targets.shape())) {
            throw new ShapeException("binaryCrossEntropyWithLogits " + logits.shape() + ", targets " + targets.shape()
                    + ": the shapes must be equal");
        }
        Tensor losses = Tensor.empty(logits.allocator(), logits.shape());
        losses.backend().losses().binaryCrossEntropy(logits.buffer(), targets.buffer(), losses.buffer());
        return losses.mean().recorded(new BinaryCrossEntropyOp(logits, targets.detach()));
    }

    @Override
    public List<Tensor> inputs() {
        return Collections.singletonList(logits);
    }

    @Override
    public void backward(Tensor loss, Tensor dy, GradientFlow flow) {
        Tensor dx = Tensor.empty(dy.allocator(), logits.shape());
        dx.backend()
                .losses()
                .binaryCrossEntropyGradient(
                        logits.buffer(), targets.buffer(), 1f / logits.elements(), dy.buffer(), dx.buffer());
        flow.add(logits, dx);
    }
}

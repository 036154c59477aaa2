package lanewise.tensor;

import java.util.Collections;
import java.util.List;

/** The mean of {@code -log softmax(logits)[target]} over the rows; {@code dx = (softmax - onehot) / rows * dy}. */
record CrossEntropyOp(Tensor logits, IntTensor targets, Tensor probabilities) implements Op {

    static Tensor of(Tensor logits, IntTensor targets) {
        if (logits.rank() < 2 || !targets.shape().equals(logits.shape().without(logits.rank() - 1))) {
            throw new ShapeException("crossEntropy " + logits.shape() + ", targets " + targets.shape()
                    + ": the logits need the shape of the targets and one more axis, the classes");
        }
        int rows = targets.elements();
        Tensor losses = Tensor.empty(logits.allocator(), targets.shape());
        Tensor probabilities = Tensor.empty(logits.allocator(), logits.shape());
        losses.backend()
                .losses()
                .crossEntropy(
                        rows,
                        logits.size(-1),
                        logits.buffer(),
                        targets.buffer(),
                        losses.buffer(),
                        probabilities.buffer());
        return losses.mean().recorded(new CrossEntropyOp(logits, targets, probabilities));
    }

    @Override
    public List<Tensor> inputs() {
        return Collections.singletonList(logits);
    }

    @Override
    public void backward(Tensor loss, Tensor dy, GradientFlow flow) {
        int rows = targets.elements();
        Tensor dx = Tensor.empty(dy.allocator(), logits.shape());
        dx.backend()
                .losses()
                .crossEntropyGradient(
                        rows,
                        logits.size(-1),
                        probabilities.buffer(),
                        targets.buffer(),
                        1f / rows,
                        dy.buffer(),
                        dx.buffer());
        flow.add(logits, dx);
    }
}

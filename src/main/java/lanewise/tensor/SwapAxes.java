package lanewise.tensor;

import java.util.Collections;
import java.util.List;

/** The first two axes exchanged, as a copy; the gradient is exchanged back. */
record SwapAxes(Tensor x) implements Op {

    static Tensor of(Tensor x) {
        if (x.rank() < 2) {
            throw new ShapeException("swapTimeAndBatch " + x.shape() + ": there must be two axes to exchange");
        }
        return swapped(x).recorded(new SwapAxes(x));
    }

    private static Tensor swapped(Tensor x) {
        int first = x.size(0);
        int second = x.size(1);
        int width = x.shape().product(2, x.rank());
        Tensor y = Tensor.empty(x.allocator(), x.shape().with(0, second).with(1, first));
        for (int i = 0; i < first && second > 0; i++) {
            int rest = y.elements() - i * width;
            y.backend()
                    .copyRectangle(
                            second,
                            width,
                            x.buffer().slice(i * second * width, second * width),
                            width,
                            y.buffer().slice(i * width, rest),
                            first * width);
        }
        return y;
    }

    @Override
    public List<Tensor> inputs() {
        return Collections.singletonList(x);
    }

    @Override
    public void backward(Tensor y, Tensor dy, GradientFlow flow) {
        flow.add(x, swapped(dy));
    }
}

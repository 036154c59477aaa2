package lanewise.tensor;

import java.util.Arrays;
import java.util.List;

/** Layer normalisation (Ba, Kiros and Hinton, 2016) over the last axis, with the biased variance. */
record LayerNormOp(Tensor x, Tensor weight, Tensor bias, Tensor mean, Tensor inverseDeviation) implements Op {

    static Tensor of(Tensor x, Tensor weight, Tensor bias, float epsilon) {
        int columns = weight.elements();
        int rows = x.shape().product(0, x.rank() - 1);
        Tensor y = Tensor.empty(Tensor.allocator(x, weight), x.shape());
        Tensor mean = Tensor.empty(y.allocator(), Shape.of(rows));
        Tensor inverseDeviation = Tensor.empty(y.allocator(), Shape.of(rows));
        y.backend()
                .normalisations()
                .layerNorm(
                        rows,
                        columns,
                        epsilon,
                        x.buffer(),
                        weight.buffer(),
                        bias.buffer(),
                        y.buffer(),
                        mean.buffer(),
                        inverseDeviation.buffer());
        return y.recorded(new LayerNormOp(x, weight, bias, mean, inverseDeviation));
    }

    @Override
    public List<Tensor> inputs() {
        return Arrays.asList(x, weight, bias);
    }

    @Override
    public void backward(Tensor y, Tensor dy, GradientFlow flow) {
        Tensor dx = Tensor.empty(dy.allocator(), x.shape());
        Tensor dWeight = Tensor.empty(dy.allocator(), weight.shape());
        Tensor dBias = Tensor.empty(dy.allocator(), bias.shape());
        dx.backend()
                .normalisations()
                .layerNormGradient(
                        mean.elements(),
                        weight.elements(),
                        x.buffer(),
                        weight.buffer(),
                        mean.buffer(),
                        inverseDeviation.buffer(),
                        dy.buffer(),
                        dx.buffer(),
                        dWeight.buffer(),
                        dBias.buffer());
        flow.add(x, dx);
        flow.add(weight, dWeight);
        flow.add(bias, dBias);
    }
}

package lanewise.tensor;

import java.util.Arrays;
import java.util.List;

/**
 * Batch normalisation (Ioffe and Szegedy, 2015) of the columns of a matrix:
 * {@code y = (x - mean) / sqrt(variance + epsilon) * weight + bias}.
 *
 * @param frozen whether mean and variance are constants, or the batch's own and so functions of x
 */
record BatchNormOp(Tensor x, Tensor mean, Tensor variance, Tensor weight, Tensor bias, float epsilon, boolean frozen)
        implements Op {

    static Tensor of(
            Tensor x, Tensor mean, Tensor variance, Tensor weight, Tensor bias, float epsilon, boolean frozen) {
        Tensor y = Tensor.empty(Tensor.allocator(x, weight), x.shape());
        y.backend()
                .normalisations()
                .batchNorm(
                        x.size(0),
                        x.size(1),
                        epsilon,
                        x.buffer(),
                        mean.buffer(),
                        variance.buffer(),
                        weight.buffer(),
                        bias.buffer(),
                        y.buffer());
        return y.recorded(new BatchNormOp(x, mean, variance, weight, bias, epsilon, frozen));
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
                .batchNormGradient(
                        frozen,
                        x.size(0),
                        x.size(1),
                        epsilon,
                        x.buffer(),
                        mean.buffer(),
                        variance.buffer(),
                        weight.buffer(),
                        dy.buffer(),
                        dx.buffer(),
                        dWeight.buffer(),
                        dBias.buffer());
        flow.add(x, dx);
        flow.add(weight, dWeight);
        flow.add(bias, dBias);
    }
}

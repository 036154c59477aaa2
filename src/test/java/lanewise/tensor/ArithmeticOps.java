package lanewise.tensor;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import lanewise.backend.Device;
import lanewise.backend.Stranger;
import lanewise.backend.TestDevice;
import lanewise.kernel.UnaryFunction;

/** Element by element, and products of matrices. */
final class ArithmeticOps extends OpTable {

    /** Pairs that fit by repeating a number, a row, a column, or a column and a row. */
    private static final List<List<Shape>> REPEATED = List.of(
            List.of(Shape.of(7), Shape.of()),
            List.of(Shape.of(2, 3), Shape.of(1)),
            List.of(Shape.of(2, 3), Shape.of(1, 1)),
            List.of(Shape.of(5, 3), Shape.of(3)),
            List.of(Shape.of(5, 3), Shape.of(1, 3)),
            List.of(Shape.of(1, 3), Shape.of(3)),
            List.of(Shape.of(2, 5, 3), Shape.of(5, 3)),
            List.of(Shape.of(2, 5, 3), Shape.of(3)),
            List.of(Shape.of(2, 5, 3), Shape.of(1, 5, 3)),
            List.of(Shape.of(5, 3), Shape.of(5, 1)),
            List.of(Shape.of(2, 5, 3), Shape.of(2, 1, 1)),
            List.of(Shape.of(2, 5, 3), Shape.of(2, 5, 1)),
            List.of(Shape.of(5, 1), Shape.of(3)),
            List.of(Shape.of(5, 1), Shape.of(1, 3)),
            List.of(Shape.of(0, 3), Shape.of(3)),
            List.of(Shape.of(0, 3), Shape.of(1, 3)),
            List.of(Shape.of(3, 0), Shape.of(3, 1)),
            List.of(Shape.of(0), Shape.of(1)));

    private static final int[][] ROWS_INNER_COLUMNS = {
        {1, 1, 1}, {3, 4, 5}, {7, 1, 2}, {1, 9, 17}, {0, 3, 2}, {3, 2, 0}, {3, 0, 2}, {5, 33, 3}
    };

    private static final Device OTHER = Stranger.likeCpu().device();

    @Override
    void fill() {
        unary();
        for (Shape shape : SHAPES) {
            binary(shape, shape);
        }
        for (List<Shape> pair : REPEATED) {
            binary(pair.get(0), pair.get(1));
            binary(pair.get(1), pair.get(0));
        }
        one("plus itself", x -> x.plus(x), x -> x.times(2), in(3, 5));
        one("times itself", x -> x.times(x), x -> x.map(v -> v * v), in(3, 5));
        for (int[] size : ROWS_INNER_COLUMNS) {
            for (int flags = 0; flags < 4; flags++) {
                matmul(size[0], size[1], size[2], flags % 2 == 1, flags > 1);
            }
        }
        for (int[] size : new int[][] {{1, 1}, {4, 3}, {1, 7}, {7, 1}, {0, 3}, {5, 18}}) {
            one("transpose", Tensor::transpose, x -> x.transpose(true), in(size));
            two("rowDot", Functional::rowDot, (a, b) -> a.times(b).sum(1).drop(1), in(size), in(size));
        }
    }

    private void unary() {
        unary("identity", x -> Unary.of(UnaryFunction.IDENTITY, 0, x), v -> v, -3, 3);
        unary("relu", Tensor::relu, v -> Math.max(v, 0), -3, 3);
        unary("leakyRelu", x -> x.leakyRelu(0.25f), v -> v > 0 ? v : 0.25 * v, -3, 3);
        unary("exp", Tensor::exp, Math::exp, -3, 3);
        unary("exp, wide", Tensor::exp, Math::exp, -80, 80);
        unary("log", Tensor::log, Math::log, 0.01f, 4);
        unary("log, wide", Tensor::log, Math::log, 1, 1e30f);
        unary("sigmoid", Tensor::sigmoid, ArithmeticOps::sigmoid, -3, 3);
        unary("sigmoid, wide", Tensor::sigmoid, ArithmeticOps::sigmoid, -30, 30);
        unary("tanh", Tensor::tanh, Math::tanh, -1, 1);
        unary("tanh, wide", Tensor::tanh, Math::tanh, -20, 20);
        unary("softplus", Tensor::softplus, ArithmeticOps::softplus, -3, 3);
        unary("softplus, wide", Tensor::softplus, ArithmeticOps::softplus, -90, 90);
        unary("square", Tensor::square, v -> v * v, -1000, 1000);
        unary("sqrt", Tensor::sqrt, Math::sqrt, 0.1f, 1e6f);
        unary("abs", Tensor::abs, Math::abs, -3, 3);
        unary("plus a number", x -> x.plus(1.5f), v -> v + 1.5, -3, 3);
        unary("minus a number", x -> x.minus(1.5f), v -> v - 1.5, -3, 3);
        unary("times a number", x -> x.times(-2.5f), v -> v * -2.5, -3, 3);
        unary("div by a number", x -> x.div(3), v -> v / 3, -3, 3);
        unary("neg", Tensor::neg, v -> -v, -3, 3);
        unary("sigmoidRange", x -> x.sigmoidRange(0.5f, 5.5f), v -> 0.5 + 5 * sigmoid(v), -3, 3);
        unary("to a device and back", x -> x.to(OTHER).to(TestDevice.of(x.backend())), v -> v, -3, 3);
        unary("custom", x -> Tensor.apply(new Cube(), x), v -> v * v * v, -3, 3);
    }

    static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    static double softplus(double x) {
        return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
    }

    private void unary(String name, Function<Tensor, Tensor> tensor, DoubleUnaryOperator f, float low, float high) {
        for (Shape shape : SHAPES) {
            one(name, tensor, x -> x.map(f), in(low, high, shape.sizes()));
        }
    }

    private void binary(Shape a, Shape b) {
        two("plus", Tensor::plus, Doubles::plus, in(a.sizes()), in(b.sizes()));
        two("minus", Tensor::minus, Doubles::minus, in(a.sizes()), in(b.sizes()));
        two("times", Tensor::times, Doubles::times, in(a.sizes()), in(b.sizes()));
        two("div", Tensor::div, Doubles::div, in(a.sizes()), in(0.5f, 3, b.sizes()));
    }

    private void matmul(int m, int k, int n, boolean transposeA, boolean transposeB) {
        two(
                "matmul" + (transposeA ? ", A'" : "") + (transposeB ? ", B'" : ""),
                (a, b) -> a.matmul(b, transposeA, transposeB),
                (a, b) -> a.transpose(transposeA).matmul(b.transpose(transposeB)),
                transposeA ? in(k, m) : in(m, k),
                transposeB ? in(n, k) : in(k, n));
    }

    /** An operation of a user, computed on arrays. */
    private record Cube() implements CustomOp {

        @Override
        public Tensor forward(List<Tensor> inputs) {
            float[] x = inputs.get(0).toArray();
            for (int i = 0; i < x.length; i++) {
                x[i] = x[i] * x[i] * x[i];
            }
            return Tensor.of(inputs.get(0).allocator(), x, inputs.get(0).shape());
        }

        @Override
        public List<Tensor> backward(List<Tensor> inputs, Tensor output, Tensor gradient) {
            return List.of(inputs.get(0).square().times(3).times(gradient));
        }
    }
}

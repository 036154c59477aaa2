package lanewise.tensor;

import java.util.Arrays;
import java.util.List;

/**
 * The product of two matrices, each taken as it is or transposed. With C = A B: {@code dA = dC B'} and
 * {@code dB = A' dC}; a transposed operand gets the transpose of that, which is again a product with flags.
 */
record Matmul(Tensor a, Tensor b, boolean transposeA, boolean transposeB) implements Op {

    static Tensor of(Tensor a, Tensor b, boolean transposeA, boolean transposeB) {
        return multiply(a, b, transposeA, transposeB).recorded(new Matmul(a, b, transposeA, transposeB));
    }

    private static Tensor multiply(Tensor a, Tensor b, boolean transposeA, boolean transposeB) {
        if (a.rank() != 2 || b.rank() != 2) {
            throw new ShapeException("matmul " + a.shape() + " x " + b.shape() + ": both must be matrices");
        }
        int m = a.size(transposeA ? 1 : 0);
        int k = a.size(transposeA ? 0 : 1);
        int n = b.size(transposeB ? 0 : 1);
        int inner = b.size(transposeB ? 1 : 0);
        if (k != inner) {
            throw new ShapeException("matmul " + a.shape() + (transposeA ? "'" : "") + " x " + b.shape()
                    + (transposeB ? "'" : "") + ": inner dimensions differ (" + k + " and " + inner + ")");
        }
        Tensor c = Tensor.empty(Tensor.allocator(a, b), Shape.of(m, n));
        c.backend().gemm(transposeA, transposeB, m, n, k, 1, a.buffer(), b.buffer(), 0, c.buffer());
        return c;
    }

    @Override
    public List<Tensor> inputs() {
        return Arrays.asList(a, b);
    }

    @Override
    public void backward(Tensor c, Tensor dc, GradientFlow flow) {
        if (flow.wants(a)) {
            flow.add(a, transposeA ? multiply(b, dc, transposeB, true) : multiply(dc, b, false, !transposeB));
        }
        if (flow.wants(b)) {
            flow.add(b, transposeB ? multiply(dc, a, true, transposeA) : multiply(a, dc, !transposeA, false));
        }
    }
}

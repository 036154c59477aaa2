package lanewise.backend;

import static lanewise.backend.CpuBuffer.array;
import static lanewise.backend.CpuBuffer.offset;

import java.util.ArrayDeque;
import java.util.Deque;
import lanewise.kernel.FewNumbers;
import lanewise.kernel.Kernels;
import lanewise.kernel.MatrixProduct;

/** Products of matrices with their scratch memory, kept between calls. A call takes one and gives it back, so calls may overlap. */
final class Products {

    private final Sharing sharing;
    private final Deque<MatrixProduct> free = new ArrayDeque<>();

    Products(Sharing sharing) {
        this.sharing = sharing;
    }

    synchronized MatrixProduct take() {
        MatrixProduct product = free.poll();
        return product != null ? product : Kernels.MATRIX.product();
    }

    synchronized void giveBack(MatrixProduct product) {
        free.push(product);
    }

    /** See {@link Backend#gemm}. */
    void gemm(
            boolean transposeA,
            boolean transposeB,
            int m,
            int n,
            int k,
            float alpha,
            Buffer a,
            Buffer b,
            float beta,
            Buffer c) {
        if (FewNumbers.suits(m, n, k)) {
            FewNumbers.gemm(
                    transposeA,
                    transposeB,
                    m,
                    n,
                    k,
                    alpha,
                    array(a),
                    offset(a),
                    array(b),
                    offset(b),
                    beta,
                    array(c),
                    offset(c));
            return;
        }
        MatrixProduct product = take();
        product.begin(
                transposeA,
                transposeB,
                m,
                n,
                k,
                alpha,
                array(a),
                offset(a),
                transposeA ? m : k,
                array(b),
                offset(b),
                transposeB ? k : n,
                beta,
                array(c),
                offset(c),
                n);
        run(product, (long) m * n * k);
        product.end();
        giveBack(product);
    }

    /** Runs all steps of a product that has begun. */
    void run(MatrixProduct product, long multiplications) {
        int threads = sharing.threadsFor(multiplications);
        if (threads == 1) {
            product.runAll();
            return;
        }
        int steps = product.steps();
        for (int step = 0; step < steps; step++) {
            int current = step;
            int parts = product.parts(step, threads);
            sharing.parts(parts, (part, thread) -> product.run(current, part, parts, thread));
        }
    }
}

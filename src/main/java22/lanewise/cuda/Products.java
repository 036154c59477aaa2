package lanewise.cuda;

import java.lang.ref.Reference;
import lanewise.backend.Buffer;
import lanewise.backend.Factor;

/**
 * Products of matrices through cuBLAS. It has matrices by columns, and a matrix by rows is the transpose of one by columns with
 * the same numbers; so {@code C = A * B} is asked for as {@code C' = B' * A'}.
 */
@SuppressWarnings("ReachabilityFenceUsage") // what failed is not queued
final class Products {

    private final Card card;
    private final Cublas cublas;
    private final Launcher launcher;

    Products(Card card, Cublas cublas, Launcher launcher) {
        this.card = card;
        this.cublas = cublas;
        this.launcher = launcher;
    }

    Cublas cublas() {
        return cublas;
    }

    /** See {@link lanewise.backend.Backend#gemm}. */
    void gemm(
            boolean tf32,
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
        if (m == 0 || n == 0) {
            return;
        }
        if (k == 0) {
            scale(beta, m * n, launcher.own(c));
            return;
        }
        synchronized (card) {
            card.enter();
            long left = launcher.own(a).address();
            long right = launcher.own(b).address();
            long out = launcher.own(c).address();
            int aStride = transposeA ? m : k;
            int bStride = transposeB ? k : n;
            card.computeStream(); // cuBLAS computes there
            cublas.useTf32(tf32);
            int status;
            if (n == 1) {
                // A by rows, m x k, is k x m by columns: it is to be transposed if it is not.
                status = cublas.gemv(!transposeA, aStride, transposeA ? k : m, alpha, left, aStride, right, beta, out);
            } else if (m == 1) {
                status = cublas.gemv(transposeB, bStride, transposeB ? n : k, alpha, right, bStride, left, beta, out);
            } else {
                status = cublas.gemm(
                        transposeB, transposeA, n, m, k, alpha, right, bStride, left, aStride, beta, out, n);
            }
            if (status != 0) {
                String what = n == 1 || m == 1 ? "cublasSgemv" : "cublasSgemm";
                if (status == Cublas.OUT_OF_MEMORY) {
                    throw card.outOfMemory(what);
                }
                cublas.check(what, status);
            }
            // Until the product is queued, nobody else may get their memory.
            Reference.reachabilityFence(a);
            Reference.reachabilityFence(b);
            Reference.reachabilityFence(c);
        }
    }

    /** A sum of no products. What is kept of nothing is nothing, whatever stood there. */
    private void scale(float beta, int count, CudaBuffer c) {
        Buffer all = c.slice(0, count);
        if (beta == 0) {
            card.transfers().fill(launcher.own(all), 0);
        } else if (beta != 1) {
            launcher.launch(Kernel.AFFINE, count, count, beta, 0f, all, all);
        }
    }

    /** See {@link lanewise.backend.Backend#factor}; nothing needs to be prepared. */
    Factor factor(boolean tf32, boolean transposeB, int n, int k, Buffer b) {
        return new Factor() {
            @Override
            public void multiply(int rows, Buffer a, float beta, Buffer c) {
                gemm(tf32, false, transposeB, rows, n, k, 1, a, b, beta, c);
            }

            @Override
            public void close() {}
        };
    }
}

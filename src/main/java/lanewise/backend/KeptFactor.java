package lanewise.backend;

import static lanewise.backend.CpuBuffer.array;
import static lanewise.backend.CpuBuffer.offset;

import lanewise.kernel.FewNumbers;
import lanewise.kernel.MatrixProduct;
import org.jspecify.annotations.Nullable;

/** A factor that keeps what a product packed of it for the next. */
final class KeptFactor implements Factor {

    private final Products products;
    private final boolean transposeB;
    private final int n;
    private final int k;
    private final Buffer b;
    private final boolean worthKeeping;
    private @Nullable MatrixProduct product;

    KeptFactor(Products products, boolean transposeB, int n, int k, Buffer b, boolean worthKeeping) {
        this.products = products;
        this.transposeB = transposeB;
        this.n = n;
        this.k = k;
        this.b = b;
        this.worthKeeping = worthKeeping;
    }

    @Override
    public void multiply(int rows, Buffer a, float beta, Buffer c) {
        if (FewNumbers.suits(rows, n, k)) {
            products.gemm(false, transposeB, rows, n, k, 1, a, b, beta, c);
            return;
        }
        MatrixProduct kept = product;
        if (kept == null) {
            kept = products.take();
            product = kept;
            kept.begin(
                    false,
                    transposeB,
                    rows,
                    n,
                    k,
                    1,
                    array(a),
                    offset(a),
                    k,
                    array(b),
                    offset(b),
                    transposeB ? k : n,
                    beta,
                    array(c),
                    offset(c),
                    n);
            if (worthKeeping) {
                kept.keepB();
            }
        } else {
            kept.next(rows, array(a), offset(a), beta, array(c), offset(c));
        }
        products.run(kept, (long) rows * n * k);
    }

    @Override
    public void close() {
        if (product != null) {
            product.end();
            products.giveBack(product);
            product = null;
        }
    }
}

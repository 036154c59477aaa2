package lanewise.backend;

import java.util.ArrayDeque;
import java.util.Deque;
import lanewise.kernel.Kernels;
import lanewise.kernel.MatrixProduct;

/** Products of matrices with their scratch memory, kept between calls. A call takes one and gives it back, so calls may overlap. */
final class Products {

    private final Deque<MatrixProduct> free = new ArrayDeque<>();

    synchronized MatrixProduct take() {
        MatrixProduct product = free.poll();
        return product != null ? product : Kernels.MATRIX.product();
    }

    synchronized void giveBack(MatrixProduct product) {
        free.push(product);
    }
}

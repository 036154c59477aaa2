package lanewise.kernel;

import java.util.Map;

/** The trials of {@link MatrixKernels}. */
final class MatrixTrials {

    private MatrixTrials() {}

    static void addTo(Map<String, Trial> trials) {
        trials.put("MatrixKernels.product", MatrixTrials::product);
        trials.put("MatrixKernels.gemv", MatrixTrials::gemv);
        trials.put("MatrixKernels.dot", MatrixTrials::dot);
        trials.put("MatrixKernels.axpy", MatrixTrials::axpy);
    }

    /** All four forms of a product with n columns, of a height that every register tile has a part in. */
    private static double product(KernelFamilies tested, KernelFamilies scalar, int n, long key) {
        int m = 18 + (int) (key & 7);
        int k = 1 + (int) (key >>> 8 & 31);
        float[] a = Trial.random(m * k, key);
        float[] b = Trial.random(k * n, ~key);
        float[] c = Trial.random(m * n, key + 1);
        double worst = 0;
        for (int form = 0; form < 4; form++) {
            boolean transposeA = (form & 1) != 0;
            boolean transposeB = (form & 2) != 0;
            float[] result = multiply(tested.matrix(), transposeA, transposeB, m, n, k, a, b, c);
            float[] expected = multiply(scalar.matrix(), transposeA, transposeB, m, n, k, a, b, c);
            float[] sizes = multiply(
                    scalar.matrix(),
                    transposeA,
                    transposeB,
                    m,
                    n,
                    k,
                    Trial.absolute(a),
                    Trial.absolute(b),
                    Trial.absolute(c));
            worst = Math.max(worst, Trial.worst(result, expected, k + 1, sizes));
        }
        return worst;
    }

    private static float[] multiply(
            MatrixKernels kernels,
            boolean transposeA,
            boolean transposeB,
            int m,
            int n,
            int k,
            float[] a,
            float[] b,
            float[] c) {
        float[] result = c.clone();
        MatrixProduct product = kernels.product();
        int lda = transposeA ? m : k;
        int ldb = transposeB ? k : n;
        product.begin(transposeA, transposeB, m, n, k, 0.7f, a, 0, lda, b, 0, ldb, 1.3f, result, 0, n);
        product.runAll();
        return result;
    }

    private static double gemv(KernelFamilies tested, KernelFamilies scalar, int n, long key) {
        int rows = 5;
        float[] a = Trial.random(rows * n, key);
        double worst = 0;
        for (boolean transpose : new boolean[] {false, true}) {
            float[] x = Trial.random(transpose ? rows : n, ~key);
            float[] y = Trial.random(transpose ? n : rows, key + 1);
            float[] expected = y.clone();
            float[] sizes = Trial.absolute(y);
            tested.matrix().gemv(transpose, rows, n, 0.7f, a, 0, n, x, 0, 1.3f, y, 0);
            scalar.matrix().gemv(transpose, rows, n, 0.7f, a, 0, n, x, 0, 1.3f, expected, 0);
            scalar.matrix()
                    .gemv(transpose, rows, n, 0.7f, Trial.absolute(a), 0, n, Trial.absolute(x), 0, 1.3f, sizes, 0);
            worst = Math.max(worst, Trial.worst(y, expected, x.length + 1.0, sizes));
        }
        return worst;
    }

    private static double dot(KernelFamilies tested, KernelFamilies scalar, int n, long key) {
        float[] x = Trial.random(n, key);
        float[] y = Trial.random(n, ~key);
        float[] size = {scalar.matrix().dot(n, Trial.absolute(x), 0, Trial.absolute(y), 0)};
        return Trial.worst(
                new float[] {tested.matrix().dot(n, x, 0, y, 0)},
                new float[] {scalar.matrix().dot(n, x, 0, y, 0)},
                n,
                size);
    }

    private static double axpy(KernelFamilies tested, KernelFamilies scalar, int n, long key) {
        float[] x = Trial.random(n, key);
        float[] y = Trial.random(n, ~key);
        float[] expected = y.clone();
        tested.matrix().axpy(n, 0.7f, x, 0, y, 0);
        scalar.matrix().axpy(n, 0.7f, x, 0, expected, 0);
        return Trial.sameBits(y, expected);
    }
}

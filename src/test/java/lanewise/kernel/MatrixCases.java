package lanewise.kernel;

import java.util.Map;

/** The cases of {@link MatrixKernels}; {@link GemmTest} has the long list of shapes. */
final class MatrixCases {

    private MatrixCases() {}

    static void addTo(Map<String, KernelCase> cases) {
        cases.put("MatrixKernels.product", MatrixCases::product);
        cases.put("MatrixKernels.gemv", MatrixCases::gemv);
        cases.put("MatrixKernels.dot", MatrixCases::dot);
        cases.put("MatrixKernels.axpy", MatrixCases::axpy);
    }

    private static void product(KernelFamilies twin, Sample sample) {
        int n = sample.n;
        int m = 1 + sample.random.nextInt(20);
        int k = sample.random.nextInt(20);
        boolean transposeA = sample.random.nextBoolean();
        boolean transposeB = sample.random.nextBoolean();
        Range a = sample.in(m * k);
        Range b = sample.in(k * n);
        Range c = sample.out(m * n);
        MatrixProduct product = twin.matrix().product();
        product.begin(
                transposeA,
                transposeB,
                m,
                n,
                k,
                1f,
                a.array,
                a.offset,
                transposeA ? m : k,
                b.array,
                b.offset,
                transposeB ? k : n,
                0f,
                c.array,
                c.offset,
                n);
        product.runAll();
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                double sum = 0;
                double size = 0;
                for (int p = 0; p < k; p++) {
                    double left = a.get(transposeA ? p * m + i : i * k + p);
                    double term = left * b.get(transposeB ? j * k + p : p * n + j);
                    sum += term;
                    size += Math.abs(term);
                }
                sample.near(c.get(i * n + j), sum, k, size);
            }
        }
    }

    private static void gemv(KernelFamilies twin, Sample sample) {
        int columns = sample.n;
        int rows = sample.random.nextInt(12);
        int lda = columns + 3;
        Range a = sample.in(rows * lda);
        for (boolean transpose : new boolean[] {false, true}) {
            int out = transpose ? columns : rows;
            int in = transpose ? rows : columns;
            for (float beta : new float[] {0f, 1f, 1.3f}) {
                Range x = sample.in(in);
                Range before = beta == 0f ? sample.out(out) : sample.in(out);
                Range y = sample.inOut(before);
                twin.matrix()
                        .gemv(
                                transpose, rows, columns, 0.7f, a.array, a.offset, lda, x.array, x.offset, beta,
                                y.array, y.offset);
                for (int i = 0; i < out; i++) {
                    double sum = beta == 0f ? 0 : (double) beta * before.get(i);
                    double size = Math.abs(sum);
                    for (int p = 0; p < in; p++) {
                        double term = 0.7f * (double) a.get(transpose ? p * lda + i : i * lda + p) * x.get(p);
                        sum += term;
                        size += Math.abs(term);
                    }
                    sample.near(y.get(i), sum, in + 2, size);
                }
            }
        }
    }

    private static void dot(KernelFamilies twin, Sample sample) {
        Range x = sample.in(sample.n);
        Range y = sample.in(sample.n);
        double sum = 0;
        double size = 0;
        for (int i = 0; i < sample.n; i++) {
            sum += (double) x.get(i) * y.get(i);
            size += Math.abs((double) x.get(i) * y.get(i));
        }
        sample.near(twin.matrix().dot(sample.n, x.array, x.offset, y.array, y.offset), sum, sample.n, size);
    }

    private static void axpy(KernelFamilies twin, Sample sample) {
        Range x = sample.in(sample.n);
        Range before = sample.in(sample.n);
        Range y = sample.inOut(before);
        twin.matrix().axpy(sample.n, 0.7f, x.array, x.offset, y.array, y.offset);
        for (int i = 0; i < sample.n; i++) {
            sample.same(y.get(i), before.get(i) + 0.7f * x.get(i));
        }
    }
}

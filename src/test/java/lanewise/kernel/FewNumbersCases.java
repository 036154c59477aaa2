package lanewise.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Random;

/** The cases of {@link FewNumbers}. */
final class FewNumbersCases {

    private FewNumbersCases() {}

    static void addTo(Map<String, KernelCase> cases) {
        cases.put("FewNumbers.gemm", FewNumbersCases::gemm);
        cases.put("FewNumbers.suits", FewNumbersCases::suits);
    }

    private static void gemm(KernelFamilies twin, Sample sample) {
        Random random = sample.random;
        int n = sample.n;
        int m = random.nextInt(4);
        int k = random.nextInt(12);
        boolean transposeA = random.nextBoolean();
        boolean transposeB = random.nextBoolean();
        float alpha = new float[] {0f, 1f, 0.7f}[random.nextInt(3)];
        float beta = new float[] {0f, 1f, 1.3f}[random.nextInt(3)];
        Range a = sample.in(m * k);
        Range b = sample.in(k * n);
        Range c = sample.out(m * n);
        double[] before = new double[m * n];
        for (int i = 0; i < m * n; i++) {
            before[i] = beta == 0 ? 0 : random.nextFloat();
            c.set(i, beta == 0 ? Float.NaN : (float) before[i]);
        }
        FewNumbers.gemm(
                transposeA, transposeB, m, n, k, alpha, a.array, a.offset, b.array, b.offset, beta, c.array, c.offset);
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                double sum = beta * before[i * n + j];
                double size = Math.abs(sum);
                for (int p = 0; p < k; p++) {
                    double left = a.get(transposeA ? p * m + i : i * k + p);
                    double product = alpha * left * b.get(transposeB ? j * k + p : p * n + j);
                    sum += product;
                    size += Math.abs(product);
                }
                sample.near(c.get(i * n + j), sum, k + 2, size);
            }
        }
    }

    private static void suits(KernelFamilies twin, Sample sample) {
        assertTrue(FewNumbers.suits(1, 32, 10));
        assertTrue(FewNumbers.suits(0, Integer.MAX_VALUE, Integer.MAX_VALUE));
        assertFalse(FewNumbers.suits(1 << 20, 1 << 20, 1 << 20));
        assertEquals(sample.n <= 128, FewNumbers.suits(2, sample.n, 2));
    }
}

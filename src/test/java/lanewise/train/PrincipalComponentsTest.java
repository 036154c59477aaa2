package lanewise.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class PrincipalComponentsTest {

    private static final float[] FIRST = {0.4619411f, 0.5718713f, 0.5324258f, 0.3539080f, 0.0829477f, -0.2096790f};
    private static final float[] SECOND = {-0.3519798f, -0.0791598f, 0.2143371f, 0.4518481f, 0.5713341f, 0.5415848f};

    /**
     * <pre>
     * import numpy as np
     * x = np.cos(np.arange(24) * 1.7).reshape(6, 4)    # 6 items, 4 factors
     * c = x.T - x.T.mean(0)                             # samples are the factors
     * v = np.linalg.svd(c, full_matrices=False)[2][:2]
     * print(v * np.sign(v[np.arange(2), np.abs(v).argmax(1)])[:, None])
     * </pre>
     */
    @Test
    void agreesWithNumpy() {
        float[][] matrix = new float[6][4];
        for (int i = 0; i < 24; i++) {
            matrix[i / 4][i % 4] = (float) Math.cos(i * 1.7);
        }
        float[][] components = PrincipalComponents.ofColumns(matrix, 2);
        assertArrayEquals(FIRST, components[0], 1e-5f);
        assertArrayEquals(SECOND, components[1], 1e-5f);
    }

    @Test
    void componentsAreOrthogonalAndOfLengthOne() {
        float[][] matrix = new float[40][8];
        for (int i = 0; i < 320; i++) {
            matrix[i / 8][i % 8] = (float) Math.sin(i * i * 0.37);
        }
        float[][] components = PrincipalComponents.ofColumns(matrix, 3);
        for (int a = 0; a < 3; a++) {
            for (int b = 0; b < 3; b++) {
                double dot = 0;
                for (int i = 0; i < 40; i++) {
                    dot += components[a][i] * components[b][i];
                }
                assertEquals(a == b ? 1 : 0, dot, 1e-5);
            }
        }
    }

    @Test
    void thereAreNoMoreComponentsThanFactors() {
        assertThrows(IllegalArgumentException.class, () -> PrincipalComponents.ofColumns(new float[5][2], 3));
    }
}

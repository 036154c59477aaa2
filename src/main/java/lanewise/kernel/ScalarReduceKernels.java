package lanewise.kernel;

/** Reductions with four accumulators, so that one addition need not wait for the last. */
final class ScalarReduceKernels implements ReduceKernels {

    @Override
    public float sum(int n, float[] x, int xOffset) {
        float s0 = 0f;
        float s1 = 0f;
        float s2 = 0f;
        float s3 = 0f;
        int i = 0;
        for (; i + 3 < n; i += 4) {
            s0 += x[xOffset + i];
            s1 += x[xOffset + i + 1];
            s2 += x[xOffset + i + 2];
            s3 += x[xOffset + i + 3];
        }
        float sum = (s0 + s1) + (s2 + s3);
        for (; i < n; i++) {
            sum += x[xOffset + i];
        }
        return sum;
    }

    @Override
    public float sumOfSquares(int n, float[] x, int xOffset) {
        return dot(n, x, xOffset, x, xOffset);
    }

    /** The sum of {@code x[i] * y[i]}, which the matrix and row kernels share. */
    float dot(int n, float[] x, int xOffset, float[] y, int yOffset) {
        float s0 = 0f;
        float s1 = 0f;
        float s2 = 0f;
        float s3 = 0f;
        int i = 0;
        for (; i + 3 < n; i += 4) {
            s0 += x[xOffset + i] * y[yOffset + i];
            s1 += x[xOffset + i + 1] * y[yOffset + i + 1];
            s2 += x[xOffset + i + 2] * y[yOffset + i + 2];
            s3 += x[xOffset + i + 3] * y[yOffset + i + 3];
        }
        float sum = (s0 + s1) + (s2 + s3);
        for (; i < n; i++) {
            sum += x[xOffset + i] * y[yOffset + i];
        }
        return sum;
    }

    @Override
    public float max(int n, float[] x, int xOffset) {
        float m0 = Float.NEGATIVE_INFINITY;
        float m1 = m0;
        float m2 = m0;
        float m3 = m0;
        int i = 0;
        for (; i + 3 < n; i += 4) {
            m0 = Math.max(m0, x[xOffset + i]);
            m1 = Math.max(m1, x[xOffset + i + 1]);
            m2 = Math.max(m2, x[xOffset + i + 2]);
            m3 = Math.max(m3, x[xOffset + i + 3]);
        }
        float max = Math.max(Math.max(m0, m1), Math.max(m2, m3));
        for (; i < n; i++) {
            max = Math.max(max, x[xOffset + i]);
        }
        return max;
    }

    @Override
    public int argmax(int n, float[] x, int xOffset) {
        int best = 0;
        float max = x[xOffset];
        for (int i = 0; i < n; i++) {
            float value = x[xOffset + i];
            if (value > max) {
                max = value;
                best = i;
            } else if (Float.isNaN(value)) {
                return i;
            }
        }
        return best;
    }
}

package lanewise.kernel;

/**
 * The derivatives of the functions of one variable times the gradient of their result. No loop branches on the data: a
 * mispredicted branch costs more than the arithmetic that replaces it, and keeps the compiler from vectorising.
 */
final class Derivatives {

    private Derivatives() {}

    /** 1 for every positive y, subnormals included, 0 for 0 and NaN for NaN; y is not negative. */
    private static float step(float y) {
        return Math.min(y * 0x1p127f * 0x1p23f, 1f);
    }

    static void relu(int n, float[] y, int yOffset, float[] dy, int dyOffset, float[] dx, int dxOffset) {
        for (int i = 0; i < n; i++) {
            dx[dxOffset + i] = dy[dyOffset + i] * step(y[yOffset + i]);
        }
    }

    static void leakyRelu(
            float slope, int n, float[] y, int yOffset, float[] dy, int dyOffset, float[] dx, int dxOffset) {
        for (int i = 0; i < n; i++) {
            float positive = step(Math.max(y[yOffset + i], 0f));
            dx[dxOffset + i] = dy[dyOffset + i] * (positive + slope * (1f - positive));
        }
    }

    static void exp(int n, float[] y, int yOffset, float[] dy, int dyOffset, float[] dx, int dxOffset) {
        for (int i = 0; i < n; i++) {
            dx[dxOffset + i] = dy[dyOffset + i] * y[yOffset + i];
        }
    }

    static void log(int n, float[] x, int xOffset, float[] dy, int dyOffset, float[] dx, int dxOffset) {
        for (int i = 0; i < n; i++) {
            dx[dxOffset + i] = dy[dyOffset + i] / x[xOffset + i];
        }
    }

    static void sigmoid(int n, float[] y, int yOffset, float[] dy, int dyOffset, float[] dx, int dxOffset) {
        for (int i = 0; i < n; i++) {
            float value = y[yOffset + i];
            dx[dxOffset + i] = dy[dyOffset + i] * (value * (1f - value));
        }
    }

    static void tanh(int n, float[] y, int yOffset, float[] dy, int dyOffset, float[] dx, int dxOffset) {
        for (int i = 0; i < n; i++) {
            float value = y[yOffset + i];
            dx[dxOffset + i] = dy[dyOffset + i] * (1f - value * value);
        }
    }

    static void softplus(int n, float[] x, int xOffset, float[] dy, int dyOffset, float[] dx, int dxOffset) {
        for (int i = 0; i < n; i++) {
            dx[dxOffset + i] = dy[dyOffset + i] * Polynomials.sigmoid(x[xOffset + i]);
        }
    }

    static void square(int n, float[] x, int xOffset, float[] dy, int dyOffset, float[] dx, int dxOffset) {
        for (int i = 0; i < n; i++) {
            dx[dxOffset + i] = dy[dyOffset + i] * (2f * x[xOffset + i]);
        }
    }

    static void sqrt(int n, float[] y, int yOffset, float[] dy, int dyOffset, float[] dx, int dxOffset) {
        for (int i = 0; i < n; i++) {
            dx[dxOffset + i] = 0.5f * dy[dyOffset + i] / y[yOffset + i];
        }
    }

    static void abs(int n, float[] x, int xOffset, float[] dy, int dyOffset, float[] dx, int dxOffset) {
        for (int i = 0; i < n; i++) {
            dx[dxOffset + i] = dy[dyOffset + i] * Math.signum(x[xOffset + i]);
        }
    }
}

package lanewise.kernel;

/** Functions of each element, one element at a time. */
final class ScalarElementKernels implements ElementKernels {

    @Override
    public void affine(int n, float scale, float shift, float[] x, int xOffset, float[] y, int yOffset) {
        for (int i = 0; i < n; i++) {
            y[yOffset + i] = scale * x[xOffset + i] + shift;
        }
    }

    @Override
    public void scale(int n, float factor, float[] x, int xOffset, float[] y, int yOffset) {
        for (int i = 0; i < n; i++) {
            y[yOffset + i] = factor * x[xOffset + i];
        }
    }

    @Override
    public void relu(int n, float[] x, int xOffset, float[] y, int yOffset) {
        for (int i = 0; i < n; i++) {
            y[yOffset + i] = Math.max(x[xOffset + i], 0f);
        }
    }

    @Override
    public void leakyRelu(int n, float slope, float[] x, int xOffset, float[] y, int yOffset) {
        for (int i = 0; i < n; i++) {
            float v = x[xOffset + i];
            y[yOffset + i] = v > 0f ? v : slope * v;
        }
    }

    @Override
    public void square(int n, float[] x, int xOffset, float[] y, int yOffset) {
        for (int i = 0; i < n; i++) {
            y[yOffset + i] = x[xOffset + i] * x[xOffset + i];
        }
    }

    @Override
    public void sqrt(int n, float[] x, int xOffset, float[] y, int yOffset) {
        for (int i = 0; i < n; i++) {
            y[yOffset + i] = (float) Math.sqrt(x[xOffset + i]);
        }
    }

    @Override
    public void abs(int n, float[] x, int xOffset, float[] y, int yOffset) {
        for (int i = 0; i < n; i++) {
            y[yOffset + i] = Math.abs(x[xOffset + i]);
        }
    }

    @Override
    public void plus(int n, float[] a, int aOffset, float[] b, int bOffset, float[] out, int outOffset) {
        for (int i = 0; i < n; i++) {
            out[outOffset + i] = a[aOffset + i] + b[bOffset + i];
        }
    }

    @Override
    public void minus(int n, float[] a, int aOffset, float[] b, int bOffset, float[] out, int outOffset) {
        for (int i = 0; i < n; i++) {
            out[outOffset + i] = a[aOffset + i] - b[bOffset + i];
        }
    }

    @Override
    public void times(int n, float[] a, int aOffset, float[] b, int bOffset, float[] out, int outOffset) {
        for (int i = 0; i < n; i++) {
            out[outOffset + i] = a[aOffset + i] * b[bOffset + i];
        }
    }

    @Override
    public void div(int n, float[] a, int aOffset, float[] b, int bOffset, float[] out, int outOffset) {
        for (int i = 0; i < n; i++) {
            out[outOffset + i] = a[aOffset + i] / b[bOffset + i];
        }
    }

    @Override
    public void divBy(int n, float divisor, float[] x, int xOffset, float[] y, int yOffset) {
        for (int i = 0; i < n; i++) {
            y[yOffset + i] = x[xOffset + i] / divisor;
        }
    }

    @Override
    public void divOf(int n, float dividend, float[] x, int xOffset, float[] y, int yOffset) {
        for (int i = 0; i < n; i++) {
            y[yOffset + i] = dividend / x[xOffset + i];
        }
    }

    @Override
    public void reluGradient(int n, float[] y, int yOffset, float[] dy, int dyOffset, float[] dx, int dxOffset) {
        for (int i = 0; i < n; i++) {
            // The mask of a nonzero size: a mispredicted branch would cost more.
            int size = Float.floatToRawIntBits(y[yOffset + i]) & Integer.MAX_VALUE;
            dx[dxOffset + i] = Float.intBitsToFloat(Float.floatToRawIntBits(dy[dyOffset + i]) & (-size >> 31));
        }
    }

    @Override
    public void leakyReluGradient(
            int n, float slope, float[] y, int yOffset, float[] dy, int dyOffset, float[] dx, int dxOffset) {
        for (int i = 0; i < n; i++) {
            dx[dxOffset + i] = y[yOffset + i] > 0f ? dy[dyOffset + i] : slope * dy[dyOffset + i];
        }
    }

    @Override
    public void sigmoidGradient(int n, float[] y, int yOffset, float[] dy, int dyOffset, float[] dx, int dxOffset) {
        for (int i = 0; i < n; i++) {
            float v = y[yOffset + i];
            dx[dxOffset + i] = dy[dyOffset + i] * (v * (1f - v));
        }
    }

    @Override
    public void tanhGradient(int n, float[] y, int yOffset, float[] dy, int dyOffset, float[] dx, int dxOffset) {
        for (int i = 0; i < n; i++) {
            float v = y[yOffset + i];
            dx[dxOffset + i] = dy[dyOffset + i] * (1f - v * v);
        }
    }

    @Override
    public void squareGradient(int n, float[] x, int xOffset, float[] dy, int dyOffset, float[] dx, int dxOffset) {
        for (int i = 0; i < n; i++) {
            dx[dxOffset + i] = dy[dyOffset + i] * (2f * x[xOffset + i]);
        }
    }

    @Override
    public void sqrtGradient(int n, float[] y, int yOffset, float[] dy, int dyOffset, float[] dx, int dxOffset) {
        for (int i = 0; i < n; i++) {
            dx[dxOffset + i] = 0.5f * dy[dyOffset + i] / y[yOffset + i];
        }
    }

    @Override
    public void absGradient(int n, float[] x, int xOffset, float[] dy, int dyOffset, float[] dx, int dxOffset) {
        for (int i = 0; i < n; i++) {
            float v = x[xOffset + i];
            dx[dxOffset + i] = v > 0f ? dy[dyOffset + i] : v < 0f ? -dy[dyOffset + i] : 0f;
        }
    }

    @Override
    public void dropout(
            int n,
            int threshold,
            float scale,
            long key,
            long firstIndex,
            float[] x,
            int xOffset,
            float[] y,
            int yOffset) {
        for (int i = 0; i < n; i++) {
            int drawn = (int) (SplitMix.bits(key, firstIndex + i) >>> 40);
            // A mask in place of an unpredictable branch.
            int keep = (threshold - 1 - drawn) >> 31;
            y[yOffset + i] = Float.intBitsToFloat(Float.floatToRawIntBits(x[xOffset + i] * scale) & keep);
        }
    }
}

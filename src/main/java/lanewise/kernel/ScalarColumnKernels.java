package lanewise.kernel;

/** Rows against rows, one column at a time. */
final class ScalarColumnKernels implements ColumnKernels {

    @Override
    public void add(int n, float[] x, int xOffset, float[] y, int yOffset) {
        for (int i = 0; i < n; i++) {
            y[yOffset + i] += x[xOffset + i];
        }
    }

    @Override
    public void axpy(int n, float alpha, float[] x, int xOffset, float[] y, int yOffset) {
        for (int i = 0; i < n; i++) {
            y[yOffset + i] += alpha * x[xOffset + i];
        }
    }

    @Override
    public void addRelu(int n, float[] x, int xOffset, float[] y, int yOffset) {
        for (int i = 0; i < n; i++) {
            y[yOffset + i] = Math.max(y[yOffset + i] + x[xOffset + i], 0f);
        }
    }

    @Override
    public void max(int n, float[] x, int xOffset, float[] y, int yOffset) {
        for (int i = 0; i < n; i++) {
            y[yOffset + i] = Math.max(y[yOffset + i], x[xOffset + i]);
        }
    }

    @Override
    public void addSquares(int n, float[] x, int xOffset, float[] y, int yOffset) {
        for (int i = 0; i < n; i++) {
            y[yOffset + i] += x[xOffset + i] * x[xOffset + i];
        }
    }

    @Override
    public void addSquaredDistances(
            int n, float[] x, int xOffset, float[] center, int centerOffset, float[] y, int yOffset) {
        for (int i = 0; i < n; i++) {
            float v = x[xOffset + i] - center[centerOffset + i];
            y[yOffset + i] += v * v;
        }
    }

    @Override
    public void addProducts(
            int n,
            float[] x,
            int xOffset,
            float[] center,
            int centerOffset,
            float[] weight,
            int weightOffset,
            float[] y,
            int yOffset) {
        for (int i = 0; i < n; i++) {
            y[yOffset + i] += (x[xOffset + i] - center[centerOffset + i]) * weight[weightOffset + i];
        }
    }

    @Override
    public void addScaledProducts(
            int n,
            float center,
            float factor,
            float[] x,
            int xOffset,
            float[] weight,
            int weightOffset,
            float[] y,
            int yOffset) {
        for (int i = 0; i < n; i++) {
            y[yOffset + i] += (x[xOffset + i] - center) * factor * weight[weightOffset + i];
        }
    }

    @Override
    public void normalize(
            int n,
            float[] x,
            int xOffset,
            float[] center,
            int centerOffset,
            float[] scale,
            int scaleOffset,
            float[] shift,
            int shiftOffset,
            float[] y,
            int yOffset) {
        for (int i = 0; i < n; i++) {
            y[yOffset + i] =
                    (x[xOffset + i] - center[centerOffset + i]) * scale[scaleOffset + i] + shift[shiftOffset + i];
        }
    }

    @Override
    public void normalizeGradient(
            int n,
            float[] x,
            int xOffset,
            float[] center,
            int centerOffset,
            float[] scale,
            int scaleOffset,
            float[] slope,
            int slopeOffset,
            float[] shift,
            int shiftOffset,
            float[] dy,
            int dyOffset,
            float[] dx,
            int dxOffset) {
        for (int i = 0; i < n; i++) {
            dx[dxOffset + i] = scale[scaleOffset + i]
                    * (dy[dyOffset + i]
                            - shift[shiftOffset + i]
                            - (x[xOffset + i] - center[centerOffset + i]) * slope[slopeOffset + i]);
        }
    }

    @Override
    public void addFour(
            int n, float a0, float a1, float a2, float a3, float[] x, int xOffset, int stride, float[] y, int yOffset) {
        int x1 = xOffset + stride;
        int x2 = x1 + stride;
        int x3 = x2 + stride;
        for (int i = 0; i < n; i++) {
            y[yOffset + i] += (a0 * x[xOffset + i] + a1 * x[x1 + i]) + (a2 * x[x2 + i] + a3 * x[x3 + i]);
        }
    }

    @Override
    public void addFourRows(int n, float[] x, int xOffset, int stride, float[] y, int yOffset) {
        int x1 = xOffset + stride;
        int x2 = x1 + stride;
        int x3 = x2 + stride;
        for (int i = 0; i < n; i++) {
            y[yOffset + i] += (x[xOffset + i] + x[x1 + i]) + (x[x2 + i] + x[x3 + i]);
        }
    }
}

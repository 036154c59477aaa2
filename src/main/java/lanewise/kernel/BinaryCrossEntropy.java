package lanewise.kernel;

/** The cross-entropy of a sigmoid and a target between 0 and 1, element by element, without overflow. */
public final class BinaryCrossEntropy {

    private BinaryCrossEntropy() {}

    /** {@code loss = max(x, 0) - x * t + log(1 + exp(-|x|))}; the losses may not overwrite an input. */
    public static void forward(
            int n, float[] x, int xOffset, float[] t, int tOffset, float[] losses, int lossesOffset) {
        for (int i = 0; i < n; i++) {
            losses[lossesOffset + i] = -Math.abs(x[xOffset + i]);
        }
        Kernels.MAP.softplus(n, losses, lossesOffset, losses, lossesOffset);
        for (int i = 0; i < n; i++) {
            float value = x[xOffset + i];
            losses[lossesOffset + i] += Math.max(value, 0f) - value * t[tOffset + i];
        }
    }

    /** {@code dx = (sigmoid(x) - t) * scale}; dx may overwrite x, not t. */
    public static void gradient(
            int n, float[] x, int xOffset, float[] t, int tOffset, float scale, float[] dx, int dxOffset) {
        Kernels.MAP.sigmoid(n, x, xOffset, dx, dxOffset);
        for (int i = 0; i < n; i++) {
            dx[dxOffset + i] = (dx[dxOffset + i] - t[tOffset + i]) * scale;
        }
    }
}

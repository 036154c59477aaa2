package lanewise.kernel;

import java.util.Arrays;

/** Dropout (Srivastava et al., 2014) in its inverted form, drawn by index so that the backward pass draws the same. */
public final class Dropout {

    private Dropout() {}

    /**
     * {@code y = x / (1 - p)} where number {@code firstIndex + i} of the stream {@code key} ({@link SplitMix#uniform}) is at
     * least p, else 0; all zeros when p is 1. The backward pass is the same call on the gradient.
     */
    public static void apply(
            int n, float p, long key, long firstIndex, float[] x, int xOffset, float[] y, int yOffset) {
        if (p >= 1f) {
            Arrays.fill(y, yOffset, yOffset + n, 0f);
            return;
        }
        float scale = 1f / (1f - p);
        // The uniform is 24 bits over 2^24, so integers can be compared instead.
        int threshold = (int) Math.ceil(p * 0x1p24);
        Kernels.ELEMENT.dropout(n, threshold, scale, key, firstIndex, x, xOffset, y, yOffset);
    }
}

package lanewise.kernel;

/** Softmax and negative log-likelihood of the target in one, row by row. */
public final class CrossEntropy {

    private CrossEntropy() {}

    /**
     * For each row, {@code loss = -log(softmax(logits)[target])}, and the softmax itself for the gradient. The
     * probabilities may overwrite the logits.
     */
    public static void forward(
            int rows,
            int columns,
            float[] logits,
            int logitsOffset,
            int[] targets,
            int targetsOffset,
            float[] losses,
            int lossesOffset,
            float[] probabilities,
            int probabilitiesOffset) {
        for (int r = 0; r < rows; r++) {
            int from = logitsOffset + r * columns;
            int to = probabilitiesOffset + r * columns;
            int largest = Kernels.REDUCE.argmax(columns, logits, from);
            float distance = logits[from + largest] - logits[from + targets[targetsOffset + r]];
            Kernels.ROWS.softmax(1, columns, logits, from, probabilities, to);
            // The largest probability is 1 / sum(exp(x - max)) and never vanishes, as the target's may.
            losses[lossesOffset + r] = distance - Polynomials.log(probabilities[to + largest]);
        }
    }

    /** {@code dx = (probabilities - onehot(target)) * scale}; dx may overwrite the probabilities. */
    public static void gradient(
            int rows,
            int columns,
            float[] probabilities,
            int probabilitiesOffset,
            int[] targets,
            int targetsOffset,
            float scale,
            float[] dx,
            int dxOffset) {
        Kernels.ELEMENT.scale(rows * columns, scale, probabilities, probabilitiesOffset, dx, dxOffset);
        for (int r = 0; r < rows; r++) {
            dx[dxOffset + r * columns + targets[targetsOffset + r]] -= scale;
        }
    }
}

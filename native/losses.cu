/* Losses of rows or of elements, before the mean over them is taken, and the gradients of that mean. */

KERNEL cross_entropy(int rows, int columns, const float *logits, const int *targets, float *losses,
        float *probabilities) {
    int row = row_of_warp();
    if (row >= rows) {
        return;
    }
    logits += row * columns;
    probabilities += row * columns;
    int target = targets[row];
    float of_target = target >= 0 && target < columns ? logits[target] : NOT_A_NUMBER;
    warp_barrier(); /* the probabilities may overwrite the logits */
    float largest = largest_of_row(logits, columns);
    float scale = exponentials(logits, probabilities, columns, largest);
    EACH_OF_LANE(j, columns) {
        probabilities[j] *= scale;
    }
    if (lane_index() == 0) {
        /* The largest probability is the scale and never vanishes, as the target's may. */
        losses[row] = largest - of_target - logarithm_of(scale);
    }
}

KERNEL cross_entropy_gradient(int rows, int columns, const float *probabilities, const int *targets, float factor,
        const float *dy, float *dx) {
    float scale = factor * dy[0];
    EACH_ELEMENT(i, rows * columns) {
        int row = (int) (i / columns);
        float value = scale * probabilities[i];
        dx[i] = targets[row] == (int) i - row * columns ? value - scale : value;
    }
}

KERNEL binary_cross_entropy(int n, const float *logits, const float *targets, float *losses) {
    EACH_ELEMENT(i, n) {
        float x = logits[i];
        losses[i] = softplus(-size_of(x)) + (larger(x, 0.0f) - x * targets[i]);
    }
}

KERNEL binary_cross_entropy_gradient(int n, const float *logits, const float *targets, float factor, const float *dy,
        float *dx) {
    float scale = factor * dy[0];
    EACH_ELEMENT(i, n) {
        dx[i] = (sigmoid(logits[i]) - targets[i]) * scale;
    }
}

package lanewise.kernel;

/** The steps of the optimizers one element at a time; the vector twin does the same operations and gives the same bits. */
final class ScalarUpdateKernels implements UpdateKernels {

    /** Moments smaller than this become zero. */
    static final float TINY = 1e-30f;

    @Override
    public void sgd(
            int n,
            float rate,
            float momentum,
            boolean nesterov,
            float coupledDecay,
            float keep,
            float scale,
            float[] gradient,
            int gradientOffset,
            float[] velocity,
            int velocityOffset,
            float[] parameter,
            int parameterOffset) {
        for (int i = 0; i < n; i++) {
            float p = parameter[parameterOffset + i];
            float g = gradient[gradientOffset + i] * scale + coupledDecay * p;
            float v = momentum * velocity[velocityOffset + i] + g;
            v = Math.abs(v) < TINY ? 0f : v;
            velocity[velocityOffset + i] = v;
            float direction = nesterov ? g + momentum * v : v;
            parameter[parameterOffset + i] = p * keep - rate * direction;
        }
    }

    @Override
    public void adam(
            int n,
            float step,
            float beta1,
            float beta2,
            float inverseRoot,
            float epsilon,
            float coupledDecay,
            float keep,
            float scale,
            float[] gradient,
            int gradientOffset,
            float[] mean,
            int meanOffset,
            float[] square,
            int squareOffset,
            float[] parameter,
            int parameterOffset) {
        float rest1 = 1f - beta1;
        float rest2 = 1f - beta2;
        for (int i = 0; i < n; i++) {
            float p = parameter[parameterOffset + i];
            float g = gradient[gradientOffset + i] * scale + coupledDecay * p;
            float m = beta1 * mean[meanOffset + i] + rest1 * g;
            m = Math.abs(m) < TINY ? 0f : m;
            mean[meanOffset + i] = m;
            float v = beta2 * square[squareOffset + i] + rest2 * (g * g);
            v = Math.abs(v) < TINY ? 0f : v;
            square[squareOffset + i] = v;
            float denominator = (float) Math.sqrt(v) * inverseRoot + epsilon;
            parameter[parameterOffset + i] = p * keep - step * m / denominator;
        }
    }

    @Override
    public void adamRows(
            int count,
            int columns,
            float step,
            float beta1,
            float beta2,
            float inverseRoot,
            float epsilon,
            float keep,
            int[] ids,
            int idsOffset,
            float[] gradient,
            int gradientOffset,
            float[] mean,
            int meanOffset,
            float[] square,
            int squareOffset,
            float[] parameter,
            int parameterOffset) {
        for (int r = 0; r < count; r++) {
            int row = ids[idsOffset + r] * columns;
            adam(
                    columns,
                    step,
                    beta1,
                    beta2,
                    inverseRoot,
                    epsilon,
                    0f,
                    keep,
                    1f,
                    gradient,
                    gradientOffset + r * columns,
                    mean,
                    meanOffset + row,
                    square,
                    squareOffset + row,
                    parameter,
                    parameterOffset + row);
        }
    }

    @Override
    public void settleRows(
            int count,
            int columns,
            int[] ids,
            int idsOffset,
            float[] coefficients,
            int coefficientsOffset,
            float[] mean,
            int meanOffset,
            float[] square,
            int squareOffset,
            float[] parameter,
            int parameterOffset) {
        for (int r = 0; r < count; r++) {
            int row = ids[idsOffset + r] * columns;
            int at = coefficientsOffset + UpdateKernels.SETTLE_COEFFICIENTS * r;
            settle(
                    columns,
                    coefficients,
                    at,
                    mean,
                    meanOffset + row,
                    square,
                    squareOffset + row,
                    parameter,
                    parameterOffset + row);
        }
    }

    /** One row of {@link #settleRows}, or its last columns. */
    static void settle(
            int n,
            float[] coefficients,
            int at,
            float[] mean,
            int meanOffset,
            float[] square,
            int squareOffset,
            float[] parameter,
            int parameterOffset) {
        float keep = coefficients[at];
        float shift = coefficients[at + 1];
        float first = coefficients[at + 2];
        float second = coefficients[at + 3];
        float meanDecay = coefficients[at + 4];
        float squareDecay = coefficients[at + 5];
        for (int i = 0; i < n; i++) {
            float m = mean[meanOffset + i];
            float v = square[squareOffset + i];
            // A row that never had a gradient may have a denominator of 0; its m is 0 too, and 1 keeps it out of harm.
            float near = 1f / (m == 0f ? 1f : (float) Math.sqrt(v) + shift);
            float move = m * (near * (first - near * second));
            parameter[parameterOffset + i] = parameter[parameterOffset + i] * keep - move;
            float nextM = m * meanDecay;
            mean[meanOffset + i] = Math.abs(nextM) < TINY ? 0f : nextM;
            float nextV = v * squareDecay;
            square[squareOffset + i] = Math.abs(nextV) < TINY ? 0f : nextV;
        }
    }

    @Override
    public void rmsProp(
            int n,
            float rate,
            float alpha,
            float momentum,
            boolean centered,
            float epsilon,
            float coupledDecay,
            float keep,
            float scale,
            float[] gradient,
            int gradientOffset,
            float[] mean,
            int meanOffset,
            float[] square,
            int squareOffset,
            float[] velocity,
            int velocityOffset,
            float[] parameter,
            int parameterOffset) {
        float rest = 1f - alpha;
        for (int i = 0; i < n; i++) {
            float p = parameter[parameterOffset + i];
            float g = gradient[gradientOffset + i] * scale + coupledDecay * p;
            float s = alpha * square[squareOffset + i] + rest * (g * g);
            s = Math.abs(s) < TINY ? 0f : s;
            square[squareOffset + i] = s;
            float a = s;
            if (centered) {
                float m = alpha * mean[meanOffset + i] + rest * g;
                m = Math.abs(m) < TINY ? 0f : m;
                mean[meanOffset + i] = m;
                // Rounding may leave a variance of nothing below zero.
                a = Math.max(s - m * m, 0f);
            }
            float v = momentum * velocity[velocityOffset + i] + g / ((float) Math.sqrt(a) + epsilon);
            v = Math.abs(v) < TINY ? 0f : v;
            velocity[velocityOffset + i] = v;
            parameter[parameterOffset + i] = p * keep - rate * v;
        }
    }

    @Override
    public void adagrad(
            int n,
            float rate,
            float epsilon,
            float coupledDecay,
            float keep,
            float scale,
            float[] gradient,
            int gradientOffset,
            float[] sum,
            int sumOffset,
            float[] parameter,
            int parameterOffset) {
        for (int i = 0; i < n; i++) {
            float p = parameter[parameterOffset + i];
            float g = gradient[gradientOffset + i] * scale + coupledDecay * p;
            float s = sum[sumOffset + i] + g * g;
            s = Math.abs(s) < TINY ? 0f : s;
            sum[sumOffset + i] = s;
            parameter[parameterOffset + i] = p * keep - rate * g / ((float) Math.sqrt(s) + epsilon);
        }
    }
}

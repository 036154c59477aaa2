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
            float[] gradient,
            int gradientOffset,
            float[] velocity,
            int velocityOffset,
            float[] parameter,
            int parameterOffset) {
        for (int i = 0; i < n; i++) {
            float p = parameter[parameterOffset + i];
            float g = gradient[gradientOffset + i] + coupledDecay * p;
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
            float g = gradient[gradientOffset + i] + coupledDecay * p;
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
}

/* Optimizer steps: the equations stand in lanewise.kernel.UpdateKernels. */

KERNEL sgd(int n, float rate, float momentum, int nesterov, float coupled_decay, float keep,
        float scale, const float *gradient, float *velocity, float *parameter) {
    EACH_ELEMENT(i, n) {
        float p = parameter[i];
        float g = gradient[i] * scale + coupled_decay * p;
        float v = flush(momentum * velocity[i] + g);
        velocity[i] = v;
        parameter[i] = p * keep - rate * (nesterov ? g + momentum * v : v);
    }
}

DEVICE void adam_element(float step, float beta1, float beta2, float inverse_root, float epsilon, float coupled_decay,
        float keep, float gradient, float *mean, float *square, float *parameter) {
    float p = *parameter;
    float g = gradient + coupled_decay * p;
    float m = flush(beta1 * *mean + (1.0f - beta1) * g);
    float v = flush(beta2 * *square + (1.0f - beta2) * (g * g));
    *mean = m;
    *square = v;
    *parameter = p * keep - step * m / (square_root(v) * inverse_root + epsilon);
}

KERNEL adam(int n, float step, float beta1, float beta2, float inverse_root, float epsilon, float coupled_decay,
        float keep, float scale, const float *gradient, float *mean, float *square, float *parameter) {
    EACH_ELEMENT(i, n) {
        adam_element(step, beta1, beta2, inverse_root, epsilon, coupled_decay, keep, gradient[i] * scale, mean + i,
                square + i, parameter + i);
    }
}

/* The place in a table of element i of rows that ids name. */
DEVICE int place_in_table(unsigned i, int columns, const int *ids) {
    int r = (int) (i / columns);
    return ids[r] * columns + ((int) i - r * columns);
}

KERNEL adam_rows(int count, int columns, const int *ids, float step, float beta1, float beta2, float inverse_root,
        float epsilon, float keep, const float *gradient_rows, float *mean, float *square, float *parameter) {
    EACH_ELEMENT(i, count * columns) {
        int at = place_in_table(i, columns, ids);
        adam_element(step, beta1, beta2, inverse_root, epsilon, 0.0f, keep, gradient_rows[i], mean + at, square + at,
                parameter + at);
    }
}

KERNEL settle_rows(int count, int columns, const int *ids, const float *coefficients, float *mean, float *square,
        float *parameter) {
    EACH_ELEMENT(i, count * columns) {
        int at = place_in_table(i, columns, ids);
        const float *of_row = coefficients + i / columns * SETTLE_COEFFICIENTS;
        float keep = of_row[0];
        float shift = of_row[1];
        float first = of_row[2];
        float second = of_row[3];
        float m = mean[at];
        float v = square[at];
        /* A row that never had a gradient may have a denominator of 0; its m is 0 too, and 1 keeps it out of harm. */
        float near = 1.0f / (m == 0.0f ? 1.0f : square_root(v) + shift);
        parameter[at] = parameter[at] * keep - m * (near * (first - near * second));
        mean[at] = flush(m * of_row[4]);
        square[at] = flush(v * of_row[5]);
    }
}

KERNEL rms_prop(int n, float rate, float alpha, float momentum, int centered, float epsilon, float coupled_decay,
        float keep, float scale, const float *gradient, float *mean, float *square, float *velocity,
        float *parameter) {
    EACH_ELEMENT(i, n) {
        float p = parameter[i];
        float g = gradient[i] * scale + coupled_decay * p;
        float s = flush(alpha * square[i] + (1.0f - alpha) * (g * g));
        square[i] = s;
        float a = s;
        if (centered) {
            float m = flush(alpha * mean[i] + (1.0f - alpha) * g);
            mean[i] = m;
            a = larger(s - m * m, 0.0f); /* rounding may leave a variance of nothing below zero */
        }
        float v = flush(momentum * velocity[i] + g / (square_root(a) + epsilon));
        velocity[i] = v;
        parameter[i] = p * keep - rate * v;
    }
}

DEVICE void adagrad_element(float rate, float epsilon, float coupled_decay, float keep, float gradient, float *sum,
        float *parameter) {
    float p = *parameter;
    float g = gradient + coupled_decay * p;
    float s = flush(*sum + g * g);
    *sum = s;
    *parameter = p * keep - rate * g / (square_root(s) + epsilon);
}

KERNEL adagrad(int n, float rate, float epsilon, float coupled_decay, float keep, float scale,
        const float *gradient, float *sum, float *parameter) {
    EACH_ELEMENT(i, n) {
        adagrad_element(rate, epsilon, coupled_decay, keep, gradient[i] * scale, sum + i, parameter + i);
    }
}

KERNEL adagrad_rows(int count, int columns, const int *ids, float rate, float epsilon, const float *gradient_rows,
        float *sum, float *parameter) {
    EACH_ELEMENT(i, count * columns) {
        int at = place_in_table(i, columns, ids);
        adagrad_element(rate, epsilon, 0.0f, 1.0f, gradient_rows[i], sum + at, parameter + at);
    }
}

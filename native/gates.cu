/* Recurrent cells, one time step of a batch: the equations stand in lanewise.kernel.GateKernels. */

/* Whether sequence `row` of a batch is still under way at a time step. */
DEVICE bool under_way(const int *lengths, int row, int time) {
    return !lengths || lengths[row] > time;
}

KERNEL rnn(int relu, int rows, int columns, const int *lengths, int time, const float *bias, const float *z,
        const float *before, float *h) {
    EACH_ELEMENT(i, rows * columns) {
        int row = (int) (i / columns);
        if (under_way(lengths, row, time)) {
            float sum = flush(z[i] + bias[(int) i - row * columns]);
            h[i] = relu ? (sum < 0.0f ? 0.0f : sum) : hyperbolic_tangent(sum);
        } else {
            h[i] = before[i];
        }
    }
}

KERNEL rnn_gradient(int relu, int rows, int columns, const int *lengths, int time, const float *h, const float *dh,
        float *carry, float *dz) {
    EACH_ELEMENT(i, rows * columns) {
        float all = dh[i] + carry[i];
        if (under_way(lengths, (int) (i / columns), time)) {
            float slope = relu ? (h[i] > 0.0f ? 1.0f : 0.0f) : 1.0f - h[i] * h[i];
            dz[i] = flush(all * slope);
            carry[i] = 0.0f;
        } else {
            dz[i] = 0.0f;
            carry[i] = all;
        }
    }
}

KERNEL gru(int rows, int columns, const int *lengths, int time, const float *bias, float *gates, float *hidden,
        const float *before, float *h) {
    EACH_ELEMENT(i, rows * columns) {
        int row = (int) (i / columns);
        if (!under_way(lengths, row, time)) {
            h[i] = before[i];
            continue;
        }
        int j = (int) i - row * columns;
        float *g = gates + 3 * row * columns + j;
        float *s = hidden + 3 * row * columns + j;
        const float *b = bias + j;
        float reset = sigmoid(g[0] + s[0] + b[0]);
        float update = sigmoid(g[columns] + s[columns] + b[columns]);
        float from_state = s[2 * columns] + b[3 * columns];
        float next = hyperbolic_tangent(g[2 * columns] + b[2 * columns] + reset * from_state);
        g[0] = reset;
        g[columns] = update;
        g[2 * columns] = next;
        s[2 * columns] = from_state;
        h[i] = flush(next + update * (before[i] - next));
    }
}

KERNEL gru_gradient(int rows, int columns, const int *lengths, int time, const float *gates, const float *hidden,
        const float *before, const float *dh, float *carry, float *d_gates, float *d_hidden) {
    EACH_ELEMENT(i, rows * columns) {
        int row = (int) (i / columns);
        int at = 3 * row * columns + ((int) i - row * columns);
        float *dg = d_gates + at;
        float *ds = d_hidden + at;
        float all = dh[i] + carry[i];
        if (!under_way(lengths, row, time)) {
            for (int gate = 0; gate < 3; gate++) {
                dg[gate * columns] = 0.0f;
                ds[gate * columns] = 0.0f;
            }
            carry[i] = all;
            continue;
        }
        float reset = gates[at];
        float update = gates[at + columns];
        float next = gates[at + 2 * columns];
        float d_next = flush(all * (1.0f - update) * (1.0f - next * next));
        float d_reset = flush(d_next * hidden[at + 2 * columns] * reset * (1.0f - reset));
        float d_update = flush(all * (before[i] - next) * update * (1.0f - update));
        dg[0] = d_reset;
        dg[columns] = d_update;
        dg[2 * columns] = d_next;
        ds[0] = d_reset;
        ds[columns] = d_update;
        ds[2 * columns] = flush(d_next * reset);
        carry[i] = flush(all * update);
    }
}

KERNEL lstm(int rows, int columns, const int *lengths, int time, const float *bias, float *gates, const float *h_before,
        const float *c_before, float *h, float *c, float *tanh) {
    EACH_ELEMENT(i, rows * columns) {
        int row = (int) (i / columns);
        if (!under_way(lengths, row, time)) {
            h[i] = h_before[i];
            c[i] = c_before[i];
            continue;
        }
        int j = (int) i - row * columns;
        float *z = gates + 4 * row * columns + j;
        const float *b = bias + j;
        float input = sigmoid(z[0] + b[0]);
        float forget = sigmoid(z[columns] + b[columns]);
        float candidate = hyperbolic_tangent(z[2 * columns] + b[2 * columns]);
        float output = sigmoid(z[3 * columns] + b[3 * columns]);
        float cell = flush(forget * c_before[i] + input * candidate);
        float squashed = hyperbolic_tangent(cell);
        z[0] = input;
        z[columns] = forget;
        z[2 * columns] = candidate;
        z[3 * columns] = output;
        c[i] = cell;
        tanh[i] = squashed;
        h[i] = flush(output * squashed);
    }
}

KERNEL lstm_gradient(int rows, int columns, const int *lengths, int time, const float *gates, const float *c_before,
        const float *tanh, const float *dh, float *carry, float *dc, float *dz) {
    EACH_ELEMENT(i, rows * columns) {
        int row = (int) (i / columns);
        int at = 4 * row * columns + ((int) i - row * columns);
        float *d = dz + at;
        float all = dh[i] + carry[i];
        if (!under_way(lengths, row, time)) {
            for (int gate = 0; gate < 4; gate++) {
                d[gate * columns] = 0.0f;
            }
            carry[i] = all;
            continue;
        }
        float input = gates[at];
        float forget = gates[at + columns];
        float candidate = gates[at + 2 * columns];
        float output = gates[at + 3 * columns];
        float squashed = tanh[i];
        float cell = dc[i] + all * output * (1.0f - squashed * squashed);
        d[0] = flush(cell * candidate * input * (1.0f - input));
        d[columns] = flush(cell * c_before[i] * forget * (1.0f - forget));
        d[2 * columns] = flush(cell * input * (1.0f - candidate * candidate));
        d[3 * columns] = flush(all * squashed * output * (1.0f - output));
        dc[i] = flush(cell * forget);
        carry[i] = 0.0f;
    }
}

package lanewise.kernel;

/** The gates one element at a time. */
final class ScalarGateKernels implements GateKernels {

    /** States and gradients smaller than this are set to zero. */
    static final float TINY = 1e-30f;

    private static float flush(float x) {
        return Math.abs(x) < TINY ? 0f : x;
    }

    @Override
    public void rnn(
            boolean relu,
            int rows,
            int n,
            float[] bias,
            int biasOffset,
            float[] z,
            int zOffset,
            float[] h,
            int hOffset) {
        for (int row = 0; row < rows; row++) {
            for (int i = 0; i < n; i++) {
                float sum = flush(z[zOffset + row * n + i] + bias[biasOffset + i]);
                h[hOffset + row * n + i] = relu ? (sum < 0f ? 0f : sum) : Polynomials.tanh(sum);
            }
        }
    }

    @Override
    public void rnnGradient(
            boolean relu,
            int rows,
            int n,
            float[] h,
            int hOffset,
            float[] dh,
            int dhOffset,
            float[] carry,
            int carryOffset,
            float[] dz,
            int dzOffset) {
        for (int i = 0; i < rows * n; i++) {
            float y = h[hOffset + i];
            float slope = relu ? (y > 0f ? 1f : 0f) : 1f - y * y;
            dz[dzOffset + i] = flush((dh[dhOffset + i] + carry[carryOffset + i]) * slope);
        }
    }

    @Override
    public void gru(
            int rows,
            int n,
            float[] bias,
            int biasOffset,
            float[] gates,
            int gatesOffset,
            float[] hidden,
            int hiddenOffset,
            float[] before,
            int beforeOffset,
            float[] h,
            int hOffset) {
        for (int row = 0; row < rows; row++) {
            for (int i = 0; i < n; i++) {
                int r = gatesOffset + 3 * n * row + i;
                int s = hiddenOffset + 3 * n * row + i;
                int b = biasOffset + i;
                float reset = Polynomials.sigmoid(gates[r] + hidden[s] + bias[b]);
                float update = Polynomials.sigmoid(gates[r + n] + hidden[s + n] + bias[b + n]);
                float fromState = hidden[s + 2 * n] + bias[b + 3 * n];
                float next = Polynomials.tanh(gates[r + 2 * n] + bias[b + 2 * n] + reset * fromState);
                gates[r] = reset;
                gates[r + n] = update;
                gates[r + 2 * n] = next;
                hidden[s + 2 * n] = fromState;
                h[hOffset + row * n + i] = flush(next + update * (before[beforeOffset + row * n + i] - next));
            }
        }
    }

    @Override
    public void gruGradient(
            int rows,
            int n,
            float[] gates,
            int gatesOffset,
            float[] hidden,
            int hiddenOffset,
            float[] before,
            int beforeOffset,
            float[] dh,
            int dhOffset,
            float[] carry,
            int carryOffset,
            float[] dGates,
            int dGatesOffset,
            float[] dHidden,
            int dHiddenOffset) {
        for (int row = 0; row < rows; row++) {
            for (int i = 0; i < n; i++) {
                int r = gatesOffset + 3 * n * row + i;
                float reset = gates[r];
                float update = gates[r + n];
                float next = gates[r + 2 * n];
                float all = dh[dhOffset + row * n + i] + carry[carryOffset + row * n + i];
                float dNext = flush(all * (1f - update) * (1f - next * next));
                float dReset = flush(dNext * hidden[hiddenOffset + 3 * n * row + 2 * n + i] * reset * (1f - reset));
                float distance = before[beforeOffset + row * n + i] - next;
                float dUpdate = flush(all * distance * update * (1f - update));
                int d = dGatesOffset + 3 * n * row + i;
                dGates[d] = dReset;
                dGates[d + n] = dUpdate;
                dGates[d + 2 * n] = dNext;
                int e = dHiddenOffset + 3 * n * row + i;
                dHidden[e] = dReset;
                dHidden[e + n] = dUpdate;
                dHidden[e + 2 * n] = flush(dNext * reset);
                carry[carryOffset + row * n + i] = flush(all * update);
            }
        }
    }

    @Override
    public void lstm(
            int rows,
            int n,
            float[] bias,
            int biasOffset,
            float[] gates,
            int gatesOffset,
            float[] before,
            int beforeOffset,
            float[] c,
            int cOffset,
            float[] tanh,
            int tanhOffset,
            float[] h,
            int hOffset) {
        for (int row = 0; row < rows; row++) {
            for (int i = 0; i < n; i++) {
                int z = gatesOffset + 4 * n * row + i;
                int b = biasOffset + i;
                float input = Polynomials.sigmoid(gates[z] + bias[b]);
                float forget = Polynomials.sigmoid(gates[z + n] + bias[b + n]);
                float candidate = Polynomials.tanh(gates[z + 2 * n] + bias[b + 2 * n]);
                float output = Polynomials.sigmoid(gates[z + 3 * n] + bias[b + 3 * n]);
                float cell = flush(forget * before[beforeOffset + row * n + i] + input * candidate);
                float squashed = Polynomials.tanh(cell);
                gates[z] = input;
                gates[z + n] = forget;
                gates[z + 2 * n] = candidate;
                gates[z + 3 * n] = output;
                c[cOffset + row * n + i] = cell;
                tanh[tanhOffset + row * n + i] = squashed;
                h[hOffset + row * n + i] = flush(output * squashed);
            }
        }
    }

    @Override
    public void lstmGradient(
            int rows,
            int n,
            float[] gates,
            int gatesOffset,
            float[] before,
            int beforeOffset,
            float[] tanh,
            int tanhOffset,
            float[] dh,
            int dhOffset,
            float[] carry,
            int carryOffset,
            float[] dc,
            int dcOffset,
            float[] dz,
            int dzOffset) {
        for (int row = 0; row < rows; row++) {
            for (int i = 0; i < n; i++) {
                int z = gatesOffset + 4 * n * row + i;
                int at = row * n + i;
                float input = gates[z];
                float forget = gates[z + n];
                float candidate = gates[z + 2 * n];
                float output = gates[z + 3 * n];
                float squashed = tanh[tanhOffset + at];
                float all = dh[dhOffset + at] + carry[carryOffset + at];
                float cell = dc[dcOffset + at] + all * output * (1f - squashed * squashed);
                int d = dzOffset + 4 * n * row + i;
                dz[d] = flush(cell * candidate * input * (1f - input));
                dz[d + n] = flush(cell * before[beforeOffset + at] * forget * (1f - forget));
                dz[d + 2 * n] = flush(cell * input * (1f - candidate * candidate));
                dz[d + 3 * n] = flush(all * squashed * output * (1f - output));
                dc[dcOffset + at] = flush(cell * forget);
            }
        }
    }
}

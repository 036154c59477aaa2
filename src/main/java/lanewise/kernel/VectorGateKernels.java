package lanewise.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The gates a row at a time, so that what the loops over a row hand to each other stays in the first-level cache: sums, then
 * the functions of {@link VectorMapKernels}, then what combines them. One loop with all of it would hold five exponentials,
 * more than the compiler inlines.
 */
final class VectorGateKernels implements GateKernels {

    private static final VectorSpecies<Float> SPECIES = Lanes.SPECIES;
    private static final int LANES = Lanes.COUNT;
    private static final float TINY = ScalarGateKernels.TINY;
    private static final VectorMapKernels MAP = new VectorMapKernels();
    private static final ScalarGateKernels SCALAR = new ScalarGateKernels();

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
        int bound = SPECIES.loopBound(n);
        for (int row = 0; row < rows; row++) {
            int from = zOffset + row * n;
            int to = hOffset + row * n;
            for (int i = 0; i < bound; i += LANES) {
                FloatVector sum = FloatVector.fromArray(SPECIES, z, from + i)
                        .add(FloatVector.fromArray(SPECIES, bias, biasOffset + i));
                sum = sum.blend(0f, sum.abs().compare(VectorOperators.LT, TINY));
                if (relu) {
                    sum = sum.blend(0f, sum.compare(VectorOperators.LT, 0f));
                }
                sum.intoArray(h, to + i);
            }
            for (int i = bound; i < n; i++) {
                float sum = flush(z[from + i] + bias[biasOffset + i]);
                h[to + i] = relu && sum < 0f ? 0f : sum;
            }
            if (!relu) {
                MAP.tanh(n, h, to, h, to);
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
        int elements = rows * n;
        int bound = SPECIES.loopBound(elements);
        for (int i = 0; i < bound; i += LANES) {
            FloatVector y = FloatVector.fromArray(SPECIES, h, hOffset + i);
            FloatVector all = FloatVector.fromArray(SPECIES, dh, dhOffset + i)
                    .add(FloatVector.fromArray(SPECIES, carry, carryOffset + i));
            FloatVector one = FloatVector.broadcast(SPECIES, 1f);
            FloatVector slope =
                    relu ? FloatVector.zero(SPECIES).blend(1f, y.compare(VectorOperators.GT, 0f)) : one.sub(y.mul(y));
            FloatVector d = all.mul(slope);
            d.blend(0f, d.abs().compare(VectorOperators.LT, TINY)).intoArray(dz, dzOffset + i);
        }
        int left = elements - bound;
        SCALAR.rnnGradient(
                relu,
                1,
                left,
                h,
                hOffset + bound,
                dh,
                dhOffset + bound,
                carry,
                carryOffset + bound,
                dz,
                dzOffset + bound);
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
        int bound = SPECIES.loopBound(n);
        for (int row = 0; row < rows; row++) {
            int r = gatesOffset + 3 * n * row;
            int s = hiddenOffset + 3 * n * row;
            addThree(2 * n, gates, r, hidden, s, bias, biasOffset);
            MAP.sigmoid(2 * n, gates, r, gates, r);
            for (int i = 0; i < bound; i += LANES) {
                FloatVector fromState = FloatVector.fromArray(SPECIES, hidden, s + 2 * n + i)
                        .add(FloatVector.fromArray(SPECIES, bias, biasOffset + 3 * n + i));
                fromState.intoArray(hidden, s + 2 * n + i);
                FloatVector reset = FloatVector.fromArray(SPECIES, gates, r + i);
                FloatVector.fromArray(SPECIES, gates, r + 2 * n + i)
                        .add(FloatVector.fromArray(SPECIES, bias, biasOffset + 2 * n + i))
                        .add(reset.mul(fromState))
                        .intoArray(gates, r + 2 * n + i);
            }
            for (int i = bound; i < n; i++) {
                float fromState = hidden[s + 2 * n + i] + bias[biasOffset + 3 * n + i];
                hidden[s + 2 * n + i] = fromState;
                gates[r + 2 * n + i] = gates[r + 2 * n + i] + bias[biasOffset + 2 * n + i] + gates[r + i] * fromState;
            }
            MAP.tanh(n, gates, r + 2 * n, gates, r + 2 * n);
            int from = beforeOffset + row * n;
            int to = hOffset + row * n;
            for (int i = 0; i < bound; i += LANES) {
                FloatVector next = FloatVector.fromArray(SPECIES, gates, r + 2 * n + i);
                FloatVector update = FloatVector.fromArray(SPECIES, gates, r + n + i);
                FloatVector state = FloatVector.fromArray(SPECIES, before, from + i);
                FloatVector y = next.add(update.mul(state.sub(next)));
                y.blend(0f, y.abs().compare(VectorOperators.LT, TINY)).intoArray(h, to + i);
            }
            for (int i = bound; i < n; i++) {
                float next = gates[r + 2 * n + i];
                float y = next + gates[r + n + i] * (before[from + i] - next);
                h[to + i] = flush(y);
            }
        }
    }

    /** {@code x = x + y + bias}. */
    private static void addThree(int n, float[] x, int xOffset, float[] y, int yOffset, float[] bias, int biasOffset) {
        int bound = SPECIES.loopBound(n);
        for (int i = 0; i < bound; i += LANES) {
            FloatVector.fromArray(SPECIES, x, xOffset + i)
                    .add(FloatVector.fromArray(SPECIES, y, yOffset + i))
                    .add(FloatVector.fromArray(SPECIES, bias, biasOffset + i))
                    .intoArray(x, xOffset + i);
        }
        for (int i = bound; i < n; i++) {
            x[xOffset + i] = x[xOffset + i] + y[yOffset + i] + bias[biasOffset + i];
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
        int bound = SPECIES.loopBound(n);
        for (int row = 0; row < rows; row++) {
            int g = gatesOffset + 3 * n * row;
            int s = hiddenOffset + 3 * n * row;
            int b = beforeOffset + row * n;
            int u = dhOffset + row * n;
            int v = carryOffset + row * n;
            int d = dGatesOffset + 3 * n * row;
            int e = dHiddenOffset + 3 * n * row;
            for (int i = 0; i < bound; i += LANES) {
                FloatVector one = FloatVector.broadcast(SPECIES, 1f);
                FloatVector reset = FloatVector.fromArray(SPECIES, gates, g + i);
                FloatVector update = FloatVector.fromArray(SPECIES, gates, g + n + i);
                FloatVector next = FloatVector.fromArray(SPECIES, gates, g + 2 * n + i);
                FloatVector fromState = FloatVector.fromArray(SPECIES, hidden, s + 2 * n + i);
                FloatVector all =
                        FloatVector.fromArray(SPECIES, dh, u + i).add(FloatVector.fromArray(SPECIES, carry, v + i));
                FloatVector dNext = all.mul(one.sub(update)).mul(one.sub(next.mul(next)));
                dNext = dNext.blend(0f, dNext.abs().compare(VectorOperators.LT, TINY));
                FloatVector dReset = dNext.mul(fromState).mul(reset).mul(one.sub(reset));
                dReset = dReset.blend(0f, dReset.abs().compare(VectorOperators.LT, TINY));
                FloatVector distance =
                        FloatVector.fromArray(SPECIES, before, b + i).sub(next);
                FloatVector dUpdate = all.mul(distance).mul(update).mul(one.sub(update));
                dUpdate = dUpdate.blend(0f, dUpdate.abs().compare(VectorOperators.LT, TINY));
                dReset.intoArray(dGates, d + i);
                dUpdate.intoArray(dGates, d + n + i);
                dNext.intoArray(dGates, d + 2 * n + i);
                dReset.intoArray(dHidden, e + i);
                dUpdate.intoArray(dHidden, e + n + i);
                FloatVector dState = dNext.mul(reset);
                dState.blend(0f, dState.abs().compare(VectorOperators.LT, TINY)).intoArray(dHidden, e + 2 * n + i);
                FloatVector kept = all.mul(update);
                kept.blend(0f, kept.abs().compare(VectorOperators.LT, TINY)).intoArray(carry, v + i);
            }
            for (int i = bound; i < n; i++) {
                float reset = gates[g + i];
                float update = gates[g + n + i];
                float next = gates[g + 2 * n + i];
                float all = dh[u + i] + carry[v + i];
                float dNext = flush(all * (1f - update) * (1f - next * next));
                float dReset = flush(dNext * hidden[s + 2 * n + i] * reset * (1f - reset));
                float dUpdate = flush(all * (before[b + i] - next) * update * (1f - update));
                dGates[d + i] = dReset;
                dGates[d + n + i] = dUpdate;
                dGates[d + 2 * n + i] = dNext;
                dHidden[e + i] = dReset;
                dHidden[e + n + i] = dUpdate;
                dHidden[e + 2 * n + i] = flush(dNext * reset);
                carry[v + i] = flush(all * update);
            }
        }
    }

    private static float flush(float x) {
        return Math.abs(x) < TINY ? 0f : x;
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
        int bound = SPECIES.loopBound(n);
        for (int row = 0; row < rows; row++) {
            int z = gatesOffset + 4 * n * row;
            addBias(4 * n, gates, z, bias, biasOffset);
            MAP.sigmoid(2 * n, gates, z, gates, z);
            MAP.tanh(n, gates, z + 2 * n, gates, z + 2 * n);
            MAP.sigmoid(n, gates, z + 3 * n, gates, z + 3 * n);
            int from = beforeOffset + row * n;
            int to = cOffset + row * n;
            for (int i = 0; i < bound; i += LANES) {
                FloatVector input = FloatVector.fromArray(SPECIES, gates, z + i);
                FloatVector forget = FloatVector.fromArray(SPECIES, gates, z + n + i);
                FloatVector candidate = FloatVector.fromArray(SPECIES, gates, z + 2 * n + i);
                FloatVector cell = forget.mul(FloatVector.fromArray(SPECIES, before, from + i))
                        .add(input.mul(candidate));
                cell.blend(0f, cell.abs().compare(VectorOperators.LT, TINY)).intoArray(c, to + i);
            }
            for (int i = bound; i < n; i++) {
                c[to + i] = flush(gates[z + n + i] * before[from + i] + gates[z + i] * gates[z + 2 * n + i]);
            }
            int squashed = tanhOffset + row * n;
            MAP.tanh(n, c, to, tanh, squashed);
            int y = hOffset + row * n;
            for (int i = 0; i < bound; i += LANES) {
                FloatVector value = FloatVector.fromArray(SPECIES, gates, z + 3 * n + i)
                        .mul(FloatVector.fromArray(SPECIES, tanh, squashed + i));
                value.blend(0f, value.abs().compare(VectorOperators.LT, TINY)).intoArray(h, y + i);
            }
            for (int i = bound; i < n; i++) {
                h[y + i] = flush(gates[z + 3 * n + i] * tanh[squashed + i]);
            }
        }
    }

    private static void addBias(int n, float[] x, int xOffset, float[] bias, int biasOffset) {
        int bound = SPECIES.loopBound(n);
        for (int i = 0; i < bound; i += LANES) {
            FloatVector.fromArray(SPECIES, x, xOffset + i)
                    .add(FloatVector.fromArray(SPECIES, bias, biasOffset + i))
                    .intoArray(x, xOffset + i);
        }
        for (int i = bound; i < n; i++) {
            x[xOffset + i] += bias[biasOffset + i];
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
        int bound = SPECIES.loopBound(n);
        for (int row = 0; row < rows; row++) {
            int z = gatesOffset + 4 * n * row;
            int d = dzOffset + 4 * n * row;
            int b = beforeOffset + row * n;
            int t = tanhOffset + row * n;
            int u = dhOffset + row * n;
            int v = carryOffset + row * n;
            int w = dcOffset + row * n;
            for (int i = 0; i < bound; i += LANES) {
                FloatVector one = FloatVector.broadcast(SPECIES, 1f);
                FloatVector input = FloatVector.fromArray(SPECIES, gates, z + i);
                FloatVector forget = FloatVector.fromArray(SPECIES, gates, z + n + i);
                FloatVector candidate = FloatVector.fromArray(SPECIES, gates, z + 2 * n + i);
                FloatVector output = FloatVector.fromArray(SPECIES, gates, z + 3 * n + i);
                FloatVector squashed = FloatVector.fromArray(SPECIES, tanh, t + i);
                FloatVector all =
                        FloatVector.fromArray(SPECIES, dh, u + i).add(FloatVector.fromArray(SPECIES, carry, v + i));
                FloatVector cell = FloatVector.fromArray(SPECIES, dc, w + i)
                        .add(all.mul(output).mul(one.sub(squashed.mul(squashed))));
                FloatVector dInput = cell.mul(candidate).mul(input).mul(one.sub(input));
                dInput.blend(0f, dInput.abs().compare(VectorOperators.LT, TINY)).intoArray(dz, d + i);
                FloatVector dForget = cell.mul(FloatVector.fromArray(SPECIES, before, b + i))
                        .mul(forget)
                        .mul(one.sub(forget));
                dForget.blend(0f, dForget.abs().compare(VectorOperators.LT, TINY))
                        .intoArray(dz, d + n + i);
                FloatVector dCandidate = cell.mul(input).mul(one.sub(candidate.mul(candidate)));
                dCandidate
                        .blend(0f, dCandidate.abs().compare(VectorOperators.LT, TINY))
                        .intoArray(dz, d + 2 * n + i);
                FloatVector dOutput = all.mul(squashed).mul(output).mul(one.sub(output));
                dOutput.blend(0f, dOutput.abs().compare(VectorOperators.LT, TINY))
                        .intoArray(dz, d + 3 * n + i);
                FloatVector dBefore = cell.mul(forget);
                dBefore.blend(0f, dBefore.abs().compare(VectorOperators.LT, TINY))
                        .intoArray(dc, w + i);
            }
            for (int i = bound; i < n; i++) {
                float input = gates[z + i];
                float forget = gates[z + n + i];
                float candidate = gates[z + 2 * n + i];
                float output = gates[z + 3 * n + i];
                float squashed = tanh[t + i];
                float all = dh[u + i] + carry[v + i];
                float cell = dc[w + i] + all * output * (1f - squashed * squashed);
                dz[d + i] = flush(cell * candidate * input * (1f - input));
                dz[d + n + i] = flush(cell * before[b + i] * forget * (1f - forget));
                dz[d + 2 * n + i] = flush(cell * input * (1f - candidate * candidate));
                dz[d + 3 * n + i] = flush(all * squashed * output * (1f - output));
                dc[w + i] = flush(cell * forget);
            }
        }
    }
}

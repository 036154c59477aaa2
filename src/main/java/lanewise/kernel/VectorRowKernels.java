package lanewise.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Functions of rows from the vector reductions and the vector exponential; each row's bits depend on that row alone.
 */
final class VectorRowKernels implements RowKernels {

    private static final VectorSpecies<Float> SPECIES = Lanes.SPECIES;
    private static final int LANES = Lanes.COUNT;

    /** Rows are taken together up to this many elements: short rows fill whole vectors, and all stay in the cache. */
    private static final int GROUP = 4096;

    private static final VectorReduceKernels REDUCE = new VectorReduceKernels();
    private static final VectorMapKernels MAP = new VectorMapKernels();
    private static final VectorElementKernels ELEMENT = new VectorElementKernels();

    @Override
    public void softmax(int rows, int columns, float[] x, int xOffset, float[] y, int yOffset) {
        int group = Math.max(1, GROUP / Math.max(1, columns));
        for (int from = 0; from < rows; from += group) {
            int to = Math.min(from + group, rows);
            for (int r = from; r < to; r++) {
                int xRow = xOffset + r * columns;
                float max = REDUCE.max(columns, x, xRow);
                ELEMENT.affine(columns, 1f, -max, x, xRow, y, yOffset + r * columns);
            }
            int start = yOffset + from * columns;
            MAP.exp((to - from) * columns, y, start, y, start);
            for (int r = from; r < to; r++) {
                int yRow = yOffset + r * columns;
                ELEMENT.scale(columns, 1f / REDUCE.sum(columns, y, yRow), y, yRow, y, yRow);
            }
        }
    }

    @Override
    public void logSoftmax(int rows, int columns, float[] x, int xOffset, float[] y, int yOffset) {
        for (int r = 0; r < rows; r++) {
            int xRow = xOffset + r * columns;
            float max = REDUCE.max(columns, x, xRow);
            float logSum = Polynomials.log(sumOfExp(columns, x, xRow, max));
            subtract(columns, max, logSum, x, xRow, y, yOffset + r * columns);
        }
    }

    private static void subtract(int n, float first, float second, float[] x, int xOffset, float[] y, int yOffset) {
        int bound = SPECIES.loopBound(n);
        for (int i = 0; i < bound; i += LANES) {
            FloatVector.fromArray(SPECIES, x, xOffset + i)
                    .sub(first)
                    .sub(second)
                    .intoArray(y, yOffset + i);
        }
        for (int i = bound; i < n; i++) {
            y[yOffset + i] = x[xOffset + i] - first - second;
        }
    }

    private static float sumOfExp(int n, float[] x, int xOffset, float shift) {
        FloatVector s = FloatVector.zero(SPECIES);
        int bound = SPECIES.loopBound(n);
        for (int i = 0; i < bound; i += LANES) {
            FloatVector v = FloatVector.fromArray(SPECIES, x, xOffset + i).sub(shift);
            FloatVector bounded =
                    v.blend(Polynomials.EXP_HIGHEST, v.compare(VectorOperators.GT, Polynomials.EXP_HIGHEST));
            bounded =
                    bounded.blend(Polynomials.EXP_LOWEST, bounded.compare(VectorOperators.LT, Polynomials.EXP_LOWEST));
            FloatVector shifted = bounded.mul(Polynomials.LOG2_E).add(Polynomials.ROUNDER);
            FloatVector whole = shifted.sub(Polynomials.ROUNDER);
            FloatVector r = bounded.sub(whole.mul(Polynomials.LN_2_HIGH)).sub(whole.mul(Polynomials.LN_2_LOW));
            FloatVector p = r.mul(Polynomials.EXP_4)
                    .add(Polynomials.EXP_3)
                    .mul(r)
                    .add(Polynomials.EXP_2)
                    .mul(r)
                    .add(Polynomials.EXP_1)
                    .mul(r)
                    .add(Polynomials.EXP_0);
            IntVector exponent = shifted.reinterpretAsInts().sub(Polynomials.ROUNDER_BITS);
            IntVector half = exponent.lanewise(VectorOperators.ASHR, 1);
            IntVector low =
                    half.add(Polynomials.EXPONENT_BIAS).lanewise(VectorOperators.LSHL, Polynomials.EXPONENT_SHIFT);
            IntVector high = exponent.sub(half)
                    .add(Polynomials.EXPONENT_BIAS)
                    .lanewise(VectorOperators.LSHL, Polynomials.EXPONENT_SHIFT);
            FloatVector value = p.mul(r.mul(r))
                    .add(r)
                    .add(1f)
                    .mul(low.reinterpretAsFloats())
                    .mul(high.reinterpretAsFloats());
            s = s.add(value);
        }
        if (LANES >= 16) {
            s = s.add(s.rearrange(Lanes.ROTATE_8));
        }
        if (LANES >= 8) {
            s = s.add(s.rearrange(Lanes.ROTATE_4));
        }
        s = s.add(s.rearrange(Lanes.ROTATE_2));
        s = s.add(s.rearrange(Lanes.ROTATE_1));
        float sum = s.lane(0);
        for (int i = bound; i < n; i++) {
            sum += Polynomials.exp(x[xOffset + i] - shift);
        }
        return sum;
    }

    @Override
    public void softmaxGradient(
            int rows, int columns, float[] y, int yOffset, float[] dy, int dyOffset, float[] dx, int dxOffset) {
        for (int r = 0; r < rows; r++) {
            int start = r * columns;
            float dot = REDUCE.dot(columns, y, yOffset + start, dy, dyOffset + start);
            softmaxGradientRow(columns, dot, y, yOffset + start, dy, dyOffset + start, dx, dxOffset + start);
        }
    }

    private static void softmaxGradientRow(
            int n, float dot, float[] y, int yOffset, float[] dy, int dyOffset, float[] dx, int dxOffset) {
        int bound = SPECIES.loopBound(n);
        for (int i = 0; i < bound; i += LANES) {
            FloatVector.fromArray(SPECIES, dy, dyOffset + i)
                    .sub(dot)
                    .mul(FloatVector.fromArray(SPECIES, y, yOffset + i))
                    .intoArray(dx, dxOffset + i);
        }
        for (int i = bound; i < n; i++) {
            dx[dxOffset + i] = y[yOffset + i] * (dy[dyOffset + i] - dot);
        }
    }

    @Override
    public void logSoftmaxGradient(
            int rows, int columns, float[] y, int yOffset, float[] dy, int dyOffset, float[] dx, int dxOffset) {
        for (int r = 0; r < rows; r++) {
            int start = r * columns;
            float sum = REDUCE.sum(columns, dy, dyOffset + start);
            subtractExp(columns, sum, y, yOffset + start, dy, dyOffset + start, dx, dxOffset + start);
        }
    }

    private static void subtractExp(
            int n, float factor, float[] y, int yOffset, float[] dy, int dyOffset, float[] dx, int dxOffset) {
        int bound = SPECIES.loopBound(n);
        for (int i = 0; i < bound; i += LANES) {
            FloatVector v = FloatVector.fromArray(SPECIES, y, yOffset + i);
            FloatVector bounded =
                    v.blend(Polynomials.EXP_HIGHEST, v.compare(VectorOperators.GT, Polynomials.EXP_HIGHEST));
            bounded =
                    bounded.blend(Polynomials.EXP_LOWEST, bounded.compare(VectorOperators.LT, Polynomials.EXP_LOWEST));
            FloatVector shifted = bounded.mul(Polynomials.LOG2_E).add(Polynomials.ROUNDER);
            FloatVector whole = shifted.sub(Polynomials.ROUNDER);
            FloatVector r = bounded.sub(whole.mul(Polynomials.LN_2_HIGH)).sub(whole.mul(Polynomials.LN_2_LOW));
            FloatVector p = r.mul(Polynomials.EXP_4)
                    .add(Polynomials.EXP_3)
                    .mul(r)
                    .add(Polynomials.EXP_2)
                    .mul(r)
                    .add(Polynomials.EXP_1)
                    .mul(r)
                    .add(Polynomials.EXP_0);
            IntVector exponent = shifted.reinterpretAsInts().sub(Polynomials.ROUNDER_BITS);
            IntVector half = exponent.lanewise(VectorOperators.ASHR, 1);
            IntVector low =
                    half.add(Polynomials.EXPONENT_BIAS).lanewise(VectorOperators.LSHL, Polynomials.EXPONENT_SHIFT);
            IntVector high = exponent.sub(half)
                    .add(Polynomials.EXPONENT_BIAS)
                    .lanewise(VectorOperators.LSHL, Polynomials.EXPONENT_SHIFT);
            FloatVector value = p.mul(r.mul(r))
                    .add(r)
                    .add(1f)
                    .mul(low.reinterpretAsFloats())
                    .mul(high.reinterpretAsFloats());
            FloatVector.fromArray(SPECIES, dy, dyOffset + i)
                    .sub(value.mul(factor))
                    .intoArray(dx, dxOffset + i);
        }
        for (int i = bound; i < n; i++) {
            dx[dxOffset + i] = dy[dyOffset + i] - Polynomials.exp(y[yOffset + i]) * factor;
        }
    }

    @Override
    public void dot(int rows, int columns, float[] x, int xOffset, float[] y, int yOffset, float[] out, int outOffset) {
        for (int r = 0; r < rows; r++) {
            out[outOffset + r] = REDUCE.dot(columns, x, xOffset + r * columns, y, yOffset + r * columns);
        }
    }

    @Override
    public void sum(int rows, int columns, float[] x, int xOffset, float[] out, int outOffset) {
        for (int r = 0; r < rows; r++) {
            out[outOffset + r] = REDUCE.sum(columns, x, xOffset + r * columns);
        }
    }

    @Override
    public void layerNorm(
            int rows,
            int columns,
            float epsilon,
            float[] x,
            int xOffset,
            float[] weight,
            int weightOffset,
            float[] bias,
            int biasOffset,
            float[] y,
            int yOffset,
            float[] mean,
            int meanOffset,
            float[] inverseDeviation,
            int inverseDeviationOffset) {
        for (int r = 0; r < rows; r++) {
            int xRow = xOffset + r * columns;
            int yRow = yOffset + r * columns;
            float center = REDUCE.sum(columns, x, xRow) / columns;
            ELEMENT.affine(columns, 1f, -center, x, xRow, y, yRow);
            float variance = REDUCE.sumOfSquares(columns, y, yRow) / columns;
            float inverse = 1f / (float) Math.sqrt(variance + epsilon);
            scaleAndShift(columns, inverse, weight, weightOffset, bias, biasOffset, y, yRow);
            mean[meanOffset + r] = center;
            inverseDeviation[inverseDeviationOffset + r] = inverse;
        }
    }

    private static void scaleAndShift(
            int n,
            float factor,
            float[] weight,
            int weightOffset,
            float[] bias,
            int biasOffset,
            float[] y,
            int yOffset) {
        int bound = SPECIES.loopBound(n);
        for (int i = 0; i < bound; i += LANES) {
            FloatVector.fromArray(SPECIES, y, yOffset + i)
                    .mul(factor)
                    .mul(FloatVector.fromArray(SPECIES, weight, weightOffset + i))
                    .add(FloatVector.fromArray(SPECIES, bias, biasOffset + i))
                    .intoArray(y, yOffset + i);
        }
        for (int i = bound; i < n; i++) {
            y[yOffset + i] = y[yOffset + i] * factor * weight[weightOffset + i] + bias[biasOffset + i];
        }
    }

    @Override
    public void layerNormGradient(
            int rows,
            int columns,
            float[] x,
            int xOffset,
            float[] weight,
            int weightOffset,
            float[] mean,
            int meanOffset,
            float[] inverseDeviation,
            int inverseDeviationOffset,
            float[] dy,
            int dyOffset,
            float[] dx,
            int dxOffset) {
        for (int r = 0; r < rows; r++) {
            int start = r * columns;
            float center = mean[meanOffset + r];
            float inverse = inverseDeviation[inverseDeviationOffset + r];
            FloatVector g = FloatVector.zero(SPECIES);
            FloatVector gh = g;
            int bound = SPECIES.loopBound(columns);
            for (int j = 0; j < bound; j += LANES) {
                FloatVector v = FloatVector.fromArray(SPECIES, dy, dyOffset + start + j)
                        .mul(FloatVector.fromArray(SPECIES, weight, weightOffset + j));
                FloatVector h = FloatVector.fromArray(SPECIES, x, xOffset + start + j)
                        .sub(center)
                        .mul(inverse);
                g = g.add(v);
                gh = v.fma(h, gh);
            }
            if (LANES >= 16) {
                g = g.add(g.rearrange(Lanes.ROTATE_8));
            }
            if (LANES >= 8) {
                g = g.add(g.rearrange(Lanes.ROTATE_4));
            }
            g = g.add(g.rearrange(Lanes.ROTATE_2));
            g = g.add(g.rearrange(Lanes.ROTATE_1));
            if (LANES >= 16) {
                gh = gh.add(gh.rearrange(Lanes.ROTATE_8));
            }
            if (LANES >= 8) {
                gh = gh.add(gh.rearrange(Lanes.ROTATE_4));
            }
            gh = gh.add(gh.rearrange(Lanes.ROTATE_2));
            gh = gh.add(gh.rearrange(Lanes.ROTATE_1));
            float sumG = g.lane(0);
            float sumGh = gh.lane(0);
            for (int j = bound; j < columns; j++) {
                float value = dy[dyOffset + start + j] * weight[weightOffset + j];
                sumG += value;
                sumGh += value * ((x[xOffset + start + j] - center) * inverse);
            }
            layerNormGradientRow(
                    columns,
                    center,
                    inverse,
                    sumG / columns,
                    sumGh / columns,
                    x,
                    xOffset + start,
                    weight,
                    weightOffset,
                    dy,
                    dyOffset + start,
                    dx,
                    dxOffset + start);
        }
    }

    private static void layerNormGradientRow(
            int n,
            float center,
            float inverse,
            float meanG,
            float meanGh,
            float[] x,
            int xOffset,
            float[] weight,
            int weightOffset,
            float[] dy,
            int dyOffset,
            float[] dx,
            int dxOffset) {
        int bound = SPECIES.loopBound(n);
        for (int i = 0; i < bound; i += LANES) {
            FloatVector h =
                    FloatVector.fromArray(SPECIES, x, xOffset + i).sub(center).mul(inverse);
            FloatVector.fromArray(SPECIES, dy, dyOffset + i)
                    .mul(FloatVector.fromArray(SPECIES, weight, weightOffset + i))
                    .sub(meanG)
                    .sub(h.mul(meanGh))
                    .mul(inverse)
                    .intoArray(dx, dxOffset + i);
        }
        for (int i = bound; i < n; i++) {
            float h = (x[xOffset + i] - center) * inverse;
            dx[dxOffset + i] = inverse * (dy[dyOffset + i] * weight[weightOffset + i] - meanG - h * meanGh);
        }
    }
}

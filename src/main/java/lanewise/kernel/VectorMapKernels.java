package lanewise.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The functions of {@link Polynomials}, a vector at a time and operation by operation the same, so that a lane, the tail
 * and the scalar twin give the same bits. The exponential stands in each loop in full: a helper that returns a vector is
 * inlined only by luck, and boxes every vector when it is not.
 */
final class VectorMapKernels implements MapKernels {

    private static final VectorSpecies<Float> SPECIES = Lanes.SPECIES;
    private static final int LANES = Lanes.COUNT;

    @Override
    public void exp(int n, float[] x, int xOffset, float[] y, int yOffset) {
        int bound = SPECIES.loopBound(n);
        for (int i = 0; i < bound; i += LANES) {
            FloatVector v = FloatVector.fromArray(SPECIES, x, xOffset + i);
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
            value.intoArray(y, yOffset + i);
        }
        for (int i = bound; i < n; i++) {
            y[yOffset + i] = Polynomials.exp(x[xOffset + i]);
        }
    }

    @Override
    public void log(int n, float[] x, int xOffset, float[] y, int yOffset) {
        int bound = SPECIES.loopBound(n);
        for (int i = 0; i < bound; i += LANES) {
            FloatVector v = FloatVector.fromArray(SPECIES, x, xOffset + i);
            VectorMask<Float> subnormal = v.compare(VectorOperators.LT, Float.MIN_NORMAL);
            IntVector bits = v.blend(v.mul(0x1p23f), subnormal).reinterpretAsInts();
            IntVector exponent =
                    bits.sub(Polynomials.ROOT_HALF_BITS).lanewise(VectorOperators.ASHR, Polynomials.EXPONENT_SHIFT);
            FloatVector f = bits.sub(exponent.lanewise(VectorOperators.LSHL, Polynomials.EXPONENT_SHIFT))
                    .reinterpretAsFloats()
                    .sub(1f);
            // The exponent as a float, by way of its bits: conversions of lanes are slow on some machines.
            FloatVector e =
                    exponent.add(Polynomials.ROUNDER_BITS).reinterpretAsFloats().sub(Polynomials.ROUNDER);
            e = e.blend(e.sub(23f), subnormal);
            FloatVector p = f.mul(Polynomials.LOG_7)
                    .add(Polynomials.LOG_6)
                    .mul(f)
                    .add(Polynomials.LOG_5)
                    .mul(f)
                    .add(Polynomials.LOG_4)
                    .mul(f)
                    .add(Polynomials.LOG_3)
                    .mul(f)
                    .add(Polynomials.LOG_2)
                    .mul(f)
                    .add(Polynomials.LOG_1)
                    .mul(f)
                    .add(Polynomials.LOG_0);
            FloatVector square = f.mul(f);
            FloatVector value =
                    f.mul(square).mul(p).add(e.mul(Polynomials.LN_2_LOW)).sub(square.mul(0.5f));
            value = f.add(value).add(e.mul(Polynomials.LN_2_HIGH));
            value = value.blend(Float.POSITIVE_INFINITY, v.compare(VectorOperators.EQ, Float.POSITIVE_INFINITY));
            value = value.blend(Float.NEGATIVE_INFINITY, v.compare(VectorOperators.EQ, 0f));
            // Not "less than 0": a NaN is to stay one.
            value = value.blend(Float.NaN, v.compare(VectorOperators.GE, 0f).not());
            value.intoArray(y, yOffset + i);
        }
        for (int i = bound; i < n; i++) {
            y[yOffset + i] = Polynomials.log(x[xOffset + i]);
        }
    }

    @Override
    public void sigmoid(int n, float[] x, int xOffset, float[] y, int yOffset) {
        int bound = SPECIES.loopBound(n);
        for (int i = 0; i < bound; i += LANES) {
            FloatVector v = FloatVector.fromArray(SPECIES, x, xOffset + i);
            FloatVector minus = v.abs().neg();
            FloatVector bounded =
                    minus.blend(Polynomials.EXP_LOWEST, minus.compare(VectorOperators.LT, Polynomials.EXP_LOWEST));
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
            FloatVector z = p.mul(r.mul(r))
                    .add(r)
                    .add(1f)
                    .mul(low.reinterpretAsFloats())
                    .mul(high.reinterpretAsFloats());
            FloatVector one = FloatVector.broadcast(SPECIES, 1f);
            one.blend(z, v.compare(VectorOperators.LT, 0f)).div(z.add(1f)).intoArray(y, yOffset + i);
        }
        for (int i = bound; i < n; i++) {
            y[yOffset + i] = Polynomials.sigmoid(x[xOffset + i]);
        }
    }

    @Override
    public void tanh(int n, float[] x, int xOffset, float[] y, int yOffset) {
        int bound = SPECIES.loopBound(n);
        for (int i = 0; i < bound; i += LANES) {
            FloatVector v = FloatVector.fromArray(SPECIES, x, xOffset + i);
            FloatVector size = v.abs();
            FloatVector twice = size.add(size);
            FloatVector bounded =
                    twice.blend(Polynomials.EXP_HIGHEST, twice.compare(VectorOperators.GT, Polynomials.EXP_HIGHEST));
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
            FloatVector z = p.mul(r.mul(r))
                    .add(r)
                    .add(1f)
                    .mul(low.reinterpretAsFloats())
                    .mul(high.reinterpretAsFloats());
            FloatVector one = FloatVector.broadcast(SPECIES, 1f);
            FloatVector large = one.sub(one.add(one).div(z.add(1f)));
            FloatVector square = v.mul(v);
            FloatVector q = square.mul(Polynomials.TANH_4)
                    .add(Polynomials.TANH_3)
                    .mul(square)
                    .add(Polynomials.TANH_2)
                    .mul(square)
                    .add(Polynomials.TANH_1)
                    .mul(square)
                    .add(Polynomials.TANH_0);
            FloatVector small = q.mul(square).mul(size).add(size);
            IntVector value = large.blend(small, size.compare(VectorOperators.LT, Polynomials.TANH_SMALL))
                    .reinterpretAsInts();
            IntVector sign = v.reinterpretAsInts().and(Polynomials.SIGN_BIT);
            value.or(sign).reinterpretAsFloats().intoArray(y, yOffset + i);
        }
        for (int i = bound; i < n; i++) {
            y[yOffset + i] = Polynomials.tanh(x[xOffset + i]);
        }
    }

    @Override
    public void softplus(int n, float[] x, int xOffset, float[] y, int yOffset) {
        int bound = SPECIES.loopBound(n);
        for (int i = 0; i < bound; i += LANES) {
            FloatVector v = FloatVector.fromArray(SPECIES, x, xOffset + i);
            FloatVector minus = v.abs().neg();
            FloatVector bounded =
                    minus.blend(Polynomials.EXP_LOWEST, minus.compare(VectorOperators.LT, Polynomials.EXP_LOWEST));
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
            FloatVector z = p.mul(r.mul(r))
                    .add(r)
                    .add(1f)
                    .mul(low.reinterpretAsFloats())
                    .mul(high.reinterpretAsFloats());
            FloatVector s = z.div(z.add(2f));
            FloatVector square = s.mul(s);
            FloatVector q = square.mul(Polynomials.LOG1P_4)
                    .add(Polynomials.LOG1P_3)
                    .mul(square)
                    .add(Polynomials.LOG1P_2)
                    .mul(square)
                    .add(Polynomials.LOG1P_1)
                    .mul(square)
                    .add(Polynomials.LOG1P_0);
            FloatVector log1p = q.mul(square).mul(s).add(s.add(s));
            FloatVector positive = FloatVector.zero(SPECIES).blend(v, v.compare(VectorOperators.GT, 0f));
            positive.add(log1p).intoArray(y, yOffset + i);
        }
        for (int i = bound; i < n; i++) {
            y[yOffset + i] = Polynomials.softplus(x[xOffset + i]);
        }
    }
}

package lanewise.kernel;

/**
 * The transcendental functions of a float as range reduction and a polynomial, in single precision and without fused
 * multiply-add: the vector twins do the same operations lane by lane, so the bits are equal in every lane, in a tail, on
 * every machine. Coefficients are own weighted minimax fits; {@link MapKernels} states the errors.
 */
final class Polynomials {

    static final float LOG2_E = 1.442695f;

    /** The logarithm of 2 in two parts, the first so short that its product with an exponent is exact. */
    static final float LN_2_HIGH = 0.693359375f;

    static final float LN_2_LOW = -2.1219444e-4f;

    /** 1.5 * 2^23: adding it rounds to an integer, which the lowest bits of the sum then hold. */
    static final float ROUNDER = 12582912f;

    static final int ROUNDER_BITS = 0x4b400000;

    static final int EXPONENT_SHIFT = 23;
    static final int EXPONENT_BIAS = 127;

    /** Beyond these exp is infinite or zero; within them its two scale factors are normal numbers. */
    static final float EXP_HIGHEST = 89f;

    static final float EXP_LOWEST = -104f;

    /** {@code (exp(r) - 1 - r) / r^2} for |r| up to ln(2) / 2, lowest power first. */
    static final float EXP_0 = 0x1.fffffcp-2f;

    static final float EXP_1 = 0x1.55549p-3f;
    static final float EXP_2 = 0x1.5558f4p-5f;
    static final float EXP_3 = 0x1.123a6cp-7f;
    static final float EXP_4 = 0x1.6a2352p-10f;

    /** The bits of the root of one half: mantissas are taken between it and the root of two. */
    static final int ROOT_HALF_BITS = 0x3f3504f3;

    /** {@code (log(1 + f) - f + f^2 / 2) / f^3}. */
    static final float LOG_0 = 0x1.555554p-2f;

    static final float LOG_1 = -0x1.000228p-2f;
    static final float LOG_2 = 0x1.99a012p-3f;
    static final float LOG_3 = -0x1.5471f6p-3f;
    static final float LOG_4 = 0x1.22d90ap-3f;
    static final float LOG_5 = -0x1.0d875cp-3f;
    static final float LOG_6 = 0x1.056496p-3f;
    static final float LOG_7 = -0x1.38c19cp-4f;

    static final int SIGN_BIT = 0x80000000;

    /** Below this size tanh is an odd polynomial, above it comes from exp. */
    static final float TANH_SMALL = 0.625f;

    /** {@code (tanh(x) / x - 1) / x^2} as a polynomial of x^2. */
    static final float TANH_0 = -0x1.555532p-2f;

    static final float TANH_1 = 0x1.110724p-3f;
    static final float TANH_2 = -0x1.b83bf4p-5f;
    static final float TANH_3 = 0x1.5223dep-6f;
    static final float TANH_4 = -0x1.75d508p-8f;

    /** {@code (log(1 + z) / s - 2) / s^2} as a polynomial of s^2, where s = z / (2 + z). */
    static final float LOG1P_0 = 0x1.555558p-1f;

    static final float LOG1P_1 = 0x1.9996a8p-2f;
    static final float LOG1P_2 = 0x1.250972p-2f;
    static final float LOG1P_3 = 0x1.b6d6a4p-3f;
    static final float LOG1P_4 = 0x1.f1aee2p-3f;

    private Polynomials() {}

    static float exp(float x) {
        float bounded = x > EXP_HIGHEST ? EXP_HIGHEST : x;
        bounded = bounded < EXP_LOWEST ? EXP_LOWEST : bounded;
        float shifted = bounded * LOG2_E + ROUNDER;
        float whole = shifted - ROUNDER;
        float r = bounded - whole * LN_2_HIGH - whole * LN_2_LOW;
        float p = (((EXP_4 * r + EXP_3) * r + EXP_2) * r + EXP_1) * r + EXP_0;
        float value = p * (r * r) + r + 1f;
        // In two factors, so that the result can be subnormal or infinite while each factor is normal.
        int exponent = Float.floatToRawIntBits(shifted) - ROUNDER_BITS;
        int half = exponent >> 1;
        return value
                * Float.intBitsToFloat((half + EXPONENT_BIAS) << EXPONENT_SHIFT)
                * Float.intBitsToFloat((exponent - half + EXPONENT_BIAS) << EXPONENT_SHIFT);
    }

    static float log(float x) {
        if (!(x > 0f)) {
            return x == 0f ? Float.NEGATIVE_INFINITY : Float.NaN;
        }
        if (x == Float.POSITIVE_INFINITY) {
            return x;
        }
        boolean subnormal = x < Float.MIN_NORMAL;
        int bits = Float.floatToRawIntBits(subnormal ? x * 0x1p23f : x);
        int exponent = (bits - ROOT_HALF_BITS) >> EXPONENT_SHIFT;
        float f = Float.intBitsToFloat(bits - (exponent << EXPONENT_SHIFT)) - 1f;
        float e = exponent - (subnormal ? 23f : 0f);
        float p = (LOG_7 * f + LOG_6) * f + LOG_5;
        p = ((p * f + LOG_4) * f + LOG_3) * f + LOG_2;
        p = (p * f + LOG_1) * f + LOG_0;
        float square = f * f;
        float y = f * square * p + e * LN_2_LOW - 0.5f * square;
        return f + y + e * LN_2_HIGH;
    }

    static float sigmoid(float x) {
        float z = exp(-Math.abs(x));
        return (x < 0f ? z : 1f) / (z + 1f);
    }

    static float tanh(float x) {
        float size = Math.abs(x);
        if (size < TANH_SMALL) {
            float square = x * x;
            float p = (((TANH_4 * square + TANH_3) * square + TANH_2) * square + TANH_1) * square + TANH_0;
            return Math.copySign(p * square * size + size, x);
        }
        return Math.copySign(1f - 2f / (exp(size + size) + 1f), x);
    }

    static float softplus(float x) {
        float z = exp(-Math.abs(x));
        float s = z / (z + 2f);
        float square = s * s;
        float p = (((LOG1P_4 * square + LOG1P_3) * square + LOG1P_2) * square + LOG1P_1) * square + LOG1P_0;
        float log1p = p * square * s + (s + s);
        // Not Math.max: a NaN must come through from log1p with either sign of zero beside it.
        return (x > 0f ? x : 0f) + log1p;
    }
}

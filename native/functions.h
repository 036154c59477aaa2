/*
 * The functions of one number, operation for operation those of lanewise.kernel.Polynomials and with the same bits:
 * the build forbids the compiler to fuse a product and a sum. Their errors are those that lanewise.kernel.MapKernels
 * states, in units in the last place: exp below 1, log 0.9, sigmoid 2.5, tanh 1.4, softplus 2.8.
 */
#ifndef LANEWISE_FUNCTIONS_H
#define LANEWISE_FUNCTIONS_H

#include "kernels.h"

#define NOT_A_NUMBER of_bits(0x7fc00000u)
#define INFINITE of_bits(0x7f800000u)
#define TINY 1e-30f

/* 1.5 * 2^23: adding it rounds to an integer, which the lowest bits of the sum then hold. */
#define ROUNDER 12582912.0f
#define ROUNDER_BITS 0x4b400000u
#define LN_2_HIGH 0.693359375f
#define LN_2_LOW -2.1219444e-4f

/* The larger of the two; NaN if one is NaN. */
DEVICE float larger(float a, float b) {
    return a > b || a != a ? a : b;
}

/* Subnormal numbers cost a processor fifty times the time; the same here, so that both give the same bits. */
DEVICE float flush(float x) {
    return size_of(x) < TINY ? 0.0f : x;
}

DEVICE float with_sign_of(float size, float x) {
    return of_bits(bits_of(size) | (bits_of(x) & 0x80000000u));
}

DEVICE float exponential(float x) {
    float bounded = x > 89.0f ? 89.0f : x;
    bounded = bounded < -104.0f ? -104.0f : bounded;
    float shifted = bounded * 1.442695f + ROUNDER;
    float whole = shifted - ROUNDER;
    float r = bounded - whole * LN_2_HIGH - whole * LN_2_LOW;
    float p = 0x1.6a2352p-10f * r + 0x1.123a6cp-7f;
    p = (p * r + 0x1.5558f4p-5f) * r + 0x1.55549p-3f;
    p = p * r + 0x1.fffffcp-2f;
    float value = p * (r * r) + r + 1.0f;
    /* In two factors, so that the result can be subnormal or infinite while each factor is normal. */
    int exponent = (int) (bits_of(shifted) - ROUNDER_BITS);
    int half = exponent >> 1;
    return value * of_bits((unsigned) (half + 127) << 23) * of_bits((unsigned) (exponent - half + 127) << 23);
}

DEVICE float logarithm_of(float x) {
    if (!(x > 0.0f)) {
        return x == 0.0f ? -INFINITE : NOT_A_NUMBER;
    }
    if (x == INFINITE) {
        return x;
    }
    bool subnormal = x < 0x1p-126f;
    int bits = (int) bits_of(subnormal ? x * 0x1p23f : x);
    int exponent = (bits - 0x3f3504f3) >> 23; /* mantissas between the root of one half and that of two */
    float f = of_bits((unsigned) bits - ((unsigned) exponent << 23)) - 1.0f;
    float e = (float) exponent - (subnormal ? 23.0f : 0.0f);
    float p = (-0x1.38c19cp-4f * f + 0x1.056496p-3f) * f + -0x1.0d875cp-3f;
    p = ((p * f + 0x1.22d90ap-3f) * f + -0x1.5471f6p-3f) * f + 0x1.99a012p-3f;
    p = (p * f + -0x1.000228p-2f) * f + 0x1.555554p-2f;
    float square = f * f;
    float y = f * square * p + e * LN_2_LOW - 0.5f * square;
    return f + y + e * LN_2_HIGH;
}

DEVICE float sigmoid(float x) {
    float z = exponential(-size_of(x));
    return (x < 0.0f ? z : 1.0f) / (z + 1.0f);
}

DEVICE float hyperbolic_tangent(float x) {
    float size = size_of(x);
    if (size < 0.625f) {
        float square = x * x;
        float p = -0x1.75d508p-8f * square + 0x1.5223dep-6f;
        p = (p * square + -0x1.b83bf4p-5f) * square + 0x1.110724p-3f;
        p = p * square + -0x1.555532p-2f;
        return with_sign_of(p * square * size + size, x);
    }
    return with_sign_of(1.0f - 2.0f / (exponential(size + size) + 1.0f), x);
}

DEVICE float softplus(float x) {
    float z = exponential(-size_of(x));
    float s = z / (z + 2.0f);
    float square = s * s;
    float p = 0x1.f1aee2p-3f * square + 0x1.b6d6a4p-3f;
    p = (p * square + 0x1.250972p-2f) * square + 0x1.9996a8p-2f;
    p = p * square + 0x1.555558p-1f;
    float log1p = p * square * s + (s + s);
    return (x > 0.0f ? x : 0.0f) + log1p;
}

DEVICE float unary_value(int f, float parameter, float x) {
    switch (f) {
        case UNARY_RELU:
            return larger(x, 0.0f);
        case UNARY_LEAKY_RELU:
            return x > 0.0f ? x : parameter * x;
        case UNARY_EXP:
            return exponential(x);
        case UNARY_LOG:
            return logarithm_of(x);
        case UNARY_SIGMOID:
            return sigmoid(x);
        case UNARY_TANH:
            return hyperbolic_tangent(x);
        case UNARY_SOFTPLUS:
            return softplus(x);
        case UNARY_SQUARE:
            return x * x;
        case UNARY_SQRT:
            return square_root(x);
        case UNARY_ABS:
            return size_of(x);
        default:
            return x;
    }
}

#endif

package lanewise.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Functions of each element, a vector at a time; the scalar twin does the tail. */
final class VectorElementKernels implements ElementKernels {

    private static final VectorSpecies<Float> SPECIES = Lanes.SPECIES;
    private static final int LANES = Lanes.COUNT;

    private static final VectorSpecies<Long> LONGS = SPECIES.withLanes(long.class);

    /** What the states of elements 0, 2, 4 ... of a vector have more than that of element 0. */
    private static final long[] EVEN_STATES = new long[LONGS.length()];

    static {
        for (int lane = 0; lane < EVEN_STATES.length; lane++) {
            EVEN_STATES[lane] = 2L * lane * SplitMix.GAMMA;
        }
    }

    private final ScalarElementKernels tail = new ScalarElementKernels();

    @Override
    public void affine(int n, float scale, float shift, float[] x, int xOffset, float[] y, int yOffset) {
        int bound = SPECIES.loopBound(n);
        for (int i = 0; i < bound; i += LANES) {
            FloatVector vx = FloatVector.fromArray(SPECIES, x, xOffset + i);
            vx.mul(scale).add(shift).intoArray(y, yOffset + i);
        }
        tail.affine(n - bound, scale, shift, x, xOffset + bound, y, yOffset + bound);
    }

    @Override
    public void scale(int n, float factor, float[] x, int xOffset, float[] y, int yOffset) {
        int bound = SPECIES.loopBound(n);
        for (int i = 0; i < bound; i += LANES) {
            FloatVector vx = FloatVector.fromArray(SPECIES, x, xOffset + i);
            vx.mul(factor).intoArray(y, yOffset + i);
        }
        tail.scale(n - bound, factor, x, xOffset + bound, y, yOffset + bound);
    }

    @Override
    public void relu(int n, float[] x, int xOffset, float[] y, int yOffset) {
        int bound = SPECIES.loopBound(n);
        for (int i = 0; i < bound; i += LANES) {
            FloatVector vx = FloatVector.fromArray(SPECIES, x, xOffset + i);
            vx.blend(0f, vx.compare(VectorOperators.LE, 0f)).intoArray(y, yOffset + i);
        }
        tail.relu(n - bound, x, xOffset + bound, y, yOffset + bound);
    }

    @Override
    public void leakyRelu(int n, float slope, float[] x, int xOffset, float[] y, int yOffset) {
        int bound = SPECIES.loopBound(n);
        for (int i = 0; i < bound; i += LANES) {
            FloatVector vx = FloatVector.fromArray(SPECIES, x, xOffset + i);
            vx.mul(slope).blend(vx, vx.compare(VectorOperators.GT, 0f)).intoArray(y, yOffset + i);
        }
        tail.leakyRelu(n - bound, slope, x, xOffset + bound, y, yOffset + bound);
    }

    @Override
    public void square(int n, float[] x, int xOffset, float[] y, int yOffset) {
        int bound = SPECIES.loopBound(n);
        for (int i = 0; i < bound; i += LANES) {
            FloatVector vx = FloatVector.fromArray(SPECIES, x, xOffset + i);
            vx.mul(vx).intoArray(y, yOffset + i);
        }
        tail.square(n - bound, x, xOffset + bound, y, yOffset + bound);
    }

    @Override
    public void sqrt(int n, float[] x, int xOffset, float[] y, int yOffset) {
        int bound = SPECIES.loopBound(n);
        for (int i = 0; i < bound; i += LANES) {
            FloatVector vx = FloatVector.fromArray(SPECIES, x, xOffset + i);
            vx.lanewise(VectorOperators.SQRT).intoArray(y, yOffset + i);
        }
        tail.sqrt(n - bound, x, xOffset + bound, y, yOffset + bound);
    }

    @Override
    public void abs(int n, float[] x, int xOffset, float[] y, int yOffset) {
        int bound = SPECIES.loopBound(n);
        for (int i = 0; i < bound; i += LANES) {
            FloatVector vx = FloatVector.fromArray(SPECIES, x, xOffset + i);
            vx.abs().intoArray(y, yOffset + i);
        }
        tail.abs(n - bound, x, xOffset + bound, y, yOffset + bound);
    }

    @Override
    public void plus(int n, float[] a, int aOffset, float[] b, int bOffset, float[] out, int outOffset) {
        int bound = SPECIES.loopBound(n);
        for (int i = 0; i < bound; i += LANES) {
            FloatVector va = FloatVector.fromArray(SPECIES, a, aOffset + i);
            FloatVector vb = FloatVector.fromArray(SPECIES, b, bOffset + i);
            va.add(vb).intoArray(out, outOffset + i);
        }
        tail.plus(n - bound, a, aOffset + bound, b, bOffset + bound, out, outOffset + bound);
    }

    @Override
    public void minus(int n, float[] a, int aOffset, float[] b, int bOffset, float[] out, int outOffset) {
        int bound = SPECIES.loopBound(n);
        for (int i = 0; i < bound; i += LANES) {
            FloatVector va = FloatVector.fromArray(SPECIES, a, aOffset + i);
            FloatVector vb = FloatVector.fromArray(SPECIES, b, bOffset + i);
            va.sub(vb).intoArray(out, outOffset + i);
        }
        tail.minus(n - bound, a, aOffset + bound, b, bOffset + bound, out, outOffset + bound);
    }

    @Override
    public void times(int n, float[] a, int aOffset, float[] b, int bOffset, float[] out, int outOffset) {
        int bound = SPECIES.loopBound(n);
        for (int i = 0; i < bound; i += LANES) {
            FloatVector va = FloatVector.fromArray(SPECIES, a, aOffset + i);
            FloatVector vb = FloatVector.fromArray(SPECIES, b, bOffset + i);
            va.mul(vb).intoArray(out, outOffset + i);
        }
        tail.times(n - bound, a, aOffset + bound, b, bOffset + bound, out, outOffset + bound);
    }

    @Override
    public void div(int n, float[] a, int aOffset, float[] b, int bOffset, float[] out, int outOffset) {
        int bound = SPECIES.loopBound(n);
        for (int i = 0; i < bound; i += LANES) {
            FloatVector va = FloatVector.fromArray(SPECIES, a, aOffset + i);
            FloatVector vb = FloatVector.fromArray(SPECIES, b, bOffset + i);
            va.div(vb).intoArray(out, outOffset + i);
        }
        tail.div(n - bound, a, aOffset + bound, b, bOffset + bound, out, outOffset + bound);
    }

    @Override
    public void divBy(int n, float divisor, float[] x, int xOffset, float[] y, int yOffset) {
        int bound = SPECIES.loopBound(n);
        for (int i = 0; i < bound; i += LANES) {
            FloatVector vx = FloatVector.fromArray(SPECIES, x, xOffset + i);
            vx.div(divisor).intoArray(y, yOffset + i);
        }
        tail.divBy(n - bound, divisor, x, xOffset + bound, y, yOffset + bound);
    }

    @Override
    public void divOf(int n, float dividend, float[] x, int xOffset, float[] y, int yOffset) {
        int bound = SPECIES.loopBound(n);
        for (int i = 0; i < bound; i += LANES) {
            FloatVector vx = FloatVector.fromArray(SPECIES, x, xOffset + i);
            FloatVector.broadcast(SPECIES, dividend).div(vx).intoArray(y, yOffset + i);
        }
        tail.divOf(n - bound, dividend, x, xOffset + bound, y, yOffset + bound);
    }

    @Override
    public void reluGradient(int n, float[] y, int yOffset, float[] dy, int dyOffset, float[] dx, int dxOffset) {
        int bound = SPECIES.loopBound(n);
        for (int i = 0; i < bound; i += LANES) {
            FloatVector vy = FloatVector.fromArray(SPECIES, y, yOffset + i);
            FloatVector vdy = FloatVector.fromArray(SPECIES, dy, dyOffset + i);
            vdy.blend(0f, vy.compare(VectorOperators.EQ, 0f)).intoArray(dx, dxOffset + i);
        }
        tail.reluGradient(n - bound, y, yOffset + bound, dy, dyOffset + bound, dx, dxOffset + bound);
    }

    @Override
    public void leakyReluGradient(
            int n, float slope, float[] y, int yOffset, float[] dy, int dyOffset, float[] dx, int dxOffset) {
        int bound = SPECIES.loopBound(n);
        for (int i = 0; i < bound; i += LANES) {
            FloatVector vy = FloatVector.fromArray(SPECIES, y, yOffset + i);
            FloatVector vdy = FloatVector.fromArray(SPECIES, dy, dyOffset + i);
            vdy.mul(slope).blend(vdy, vy.compare(VectorOperators.GT, 0f)).intoArray(dx, dxOffset + i);
        }
        tail.leakyReluGradient(n - bound, slope, y, yOffset + bound, dy, dyOffset + bound, dx, dxOffset + bound);
    }

    @Override
    public void sigmoidGradient(int n, float[] y, int yOffset, float[] dy, int dyOffset, float[] dx, int dxOffset) {
        int bound = SPECIES.loopBound(n);
        for (int i = 0; i < bound; i += LANES) {
            FloatVector vy = FloatVector.fromArray(SPECIES, y, yOffset + i);
            FloatVector vdy = FloatVector.fromArray(SPECIES, dy, dyOffset + i);
            FloatVector one = FloatVector.broadcast(SPECIES, 1f);
            vdy.mul(vy.mul(one.sub(vy))).intoArray(dx, dxOffset + i);
        }
        tail.sigmoidGradient(n - bound, y, yOffset + bound, dy, dyOffset + bound, dx, dxOffset + bound);
    }

    @Override
    public void tanhGradient(int n, float[] y, int yOffset, float[] dy, int dyOffset, float[] dx, int dxOffset) {
        int bound = SPECIES.loopBound(n);
        for (int i = 0; i < bound; i += LANES) {
            FloatVector vy = FloatVector.fromArray(SPECIES, y, yOffset + i);
            FloatVector vdy = FloatVector.fromArray(SPECIES, dy, dyOffset + i);
            FloatVector one = FloatVector.broadcast(SPECIES, 1f);
            vdy.mul(one.sub(vy.mul(vy))).intoArray(dx, dxOffset + i);
        }
        tail.tanhGradient(n - bound, y, yOffset + bound, dy, dyOffset + bound, dx, dxOffset + bound);
    }

    @Override
    public void squareGradient(int n, float[] x, int xOffset, float[] dy, int dyOffset, float[] dx, int dxOffset) {
        int bound = SPECIES.loopBound(n);
        for (int i = 0; i < bound; i += LANES) {
            FloatVector vx = FloatVector.fromArray(SPECIES, x, xOffset + i);
            FloatVector vdy = FloatVector.fromArray(SPECIES, dy, dyOffset + i);
            vdy.mul(vx.mul(2f)).intoArray(dx, dxOffset + i);
        }
        tail.squareGradient(n - bound, x, xOffset + bound, dy, dyOffset + bound, dx, dxOffset + bound);
    }

    @Override
    public void sqrtGradient(int n, float[] y, int yOffset, float[] dy, int dyOffset, float[] dx, int dxOffset) {
        int bound = SPECIES.loopBound(n);
        for (int i = 0; i < bound; i += LANES) {
            FloatVector vy = FloatVector.fromArray(SPECIES, y, yOffset + i);
            FloatVector vdy = FloatVector.fromArray(SPECIES, dy, dyOffset + i);
            vdy.mul(0.5f).div(vy).intoArray(dx, dxOffset + i);
        }
        tail.sqrtGradient(n - bound, y, yOffset + bound, dy, dyOffset + bound, dx, dxOffset + bound);
    }

    @Override
    public void absGradient(int n, float[] x, int xOffset, float[] dy, int dyOffset, float[] dx, int dxOffset) {
        int bound = SPECIES.loopBound(n);
        for (int i = 0; i < bound; i += LANES) {
            FloatVector vx = FloatVector.fromArray(SPECIES, x, xOffset + i);
            FloatVector vdy = FloatVector.fromArray(SPECIES, dy, dyOffset + i);
            FloatVector positive = FloatVector.zero(SPECIES).blend(vdy, vx.compare(VectorOperators.GT, 0f));
            positive.blend(vdy.neg(), vx.compare(VectorOperators.LT, 0f)).intoArray(dx, dxOffset + i);
        }
        tail.absGradient(n - bound, x, xOffset + bound, dy, dyOffset + bound, dx, dxOffset + bound);
    }

    /** The states of the even elements in one vector and of the odd ones in another; their high halves make one of ints. */
    @Override
    public void dropout(
            int n,
            int threshold,
            float scale,
            long key,
            long firstIndex,
            float[] x,
            int xOffset,
            float[] y,
            int yOffset) {
        int bound = SPECIES.loopBound(n);
        LongVector even = LongVector.fromArray(LONGS, EVEN_STATES, 0).add(key + (firstIndex + 1) * SplitMix.GAMMA);
        LongVector odd = even.add(SplitMix.GAMMA);
        for (int i = 0; i < bound; i += LANES) {
            LongVector a = even.lanewise(VectorOperators.XOR, even.lanewise(VectorOperators.LSHR, 30))
                    .mul(SplitMix.FIRST_FACTOR);
            a = a.lanewise(VectorOperators.XOR, a.lanewise(VectorOperators.LSHR, 27))
                    .mul(SplitMix.SECOND_FACTOR);
            a = a.lanewise(VectorOperators.XOR, a.lanewise(VectorOperators.LSHR, 31));
            LongVector b = odd.lanewise(VectorOperators.XOR, odd.lanewise(VectorOperators.LSHR, 30))
                    .mul(SplitMix.FIRST_FACTOR);
            b = b.lanewise(VectorOperators.XOR, b.lanewise(VectorOperators.LSHR, 27))
                    .mul(SplitMix.SECOND_FACTOR);
            b = b.lanewise(VectorOperators.XOR, b.lanewise(VectorOperators.LSHR, 31));
            IntVector drawn = a.lanewise(VectorOperators.LSHR, 32)
                    .or(b.and(0xFFFFFFFF00000000L))
                    .reinterpretAsInts()
                    .lanewise(VectorOperators.LSHR, 8);
            IntVector keep = drawn.neg().add(threshold - 1).lanewise(VectorOperators.ASHR, 31);
            FloatVector.fromArray(SPECIES, x, xOffset + i)
                    .mul(scale)
                    .reinterpretAsInts()
                    .and(keep)
                    .reinterpretAsFloats()
                    .intoArray(y, yOffset + i);
            even = even.add(LANES * SplitMix.GAMMA);
            odd = odd.add(LANES * SplitMix.GAMMA);
        }
        tail.dropout(n - bound, threshold, scale, key, firstIndex + bound, x, xOffset + bound, y, yOffset + bound);
    }
}

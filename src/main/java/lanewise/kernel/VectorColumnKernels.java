package lanewise.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Rows against rows, a vector of columns at a time; the scalar twin does the tail. */
final class VectorColumnKernels implements ColumnKernels {

    private static final VectorSpecies<Float> SPECIES = Lanes.SPECIES;
    private static final int LANES = Lanes.COUNT;

    private final ScalarColumnKernels tail = new ScalarColumnKernels();

    @Override
    public void add(int n, float[] x, int xOffset, float[] y, int yOffset) {
        int bound = SPECIES.loopBound(n);
        for (int i = 0; i < bound; i += LANES) {
            FloatVector vx = FloatVector.fromArray(SPECIES, x, xOffset + i);
            FloatVector vy = FloatVector.fromArray(SPECIES, y, yOffset + i);
            vy.add(vx).intoArray(y, yOffset + i);
        }
        tail.add(n - bound, x, xOffset + bound, y, yOffset + bound);
    }

    @Override
    public void axpy(int n, float alpha, float[] x, int xOffset, float[] y, int yOffset) {
        int bound = SPECIES.loopBound(n);
        for (int i = 0; i < bound; i += LANES) {
            FloatVector vx = FloatVector.fromArray(SPECIES, x, xOffset + i);
            FloatVector vy = FloatVector.fromArray(SPECIES, y, yOffset + i);
            vy.add(vx.mul(alpha)).intoArray(y, yOffset + i);
        }
        tail.axpy(n - bound, alpha, x, xOffset + bound, y, yOffset + bound);
    }

    @Override
    public void addRelu(int n, float[] x, int xOffset, float[] y, int yOffset) {
        int bound = SPECIES.loopBound(n);
        for (int i = 0; i < bound; i += LANES) {
            FloatVector vx = FloatVector.fromArray(SPECIES, x, xOffset + i);
            FloatVector vy = FloatVector.fromArray(SPECIES, y, yOffset + i);
            FloatVector v = vy.add(vx);
            v.blend(0f, v.compare(VectorOperators.LE, 0f)).intoArray(y, yOffset + i);
        }
        tail.addRelu(n - bound, x, xOffset + bound, y, yOffset + bound);
    }

    @Override
    public void max(int n, float[] x, int xOffset, float[] y, int yOffset) {
        int bound = SPECIES.loopBound(n);
        for (int i = 0; i < bound; i += LANES) {
            FloatVector vx = FloatVector.fromArray(SPECIES, x, xOffset + i);
            FloatVector vy = FloatVector.fromArray(SPECIES, y, yOffset + i);
            vy.max(vx).intoArray(y, yOffset + i);
        }
        tail.max(n - bound, x, xOffset + bound, y, yOffset + bound);
    }

    @Override
    public void addSquares(int n, float[] x, int xOffset, float[] y, int yOffset) {
        int bound = SPECIES.loopBound(n);
        for (int i = 0; i < bound; i += LANES) {
            FloatVector vx = FloatVector.fromArray(SPECIES, x, xOffset + i);
            FloatVector vy = FloatVector.fromArray(SPECIES, y, yOffset + i);
            vy.add(vx.mul(vx)).intoArray(y, yOffset + i);
        }
        tail.addSquares(n - bound, x, xOffset + bound, y, yOffset + bound);
    }

    @Override
    public void addSquaredDistances(
            int n, float[] x, int xOffset, float[] center, int centerOffset, float[] y, int yOffset) {
        int bound = SPECIES.loopBound(n);
        for (int i = 0; i < bound; i += LANES) {
            FloatVector vx = FloatVector.fromArray(SPECIES, x, xOffset + i);
            FloatVector vcenter = FloatVector.fromArray(SPECIES, center, centerOffset + i);
            FloatVector vy = FloatVector.fromArray(SPECIES, y, yOffset + i);
            FloatVector v = vx.sub(vcenter);
            vy.add(v.mul(v)).intoArray(y, yOffset + i);
        }
        tail.addSquaredDistances(n - bound, x, xOffset + bound, center, centerOffset + bound, y, yOffset + bound);
    }

    @Override
    public void addProducts(
            int n,
            float[] x,
            int xOffset,
            float[] center,
            int centerOffset,
            float[] weight,
            int weightOffset,
            float[] y,
            int yOffset) {
        int bound = SPECIES.loopBound(n);
        for (int i = 0; i < bound; i += LANES) {
            FloatVector vx = FloatVector.fromArray(SPECIES, x, xOffset + i);
            FloatVector vcenter = FloatVector.fromArray(SPECIES, center, centerOffset + i);
            FloatVector vweight = FloatVector.fromArray(SPECIES, weight, weightOffset + i);
            FloatVector vy = FloatVector.fromArray(SPECIES, y, yOffset + i);
            vy.add(vx.sub(vcenter).mul(vweight)).intoArray(y, yOffset + i);
        }
        tail.addProducts(
                n - bound,
                x,
                xOffset + bound,
                center,
                centerOffset + bound,
                weight,
                weightOffset + bound,
                y,
                yOffset + bound);
    }

    @Override
    public void addScaledProducts(
            int n,
            float center,
            float factor,
            float[] x,
            int xOffset,
            float[] weight,
            int weightOffset,
            float[] y,
            int yOffset) {
        int bound = SPECIES.loopBound(n);
        for (int i = 0; i < bound; i += LANES) {
            FloatVector vx = FloatVector.fromArray(SPECIES, x, xOffset + i);
            FloatVector vweight = FloatVector.fromArray(SPECIES, weight, weightOffset + i);
            FloatVector vy = FloatVector.fromArray(SPECIES, y, yOffset + i);
            vy.add(vx.sub(center).mul(factor).mul(vweight)).intoArray(y, yOffset + i);
        }
        tail.addScaledProducts(
                n - bound, center, factor, x, xOffset + bound, weight, weightOffset + bound, y, yOffset + bound);
    }

    @Override
    public void normalize(
            int n,
            float[] x,
            int xOffset,
            float[] center,
            int centerOffset,
            float[] scale,
            int scaleOffset,
            float[] shift,
            int shiftOffset,
            float[] y,
            int yOffset) {
        int bound = SPECIES.loopBound(n);
        for (int i = 0; i < bound; i += LANES) {
            FloatVector vx = FloatVector.fromArray(SPECIES, x, xOffset + i);
            FloatVector vcenter = FloatVector.fromArray(SPECIES, center, centerOffset + i);
            FloatVector vscale = FloatVector.fromArray(SPECIES, scale, scaleOffset + i);
            FloatVector vshift = FloatVector.fromArray(SPECIES, shift, shiftOffset + i);
            vx.sub(vcenter).mul(vscale).add(vshift).intoArray(y, yOffset + i);
        }
        tail.normalize(
                n - bound,
                x,
                xOffset + bound,
                center,
                centerOffset + bound,
                scale,
                scaleOffset + bound,
                shift,
                shiftOffset + bound,
                y,
                yOffset + bound);
    }

    @Override
    public void normalizeGradient(
            int n,
            float[] x,
            int xOffset,
            float[] center,
            int centerOffset,
            float[] scale,
            int scaleOffset,
            float[] slope,
            int slopeOffset,
            float[] shift,
            int shiftOffset,
            float[] dy,
            int dyOffset,
            float[] dx,
            int dxOffset) {
        int bound = SPECIES.loopBound(n);
        for (int i = 0; i < bound; i += LANES) {
            FloatVector vx = FloatVector.fromArray(SPECIES, x, xOffset + i);
            FloatVector vcenter = FloatVector.fromArray(SPECIES, center, centerOffset + i);
            FloatVector vscale = FloatVector.fromArray(SPECIES, scale, scaleOffset + i);
            FloatVector vslope = FloatVector.fromArray(SPECIES, slope, slopeOffset + i);
            FloatVector vshift = FloatVector.fromArray(SPECIES, shift, shiftOffset + i);
            FloatVector vdy = FloatVector.fromArray(SPECIES, dy, dyOffset + i);
            vscale.mul(vdy.sub(vshift).sub(vx.sub(vcenter).mul(vslope))).intoArray(dx, dxOffset + i);
        }
        tail.normalizeGradient(
                n - bound,
                x,
                xOffset + bound,
                center,
                centerOffset + bound,
                scale,
                scaleOffset + bound,
                slope,
                slopeOffset + bound,
                shift,
                shiftOffset + bound,
                dy,
                dyOffset + bound,
                dx,
                dxOffset + bound);
    }

    @Override
    public void addFour(
            int n, float a0, float a1, float a2, float a3, float[] x, int xOffset, int stride, float[] y, int yOffset) {
        int bound = SPECIES.loopBound(n);
        int x1 = xOffset + stride;
        int x2 = x1 + stride;
        int x3 = x2 + stride;
        for (int i = 0; i < bound; i += LANES) {
            FloatVector low = FloatVector.fromArray(SPECIES, x, xOffset + i)
                    .mul(a0)
                    .add(FloatVector.fromArray(SPECIES, x, x1 + i).mul(a1));
            FloatVector high = FloatVector.fromArray(SPECIES, x, x2 + i)
                    .mul(a2)
                    .add(FloatVector.fromArray(SPECIES, x, x3 + i).mul(a3));
            FloatVector.fromArray(SPECIES, y, yOffset + i).add(low.add(high)).intoArray(y, yOffset + i);
        }
        tail.addFour(n - bound, a0, a1, a2, a3, x, xOffset + bound, stride, y, yOffset + bound);
    }

    @Override
    public void addFourRows(int n, float[] x, int xOffset, int stride, float[] y, int yOffset) {
        int bound = SPECIES.loopBound(n);
        int x1 = xOffset + stride;
        int x2 = x1 + stride;
        int x3 = x2 + stride;
        for (int i = 0; i < bound; i += LANES) {
            FloatVector low =
                    FloatVector.fromArray(SPECIES, x, xOffset + i).add(FloatVector.fromArray(SPECIES, x, x1 + i));
            FloatVector high = FloatVector.fromArray(SPECIES, x, x2 + i).add(FloatVector.fromArray(SPECIES, x, x3 + i));
            FloatVector.fromArray(SPECIES, y, yOffset + i).add(low.add(high)).intoArray(y, yOffset + i);
        }
        tail.addFourRows(n - bound, x, xOffset + bound, stride, y, yOffset + bound);
    }
}

package lanewise.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The steps of the optimizers a vector at a time, operation by operation as the scalar twin (and without fused
 * multiply-add), which does the tail: memory is what they wait for, so equal bits everywhere cost nothing.
 */
final class VectorUpdateKernels implements UpdateKernels {

    private static final VectorSpecies<Float> SPECIES = Lanes.SPECIES;
    private static final int LANES = Lanes.COUNT;
    private static final float TINY = ScalarUpdateKernels.TINY;

    private final ScalarUpdateKernels tail = new ScalarUpdateKernels();

    @Override
    public void sgd(
            int n,
            float rate,
            float momentum,
            boolean nesterov,
            float coupledDecay,
            float keep,
            float scale,
            float[] gradient,
            int gradientOffset,
            float[] velocity,
            int velocityOffset,
            float[] parameter,
            int parameterOffset) {
        int bound = SPECIES.loopBound(n);
        for (int i = 0; i < bound; i += LANES) {
            FloatVector p = FloatVector.fromArray(SPECIES, parameter, parameterOffset + i);
            FloatVector g = FloatVector.fromArray(SPECIES, gradient, gradientOffset + i)
                    .mul(scale)
                    .add(p.mul(coupledDecay));
            FloatVector v = FloatVector.fromArray(SPECIES, velocity, velocityOffset + i)
                    .mul(momentum)
                    .add(g);
            v = v.blend(0f, v.abs().compare(VectorOperators.LT, TINY));
            v.intoArray(velocity, velocityOffset + i);
            FloatVector direction = nesterov ? g.add(v.mul(momentum)) : v;
            p.mul(keep).sub(direction.mul(rate)).intoArray(parameter, parameterOffset + i);
        }
        tail.sgd(
                n - bound,
                rate,
                momentum,
                nesterov,
                coupledDecay,
                keep,
                scale,
                gradient,
                gradientOffset + bound,
                velocity,
                velocityOffset + bound,
                parameter,
                parameterOffset + bound);
    }

    @Override
    public void adam(
            int n,
            float step,
            float beta1,
            float beta2,
            float inverseRoot,
            float epsilon,
            float coupledDecay,
            float keep,
            float scale,
            float[] gradient,
            int gradientOffset,
            float[] mean,
            int meanOffset,
            float[] square,
            int squareOffset,
            float[] parameter,
            int parameterOffset) {
        float rest1 = 1f - beta1;
        float rest2 = 1f - beta2;
        int bound = SPECIES.loopBound(n);
        for (int i = 0; i < bound; i += LANES) {
            FloatVector p = FloatVector.fromArray(SPECIES, parameter, parameterOffset + i);
            FloatVector g = FloatVector.fromArray(SPECIES, gradient, gradientOffset + i)
                    .mul(scale)
                    .add(p.mul(coupledDecay));
            FloatVector m = FloatVector.fromArray(SPECIES, mean, meanOffset + i)
                    .mul(beta1)
                    .add(g.mul(rest1));
            m = m.blend(0f, m.abs().compare(VectorOperators.LT, TINY));
            m.intoArray(mean, meanOffset + i);
            FloatVector v = FloatVector.fromArray(SPECIES, square, squareOffset + i)
                    .mul(beta2)
                    .add(g.mul(g).mul(rest2));
            v = v.blend(0f, v.abs().compare(VectorOperators.LT, TINY));
            v.intoArray(square, squareOffset + i);
            FloatVector denominator =
                    v.lanewise(VectorOperators.SQRT).mul(inverseRoot).add(epsilon);
            p.mul(keep).sub(m.mul(step).div(denominator)).intoArray(parameter, parameterOffset + i);
        }
        tail.adam(
                n - bound,
                step,
                beta1,
                beta2,
                inverseRoot,
                epsilon,
                coupledDecay,
                keep,
                scale,
                gradient,
                gradientOffset + bound,
                mean,
                meanOffset + bound,
                square,
                squareOffset + bound,
                parameter,
                parameterOffset + bound);
    }

    @Override
    public void adamRows(
            int count,
            int columns,
            float step,
            float beta1,
            float beta2,
            float inverseRoot,
            float epsilon,
            float keep,
            int[] ids,
            int idsOffset,
            float[] gradient,
            int gradientOffset,
            float[] mean,
            int meanOffset,
            float[] square,
            int squareOffset,
            float[] parameter,
            int parameterOffset) {
        if (columns < LANES) {
            tail.adamRows(
                    count,
                    columns,
                    step,
                    beta1,
                    beta2,
                    inverseRoot,
                    epsilon,
                    keep,
                    ids,
                    idsOffset,
                    gradient,
                    gradientOffset,
                    mean,
                    meanOffset,
                    square,
                    squareOffset,
                    parameter,
                    parameterOffset);
            return;
        }
        for (int r = 0; r < count; r++) {
            int row = ids[idsOffset + r] * columns;
            adam(
                    columns,
                    step,
                    beta1,
                    beta2,
                    inverseRoot,
                    epsilon,
                    0f,
                    keep,
                    1f,
                    gradient,
                    gradientOffset + r * columns,
                    mean,
                    meanOffset + row,
                    square,
                    squareOffset + row,
                    parameter,
                    parameterOffset + row);
        }
    }

    @Override
    public void settleRows(
            int count,
            int columns,
            int[] ids,
            int idsOffset,
            float[] coefficients,
            int coefficientsOffset,
            float[] mean,
            int meanOffset,
            float[] square,
            int squareOffset,
            float[] parameter,
            int parameterOffset) {
        int bound = SPECIES.loopBound(columns);
        for (int r = 0; r < count; r++) {
            int row = ids[idsOffset + r] * columns;
            int at = coefficientsOffset + SETTLE_COEFFICIENTS * r;
            for (int i = row; i < row + bound; i += LANES) {
                FloatVector m = FloatVector.fromArray(SPECIES, mean, meanOffset + i);
                FloatVector v = FloatVector.fromArray(SPECIES, square, squareOffset + i);
                FloatVector q = v.lanewise(VectorOperators.SQRT).add(coefficients[at + 1]);
                FloatVector near =
                        FloatVector.broadcast(SPECIES, 1f).div(q.blend(1f, m.compare(VectorOperators.EQ, 0f)));
                FloatVector move = m.mul(near.mul(
                        FloatVector.broadcast(SPECIES, coefficients[at + 2]).sub(near.mul(coefficients[at + 3]))));
                FloatVector p = FloatVector.fromArray(SPECIES, parameter, parameterOffset + i);
                p.mul(coefficients[at]).sub(move).intoArray(parameter, parameterOffset + i);
                FloatVector nextM = m.mul(coefficients[at + 4]);
                nextM.blend(0f, nextM.abs().compare(VectorOperators.LT, TINY)).intoArray(mean, meanOffset + i);
                FloatVector nextV = v.mul(coefficients[at + 5]);
                nextV.blend(0f, nextV.abs().compare(VectorOperators.LT, TINY)).intoArray(square, squareOffset + i);
            }
            ScalarUpdateKernels.settle(
                    columns - bound,
                    coefficients,
                    at,
                    mean,
                    meanOffset + row + bound,
                    square,
                    squareOffset + row + bound,
                    parameter,
                    parameterOffset + row + bound);
        }
    }

    @Override
    public void rmsProp(
            int n,
            float rate,
            float alpha,
            float momentum,
            boolean centered,
            float epsilon,
            float coupledDecay,
            float keep,
            float scale,
            float[] gradient,
            int gradientOffset,
            float[] mean,
            int meanOffset,
            float[] square,
            int squareOffset,
            float[] velocity,
            int velocityOffset,
            float[] parameter,
            int parameterOffset) {
        float rest = 1f - alpha;
        int bound = SPECIES.loopBound(n);
        for (int i = 0; i < bound; i += LANES) {
            FloatVector p = FloatVector.fromArray(SPECIES, parameter, parameterOffset + i);
            FloatVector g = FloatVector.fromArray(SPECIES, gradient, gradientOffset + i)
                    .mul(scale)
                    .add(p.mul(coupledDecay));
            FloatVector s = FloatVector.fromArray(SPECIES, square, squareOffset + i)
                    .mul(alpha)
                    .add(g.mul(g).mul(rest));
            s = s.blend(0f, s.abs().compare(VectorOperators.LT, TINY));
            s.intoArray(square, squareOffset + i);
            FloatVector a = s;
            if (centered) {
                FloatVector m = FloatVector.fromArray(SPECIES, mean, meanOffset + i)
                        .mul(alpha)
                        .add(g.mul(rest));
                m = m.blend(0f, m.abs().compare(VectorOperators.LT, TINY));
                m.intoArray(mean, meanOffset + i);
                a = s.sub(m.mul(m)).max(0f);
            }
            FloatVector v = FloatVector.fromArray(SPECIES, velocity, velocityOffset + i)
                    .mul(momentum)
                    .add(g.div(a.lanewise(VectorOperators.SQRT).add(epsilon)));
            v = v.blend(0f, v.abs().compare(VectorOperators.LT, TINY));
            v.intoArray(velocity, velocityOffset + i);
            p.mul(keep).sub(v.mul(rate)).intoArray(parameter, parameterOffset + i);
        }
        tail.rmsProp(
                n - bound,
                rate,
                alpha,
                momentum,
                centered,
                epsilon,
                coupledDecay,
                keep,
                scale,
                gradient,
                gradientOffset + bound,
                mean,
                meanOffset + bound,
                square,
                squareOffset + bound,
                velocity,
                velocityOffset + bound,
                parameter,
                parameterOffset + bound);
    }

    @Override
    public void adagrad(
            int n,
            float rate,
            float epsilon,
            float coupledDecay,
            float keep,
            float scale,
            float[] gradient,
            int gradientOffset,
            float[] sum,
            int sumOffset,
            float[] parameter,
            int parameterOffset) {
        int bound = SPECIES.loopBound(n);
        for (int i = 0; i < bound; i += LANES) {
            FloatVector p = FloatVector.fromArray(SPECIES, parameter, parameterOffset + i);
            FloatVector g = FloatVector.fromArray(SPECIES, gradient, gradientOffset + i)
                    .mul(scale)
                    .add(p.mul(coupledDecay));
            FloatVector s = FloatVector.fromArray(SPECIES, sum, sumOffset + i).add(g.mul(g));
            s = s.blend(0f, s.abs().compare(VectorOperators.LT, TINY));
            s.intoArray(sum, sumOffset + i);
            FloatVector denominator = s.lanewise(VectorOperators.SQRT).add(epsilon);
            p.mul(keep).sub(g.mul(rate).div(denominator)).intoArray(parameter, parameterOffset + i);
        }
        tail.adagrad(
                n - bound,
                rate,
                epsilon,
                coupledDecay,
                keep,
                scale,
                gradient,
                gradientOffset + bound,
                sum,
                sumOffset + bound,
                parameter,
                parameterOffset + bound);
    }
}

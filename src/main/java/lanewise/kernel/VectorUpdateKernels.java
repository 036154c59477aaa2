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
            float[] gradient,
            int gradientOffset,
            float[] velocity,
            int velocityOffset,
            float[] parameter,
            int parameterOffset) {
        int bound = SPECIES.loopBound(n);
        for (int i = 0; i < bound; i += LANES) {
            FloatVector p = FloatVector.fromArray(SPECIES, parameter, parameterOffset + i);
            FloatVector g =
                    FloatVector.fromArray(SPECIES, gradient, gradientOffset + i).add(p.mul(coupledDecay));
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
            FloatVector g =
                    FloatVector.fromArray(SPECIES, gradient, gradientOffset + i).add(p.mul(coupledDecay));
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
    public void settle(
            int n,
            float keep,
            float shift,
            float first,
            float second,
            float meanDecay,
            float squareDecay,
            float[] mean,
            int meanOffset,
            float[] square,
            int squareOffset,
            float[] parameter,
            int parameterOffset) {
        int bound = SPECIES.loopBound(n);
        for (int i = 0; i < bound; i += LANES) {
            FloatVector m = FloatVector.fromArray(SPECIES, mean, meanOffset + i);
            FloatVector v = FloatVector.fromArray(SPECIES, square, squareOffset + i);
            FloatVector q = v.lanewise(VectorOperators.SQRT).add(shift).blend(1f, m.compare(VectorOperators.EQ, 0f));
            FloatVector near = FloatVector.broadcast(SPECIES, first).div(q);
            FloatVector move =
                    m.mul(near.sub(FloatVector.broadcast(SPECIES, second).div(q.mul(q))));
            FloatVector p = FloatVector.fromArray(SPECIES, parameter, parameterOffset + i);
            p.mul(keep).sub(move).intoArray(parameter, parameterOffset + i);
            FloatVector nextM = m.mul(meanDecay);
            nextM.blend(0f, nextM.abs().compare(VectorOperators.LT, TINY)).intoArray(mean, meanOffset + i);
            FloatVector nextV = v.mul(squareDecay);
            nextV.blend(0f, nextV.abs().compare(VectorOperators.LT, TINY)).intoArray(square, squareOffset + i);
        }
        tail.settle(
                n - bound,
                keep,
                shift,
                first,
                second,
                meanDecay,
                squareDecay,
                mean,
                meanOffset + bound,
                square,
                squareOffset + bound,
                parameter,
                parameterOffset + bound);
    }
}

package lanewise.kernel;

import jdk.incubator.vector.FloatVector;

/** The door to the vector twins, opened by name so that nothing else links the Vector API. */
final class VectorKernels implements KernelChoice.VectorTwins {

    private static final int ROUNDS = 9;
    private static final int OPERATIONS = 16;

    @Override
    public int lanes() {
        return Lanes.COUNT;
    }

    @Override
    public double costOfFma() {
        long fused = Long.MAX_VALUE;
        long separate = Long.MAX_VALUE;
        FloatVector one = FloatVector.broadcast(Lanes.SPECIES, 1.1f);
        FloatVector two = FloatVector.broadcast(Lanes.SPECIES, 0.7f);
        // The shortest of several rounds each, in turn: a pause of the machine then falls on neither.
        for (int round = 0; round < ROUNDS; round++) {
            long start = System.nanoTime();
            FloatVector a = one;
            for (int i = 0; i < OPERATIONS; i++) {
                a = a.fma(two, one);
            }
            long middle = System.nanoTime();
            FloatVector b = one;
            for (int i = 0; i < OPERATIONS; i++) {
                b = b.mul(two).add(one);
            }
            separate = Math.min(separate, System.nanoTime() - middle);
            fused = Math.min(fused, middle - start);
        }
        return (double) fused / Math.max(1, separate);
    }

    @Override
    public KernelFamilies families() {
        return new KernelFamilies(
                new VectorMatrixKernels(),
                new VectorMapKernels(),
                new VectorElementKernels(),
                new VectorColumnKernels(),
                new VectorReduceKernels(),
                new VectorRowKernels(),
                new VectorUpdateKernels(),
                new VectorGateKernels());
    }
}

package lanewise.kernel;

/**
 * One kernel on random numbers of a given size, once by the twin under test and once by the scalar twin. Where both do the
 * same operations the bits must be equal; where they add in another order, the difference stays within the bound that
 * rounding allows: {@code 4 * sqrt(terms + 1) * 2^-24} times the sum of the sizes of the terms, from either twin.
 */
interface Trial {

    /** Runs kernel and twin on numbers from the stream {@code key}; returns the worst difference over its bound. */
    double worst(KernelFamilies tested, KernelFamilies scalar, int n, long key);

    /** Numbers in [-1, 1). */
    static float[] random(int n, long key) {
        float[] x = new float[n];
        for (int i = 0; i < n; i++) {
            x[i] = 2f * SplitMix.uniform(key, i) - 1f;
        }
        return x;
    }

    static float[] absolute(float[] x) {
        float[] y = x.clone();
        for (int i = 0; i < y.length; i++) {
            y[i] = Math.abs(y[i]);
        }
        return y;
    }

    /** The largest difference over its bound, where element i is a sum of {@code terms} that are {@code sizes[i]} together. */
    static double worst(float[] tested, float[] scalar, double terms, float[] sizes) {
        double worst = 0;
        for (int i = 0; i < tested.length; i++) {
            double bound = 8 * Math.sqrt(terms + 1) * 0x1p-24 * sizes[i];
            double difference = Math.abs((double) tested[i] - scalar[i]);
            worst = Math.max(worst, difference == 0 ? 0 : difference / bound);
        }
        return worst;
    }

    /** 0 if all bits are equal (any NaN equals any other), else infinity. */
    static double sameBits(float[] tested, float[] scalar) {
        for (int i = 0; i < tested.length; i++) {
            if (Float.floatToIntBits(tested[i]) != Float.floatToIntBits(scalar[i])) {
                return Double.POSITIVE_INFINITY;
            }
        }
        return 0;
    }
}

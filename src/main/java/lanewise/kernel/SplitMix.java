package lanewise.kernel;

/**
 * Random bits by index: number i of stream {@code key} is {@code mix64(key + (i + 1) * GAMMA)}, the i-th output of
 * SplitMix64 (Steele, Lea and Flood, 2014) started at {@code key}. Having no state, it gives the same bits in a scalar
 * loop, in any number of threads and on any device.
 */
public final class SplitMix {

    /** The golden ratio in 64 bits: the step between two consecutive states. */
    public static final long GAMMA = 0x9E3779B97F4A7C15L;

    static final long FIRST_FACTOR = 0xBF58476D1CE4E5B9L;
    static final long SECOND_FACTOR = 0x94D049BB133111EBL;

    private SplitMix() {}

    /** The 64 bits of number {@code index} (from 0) of the stream {@code key}. */
    public static long bits(long key, long index) {
        return mix64(key + (index + 1) * GAMMA);
    }

    /** Number {@code index} of the stream as a float in [0, 1): its top 24 bits over 2^24. */
    public static float uniform(long key, long index) {
        return (bits(key, index) >>> 40) * 0x1p-24f;
    }

    /** The finaliser of SplitMix64: a bijection of 64 bits in which every input bit moves every output bit. */
    public static long mix64(long z) {
        z = (z ^ (z >>> 30)) * FIRST_FACTOR;
        z = (z ^ (z >>> 27)) * SECOND_FACTOR;
        return z ^ (z >>> 31);
    }
}

package lanewise.tensor;

import lanewise.kernel.SplitMix;

/**
 * A source of random numbers whose whole state is 16 bytes: the key of its stream and the index of the next number.
 * Number i of a stream depends on key and i alone ({@link SplitMix}), so every device and any number of threads draw the
 * same bits. Not thread-safe: give each thread its own by {@link #split()}.
 */
public final class Rng {

    /** Separates the keys of child streams from the numbers a stream hands out. */
    private static final long SPLIT_SALT = 0x5851F42D4C957F2DL;

    private final long key;
    private long index;

    private Rng(long key, long index) {
        this.key = key;
        this.index = index;
    }

    /** The stream of a seed, at its start. Equal seeds give equal numbers on every machine. */
    public static Rng of(long seed) {
        return new Rng(SplitMix.mix64(seed + SplitMix.GAMMA), 0);
    }

    /** A stream continued where {@link #key()} and {@link #index()} were read. */
    public static Rng restore(long key, long index) {
        return new Rng(key, index);
    }

    /** The key of this stream: with {@link #index()} its whole state. */
    public long key() {
        return key;
    }

    /** The index of the next number. */
    public long index() {
        return index;
    }

    /** A new, independent stream; takes one number from this one. */
    public Rng split() {
        return new Rng(SplitMix.mix64(nextLong() ^ SPLIT_SALT), 0);
    }

    /** Takes {@code count} numbers at once and returns the index of the first: for kernels that draw by index. */
    public long reserve(long count) {
        long first = index;
        index += count;
        return first;
    }

    /** The next 64 random bits. */
    public long nextLong() {
        return SplitMix.bits(key, index++);
    }

    /** A float in [0, 1), a multiple of 2^-24. */
    public float nextFloat() {
        return SplitMix.uniform(key, index++);
    }

    /** A double in [0, 1), a multiple of 2^-53. */
    public double nextDouble() {
        return (nextLong() >>> 11) * 0x1p-53;
    }

    /**
     * An int in [0, bound), each equally likely.
     *
     * @throws IllegalArgumentException if {@code bound} is not positive
     */
    public int nextInt(int bound) {
        if (bound <= 0) {
            throw new IllegalArgumentException("nextInt: the bound must be positive, got " + bound);
        }
        // Numbers below 2^63 mod bound are drawn again, so that no remainder is likelier than another.
        long reject = ((Long.MAX_VALUE % bound) + 1) % bound;
        long bits = nextLong() >>> 1;
        while (bits < reject) {
            bits = nextLong() >>> 1;
        }
        return (int) (bits % bound);
    }

    /**
     * A number of the standard normal distribution (Box and Muller, 1958), computed with {@link StrictMath} so that it has
     * the same bits everywhere. Takes two numbers from the stream.
     */
    public double nextGaussian() {
        double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - nextDouble()));
        return radius * StrictMath.cos(2 * Math.PI * nextDouble());
    }

    /** Key and index: the whole state. */
    @Override
    public String toString() {
        return "Rng(key " + Long.toHexString(key) + ", index " + index + ")";
    }

    /** The numbers 0 to n-1 in random order (Fisher and Yates). */
    public int[] permutation(int n) {
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            order[i] = i;
        }
        for (int i = n - 1; i > 0; i--) {
            int j = nextInt(i + 1);
            int swap = order[i];
            order[i] = order[j];
            order[j] = swap;
        }
        return order;
    }
}

package lanewise.bench;

/**
 * Made-up data, the same numbers in every program that measures by these definitions: number i of stream {@code seed} is
 * SplitMix64 of the state {@code seed + (i + 1) * gamma}, its upper 24 bits over 2^24.
 */
final class Synthetic {

    private static final long GAMMA = 0x9E3779B97F4A7C15L;

    /** Spreads popular ids over a table: a prime, and so coprime to the tables' sizes. */
    private static final long STRIDE = 7919;

    private Synthetic() {}

    /** Number i of a stream, in [0, 1). */
    static double uniform(long seed, long i) {
        long z = seed + (i + 1) * GAMMA;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return ((z ^ (z >>> 31)) >>> 40) * 0x1p-24;
    }

    /** The first numbers of a stream as {@code scale * u + shift}. */
    static float[] floats(long seed, int count, double scale, double shift) {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = (float) (uniform(seed, i) * scale + shift);
        }
        return numbers;
    }

    /** The same in [-1, 1). */
    static float[] floats(long seed, int count) {
        return floats(seed, count, 2, -1);
    }

    /** Whole numbers from 0 to {@code below} (exclusive), all equally likely. */
    static int[] ints(long seed, int count, int below) {
        int[] numbers = new int[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = (int) (uniform(seed, i) * below);
        }
        return numbers;
    }

    /** Ids of which a few are frequent: {@code floor(ids * u^power)}, spread over the table. */
    static int[] popular(long seed, int count, int ids, double power) {
        int[] numbers = new int[count];
        for (int i = 0; i < count; i++) {
            long rank = Math.min(ids - 1, (long) (ids * Math.pow(uniform(seed, i), power)));
            numbers[i] = (int) (rank * STRIDE % ids);
        }
        return numbers;
    }
}

package lanewise.data;

/**
 * The generator MT19937 (Matsumoto and Nishimura 1998), seeded and used as NumPy's {@code RandomState(seed)} does. It serves
 * only to draw the rows that the course's notebooks drew; every other chance comes from {@link lanewise.tensor.Rng}.
 */
final class MersenneTwister {

    private static final int SIZE = 624;
    private static final int SHIFT = 397;
    private static final int UPPER_MASK = 0x8000_0000;
    private static final int LOWER_MASK = 0x7FFF_FFFF;
    private static final int MATRIX = 0x9908_B0DF;

    private final int[] state = new int[SIZE];
    private int index = SIZE;

    /** Knuth's seeding by one 32-bit number, {@code init_genrand} of the authors' program. */
    MersenneTwister(long seed) {
        state[0] = (int) seed;
        for (int i = 1; i < SIZE; i++) {
            state[i] = 1812433253 * (state[i - 1] ^ (state[i - 1] >>> 30)) + i;
        }
    }

    /** The next 32 bits. */
    int nextInt() {
        if (index == SIZE) {
            twist();
        }
        int bits = state[index++];
        bits ^= bits >>> 11;
        bits ^= (bits << 7) & 0x9D2C_5680;
        bits ^= (bits << 15) & 0xEFC6_0000;
        return bits ^ (bits >>> 18);
    }

    private void twist() {
        for (int i = 0; i < SIZE; i++) {
            int bits = (state[i] & UPPER_MASK) | (state[(i + 1) % SIZE] & LOWER_MASK);
            state[i] = state[(i + SHIFT) % SIZE] ^ (bits >>> 1) ^ ((bits & 1) == 0 ? 0 : MATRIX);
        }
        index = 0;
    }

    /** A number from 0 to max: as many low bits as max has, drawn again while they exceed it (NumPy's rk_interval). */
    int nextUpTo(int max) {
        int mask = max == 0 ? 0 : -1 >>> Integer.numberOfLeadingZeros(max);
        if (mask == 0) {
            return 0;
        }
        int value = nextInt() & mask;
        while (value > max) {
            value = nextInt() & mask;
        }
        return value;
    }

    /** The numbers 0 to n-1, shuffled as NumPy's {@code permutation(n)} does. */
    int[] permutation(int n) {
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            order[i] = i;
        }
        for (int i = n - 1; i > 0; i--) {
            int j = nextUpTo(i);
            int swap = order[i];
            order[i] = order[j];
            order[j] = swap;
        }
        return order;
    }
}

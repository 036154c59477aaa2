package lanewise.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class MersenneTwisterTest {

    /** The C++ standard fixes the 10,000th number of std::mt19937, whose seed is 5489. */
    @Test
    void tenThousandthNumberOfTheStandard() {
        MersenneTwister twister = new MersenneTwister(5489);
        for (int i = 1; i < 10_000; i++) {
            twister.nextInt();
        }
        assertEquals(4123659995L, Integer.toUnsignedLong(twister.nextInt()));
    }

    /** {@code numpy.random.RandomState(seed).permutation(n)}, NumPy 1.24. */
    @Test
    void permutationsOfNumPy() {
        assertArrayEquals(new int[] {8, 1, 5, 0, 7, 2, 9, 4, 3, 6}, new MersenneTwister(42).permutation(10));
        assertArrayEquals(new int[] {6, 11, 4, 10, 2, 8, 1, 7, 9, 3, 0, 5}, new MersenneTwister(0).permutation(12));
        assertArrayEquals(
                new int[] {11, 8, 5, 9, 1, 10, 6, 0, 4, 7, 2, 3}, new MersenneTwister(0xFFFF_FFFFL).permutation(12));
        assertArrayEquals(
                new int[] {778, 334, 271, 802, 216, 408}, Arrays.copyOf(new MersenneTwister(7).permutation(1000), 6));
        assertArrayEquals(new int[] {0}, new MersenneTwister(42).permutation(1));
        assertArrayEquals(new int[0], new MersenneTwister(42).permutation(0));
    }

    @Test
    void numbersUpToABoundReachEveryValue() {
        MersenneTwister twister = new MersenneTwister(3);
        int[] counts = new int[6];
        for (int i = 0; i < 6_000; i++) {
            counts[twister.nextUpTo(5)]++;
        }
        for (int count : counts) {
            assertTrue(count > 850 && count < 1150, Arrays.toString(counts));
        }
    }
}

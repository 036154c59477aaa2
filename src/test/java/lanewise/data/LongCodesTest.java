package lanewise.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import java.util.function.IntToLongFunction;
import lanewise.tensor.Rng;
import org.junit.jupiter.api.Test;

class LongCodesTest {

    @Test
    void asAMapFindsThem() {
        for (int seed = 0; seed < 20; seed++) {
            Rng rng = Rng.of(seed);
            LongCodes codes = new LongCodes();
            Map<Long, Integer> map = new HashMap<>();
            long mask = rng.nextLong() | 0xFF;
            for (int i = 0; i < 5000; i++) {
                long value = rng.nextLong() & mask & ~(rng.nextLong() & ~0xFFL);
                Integer known = map.putIfAbsent(value, map.size());
                int code = codes.add(value);
                assertEquals(known == null ? map.size() - 1 : known, code, "seed " + seed);
                assertEquals(value, codes.value(code), "seed " + seed);
            }
            assertEquals(map.size(), codes.count());
        }
    }

    /** Values that come in real tables and once fell into few slots: a second's search would take minutes. */
    @Test
    void realValuesSpread() {
        long begin = System.nanoTime();
        fill(i -> Double.doubleToLongBits(i));
        fill(i -> Double.doubleToLongBits(i / 100.0));
        fill(i -> 86_400L * i);
        fill(i -> (long) i << 32);
        fill(i -> i * 1115L);
        double seconds = (System.nanoTime() - begin) * 1e-9;
        assertTrue(seconds < 20, () -> "took " + seconds + " s");
    }

    private static void fill(IntToLongFunction value) {
        LongCodes codes = new LongCodes();
        for (int i = 0; i < 300_000; i++) {
            codes.add(value.applyAsLong(i));
        }
        assertEquals(300_000, codes.count());
    }
}

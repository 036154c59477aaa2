package lanewise.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;

/** The case of {@link Share}. */
final class ShareCases {

    private ShareCases() {}

    static void addTo(Map<String, KernelCase> cases) {
        cases.put("Share.start", ShareCases::start);
    }

    /** Nothing is left out or done twice, and no part has two units more than another. */
    private static void start(KernelFamilies twin, Sample sample) {
        int parts = 1 + sample.random.nextInt(70);
        for (int units : new int[] {sample.n, Integer.MAX_VALUE - sample.n}) {
            assertEquals(0, Share.start(units, 0, parts));
            assertEquals(units, Share.start(units, parts, parts));
            for (int part = 0; part < parts; part++) {
                int size = Share.start(units, part + 1, parts) - Share.start(units, part, parts);
                assertTrue(size == units / parts || size == units / parts + 1, () -> units + " in " + parts);
            }
        }
    }
}

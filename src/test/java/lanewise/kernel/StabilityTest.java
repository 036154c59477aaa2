package lanewise.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The compiler may not change a bit: the first call of each kernel that runs here equals its last. */
@Tag("lane")
class StabilityTest {

    private static final int CALLS = 100_000;

    @Test
    void theFirstCallOfAKernelEqualsTheLast() throws Exception {
        assertEquals(List.of(), changesInFreshClasses(Kernels.VECTOR));
    }

    /** Loads the kernels once more: other tests have had theirs compiled already. */
    private static Object changesInFreshClasses(boolean vector) throws Exception {
        URL[] folders = {
            Kernels.class.getProtectionDomain().getCodeSource().getLocation(),
            FirstCalls.class.getProtectionDomain().getCodeSource().getLocation()
        };
        try (URLClassLoader loader = new URLClassLoader(folders, ClassLoader.getPlatformClassLoader())) {
            Class<?> fresh = loader.loadClass("lanewise.kernel.FirstCalls");
            assertNotSame(FirstCalls.class, fresh);
            return fresh.getMethod("changes", boolean.class, int.class).invoke(null, vector, CALLS);
        }
    }
}

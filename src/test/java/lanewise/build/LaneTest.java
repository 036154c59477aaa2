package lanewise.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.nio.file.Path;
import java.util.List;
import lanewise.kernel.Kernels;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * States on which JDK, with which kernels and how wide this lane of the build runs, and fails unless that is what the lane
 * is for. The build tells it by the system properties {@code lane.jdk}, {@code lane.kernels} (vector or scalar) and
 * {@code lane.bits} (a number, or native).
 */
@Tag("lane")
class LaneTest {

    @Test
    void runsOnItsJdk() {
        System.out.println("lane: JDK " + Runtime.version() + ", " + Kernels.REASON);
        assertEquals(Integer.parseInt(expected("lane.jdk")), Runtime.version().feature());
    }

    @Test
    void runsItsKernels() {
        boolean vector = switch (expected("lane.kernels")) {
            case "vector" -> true;
            case "scalar" -> false;
            default -> throw new AssertionError("lane.kernels is neither vector nor scalar");
        };
        assertEquals(vector, Kernels.VECTOR, Kernels.REASON);
    }

    @Test
    void isAsWideAsItShould(@TempDir Path scratch) throws Exception {
        String bits = expected("lane.bits");
        if (!Kernels.VECTOR) {
            assertEquals(bits, "32", Kernels.REASON);
            assertEquals(1, Kernels.LANES);
            return;
        }
        int width = preferredWidth(scratch);
        // A processor without vectors as wide as the lane asks for runs its own width, which another lane has too.
        int wanted = bits.equals("native") ? width : Math.min(width, Integer.parseInt(bits));
        assertEquals(wanted, Kernels.LANES * Float.SIZE, "lane " + bits + ", processor " + width + " bits");
    }

    /** What a virtual machine of this JDK finds without any flag that narrows it. */
    private static int preferredWidth(Path scratch) throws Exception {
        ChildJvm child = ChildJvm.java(
                scratch,
                List.of(
                        "--add-modules",
                        "jdk.incubator.vector",
                        "-cp",
                        System.getProperty("java.class.path"),
                        PreferredWidth.class.getName()));
        return Integer.parseInt(child.succeeded().output().trim());
    }

    private static String expected(String property) {
        String value = System.getProperty(property);
        assertNotNull(value, property + " is not set: this test states a lane of the Maven build");
        return value;
    }
}

package lanewise.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Why there are no cards, where the part of the jar for them can't be used. */
class CudaDevicesTest {

    private static final String NOWHERE = "lanewise.cuda.Nowhere";

    private static String reason(String name, @Nullable String java) {
        DeviceException e = assertThrows(DeviceException.class, () -> CudaDevices.cards(name, java));
        return String.valueOf(e.getMessage());
    }

    @Test
    void anOldJavaIsNamed() {
        for (String java : new String[] {"17", "21", "1.8", "0.9"}) {
            assertEquals("no GPU: needs Java 22 or newer, this is " + java, reason(NOWHERE, java));
        }
        assertEquals("no GPU: needs Java 22 or newer, this is null", reason(NOWHERE, null));
    }

    @Test
    void onANewOneTheJarIsNot() {
        for (String java : new String[] {"22", "25", "30"}) {
            String reason = reason(NOWHERE, java);
            assertTrue(reason.startsWith("no GPU: " + NOWHERE + " is missing: "), reason);
            assertTrue(reason.contains("META-INF/versions/22") && reason.contains("Multi-Release: true"), reason);
        }
    }

    /** A class that can't be made, and says why. */
    static final class Failing {

        Failing() {
            throw new DeviceException("no GPU: for this reason");
        }
    }

    /** One that has met something unforeseen. */
    static final class Broken {

        Broken() {
            throw new IllegalStateException("broken");
        }
    }

    @Test
    void whatItsConstructorThrowsIsTheReason() {
        assertEquals("no GPU: for this reason", reason(Failing.class.getName(), "25"));
        assertEquals("no GPU: java.lang.IllegalStateException: broken", reason(Broken.class.getName(), "25"));
    }
}

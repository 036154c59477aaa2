package lanewise.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import org.jspecify.annotations.Nullable;

/** What the program runs on. */
final class Machine {

    private Machine() {}

    static String java() {
        return property("java.version") + " (" + property("java.vendor") + "), " + property("java.vm.name") + " "
                + property("java.vm.version") + ", " + property("java.vm.info");
    }

    static String system() {
        return property("os.name") + " " + property("os.version") + ", " + property("os.arch");
    }

    static String processor() {
        String model = find(Paths.get("/proc/cpuinfo"), "model name");
        return (model == null ? "unknown model" : model) + ", "
                + Amount.of(Runtime.getRuntime().availableProcessors(), "core") + " to use";
    }

    static String memory() {
        String total = find(Paths.get("/proc/meminfo"), "MemTotal");
        String heap = "the heap grows to " + Amount.bytes(Runtime.getRuntime().maxMemory()) + " at most";
        if (total == null || !total.endsWith(" kB")) {
            return heap;
        }
        try {
            // The kernel's kB are 1024 bytes.
            return heap + ", the machine has "
                    + Amount.bytes(1024 * Long.parseLong(total.substring(0, total.length() - 3)));
        } catch (NumberFormatException e) {
            return heap;
        }
    }

    static String terminal() {
        String kind = System.getenv("TERM");
        String colour = System.getenv("NO_COLOR");
        return "TERM " + (kind == null ? "not set" : "is " + kind) + ", NO_COLOR "
                + (colour == null || colour.isEmpty() ? "not set" : "set");
    }

    /** Whether this process was started with the module of the vector kernels. */
    static boolean hasVectorModule() {
        try {
            Class.forName("jdk.incubator.vector.FloatVector", false, Machine.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    private static String property(String name) {
        String value = System.getProperty(name);
        return value == null ? "unknown" : value;
    }

    /** The value of the first line {@code key : value}; null if there is none or the file cannot be read. */
    private static @Nullable String find(Path file, String key) {
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                int colon = line.indexOf(':');
                if (colon > 0 && line.substring(0, colon).trim().equals(key)) {
                    return line.substring(colon + 1).trim();
                }
            }
            return null;
        } catch (IOException | SecurityException e) {
            return null;
        }
    }
}

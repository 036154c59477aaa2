package lanewise.cuda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes of their own, whose surroundings have a driver and cuBLAS, or lack one of them. */
class StatusTest {

    /** Many times what it takes, for machines that are busy; the figure is 20 ms. */
    private static final long MOST_MILLISECONDS = 500;

    @TempDir
    Path folder;

    private String run(Map<String, String> environment, String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Status.class.getName()));
        Path said = Files.createTempFile(folder, "said", ".txt");
        ProcessBuilder process =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile());
        for (String variable :
                List.of("LD_LIBRARY_PATH", "CUDA_HOME", "CUDA_PATH", "CONDA_PREFIX", "JAVA_TOOL_OPTIONS")) {
            process.environment().remove(variable);
        }
        process.environment().putAll(environment);
        Process child = process.start();
        assertTrue(child.waitFor(2, TimeUnit.MINUTES), command::toString);
        String text = Files.readString(said, StandardCharsets.UTF_8);
        assertEquals(0, child.exitValue(), text);
        return text;
    }

    private String run(Map<String, String> environment) throws IOException, InterruptedException {
        return run(environment, "--enable-native-access=ALL-UNNAMED");
    }

    private static void assumeNoDriver() {
        assumeFalse(Files.exists(Path.of("/proc/driver/nvidia/version")), "this machine has the driver");
    }

    @Test
    void noDriverIsSoonFound() throws Exception {
        assumeNoDriver();
        String text = run(Map.of());
        assertTrue(text.contains("available: false"), text);
        assertTrue(text.contains("status: no GPU: the NVIDIA driver, libcuda.so.1, was not found\n"), text);
        Matcher time = Pattern.compile("microseconds: (\\d+)").matcher(text);
        assertTrue(time.find(), text);
        assertTrue(Long.parseLong(time.group(1)) < 1000 * MOST_MILLISECONDS, text);
    }

    @Test
    void aDriverThatIsNoLibrary() throws Exception {
        assumeNoDriver();
        Files.writeString(folder.resolve("libcuda.so.1"), "no library", StandardCharsets.UTF_8);
        String text = run(Map.of(LibrarySearch.FOLDER, folder.toString()));
        assertTrue(text.contains("status: no GPU: the NVIDIA driver, libcuda.so.1, does not load; " + folder), text);
        assertTrue(text.contains("file too short") || text.contains("invalid ELF header"), text);
    }

    /** The loader itself says nothing but that it has none. */
    @Test
    void aDriverThatTheLoaderFindsAndDoesNotLoad() throws Exception {
        assumeNoDriver();
        Path file = Files.writeString(folder.resolve("libcuda.so.1"), "no library", StandardCharsets.UTF_8);
        String text = run(Map.of("LD_LIBRARY_PATH", folder.toString()));
        assertTrue(text.contains("libcuda.so.1, does not load; " + file + ": "), text);
        assertTrue(text.contains("file too short") || text.contains("invalid ELF header"), text);
    }

    @Test
    void aDriverWithoutCublas() throws Exception {
        Files.copy(StubFolder.path().resolve("libcuda.so.1"), folder.resolve("libcuda.so.1"));
        Files.writeString(folder.resolve("libcublas.so.12"), "no library", StandardCharsets.UTF_8);
        String text = run(Map.of(LibrarySearch.FOLDER, folder.toString()));
        assertTrue(text.contains("available: false"), text);
        assertTrue(
                text.contains(
                        "status: no GPU: no cuBLAS 11 to 12 was found that serves, neither by the system's loader"),
                text);
        assertTrue(text.contains("; " + folder.resolve("libcublas.so.12") + ": "), text);
    }

    @Test
    void aDriverThatFails() throws Exception {
        String text = run(Map.of("LD_LIBRARY_PATH", StubFolder.path().toString(), "LANEWISE_STUB", "cuInit=100"));
        assertTrue(text.contains("status: no GPU: cuda 0: cuInit: CUDA_ERROR_NO_DEVICE (100): no CUDA-capable"), text);
    }

    @Test
    void theSystemsLoaderFindsBoth() throws Exception {
        String text = run(Map.of("LD_LIBRARY_PATH", StubFolder.path().toString()));
        assertTrue(text.contains("available: true"), text);
        assertTrue(text.contains("(libcuda.so.1), cuBLAS 12."), text);
        assertTrue(text.contains("sum: 14.0\n"), text);
        assertTrue(text.contains("sum of another: 14.0 false\n"), text);
        assertFalse(text.contains("WARNING"), text);
    }

    @Test
    void withoutPermissionTheReasonIsTold() throws Exception {
        if (Runtime.version().feature() < 24) {
            return;
        }
        String text = run(Map.of("LD_LIBRARY_PATH", StubFolder.path().toString()), "--illegal-native-access=deny");
        assertTrue(text.contains("available: false"), text);
        assertTrue(text.contains("status: no GPU: "), text);
        assertTrue(text.contains("--enable-native-access"), text);
    }
}

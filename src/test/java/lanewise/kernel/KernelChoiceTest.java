package lanewise.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Virtual machines on which vectors would be slow get the scalar kernels, and say why. */
class KernelChoiceTest {

    private static final String MODULE = "--add-modules=jdk.incubator.vector";

    @Test
    void theReasonNamesWhatRuns() {
        assertTrue(
                Kernels.REASON.startsWith(Kernels.VECTOR ? "vector kernels on " : "scalar kernels: "), Kernels.REASON);
        assertEquals(Kernels.VECTOR, Kernels.LANES > 1);
        assertTrue(!Kernels.VECTOR || Kernels.REASON.length() <= 90, Kernels.REASON);
        assertTrue(!Kernels.REASON.endsWith(".") && !Kernels.REASON.contains("\n"), Kernels.REASON);
    }

    @Test
    void withoutTheModuleTheFlagIsNamed() throws Exception {
        String choice = choice(List.of());
        assertTrue(choice.startsWith("1 false scalar kernels: "), choice);
        assertTrue(choice.contains("add the flag --add-modules jdk.incubator.vector"), choice);
    }

    @ParameterizedTest
    @CsvSource({"-Xint, interprets", "-XX:TieredStopAtLevel=1, optimizing compiler", "-XX:-UseFMA, fused multiply-add"})
    void slowVectorsAreRefused(String flag, String reason) throws Exception {
        String choice = choice(List.of(MODULE, flag));
        assertTrue(choice.startsWith("1 false scalar kernels: ") && choice.contains(reason), choice);
    }

    @Test
    void theSameMachineChoosesTheSame() throws Exception {
        // Not the parent's choice: a lane may run it with other flags.
        assertEquals(choice(List.of(MODULE)), choice(List.of(MODULE)));
    }

    @Test
    void descriptionsOfVirtualMachines() {
        assertNull(KernelChoice.withoutOptimizingCompiler("OpenJDK 64-Bit Server VM", "mixed mode, sharing"));
        assertNull(KernelChoice.withoutOptimizingCompiler(null, null));
        assertNotNull(KernelChoice.withoutOptimizingCompiler("OpenJDK 64-Bit Server VM", "interpreted mode, sharing"));
        assertNotNull(
                KernelChoice.withoutOptimizingCompiler("OpenJDK 64-Bit Server VM", "mixed mode, emulated-client"));
        assertNotNull(KernelChoice.withoutOptimizingCompiler("Eclipse OpenJ9 VM", "JRE 17 Linux amd64"));
    }

    private static String choice(List<String> flags) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.add("-cp");
        command.add(folder(Kernels.class) + File.pathSeparator + folder(PrintChoice.class));
        command.add(PrintChoice.class.getName());
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD) // The warning about incubating modules.
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
        return output.trim();
    }

    private static Path folder(Class<?> type) throws Exception {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }
}

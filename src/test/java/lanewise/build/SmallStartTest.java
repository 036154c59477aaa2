package lanewise.build;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first prediction of a small net does not wait for the vector kernels, whose classes take longer than all the rest. */
class SmallStartTest {

    @Test
    void aSmallNetLoadsNoVectorKernelAndNothingForCards(@TempDir Path scratch) throws Exception {
        Path log = scratch.resolve("classes.txt");
        ChildJvm.java(
                        scratch,
                        List.of(
                                "--add-modules",
                                "jdk.incubator.vector",
                                "-Xlog:class+load:file=\"" + log + "\"",
                                "-cp",
                                System.getProperty("java.class.path"),
                                SmallNet.class.getName()))
                .succeeded()
                .says("prediction ");
        String classes = Files.readString(log, StandardCharsets.UTF_8);
        assertTrue(classes.contains("lanewise.nn.Linear"), "the log tells of no class of ours");
        for (String unwanted : List.of(
                "jdk.incubator.vector.FloatVector",
                "lanewise.kernel.Kernels ",
                "lanewise.cuda.",
                "lanewise.backend.CudaDevices ",
                "java.lang.foreign.Linker ")) {
            assertFalse(classes.contains(unwanted), unwanted + " was loaded");
        }
    }
}

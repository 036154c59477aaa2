package lanewise.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The published jar works as a named module and on the class path, with the vector module and without, on each JDK. */
@Tag("every-jdk")
class JarRunsIT {

    @TempDir
    static Path scratch;

    private static Path consumer;

    @BeforeAll
    static void compile() throws Exception {
        consumer = Proofs.compileConsumer(scratch.resolve("consumer"));
    }

    @Test
    void thisIsTheJdkOfTheLane() {
        assertEquals(
                Integer.parseInt(Proofs.told("lane.jdk")), Runtime.version().feature());
    }

    @ParameterizedTest(name = "named module: {0}, vector module: {1}")
    @CsvSource({"true, true", "true, false", "false, true", "false, false"})
    void aProgramTrains(boolean named, boolean vector) throws Exception {
        List<Path> path = new ArrayList<>(Proofs.jarAndDependencies());
        path.add(consumer);
        List<String> arguments = arguments(vector);
        if (named) {
            arguments.addAll(List.of("--module-path", ChildJvm.path(path), "--module", "consumer/consumer.Consumer"));
        } else {
            arguments.addAll(List.of("--class-path", ChildJvm.path(path), "consumer.Consumer"));
        }
        boolean cards = Runtime.version().feature() >= 22;
        if (cards) {
            arguments.add(0, "--enable-native-access=" + (named ? "lanewise" : "ALL-UNNAMED"));
        }
        ChildJvm child = ChildJvm.java(scratch, arguments).succeeded().says("learned: true");
        child.says(vector ? "vector kernels on " : "scalar kernels: ");
        String tooOld = "card: no GPU: needs Java 22 or newer, this is "
                + Runtime.version().feature();
        assertEquals(!cards, child.output().contains(tooOld), child::story);
        assertFalse(child.errors().contains("native"), child::story);
    }

    /** Nor any other module: of the library only the class that reads from databases would miss it. */
    @Test
    void aProgramTrainsWithoutTheModuleOfJdbc() throws Exception {
        List<Path> path = new ArrayList<>(Proofs.jarAndDependencies());
        path.add(consumer);
        ChildJvm.java(
                        scratch,
                        List.of(
                                "--limit-modules",
                                "java.base",
                                "--class-path",
                                ChildJvm.path(path),
                                "consumer.Consumer"))
                .succeeded()
                .says("learned: true");
    }

    @ParameterizedTest(name = "vector module: {0}")
    @CsvSource({"true", "false"})
    void theAllJarRuns(boolean vector) throws Exception {
        List<String> arguments = arguments(vector);
        arguments.addAll(List.of("-jar", Proofs.jar("all").toString(), "doctor", "--seconds", "0"));
        ChildJvm.java(scratch, arguments).succeeded().says(vector ? "vector kernels on " : "scalar kernels: ");
    }

    private static List<String> arguments(boolean vector) {
        List<String> arguments = new ArrayList<>();
        if (vector) {
            arguments.addAll(List.of("--add-modules", "jdk.incubator.vector"));
        }
        return arguments;
    }
}

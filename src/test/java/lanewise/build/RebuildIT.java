package lanewise.build;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same sources built again, in another folder and at another time, by the launcher's quick build, give the same jars
 * to the byte.
 */
class RebuildIT {

    private static final List<String> BUILT_FROM = List.of("pom.xml", "LICENSE", "src/main");

    @Test
    void aSecondBuildGivesTheSameBytes(@TempDir Path scratch) throws Exception {
        Path copy = Files.createDirectory(scratch.resolve("elsewhere"));
        for (String part : BUILT_FROM) {
            copy(Path.of(part), copy.resolve(part));
        }
        boolean windows = System.getProperty("os.name").startsWith("Windows");
        Path maven = Path.of(Proofs.told("proofs.maven"), "bin", windows ? "mvn.cmd" : "mvn");
        ProcessBuilder build = new ProcessBuilder(
                        maven.toString(),
                        "--batch-mode",
                        "--offline",
                        "-Dmaven.repo.local=" + Proofs.told("proofs.repository"),
                        "-Dquick",
                        "package")
                .directory(copy.toFile());
        // The jar tool of the JDK that runs Maven writes the module's packages, each in its own order.
        build.environment().put("JAVA_HOME", Proofs.told("proofs.maven.java"));
        ChildJvm.run(scratch, build).succeeded();
        for (Path built : List.of(Proofs.jar(), Proofs.jar("all"))) {
            Path again = copy.resolve("target").resolve(built.getFileName());
            assertEquals(-1, Files.mismatch(built, again), "first byte that differs in " + built.getFileName());
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
    }
}

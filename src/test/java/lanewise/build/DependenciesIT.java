package lanewise.build;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whoever takes the jar takes Commons CSV and what that brings, and nothing else. */
class DependenciesIT {

    @Test
    void oneLibraryIsNeededAtRunTime() throws IOException {
        // The root, then one line for each artifact, indented by its depth.
        List<String> tree =
                Files.readAllLines(Proofs.directory().resolve("dependency-tree.txt"), StandardCharsets.UTF_8);
        assertEquals("io.github.lanewise:lanewise", artifact(tree.get(0)));
        assertEquals(
                List.of(
                        "   org.apache.commons:commons-csv",
                        "      commons-io:commons-io",
                        "      commons-codec:commons-codec"),
                tree.subList(1, tree.size()).stream()
                        .map(DependenciesIT::artifact)
                        .toList());
    }

    @Test
    void nothingElseComesWithIt() throws IOException {
        assertEquals(
                List.of("commons-codec.jar", "commons-csv.jar", "commons-io.jar"),
                Proofs.dependencies().stream()
                        .map(path -> path.getFileName().toString())
                        .toList());
    }

    private static String artifact(String line) {
        int group = line.indexOf(':');
        return line.substring(0, line.indexOf(':', group + 1));
    }
}

package lanewise.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rooms know each other in one direction only. */
class ImportDirectionTest {

    private static final Path SOURCES = Path.of("src", "main", "java");
    private static final Path SOURCES_FOR_JAVA_22 = Path.of("src", "main", "java22");

    @Test
    void everyArrowOfTheSourcesIsAllowed() throws Exception {
        List<Path> files;
        try (Stream<Path> base = Files.walk(SOURCES);
                Stream<Path> added = Files.walk(SOURCES_FOR_JAVA_22)) {
            files = Stream.concat(base, added)
                    .filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.endsWith("module-info.java"))
                    .sorted()
                    .toList();
        }
        assertFalse(files.isEmpty(), "no sources under " + SOURCES.toAbsolutePath());
        StringBuilder wrong = new StringBuilder();
        for (Path file : files) {
            for (String complaint : Arrows.complaints(Files.readString(file, StandardCharsets.UTF_8))) {
                wrong.append(file).append(": ").append(complaint).append('\n');
            }
        }
        assertEquals("", wrong.toString());
    }

    @Test
    void everyRoomOfTheSourcesIsKnown() throws Exception {
        try (Stream<Path> rooms = Files.list(SOURCES.resolve("lanewise"))) {
            List<String> unknown = rooms.map(room -> room.getFileName().toString())
                    .filter(room -> !Arrows.ROOMS.contains(room))
                    .toList();
            assertEquals(List.of(), unknown, "rooms without a place in the order");
        }
    }

    @Test
    void anImportUpwardsIsFound() {
        assertEquals(
                List.of("tensor may not know nn"),
                Arrows.complaints("package lanewise.tensor;\nimport lanewise.nn.Linear;\nclass A {}"));
        assertEquals(
                List.of("backend may not know train"),
                Arrows.complaints("package lanewise.backend;\nimport static lanewise.train.Learner.of;\nclass A {}"));
    }

    @Test
    void aQualifiedNameUpwardsIsFound() {
        assertEquals(
                List.of("kernel may not know backend"),
                Arrows.complaints("package lanewise.kernel;\nclass A { lanewise.backend.Buffer b; }"));
    }

    @Test
    void theSidesOfTheChainAreKept() {
        assertEquals(List.of("data may not know train"), complaintsOf("data", "train"));
        assertEquals(List.of("data may not know optim"), complaintsOf("data", "optim"));
        assertEquals(List.of("io may not know data"), complaintsOf("io", "data"));
        assertEquals(List.of(), complaintsOf("data", "io"));
        assertEquals(List.of("optim may not know io"), complaintsOf("optim", "io"));
        assertEquals(List.of("collab may not know text"), complaintsOf("collab", "text"));
        assertEquals(List.of("train may not know cli"), complaintsOf("train", "cli"));
        assertEquals(List.of(), complaintsOf("train", "plot"));
        assertEquals(List.of("plot may not know tensor"), complaintsOf("plot", "tensor"));
        assertEquals(List.of("nn may not know plot"), complaintsOf("nn", "plot"));
        assertEquals(List.of("io may not know plot"), complaintsOf("io", "plot"));
        assertEquals(List.of("collab may not know attic"), complaintsOf("collab", "attic"));
        assertEquals(List.of("cuda may not know tensor"), complaintsOf("cuda", "tensor"));
        assertEquals(List.of("backend may not know cuda"), complaintsOf("backend", "cuda"));
        assertEquals(List.of("cli may not know cuda"), complaintsOf("cli", "cuda"));
        assertEquals(List.of(), complaintsOf("cuda", "backend"));
        for (String allowed :
                Set.of("train", "data", "io", "optim", "nn", "tensor", "backend", "kernel", "plot", "collab")) {
            assertEquals(List.of(), complaintsOf("collab", allowed));
        }
    }

    @Test
    void aFileOutsideTheRoomsIsFound() {
        assertEquals(
                List.of("package lanewise.attic is no room"),
                Arrows.complaints("package lanewise.attic;\nimport lanewise.cli.Main;"));
        assertTrue(Arrows.complaints("class A {}").toString().contains("no room"));
    }

    @Test
    void commentsAndTextDoNotCount() {
        assertEquals(List.of(), Arrows.complaints("""
                        package lanewise.kernel;
                        // lanewise.cli.Main starts it
                        /* import lanewise.train.Learner; */
                        class A {
                            String a = "a \\" lanewise.nn.Linear";
                            char c = '"';
                            String b = \"""
                                    a "word" of lanewise.data.Table\""";
                        }
                        """));
    }

    private static List<String> complaintsOf(String room, String known) {
        return Arrows.complaints("package lanewise." + room + ";\nimport lanewise." + known + ".Anything;\n");
    }
}

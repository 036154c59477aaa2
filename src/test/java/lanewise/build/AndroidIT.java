package lanewise.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Android's compilers, an old one and a current one, take the jar for API 26 without a word: D8 as it is, and R8 in full
 * mode together with a program, whose shrunk form still trains. The classes they compile against are those of a few
 * modules of this JDK: what Android has and more, but no Vector API.
 */
@Tag("android")
class AndroidIT {

    private static final List<String> LIKE_ANDROID = List.of("java.base", "java.logging", "java.sql", "java.xml");

    /** The public classes, and those that they name themselves. */
    private static final String LIKE_ANDROIDS = "(javax?|org|sun|jdk/internal)/.*\\.class";

    private static final String KEEP_PROGRAM =
            "-keep class consumer.Consumer { public static void main(java.lang.String[]); }\n";

    /** Kernels that nothing would call on Android stay, the vector twins among them: the worst case. */
    private static final String KEEP_KERNELS = "-keep class lanewise.kernel.** { *; }\n";

    @TempDir
    static Path scratch;

    private static Path android;
    private static Path consumer;

    @BeforeAll
    static void prepare() throws Exception {
        android = scratch.resolve("android.jar");
        try (ZipOutputStream zip = zip(android)) {
            FileSystem jdk = FileSystems.getFileSystem(URI.create("jrt:/"));
            for (String module : LIKE_ANDROID) {
                pack(jdk.getPath("modules", module), LIKE_ANDROIDS, zip);
            }
        }
        Path classes = Proofs.compileConsumer(scratch.resolve("classes"));
        consumer = scratch.resolve("consumer.jar");
        try (ZipOutputStream zip = zip(consumer)) {
            pack(classes, "consumer/.*\\.class", zip);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"old", "current"})
    void d8TakesTheJar(String age) throws Exception {
        Path dex = scratch.resolve("d8-" + age + ".zip");
        List<String> arguments = new ArrayList<>(List.of("--release", "--min-api", "26", "--output", dex.toString()));
        for (Path library : Proofs.dependencies()) {
            arguments.addAll(List.of("--classpath", library.toString()));
        }
        arguments.add(Proofs.jar().toString());
        assertSilent(compiler(age, "D8", arguments).succeeded());
        assertTrue(holds(dex, "classes.dex"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"old", "current"})
    void r8TakesAProgramThatKeepsEveryKernel(String age) throws Exception {
        Path dex = scratch.resolve("r8-" + age + ".zip");
        List<String> arguments = new ArrayList<>(List.of("--release", "--min-api", "26", "--output", dex.toString()));
        arguments.addAll(shrunk(Proofs.jar(), KEEP_PROGRAM + KEEP_KERNELS));
        assertSilent(compiler(age, "R8", arguments).succeeded());
        assertTrue(holds(dex, "classes.dex"));
    }

    @Test
    void r8RefusesItWithoutTheShippedRules() throws Exception {
        Path bare = scratch.resolve("bare.jar");
        try (ZipOutputStream zip = zip(bare);
                FileSystem jar = FileSystems.newFileSystem(Proofs.jar())) {
            pack(jar.getPath("/"), "lanewise/.*\\.class", zip);
        }
        Path dex = scratch.resolve("bare.zip");
        List<String> arguments = new ArrayList<>(List.of("--release", "--min-api", "26", "--output", dex.toString()));
        arguments.addAll(shrunk(bare, KEEP_PROGRAM + KEEP_KERNELS));
        ChildJvm child = compiler("current", "R8", arguments);
        assertNotEquals(0, child.status(), "the shipped rules are not what makes R8 pass");
        assertTrue(child.errors().contains("Missing class jdk.incubator.vector."), child::story);
    }

    @Test
    void theShrunkProgramTrains() throws Exception {
        Path small = scratch.resolve("shrunk.jar");
        List<String> arguments = new ArrayList<>(List.of("--release", "--classfile", "--output", small.toString()));
        arguments.addAll(shrunk(Proofs.jar(), KEEP_PROGRAM));
        assertSilent(compiler("current", "R8", arguments).succeeded());
        assertFalse(holds(small, "lanewise/kernel/Kernels.class"), "R8 renamed nothing: not its full mode");
        ChildJvm.java(scratch, List.of("-cp", small.toString(), "consumer.Consumer"))
                .succeeded()
                .says("learned: true");
    }

    /** The consumer, a jar and its libraries as one program. */
    private static List<String> shrunk(Path jar, String rules) throws IOException {
        Path file = Files.createTempFile(scratch, "rules", ".pro");
        Files.writeString(file, rules, StandardCharsets.UTF_8);
        List<String> arguments =
                new ArrayList<>(List.of("--pg-conf", file.toString(), consumer.toString(), jar.toString()));
        for (Path library : Proofs.dependencies()) {
            arguments.add(library.toString());
        }
        return arguments;
    }

    private static ChildJvm compiler(String age, String name, List<String> arguments) throws Exception {
        // These short runs take half the time without the optimizing compiler.
        List<String> command = new ArrayList<>(List.of(
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                Proofs.told("proofs.r8." + age),
                "com.android.tools.r8." + name,
                "--lib",
                android.toString()));
        command.addAll(arguments);
        return ChildJvm.java(scratch, command);
    }

    /** No warning, but for papers of the same name in two of the libraries. */
    private static void assertSilent(ChildJvm child) {
        String said = (child.output() + child.errors())
                .replaceAll("Warning: Resource 'META-INF/[^']*' already exists.\\R", "");
        assertEquals("", said, child::story);
    }

    private static ZipOutputStream zip(Path file) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(file)));
        zip.setLevel(Deflater.BEST_SPEED);
        return zip;
    }

    private static void pack(Path root, String names, ZipOutputStream zip) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            files.forEach(file -> {
                String name = root.relativize(file).toString().replace('\\', '/');
                if (name.matches(names)) {
                    try {
                        zip.putNextEntry(new ZipEntry(name));
                        Files.copy(file, zip);
                        zip.closeEntry();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }
            });
        }
    }

    private static boolean holds(Path archive, String name) throws IOException {
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            return zip.getEntry(name) != null;
        }
    }
}

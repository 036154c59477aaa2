package lanewise.build;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** What the build made, for the tests that run on it. */
final class Proofs {

    /** A program as a user writes one: a module that knows only the public packages, and trains. */
    private static final Path CONSUMER = Path.of("src", "build", "consumer");

    private Proofs() {}

    /** What the build says by a system property. */
    static String told(String property) {
        String value = System.getProperty(property);
        assertNotNull(value, property + " is not set: this test runs on the jars of the Maven build (mvn verify)");
        return value;
    }

    /** The jar that is published. */
    static Path jar() {
        return existing(Path.of(told("proofs.jar")));
    }

    /** A jar beside it: {@code all}, {@code sources}, {@code javadoc}. */
    static Path jar(String classifier) {
        String main = told("proofs.jar");
        return existing(Path.of(main.substring(0, main.length() - ".jar".length()) + "-" + classifier + ".jar"));
    }

    /** The jar and what it brings with it. */
    static List<Path> jarAndDependencies() throws IOException {
        List<Path> path = new ArrayList<>();
        path.add(jar());
        path.addAll(dependencies());
        return path;
    }

    static List<Path> dependencies() throws IOException {
        try (Stream<Path> files = Files.list(directory().resolve("runtime"))) {
            return files.sorted().toList();
        }
    }

    /** Where the build put what the proofs need. */
    static Path directory() {
        return existing(Path.of(told("proofs.directory")));
    }

    /** Compiles the consumer against the jar on the module path, with the compiler of the JDK this test runs on. */
    static Path compileConsumer(Path target) throws IOException {
        List<Path> sources;
        try (Stream<Path> files = Files.walk(CONSUMER)) {
            sources = files.filter(file -> file.toString().endsWith(".java")).toList();
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> said = new DiagnosticCollector<>();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(said, Locale.ROOT, null)) {
            List<String> options = List.of(
                    "--release",
                    "17",
                    "-Xlint:all",
                    "-d",
                    target.toString(),
                    "--module-path",
                    ChildJvm.path(jarAndDependencies()));
            boolean compiled = compiler.getTask(
                            null, manager, said, options, null, manager.getJavaFileObjectsFromPaths(sources))
                    .call();
            // The library reads the vector module if it is there, and javac says so; users of the library see that too.
            List<Diagnostic<? extends JavaFileObject>> complaints = said.getDiagnostics().stream()
                    .filter(complaint -> !complaint.getMessage(Locale.ROOT).contains("incubating module(s)"))
                    .toList();
            assertTrue(compiled && complaints.isEmpty(), complaints::toString);
        }
        return target;
    }

    private static Path existing(Path path) {
        assertTrue(Files.exists(path), () -> path + " was not built");
        return path;
    }
}

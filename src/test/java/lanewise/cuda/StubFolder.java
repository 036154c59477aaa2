package lanewise.cuda;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Where the libraries of {@code native/stub} are: built once for all tests, and again when a source has changed. */
public final class StubFolder {

    private static final Path FOLDER = Path.of("target", "stub");
    private static final long MINUTES = 5;

    private static @Nullable Path built;

    private StubFolder() {}

    /** The folder; a test that asks for it is skipped, with the reason, where it can't be made. */
    public static synchronized Path path() {
        if (built == null) {
            if (Runtime.version().feature() < 22) {
                return abort("the second device needs Java 22 or newer, this is "
                        + Runtime.version().feature());
            }
            if (!System.getProperty("os.name").equals("Linux") || !isThere("g++")) {
                return abort("the stub of libcuda needs Linux and g++ to be built");
            }
            built = build();
        }
        return built;
    }

    private static boolean isThere(String program) {
        for (String folder : System.getenv("PATH").split(":", -1)) {
            if (Files.isExecutable(Path.of(folder, program))) {
                return true;
            }
        }
        return false;
    }

    private static Path build() {
        try {
            Files.createDirectories(FOLDER);
            Path said = Files.createTempFile(FOLDER, "build", ".log");
            Process build = new ProcessBuilder("native/stub/build", FOLDER.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start();
            if (!build.waitFor(MINUTES, TimeUnit.MINUTES) || build.exitValue() != 0) {
                build.destroyForcibly();
                throw new AssertionError("native/stub/build failed: " + Files.readString(said, StandardCharsets.UTF_8));
            }
            Files.delete(said);
            return FOLDER.toAbsolutePath();
        } catch (IOException e) {
            throw new AssertionError("native/stub/build", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("native/stub/build", e);
        }
    }
}

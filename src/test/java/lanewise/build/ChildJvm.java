package lanewise.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** What a process of its own said and how it ended. */
record ChildJvm(List<String> command, int status, String output, String errors) {

    private static final long MINUTES = 5;

    /** Runs {@code java} of the JDK this test runs on. */
    static ChildJvm java(Path scratch, List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(arguments);
        return run(scratch, new ProcessBuilder(command));
    }

    /** Runs a process to its end, its two outputs kept in files of {@code scratch} so that neither can block it. */
    static ChildJvm run(Path scratch, ProcessBuilder process) throws IOException, InterruptedException {
        Path output = Files.createTempFile(scratch, "child", ".out");
        Path errors = Files.createTempFile(scratch, "child", ".err");
        // The options of this lane's surroundings are not those of the child.
        process.environment().remove("JAVA_TOOL_OPTIONS");
        process.environment().remove("JDK_JAVA_OPTIONS");
        Process child = process.redirectOutput(output.toFile())
                .redirectError(errors.toFile())
                .start();
        child.getOutputStream().close();
        if (!child.waitFor(MINUTES, TimeUnit.MINUTES)) {
            child.destroyForcibly();
            throw new IOException("not done after " + MINUTES + " minutes: " + process.command());
        }
        return new ChildJvm(List.copyOf(process.command()), child.exitValue(), read(output), read(errors));
    }

    /** Fails with the whole story unless the process ended well. */
    ChildJvm succeeded() {
        assertEquals(0, status, this::story);
        return this;
    }

    /** Fails with the whole story unless the output has a line with {@code text}. */
    ChildJvm says(String text) {
        assertTrue(output.contains(text), () -> "no \"" + text + "\" in what was said\n" + story());
        return this;
    }

    String story() {
        return String.join(" ", command) + "\nended with status " + status + "\n" + output + errors;
    }

    /** A class path or module path of {@code parts}. */
    static String path(List<Path> parts) {
        return parts.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    private static String read(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8);
    }
}

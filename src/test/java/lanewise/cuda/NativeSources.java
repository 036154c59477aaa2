package lanewise.cuda;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The kernels' sources in {@code native}, and the programs that compile them. */
final class NativeSources {

    static final Path FOLDER = Path.of("native");

    /** The shipped PTX. */
    static final Path PTX = Path.of("src", "main", "resources", "lanewise", "cuda", "kernels.ptx");

    private static final Pattern KERNEL = Pattern.compile("^(?:ELEMENTS|WARPS|BLOCKS) (\\w+)\\(", Pattern.MULTILINE);
    private static final Pattern ENTRY = Pattern.compile("\\.entry (\\w+)\\(");
    private static final long MINUTES = 5;

    private NativeSources() {}

    static String read(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8);
    }

    static String header() throws IOException {
        return read(FOLDER.resolve("kernels.h"));
    }

    /** The names of all kernels that the header lists. */
    static Set<String> kernels() throws IOException {
        return found(KERNEL, header());
    }

    /** The names of all kernels in a PTX. */
    static Set<String> entries(String ptx) {
        return found(ENTRY, ptx);
    }

    private static Set<String> found(Pattern pattern, String text) {
        Set<String> names = new TreeSet<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        return names;
    }

    /** The SHA-256 of all headers and then all kernel files, each in the order of their names, as native/build takes it. */
    static String hash() throws IOException, NoSuchAlgorithmException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (String kind : List.of(".h", ".cu")) {
            List<Path> sources;
            try (Stream<Path> files = Files.list(FOLDER)) {
                sources = files.filter(file -> file.toString().endsWith(kind))
                        .sorted()
                        .toList();
            }
            for (Path source : sources) {
                digest.update(Files.readAllBytes(source));
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Whether a program of this name is on the path. */
    static boolean onPath(String program) {
        String path = System.getenv("PATH");
        return path != null
                && Stream.of(path.split(File.pathSeparator, -1))
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    /** Runs a program and returns what it said; fails if the program does. */
    static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        process.getInputStream().transferTo(said);
        String text = said.toString(StandardCharsets.UTF_8);
        if (!process.waitFor(MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IOException(new ArrayList<>(List.of(command)) + " failed: " + text);
        }
        return text;
    }
}

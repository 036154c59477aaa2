package lanewise.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AtomicFileTest {

    @TempDir
    Path folder;

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private List<String> filesInFolder() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().collect(Collectors.toList());
        }
    }

    private static String problem(Path file) {
        return assertThrows(UncheckedIOException.class, () -> AtomicFile.write(file, out -> out.write(1)))
                .getMessage();
    }

    @Test
    void writesAndReplaces() throws IOException {
        Path file = folder.resolve("model");
        AtomicFile.write(file, out -> out.write(bytes("old")));
        assertArrayEquals(bytes("old"), Files.readAllBytes(file));
        AtomicFile.write(file, out -> out.write(bytes("new, longer")));
        assertArrayEquals(bytes("new, longer"), Files.readAllBytes(file));
        assertEquals(List.of("model"), filesInFolder());
    }

    @Test
    void theOldFileStaysUntilTheNewOneIsWhole() throws IOException {
        Path file = folder.resolve("model");
        AtomicFile.write(file, out -> out.write(bytes("old")));
        AtomicFile.write(file, out -> {
            out.write(new byte[100_000]);
            out.flush();
            assertArrayEquals(bytes("old"), Files.readAllBytes(file));
            List<String> files = filesInFolder();
            assertEquals(2, files.size());
            // what a crash at this point would leave: the old file, and a temporary one that is no model
            assertTrue(files.get(0).startsWith(".lanewise-"), files.toString());
        });
        assertEquals(100_000, Files.size(file));
    }

    @Test
    void aFailureLeavesTheOldFileAndNothingElse() throws IOException {
        Path file = folder.resolve("model");
        AtomicFile.write(file, out -> out.write(bytes("old")));
        Throwable[] failures = {
            new IOException("No space left on device"),
            new IllegalStateException("broken model"),
            new StackOverflowError()
        };
        for (Throwable failure : failures) {
            Throwable thrown = assertThrows(
                    Throwable.class,
                    () -> AtomicFile.write(file, out -> {
                        out.write(new byte[100_000]);
                        if (failure instanceof IOException e) {
                            throw e;
                        }
                        if (failure instanceof RuntimeException e) {
                            throw e;
                        }
                        throw (Error) failure;
                    }));
            if (failure instanceof IOException) {
                assertEquals("cannot write " + file + ": No space left on device", thrown.getMessage());
                assertSame(failure, thrown.getCause());
            } else {
                assertSame(failure, thrown);
            }
            assertArrayEquals(bytes("old"), Files.readAllBytes(file));
            assertEquals(List.of("model"), filesInFolder());
        }
        assertThrows(
                UncheckedIOException.class,
                () -> AtomicFile.write(folder.resolve("first"), out -> {
                    throw new IOException("at once");
                }));
        assertFalse(Files.exists(folder.resolve("first")));
    }

    @Test
    void impossibleTargetsAreNamed() throws IOException {
        assertEquals("cannot write " + folder + ": it is a folder", problem(folder));
        Path missing = folder.resolve("a").resolve("b");
        assertEquals("cannot write " + missing + ": there is no folder " + folder.resolve("a"), problem(missing));
        Path file = Files.createFile(folder.resolve("file"));
        Path below = file.resolve("model");
        assertEquals("cannot write " + below + ": there is no folder " + file, problem(below));
        assertEquals(List.of("file"), filesInFolder());
    }

    @Test
    void anInterruptedThreadStillSaves() throws IOException {
        Path file = folder.resolve("model");
        Thread.currentThread().interrupt();
        AtomicFile.write(file, out -> out.write(new byte[100_000]));
        assertTrue(Thread.interrupted(), "the interrupt must stay pending");
        assertEquals(100_000, Files.size(file));
    }

    @Test
    void aLinkStaysALink() throws IOException {
        Path real = Files.createDirectory(folder.resolve("real")).resolve("model");
        Path link = folder.resolve("link");
        try {
            Files.createSymbolicLink(link, Paths.get("real", "model"));
        } catch (IOException | UnsupportedOperationException e) {
            assumeTrue(false, "links are not allowed here");
        }
        for (String content : new String[] {"to a missing file", "to an existing file"}) {
            AtomicFile.write(link, out -> out.write(bytes(content)));
            assertTrue(Files.isSymbolicLink(link));
            assertFalse(Files.isSymbolicLink(real));
            assertArrayEquals(bytes(content), Files.readAllBytes(real));
        }
        Path circle = folder.resolve("circle");
        Files.createSymbolicLink(circle, Paths.get("circle"));
        assertEquals("cannot write " + circle + ": the link leads in a circle", problem(circle));
    }

    @Test
    void permissionsStay() throws IOException {
        assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"));
        Path file = folder.resolve("model");
        Path plain = Files.createFile(folder.resolve("plain"));
        AtomicFile.write(file, out -> out.write(1));
        assertEquals(Files.getPosixFilePermissions(plain), Files.getPosixFilePermissions(file));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw----"));
        AtomicFile.write(file, out -> out.write(2));
        assertEquals("rw-rw----", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }

    @Test
    void aWriteProtectedFileStays() throws IOException {
        Path file = Files.createFile(folder.resolve("model"));
        assumeTrue(file.toFile().setReadOnly());
        assumeTrue(!Files.isWritable(file), "this user may write everything");
        assertEquals("cannot write " + file + ": it is write-protected", problem(file));
    }

    @Test
    void aDeviceIsWrittenToAndStays() {
        Path device = Paths.get("/dev/null");
        assumeTrue(Files.exists(device) && !Files.isRegularFile(device));
        AtomicFile.write(device, out -> out.write(1));
        assertFalse(Files.isRegularFile(device));
    }

    @Test
    void otherFileSystemsWork() throws IOException {
        URI zip = URI.create("jar:" + folder.resolve("models.zip").toUri());
        Safetensors content =
                Safetensors.of(Map.of("a", "b"), Map.of("x", StoredTensor.of(new int[] {1}, new float[] {1})));
        try (FileSystem files = FileSystems.newFileSystem(zip, Map.of("create", "true"))) {
            for (int round = 0; round < 2; round++) {
                content.write(files.getPath("/model"));
                assertEquals(content, Safetensors.read(files.getPath("/model")));
            }
        }
    }

    @Test
    void aModelThatCannotBeWrittenLeavesTheOldOne() throws IOException {
        Path file = folder.resolve("model");
        Safetensors old = Safetensors.of(Map.of("a", "b"), Map.of());
        old.write(file);
        Safetensors broken = Safetensors.of(Map.of("a", "\udc00"), Map.of());
        assertThrows(ModelFormatException.class, () -> broken.write(file));
        assertEquals(old, Safetensors.read(file));
        assertEquals(List.of("model"), filesInFolder());
    }
}

package lanewise.io;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Writes a file so that it is there either whole or as it was before: the bytes go to a temporary file in the same
 * folder, are forced to the disk, and only then does the new file take the place of the old. A link stays a link, and
 * its target is replaced; a new file keeps the permissions of the old one.
 */
public final class AtomicFile {

    private static final int MAX_LINKS = 40;

    private AtomicFile() {}

    /** Writes the content of a file; whatever it throws, the old file stays. */
    public interface Content {

        /** Writes everything to {@code out}, which is buffered and must not be closed. */
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Writes a file. Works in an interrupted thread too, so that what a stopped training has reached can be kept.
     *
     * @throws UncheckedIOException if the folder is missing, the target is a folder or write-protected, or writing fails
     */
    public static void write(Path file, Content content) {
        try {
            Path target = followLinks(file);
            if (Files.isDirectory(target)) {
                throw new IOException("it is a folder");
            }
            if (Files.exists(target) && !Files.isRegularFile(target)) {
                // a device or a pipe: it must not be replaced by a file
                writeTo(target, content, false);
                return;
            }
            replace(target, content);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file + ": " + FileProblem.describe(e), e);
        }
    }

    private static Path followLinks(Path file) throws IOException {
        Path target = file;
        for (int i = 0; Files.isSymbolicLink(target); i++) {
            if (i == MAX_LINKS) {
                throw new IOException("the link leads in a circle");
            }
            target = target.resolveSibling(Files.readSymbolicLink(target));
        }
        return target;
    }

    private static void replace(Path target, Content content) throws IOException {
        Path folder = target.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new IOException("there is no folder " + folder);
        }
        boolean replaces = Files.exists(target);
        if (replaces && !Files.isWritable(target)) {
            throw new IOException("it is write-protected");
        }
        Path temporary = createTemporary(folder);
        try {
            if (replaces) {
                copyPermissions(target, temporary);
            }
            writeTo(temporary, content, true);
            move(temporary, target);
        } finally {
            Files.deleteIfExists(temporary);
        }
        forceFolder(folder);
    }

    /** Unlike Files.createTempFile, leaves the permissions to the user's umask instead of locking all others out. */
    private static Path createTemporary(Path folder) throws IOException {
        while (true) {
            long number = ThreadLocalRandom.current().nextLong();
            try {
                return Files.createFile(folder.resolve(".lanewise-" + Long.toHexString(number) + ".tmp"));
            } catch (FileAlreadyExistsException e) {
                // another writer drew the same number: draw again
            }
        }
    }

    private static void copyPermissions(Path from, Path to) {
        try {
            Files.setPosixFilePermissions(to, Files.getPosixFilePermissions(from));
        } catch (IOException | UnsupportedOperationException e) {
            // a file system without permissions: nothing to keep
        }
    }

    private static void writeTo(Path file, Content content, boolean force) throws IOException {
        if (!file.getFileSystem().equals(FileSystems.getDefault())) {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
                content.writeTo(out);
            }
            return;
        }
        // not a FileChannel: an interrupt would close it in the middle of the file
        try (FileOutputStream bytes = new FileOutputStream(file.toFile())) {
            BufferedOutputStream out = new BufferedOutputStream(bytes);
            content.writeTo(out);
            out.flush();
            if (force) {
                bytes.getFD().sync();
            }
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            // an atomic move replaces by itself on disks; the second option is for virtual file systems
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException | UnsupportedOperationException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Forces the new name to the disk where folders can be opened (not on Windows, which does it by itself). */
    private static void forceFolder(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException | UnsupportedOperationException e) {
            // the file itself is whole and in place; only its name may be lost with the power
        }
    }
}

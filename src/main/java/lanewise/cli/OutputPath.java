package lanewise.cli;

import java.nio.file.Files;
import java.nio.file.Path;

/** Checks files to be written before the work starts whose result they shall hold. */
final class OutputPath {

    private OutputPath() {}

    /**
     * Fails unless a file can be written there.
     *
     * @param option the option that named it
     * @throws UsageException if its folder is missing or write-protected, or it is itself a folder
     */
    static void require(String option, Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || Files.isDirectory(file)) {
            throw new UsageException(option + " " + file + " is a folder; the name of a file would be right");
        }
        if (!Files.isDirectory(folder)) {
            throw new UsageException(option + " " + file + ": there is no folder " + folder);
        }
        Path written = Files.exists(file) ? file : folder;
        if (!Files.isWritable(written)) {
            throw new UsageException(option + " " + file + ": " + written + " is write-protected");
        }
    }

    /** Fails if two options name the same file, of which one would overwrite the other. */
    static void requireApart(String option, Path file, String otherOption, Path other) {
        if (file.toAbsolutePath().normalize().equals(other.toAbsolutePath().normalize())) {
            throw new UsageException(
                    option + " and " + otherOption + " both name " + file + "; two files would be right");
        }
    }
}

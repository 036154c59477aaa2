package lanewise.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import lanewise.io.StateFile;
import lanewise.tensor.StateDict;
import org.jspecify.annotations.Nullable;

/** The checkpoints in a folder, whose names are in the order in which they were written. */
final class CheckpointFolder {

    private static final String KIND = "checkpoint";
    private static final String NAMES = "fit-*-step-*.safetensors";

    /** What {@link lanewise.io.AtomicFile} leaves behind when it is killed. */
    private static final String HALF_WRITTEN = ".lanewise-*.tmp";

    private final Path folder;

    CheckpointFolder(Path folder) {
        this.folder = folder;
    }

    /** Those there are, the oldest first. */
    private List<Path> all() {
        return files(NAMES);
    }

    private List<Path> files(String names) {
        List<Path> all = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, names)) {
                files.forEach(all::add);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read the folder of checkpoints " + folder, e);
            }
        }
        Collections.sort(all);
        return all;
    }

    /** The last one, or none. */
    @Nullable
    Path newest() {
        List<Path> all = all();
        return all.isEmpty() ? null : all.get(all.size() - 1);
    }

    static StateDict read(Path checkpoint) {
        return StateFile.read(checkpoint, KIND);
    }

    /** Writes one, and only when it is whole deletes those that are too old. */
    void write(StateDict state, int fit, int step, int keep) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot make the folder of checkpoints " + folder + ": " + e.getMessage(), e);
        }
        delete(files(HALF_WRITTEN));
        String name = String.format(Locale.ROOT, "fit-%04d-step-%010d.safetensors", fit, step);
        StateFile.write(folder.resolve(name), KIND, state);
        List<Path> all = all();
        delete(all.subList(0, Math.max(0, all.size() - keep)));
    }

    /** Deletes all checkpoints, and the folder if nothing else is in it. */
    void delete() {
        delete(all());
        delete(files(HALF_WRITTEN));
        try {
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            // Something else lies in it, which is not ours to delete.
        }
    }

    private static void delete(List<Path> checkpoints) {
        for (Path old : checkpoints) {
            try {
                Files.deleteIfExists(old);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot delete the old checkpoint " + old + ": " + e.getMessage(), e);
            }
        }
    }
}

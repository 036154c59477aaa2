package lanewise;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import org.junit.jupiter.api.Assumptions;

/** Real data sets, which are not part of the project: a test that needs one is skipped where it is absent. */
public final class RealData {

    private RealData() {}

    /**
     * The folder of a data set, in the folder that the environment variable {@code LANEWISE_DATA} names, else in
     * {@code ../shared/data}. Skips the calling test if it is not there.
     */
    public static Path folder(String name) {
        String root = System.getenv("LANEWISE_DATA");
        Path folder = Paths.get(root == null ? "../shared/data" : root).resolve(name);
        Assumptions.assumeTrue(
                Files.isDirectory(folder),
                () -> "skipped: no real data in " + folder + " (LANEWISE_DATA names its place)");
        return folder;
    }
}

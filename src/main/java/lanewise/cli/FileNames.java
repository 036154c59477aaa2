package lanewise.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;

/** Files that one option names, with commas between them. */
final class FileNames {

    private FileNames() {}

    /** The files in order; a name may hold commas if there is one file only. */
    static List<Path> of(String option, Arguments arguments) {
        String text = arguments.text(option);
        if (Files.exists(Paths.get(text))) {
            return List.of(Paths.get(text));
        }
        List<Path> paths = new ArrayList<>();
        for (String name : text.split(",", -1)) {
            if (name.isEmpty()) {
                throw new UsageException(option + " " + text + " names a file without a name");
            }
            paths.add(Paths.get(name));
        }
        return paths;
    }
}

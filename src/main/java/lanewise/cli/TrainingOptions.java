package lanewise.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Options that the commands which train have in common, and the check of the files that they are to write. */
final class TrainingOptions {

    static final Option SEED = Option.of("--seed", "N", "42", "the same seed gives the same model, bit for bit");

    private TrainingOptions() {}

    /** Those of the application, then the command's. */
    static Options of(Application application, Option... own) {
        List<Option> all = new ArrayList<>(application.options());
        all.addAll(List.of(own));
        all.add(SEED);
        all.add(DeviceOptions.DEVICE);
        all.add(DeviceOptions.THREADS);
        return Options.of(all.toArray(new Option[0]));
    }

    /**
     * Looks before the work starts for all that could go wrong with files at its end.
     *
     * @param read the files to be read
     * @param written the options that may name files to be written
     */
    static void requireFiles(List<Application.NamedFile> read, Arguments arguments, Option... written) {
        List<Application.NamedFile> before = new ArrayList<>();
        for (Option option : written) {
            Path file = arguments.findPath(option.name());
            if (file != null) {
                OutputPath.require(option.name(), file);
                for (Application.NamedFile other : before) {
                    OutputPath.requireApart(other.option(), other.path(), option.name(), file);
                }
                for (Application.NamedFile other : read) {
                    OutputPath.requireApart(option.name(), file, other.option(), other.path());
                }
                before.add(new Application.NamedFile(option.name(), file));
            }
        }
    }
}

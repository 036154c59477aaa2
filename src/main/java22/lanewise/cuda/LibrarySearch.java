package lanewise.cuda;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import lanewise.backend.DeviceException;
import lanewise.cuda.Library.NotLoadedException;
import org.jspecify.annotations.Nullable;

/**
 * Where the driver and cuBLAS may be. In this order: the folder that {@code LANEWISE_CUDA_LIBRARIES} names, {@code CUDA_HOME}
 * and {@code CUDA_PATH}, where the system's loader looks, {@code CONDA_PREFIX}, the folders of CUDA's own installers, and the
 * Python wheels {@code nvidia-cublas} beside an interpreter on the path.
 */
final class LibrarySearch {

    static final String FOLDER = "LANEWISE_CUDA_LIBRARIES";

    /** Of cuBLAS, newest first. */
    private static final int[] VERSIONS = {13, 12, 11};

    /** Where the loaders of most systems look. */
    private static final List<String> FOLDERS_OF_THE_SYSTEM = List.of(
            "/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/usr/lib64", "/usr/lib", "/usr/local/lib");

    /** Where cuBLAS is in Python's wheels, up to version 12 and from 13 on. */
    private static final List<String> WHEELS = List.of("cublas/lib", "cu13/lib");

    private static final List<String> WHEELS_ON_WINDOWS = List.of("cublas/bin", "cu13/bin/x86_64");

    private final Function<String, @Nullable String> environment;
    private final boolean windows;

    /** Looks where these variables say, as on Windows or as on Linux. */
    LibrarySearch(Function<String, @Nullable String> environment, boolean windows) {
        this.environment = environment;
        this.windows = windows;
    }

    static LibrarySearch ofThisProcess() {
        // One by one: Windows calls PATH Path, which is another word to the map of all variables.
        return new LibrarySearch(System::getenv, System.getProperty("os.name").startsWith("Windows"));
    }

    /**
     * The driver's library.
     *
     * @throws DeviceException if there is none
     */
    Library driver() {
        String name = windows ? "nvcuda.dll" : "libcuda.so.1";
        List<Path> files = new ArrayList<>();
        String folder = environment.apply(FOLDER);
        if (folder != null) {
            add(files, folder, name);
        }
        StringBuilder reason = new StringBuilder();
        Library found = firstThatLoads(files, reason);
        if (found == null) {
            try {
                found = byName(name);
            } catch (NotLoadedException e) {
                reason.append("; ").append(e.getMessage());
            }
        }
        if (found == null && !windows) {
            found = firstThatLoads(List.of(Path.of("/usr/lib/wsl/lib", name)), reason);
        }
        if (found == null) {
            String what = reason.length() == 0 ? "was not found" : "does not load";
            throw new DeviceException("no GPU: the NVIDIA driver, " + name + ", " + what + reason);
        }
        return found;
    }

    /** Null if none of them does; those that are there and don't are added to the reason. */
    private static @Nullable Library firstThatLoads(List<Path> files, StringBuilder reason) {
        for (Path file : files) {
            if (Files.isRegularFile(file)) {
                try {
                    return Library.at(file);
                } catch (NotLoadedException e) {
                    reason.append("; ").append(e.getMessage());
                }
            }
        }
        return null;
    }

    /** What is done with each cuBLAS that was found, until one of them serves. */
    interface Use<T> {
        T use(Library library);
    }

    /**
     * The first cuBLAS that serves.
     *
     * @param newest the newest version that the driver can run
     * @throws DeviceException if there is none, saying what was tried
     */
    <T> T cublas(int newest, Use<T> use) {
        StringBuilder tried = new StringBuilder();
        for (Place place : places()) {
            for (int version : VERSIONS) {
                if (version > newest) {
                    continue;
                }
                try {
                    Library library = place.load(fileName("cublas", version), fileName("cublasLt", version));
                    if (library != null) {
                        return use.use(library);
                    }
                } catch (NotLoadedException | DeviceException e) {
                    tried.append("; ");
                    if (e instanceof DeviceException) {
                        tried.append(place.name()).append(": ");
                    }
                    tried.append(e.getMessage());
                }
            }
        }
        throw new DeviceException("no GPU: no cuBLAS " + VERSIONS[VERSIONS.length - 1] + " to " + newest
                + " was found that serves, neither by the system's loader nor through " + FOLDER
                + ", CUDA_HOME, CUDA_PATH, CONDA_PREFIX or Python's wheels" + tried);
    }

    private String fileName(String library, int version) {
        return windows ? library + "64_" + version + ".dll" : "lib" + library + ".so." + version;
    }

    /** A place where libraries may be. */
    private interface Place {

        String name();

        /** The library, or null if it is not there. */
        @Nullable
        Library load(String library, String needed) throws NotLoadedException;
    }

    private record Folder(Path path) implements Place {

        @Override
        public String name() {
            return path.toString();
        }

        @Override
        public @Nullable Library load(String library, String needed) throws NotLoadedException {
            Path file = path.resolve(library);
            if (!Files.isRegularFile(file)) {
                return null;
            }
            Path first = path.resolve(needed);
            if (Files.isRegularFile(first)) {
                Library.at(first); // The other would look for it where the system's loader does, not here.
            }
            return Library.at(file);
        }
    }

    private final class Loader implements Place {

        @Override
        public String name() {
            return "the system's loader";
        }

        @Override
        public @Nullable Library load(String library, String needed) throws NotLoadedException {
            return byName(library);
        }
    }

    /**
     * Where the system's loader looks; null if there is none.
     *
     * @throws NotLoadedException if it is there and does not load: the loader keeps that to itself, its file says why
     */
    private @Nullable Library byName(String name) throws NotLoadedException {
        Library library = Library.named(name);
        if (library != null) {
            return library;
        }
        List<Path> files = new ArrayList<>();
        for (String folder : folders(windows ? "PATH" : "LD_LIBRARY_PATH")) {
            add(files, folder, name);
        }
        for (String folder : windows ? List.<String>of() : FOLDERS_OF_THE_SYSTEM) {
            add(files, folder, name);
        }
        StringBuilder reason = new StringBuilder();
        library = firstThatLoads(files, reason);
        if (reason.length() > 0 && library == null) {
            throw new NotLoadedException(reason.substring("; ".length()), null);
        }
        return library;
    }

    /** What a variable names, one after the other. */
    private List<String> folders(String variable) {
        String path = environment.apply(variable);
        List<String> folders = new ArrayList<>(List.of(path == null ? new String[0] : path.split(windows ? ";" : ":")));
        folders.removeIf(String::isEmpty);
        return folders;
    }

    private List<Place> places() {
        List<Place> places = new ArrayList<>();
        for (Path folder : foldersBeforeTheLoader()) {
            places.add(new Folder(folder));
        }
        places.add(new Loader());
        for (Path folder : foldersAfterTheLoader()) {
            places.add(new Folder(folder));
        }
        return places;
    }

    /** What somebody has set for the purpose. */
    Set<Path> foldersBeforeTheLoader() {
        Set<Path> folders = new LinkedHashSet<>();
        String own = environment.apply(FOLDER);
        if (own != null) {
            add(folders, own);
        }
        for (String variable : new String[] {"CUDA_HOME", "CUDA_PATH"}) {
            String home = environment.apply(variable);
            if (home != null) {
                addToolkit(folders, home);
            }
        }
        return folders;
    }

    /** Where installers put it. */
    Set<Path> foldersAfterTheLoader() {
        Set<Path> folders = new LinkedHashSet<>();
        String conda = environment.apply("CONDA_PREFIX");
        if (conda != null) {
            add(folders, conda, "lib");
            add(folders, conda, "Library", "bin");
        }
        if (!windows) {
            addToolkit(folders, "/usr/local/cuda");
        }
        for (Path prefix : pythons(conda)) {
            for (Path packages : packages(prefix)) {
                for (String wheel : windows ? WHEELS_ON_WINDOWS : WHEELS) {
                    folders.add(packages.resolve("nvidia").resolve(wheel));
                }
            }
        }
        return folders;
    }

    private void addToolkit(Set<Path> folders, String home) {
        if (windows) {
            add(folders, home, "bin");
            add(folders, home, "bin", "x64");
        } else {
            add(folders, home, "lib64");
            add(folders, home, "lib");
            add(folders, home);
        }
    }

    /** Where Pythons are installed: those of environments first, then those on the path. */
    private Set<Path> pythons(@Nullable String conda) {
        Set<Path> prefixes = new LinkedHashSet<>();
        for (String prefix : new @Nullable String[] {environment.apply("VIRTUAL_ENV"), conda}) {
            if (prefix != null) {
                add(prefixes, prefix);
            }
        }
        for (String folder : folders("PATH")) {
            addPrefix(prefixes, folder);
        }
        String home = environment.apply(windows ? "APPDATA" : "HOME");
        if (home != null) {
            add(prefixes, home, windows ? "Python" : ".local");
        }
        return prefixes;
    }

    /** The installation that an interpreter in this folder of the path belongs to. */
    private void addPrefix(Set<Path> prefixes, String folder) {
        try {
            Path interpreter = Path.of(folder).resolve(windows ? "python.exe" : "python3");
            if (Files.exists(interpreter)) {
                boolean below = !windows || isScripts(Path.of(folder));
                Path prefix = below ? Path.of(folder).getParent() : Path.of(folder);
                if (prefix != null) {
                    prefixes.add(prefix);
                }
            }
        } catch (InvalidPathException e) {
            // Nobody finds an interpreter there.
        }
    }

    /** On Windows an installation has its interpreter in its own folder, a virtual environment in this one. */
    private static boolean isScripts(Path folder) {
        Path name = folder.getFileName();
        return name != null && name.toString().equalsIgnoreCase("Scripts");
    }

    private List<Path> packages(Path prefix) {
        List<Path> found = new ArrayList<>();
        if (windows) {
            found.add(prefix.resolve("Lib").resolve("site-packages"));
        }
        // On Windows, those that a user has installed without asking anybody.
        for (String from : windows ? List.of("") : List.of("lib", "local/lib", "lib64")) {
            String name = windows ? "Python3*" : "python3*";
            try (DirectoryStream<Path> versions = Files.newDirectoryStream(prefix.resolve(from), name)) {
                for (Path version : versions) {
                    found.add(version.resolve("site-packages"));
                    found.add(version.resolve("dist-packages"));
                }
            } catch (IOException e) {
                // No Python there.
            }
        }
        return found;
    }

    private static void add(Collection<Path> paths, String first, String... more) {
        try {
            paths.add(Path.of(first, more));
        } catch (InvalidPathException e) {
            // No such folder can be there.
        }
    }
}

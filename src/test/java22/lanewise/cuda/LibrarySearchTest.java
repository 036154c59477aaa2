package lanewise.cuda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import lanewise.backend.DeviceException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where cuBLAS is looked for, and that it is found there. */
class LibrarySearchTest {

    @TempDir
    Path root;

    private List<String> beforeTheLoader(Map<String, String> environment) {
        return names(new LibrarySearch(environment::get, false).foldersBeforeTheLoader());
    }

    private List<String> afterTheLoader(Map<String, String> environment) {
        List<String> names = names(new LibrarySearch(environment::get, false).foldersAfterTheLoader());
        names.removeIf(name -> name.startsWith("/usr/local/cuda"));
        return names;
    }

    private List<String> names(Iterable<Path> folders) {
        List<String> names = new ArrayList<>();
        for (Path folder : folders) {
            names.add(folder.startsWith(root) ? root.relativize(folder).toString() : folder.toString());
        }
        return names;
    }

    @Test
    void variablesComeFirst() {
        Map<String, String> environment = Map.of(
                "LANEWISE_CUDA_LIBRARIES", root.resolve("own").toString(),
                "CUDA_HOME", root.resolve("home").toString(),
                "CUDA_PATH", root.resolve("path").toString());
        assertEquals(
                List.of("own", "home/lib64", "home/lib", "home", "path/lib64", "path/lib", "path"),
                beforeTheLoader(environment));
        assertEquals(List.of(), beforeTheLoader(Map.of()));
    }

    @Test
    void wheelsStandBesideTheirInterpreter() throws IOException {
        Path bin = Files.createDirectories(root.resolve("venv/bin"));
        Files.createFile(bin.resolve("python3"));
        Files.createDirectories(root.resolve("venv/lib/python3.12/site-packages"));
        Map<String, String> environment = Map.of("PATH", root.resolve("nothing") + ":" + bin + "::relative");
        List<String> expected = List.of(
                "venv/lib/python3.12/site-packages/nvidia/cublas/lib",
                "venv/lib/python3.12/site-packages/nvidia/cu13/lib",
                "venv/lib/python3.12/dist-packages/nvidia/cublas/lib",
                "venv/lib/python3.12/dist-packages/nvidia/cu13/lib");
        assertEquals(expected, afterTheLoader(environment));
        assertEquals(
                expected,
                afterTheLoader(Map.of("VIRTUAL_ENV", root.resolve("venv").toString())));
        List<String> conda =
                afterTheLoader(Map.of("CONDA_PREFIX", root.resolve("venv").toString()));
        assertEquals("venv/lib", conda.get(0));
        assertTrue(conda.containsAll(expected), conda::toString);
    }

    @Test
    void namesOnWindows() {
        LibrarySearch search = new LibrarySearch(Map.of("CUDA_PATH", root.toString())::get, true);
        assertEquals(List.of("bin", "bin/x64"), names(search.foldersBeforeTheLoader()));
    }

    @Test
    void pythonsOnWindows() throws IOException {
        Path scripts = Files.createDirectories(root.resolve("venv/Scripts"));
        Path own = Files.createDirectories(root.resolve("Python312"));
        Files.createFile(scripts.resolve("python.exe"));
        Files.createFile(own.resolve("python.exe"));
        Files.createDirectories(root.resolve("Roaming/Python/Python312"));
        Map<String, String> environment = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        environment.put("Path", scripts + ";" + root.resolve("nothing") + ";" + own);
        environment.put("AppData", root.resolve("Roaming").toString());
        List<String> folders = names(new LibrarySearch(environment::get, true).foldersAfterTheLoader());
        for (String packages : List.of(
                "venv/Lib/site-packages", "Python312/Lib/site-packages", "Roaming/Python/Python312/site-packages")) {
            assertTrue(folders.contains(packages + "/nvidia/cublas/bin"), () -> packages + " in " + folders);
            assertTrue(folders.contains(packages + "/nvidia/cu13/bin/x86_64"), () -> packages + " in " + folders);
        }
    }

    @Test
    void theFirstThatServesIsTaken() throws IOException {
        Path stub = StubFolder.path();
        Path own = Files.createDirectories(root.resolve("own"));
        Path home = Files.createDirectories(root.resolve("home/lib64"));
        for (Path folder : List.of(own, home)) {
            for (String library : List.of("libcuda-stub.so.1", "libcublas.so.12")) {
                Files.copy(stub.resolve(library), folder.resolve(library));
            }
        }
        Map<String, String> environment =
                Map.of("CUDA_HOME", root.resolve("home").toString(), LibrarySearch.FOLDER, own.toString());
        List<String> tried = new ArrayList<>();
        String used = new LibrarySearch(environment::get, false).cublas(12, library -> {
            tried.add(library.name());
            if (library.name().startsWith(own.toString())) {
                throw new DeviceException("does not serve");
            }
            return library.name();
        });
        assertEquals(List.of(own.resolve("libcublas.so.12").toString(), used), tried);
        assertEquals(home.resolve("libcublas.so.12").toString(), used);
    }

    @Test
    void aVersionThatTheDriverIsTooOldForIsNotTaken() throws IOException {
        Files.copy(StubFolder.path().resolve("libcuda-stub.so.1"), root.resolve("libcuda-stub.so.1"));
        Files.copy(StubFolder.path().resolve("libcublas.so.12"), root.resolve("libcublas.so.13"));
        Files.copy(StubFolder.path().resolve("libcublas.so.12"), root.resolve("libcublas.so.12"));
        LibrarySearch search = new LibrarySearch(Map.of(LibrarySearch.FOLDER, root.toString())::get, false);
        assertEquals(root.resolve("libcublas.so.12").toString(), search.cublas(12, Library::name));
        assertEquals(root.resolve("libcublas.so.13").toString(), search.cublas(13, Library::name));
    }
}

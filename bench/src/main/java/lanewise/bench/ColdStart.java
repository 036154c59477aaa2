package lanewise.bench;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import lanewise.backend.Device;
import lanewise.io.Safetensors;
import lanewise.io.Weights;
import lanewise.nn.Parameters;
import lanewise.tensor.Tensor;

/**
 * W7: a whole process of plain {@code java -cp} from its start to the first prediction of a net 10-32-2 loaded from a file,
 * the median of seven, and the size of the jar. A JVM that only prints a line is timed beside it. And one from its start to
 * the end of its first training step, of W3, on the device that is measured. Where there is no graphics card, it tells how long
 * looking for one takes.
 */
final class ColdStart implements Workload {

    private static final int RUNS = 7;

    /** A class of each jar that Lanewise needs. */
    private static final List<String> DEPENDENCIES = Arrays.asList(
            "org.apache.commons.csv.CSVFormat", "org.apache.commons.io.IOUtils", "org.apache.commons.codec.binary.Hex");

    /** GNU time, which tells the peak of a process's memory. */
    private static final Path TIME = Paths.get("/usr/bin/time");

    @Override
    public String name() {
        return "W7";
    }

    @Override
    public String summary() {
        return "start of a process to the first prediction of a loaded net, to the first training step, and the jar's size";
    }

    @Override
    public void run(Device device, Report report) throws Exception {
        String library = placeOf(Tensor.class);
        String benchmarks = placeOf(FirstPrediction.class);
        Path folder = Files.createTempDirectory("lanewise-cold-start");
        Path model = folder.resolve("net.safetensors");
        try {
            Parameters parameters = Parameters.init(1);
            FirstPrediction.net(parameters);
            Safetensors.of(Collections.emptyMap(), Weights.store(parameters)).write(model);
            String classPath = library + File.pathSeparator + benchmarks;
            List<Run> bare = runs(folder, java("-cp", classPath, JustPrint.class.getName()));
            report.note(String.format(
                    Locale.ROOT,
                    "a JVM that only prints a line: %.3f s, %d MB",
                    Run.seconds(bare),
                    Run.megabytes(bare)));
            List<Run> runs = runs(
                    folder,
                    java(
                            "--add-modules",
                            "jdk.incubator.vector",
                            "-cp",
                            classPath,
                            FirstPrediction.class.getName(),
                            model.toString()));
            report.figure(name(), "default", "cold_start_s", Run.seconds(runs));
            if (Files.isExecutable(TIME)) {
                report.figure(name(), "default", "peak_rss_mb", Run.megabytes(runs));
            } else {
                report.note("no peak_rss_mb: it needs GNU time as " + TIME);
            }
            List<Run> steps = runs(
                    folder,
                    java(
                            "--add-modules",
                            "jdk.incubator.vector",
                            "--enable-native-access=ALL-UNNAMED",
                            "-cp",
                            classPath,
                            FirstStep.class.getName(),
                            device.name(),
                            String.valueOf(report.threads())));
            report.figure(name(), "first-step", "first_step_s", Run.seconds(steps));
            List<String> search =
                    java("--enable-native-access=ALL-UNNAMED", "-cp", classPath, CardSearch.class.getName());
            String found = run(folder, search).said();
            if (found.contains("no GPU") && !found.contains("needs Java")) {
                report.note(String.format(
                        Locale.ROOT,
                        "looking for a graphics card in vain: %.1f ms",
                        Run.median(runs(folder, search), run -> CardSearch.milliseconds(run.said()))));
            }
            if (Files.isRegularFile(Paths.get(library))) {
                long bytes = Files.size(Paths.get(library));
                for (String type : DEPENDENCIES) {
                    bytes += Files.size(Paths.get(placeOf(Class.forName(type))));
                }
                report.figure(name(), "disk", "jars_mb", bytes / 1e6);
            }
        } finally {
            for (File file : folder.toFile().listFiles()) {
                Files.delete(file.toPath());
            }
            Files.delete(folder);
        }
    }

    /** One process: how long it took, how much memory it held at most, 0 if that is not known, and what it printed. */
    private record Run(double wall, int peakMegabytes, String said) {

        static double seconds(List<Run> runs) {
            return median(runs, Run::wall);
        }

        static int megabytes(List<Run> runs) {
            return (int) median(runs, Run::peakMegabytes);
        }

        static double median(List<Run> runs, ToDoubleFunction<Run> figure) {
            return runs.stream().mapToDouble(figure).sorted().toArray()[runs.size() / 2];
        }
    }

    private static List<Run> runs(Path folder, List<String> command) throws IOException, InterruptedException {
        List<Run> runs = new ArrayList<>();
        for (int i = 0; i < RUNS; i++) {
            runs.add(run(folder, command));
        }
        return runs;
    }

    private static Run run(Path folder, List<String> command) throws IOException, InterruptedException {
        Path out = folder.resolve("out");
        Path errors = folder.resolve("errors");
        Path memory = folder.resolve("memory");
        boolean timed = Files.isExecutable(TIME);
        List<String> line = new ArrayList<>();
        if (timed) {
            line.addAll(Arrays.asList(TIME.toString(), "-f", "%M", "-o", memory.toString()));
        }
        line.addAll(command);
        long start = System.nanoTime();
        int status = new ProcessBuilder(line)
                .redirectOutput(out.toFile())
                .redirectError(errors.toFile())
                .start()
                .waitFor();
        double seconds = (System.nanoTime() - start) * 1e-9;
        if (status != 0 || !text(out).matches("(?s)(prediction|loss|looked) .*")) {
            throw new IllegalStateException("status " + status + " of " + line + "\n" + text(out) + text(errors));
        }
        return new Run(seconds, timed ? Integer.parseInt(text(memory).trim()) / 1024 : 0, text(out));
    }

    private static String text(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }

    private static List<String> java(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Paths.get(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(Arrays.asList(arguments));
        return command;
    }

    /** The jar or folder that a class was loaded from. */
    private static String placeOf(Class<?> type) throws URISyntaxException {
        return Paths.get(
                        type.getProtectionDomain().getCodeSource().getLocation().toURI())
                .toString();
    }
}

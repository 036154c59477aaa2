package lanewise.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lanewise.backend.Device;
import lanewise.backend.DeviceException;
import lanewise.io.Version;

/** {@code ./lanewise bench}: times workloads, and lays figures side by side. */
public final class Main {

    private static final List<Workload> WORKLOADS = Arrays.asList(
            new MatrixProducts(),
            new CollabEpochs(),
            new TableSizes(),
            new TabularSteps(),
            new CharacterSteps(),
            new ColdStart(),
            new LearnerEpochs());

    /** Not among those that run when none is named, because of the memory it takes. */
    private static final String ON_REQUEST = "W2-rows";

    private static final int OK = 0;
    private static final int FAILED = 1;
    private static final int UNUSABLE = 2;

    private Main() {}

    /** Status 0 if all went well, 1 if a workload failed, 2 if the command line cannot be used. */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length > 0 && arguments[0].equals("jmh")) {
            org.openjdk.jmh.Main.main(Arrays.copyOfRange(arguments, 1, arguments.length));
            return;
        }
        System.exit(run(Arrays.asList(arguments), System.out, System.err));
    }

    static int run(List<String> arguments, PrintStream out, PrintStream err) {
        try {
            if (arguments.contains("--help") || arguments.contains("-h")) {
                out.print(help());
                return OK;
            }
            if (arguments.contains("--compare")) {
                out.print(compare(arguments));
                return OK;
            }
            return measure(CommandLine.parse(arguments), out, err);
        } catch (IllegalArgumentException | UncheckedIOException e) {
            err.println("lanewise: bench: " + e.getMessage());
            return UNUSABLE;
        }
    }

    private static int measure(CommandLine line, PrintStream out, PrintStream err) {
        Device device = line.device();
        boolean card = device.backend().asynchronous();
        var report = new Report(
                out, card ? 0 : line.threads(), line.tf32() ? "-tf32" : "", System.getenv("PEERS_LOSS") != null);
        report.note("lanewise " + Version.current() + ", Java " + System.getProperty("java.version") + " ("
                + System.getProperty("java.vendor") + "), " + System.getProperty("os.name") + " "
                + System.getProperty("os.arch") + ", " + Runtime.getRuntime().availableProcessors() + " cores");
        report.note(device.describe());
        int status = OK;
        for (Workload workload : line.workloads()) {
            try {
                workload.run(device, report);
            } catch (Exception | OutOfMemoryError e) {
                err.println("lanewise: bench: " + workload.name() + " failed: " + e);
                status = FAILED;
            }
        }
        return status;
    }

    /**
     * The device of a word of {@code --device}.
     *
     * @param threads of the processor
     * @throws IllegalArgumentException if it can't be used, with the reason
     */
    static Device device(String word, int threads) {
        if (word.equals("cpu")) {
            return Device.cpu(threads);
        }
        try {
            return Device.cuda(word.equals("cuda") ? 0 : Integer.parseInt(word.substring("cuda:".length())));
        } catch (DeviceException e) {
            throw new IllegalArgumentException("--device " + word + ": " + e.getMessage(), e);
        }
    }

    /**
     * What to run, and where.
     *
     * @param tf32 whether products are to be in TF32
     */
    private record CommandLine(List<Workload> workloads, int threads, String deviceName, boolean tf32) {

        Device device() {
            Device device = Main.device(deviceName, threads);
            if (tf32 && !device.backend().asynchronous()) {
                throw new IllegalArgumentException("--tf32 is for a card: --device cuda");
            }
            return tf32 ? device.tf32() : device;
        }

        static CommandLine parse(List<String> words) {
            List<Workload> workloads = new ArrayList<>();
            int threads = Runtime.getRuntime().availableProcessors();
            String device = "cpu";
            boolean tf32 = false;
            for (int i = 0; i < words.size(); i++) {
                if (words.get(i).equals("--threads")) {
                    i++;
                    threads = threads(i < words.size() ? words.get(i) : "nothing");
                } else if (words.get(i).equals("--device")) {
                    i++;
                    device = device(i < words.size() ? words.get(i) : "nothing");
                } else if (words.get(i).equals("--tf32")) {
                    tf32 = true;
                } else {
                    workloads.add(workload(words.get(i)));
                }
            }
            if (workloads.isEmpty()) {
                workloads.addAll(WORKLOADS);
                workloads.removeIf(workload -> workload.name().equals(ON_REQUEST));
            }
            return new CommandLine(workloads, threads, device, tf32);
        }

        private static String device(String word) {
            if (!word.matches("cpu|cuda|cuda:[0-9]{1,3}")) {
                throw new IllegalArgumentException("--device takes cpu, cuda or cuda:N, got " + word);
            }
            return word;
        }

        private static int threads(String word) {
            try {
                int threads = Integer.parseInt(word);
                if (threads >= 1) {
                    return threads;
                }
            } catch (NumberFormatException e) {
                // Said below.
            }
            throw new IllegalArgumentException("--threads takes a whole number from 1 on, got " + word);
        }

        private static Workload workload(String word) {
            return WORKLOADS.stream()
                    .filter(workload -> workload.name().equals(word))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("unknown workload " + word + "; there are "
                            + WORKLOADS.stream().map(Workload::name).collect(Collectors.joining(", "))
                            + " (--help explains them)"));
        }
    }

    private static String compare(List<String> arguments) {
        if (!arguments.get(0).equals("--compare") || arguments.size() < 2) {
            throw new IllegalArgumentException("--compare takes files of figures and nothing else");
        }
        List<Figure> figures = new ArrayList<>();
        for (String name : arguments.subList(1, arguments.size())) {
            Path file = Paths.get(name);
            try (Stream<String> lines = Files.lines(file)) {
                lines.filter(Figure::isOne).map(Figure::parse).forEach(figures::add);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + file + ": " + e, e);
            }
        }
        return Comparison.of(figures).toMarkdown();
    }

    private static String help() {
        StringBuilder text =
                new StringBuilder("usage: lanewise bench [WORKLOAD ...] [--threads N | --device cuda [--tf32]]\n"
                        + "       lanewise bench --compare FILE ...\n"
                        + "       lanewise bench jmh [ARGUMENTS OF JMH]\n\n"
                        + "Times workloads and prints lanewise,workload,config,threads,metric,value.\n\n");
        for (Workload workload : WORKLOADS) {
            text.append(String.format(Locale.ROOT, "  %-9s %s\n", workload.name(), workload.summary()));
        }
        return text + "\nWithout a workload all but " + ON_REQUEST + "; without --threads as many as the machine has"
                + " cores.\n--device cuda measures on a graphics card, the clock being stopped when it has done its work;"
                + " --tf32 with\nproducts in TF32. Figures of a card have 0 threads. PEERS_LOSS=1 prints training"
                + " losses at steps 1, 16 and 1000.\n\n"
                + "--compare makes tables of figures, ours and others', from files of such lines. Of several values for\n"
                + "one figure it takes the median.\n\n"
                + "jmh runs the benchmarks of single kernels and steps: jmh -l lists them, jmh -prof gc shows what they\n"
                + "allocate. They fail when other kernels run than expected; -Dlanewise.bench.kernels=scalar in\n"
                + "JDK_JAVA_OPTIONS expects the scalar ones.\n";
    }
}

package lanewise.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Locale;
import lanewise.backend.Device;
import lanewise.text.SamplePrinter;
import lanewise.text.TextData;
import lanewise.text.TextLearner;
import lanewise.text.TextNet;
import lanewise.text.Unit;
import lanewise.train.History;
import lanewise.train.Metric;
import org.jspecify.annotations.Nullable;

/** {@code demo text}: trains a language model on text that comes with Java, and shows how its writing grows. */
final class DemoText implements Command {

    /** What the net's loss may be of that of the frequencies alone. */
    private static final double MOST = 0.6;

    private static final float RATE = 5e-3f;
    private static final int BATCH = 32;
    private static final int WINDOW = 32;
    private static final int SAMPLE = 240;

    private final int characters;
    private final int hidden;
    private final int epochs;

    DemoText() {
        this(500_000, 192, 5);
    }

    DemoText(int characters, int hidden, int epochs) {
        this.characters = characters;
        this.hidden = hidden;
        this.epochs = epochs;
    }

    @Override
    public String name() {
        return "demo text";
    }

    @Override
    public String summary() {
        return "trains a language model on text that comes with Java and lets it write; needs no file";
    }

    @Override
    public Options options() {
        return Options.of(
                Option.of(
                        "--text",
                        "NAME",
                        "auto",
                        "java (the sources in this JDK's lib/src.zip) or names (of Unicode's characters);"
                                + " auto takes names where there are no sources"),
                Option.optional("--out", "FILE", "saves the model, for lanewise generate"),
                Option.of("--seed", "N", "1", "decides the initial weights"),
                DeviceOptions.DEVICE,
                DeviceOptions.THREADS);
    }

    @Override
    public String details() {
        return "It takes about a minute on two cores. Every tenth source or name validates. The exit status is 1 unless\n"
                + "the validation loss comes below 60 % of that of the frequencies of characters alone.";
    }

    @Override
    public String example() {
        return "demo text --out java.safetensors";
    }

    @Override
    public int run(Arguments arguments, Output output) {
        long seed = arguments.longNumber("--seed");
        String wanted = arguments.choice("--text", "auto", "java", "names");
        Device device = DeviceOptions.device(arguments, output);
        Path path = arguments.findPath("--out");
        if (path != null) {
            OutputPath.require("--out", path);
        }
        JdkText text = text(wanted);
        TextData data = TextData.stream(text.train(), text.valid(), Unit.CHAR)
                .batchSize(BATCH)
                .window(WINDOW);
        TextLearner learner = TextLearner.of(data, TextNet.gru(hidden), seed);
        learner.to(device);
        learner.metrics(Metric.accuracy());
        learner.callback(output.table());
        learner.callback(SamplePrinter.of(learner, text.prompt(), SAMPLE, output.out()));
        PrintStream out = output.out();
        out.println(text.what() + ": " + TextReport.size(data, Unit.CHAR));
        out.println(
                "the net reads " + BATCH + " places of the text side by side and is to foretell each next character;");
        out.println(TextReport.scale(data, Unit.CHAR));
        out.println(device.describe());
        History history = learner.fitOneCycle(epochs, RATE);
        out.println();
        int status = judge(history.last().validLoss(), data, output);
        if (path != null) {
            learner.export(path);
            out.println("saved " + path + ": " + Amount.bytes(path.toFile().length()));
        }
        out.println();
        printNext(path, text.prompt(), out);
        return status;
    }

    private JdkText text(String wanted) {
        JdkText sources = wanted.equals("names") ? null : JdkText.sources(characters);
        if (sources == null && wanted.equals("java")) {
            throw new UsageException("--text java: this Java, " + System.getProperty("java.home")
                    + ", comes without lib/src.zip; --text names would be right");
        }
        return sources == null ? JdkText.names(characters) : sources;
    }

    /** Prints what is reached beside what is trivial; fails unless it is far below. */
    static int judge(double loss, TextData data, Output output) {
        double alone = data.frequencyLoss();
        TextTable table = new TextTable("foretold by", ">nats a character", ">bits", ">like a choice among");
        add(table, "nothing", Math.log(TextReport.different(data)));
        add(table, "the frequencies of characters alone", alone);
        add(table, "the net", loss);
        output.out().print(table);
        if (loss > 0 && loss < MOST * alone) {
            return OK;
        }
        output.note(String.format(
                Locale.ROOT,
                "demo text: the validation loss %.6f is not below 60 %% of the %.6f of frequencies alone: something is wrong",
                loss,
                alone));
        return FAILED;
    }

    private static void add(TextTable table, String name, double nats) {
        table.add(
                name,
                String.format(Locale.ROOT, "%.3f", nats),
                String.format(Locale.ROOT, "%.2f", TextReport.bits(nats)),
                String.format(Locale.ROOT, "%.1f", Math.exp(nats)));
    }

    private static void printNext(@Nullable Path saved, String prompt, PrintStream out) {
        out.println("To go on:");
        String model = saved == null ? "demo.safetensors" : saved.toString();
        if (saved == null) {
            out.println("  lanewise demo text --out " + model);
        }
        out.println("  lanewise generate --model " + model + " --prompt \"" + prompt + "\" --seed 7");
        out.println("  lanewise fit text --files YOURS.txt --sample \"It is \" --out yours.safetensors");
    }
}

package lanewise.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import lanewise.backend.Device;
import lanewise.data.Partition;
import lanewise.optim.AdamW;
import lanewise.tabular.TabularData;
import lanewise.tabular.TabularLearner;
import lanewise.tabular.TabularSpec;

/** A net with entity embeddings trained on a table. */
final class TabularApplication implements Application {

    @Override
    public String name() {
        return "tabular";
    }

    @Override
    public String subject() {
        return "a net on a CSV table, to predict one of its columns";
    }

    @Override
    public List<Option> options() {
        return List.of(
                Option.required(
                        "--data", "FILE[,FILE]", "CSV files with the same header line, plain or gzip, read as one"),
                Option.required("--target", "COLUMN", "what to predict; several, with commas, are labels of 0 and 1"),
                Option.of("--task", "NAME", "auto", "regression, binary, multi-class or multi-label; auto looks"),
                Option.onOff("--log-target", "learns the logarithm of the target; predictions are the target itself"),
                Option.optional("--cat", "COLUMNS", "columns that are categories, with commas between them"),
                Option.optional("--cont", "COLUMNS", "columns that are continuous numbers"),
                Option.optional("--date", "COLUMNS", "columns that are dates, whose parts are inputs"),
                Option.optional("--ignore", "COLUMNS", "columns to leave out"),
                Option.onOff("--only", "leaves out all columns but those of --cat, --cont and --date"),
                CsvArgument.DELIMITER,
                Option.of("--valid", "SHARE", "0.2", "share of the rows, drawn at random, to validate on; 0 for none"),
                Option.optional("--valid-from", "DATE", "validates on the rows from this day on instead"),
                Option.optional("--valid-to", "DATE", "the last day of those rows (default: the last there is)"),
                Option.optional("--valid-date", "COLUMN", "the dates of --valid-from (default: the one date column)"),
                Option.optional(
                        "--valid-group", "COLUMN", "draws the share from the values of this column, all rows of one"),
                Option.onOff("--stratify", "draws the same share from each class of the target"),
                Option.of("--layers", "WIDTHS", "200,100", "widths of the hidden layers"),
                Option.optional(
                        "--width",
                        "COLUMN=N[,...]",
                        "numbers in the embedding of a column (default: grows with its" + " categories, 600 at most)"),
                Option.of("--dropout", "SHARE", "0", "dropout after each hidden layer"),
                Option.of("--embedding-dropout", "SHARE", "0", "dropout on the embeddings"),
                Option.of(
                        "--range",
                        "LOW,HIGH",
                        "auto",
                        "range of the predictions of a number; none for no limits; auto"
                                + " goes a fifth beyond the training rows"),
                Option.of("--decay", "RATE", "0.01", "weight decay of AdamW"),
                Option.of("--batch", "N", "128", "rows in a step"),
                Option.optional("--metrics", "NAMES", "what to print beside the loss, with commas between them"));
    }

    @Override
    public String details() {
        return "The role of every column is guessed unless it is told, and printed with the reason. The net is fastai's:\n"
                + "embeddings of the categories, batch norm in each hidden layer; the optimizer is AdamW with betas 0.9 and\n"
                + "0.99. Metrics of a number: "
                + String.join(", ", TaskMetrics.OF_NUMBERS) + "; of classes:\n"
                + String.join(", ", TaskMetrics.OF_CLASSES)
                + ".";
    }

    @Override
    public String example() {
        return "--data sales.csv --target Sales --log-target --cat Store --valid-from 2015-06-19";
    }

    @Override
    public String rate() {
        return "5e-3";
    }

    @Override
    public List<NamedFile> reads(Arguments arguments) {
        List<NamedFile> read = new ArrayList<>();
        for (Path file : FileNames.of("--data", arguments)) {
            read.add(new NamedFile("--data", file));
        }
        return read;
    }

    @Override
    public Prepared prepare(Arguments arguments, Output output) {
        TabularSpec spec = spec(arguments);
        float decay = (float) arguments.number("--decay", 0, 1000, "a number from 0 and below 1000");
        Device device = DeviceOptions.device(arguments, output);
        List<Path> files = FileNames.of("--data", arguments);
        TabularArguments told = TabularArguments.read(files, arguments);
        TabularData data = told.data();
        PrintStream out = output.out();
        out.println(arguments.text("--data") + ": " + told.size());
        out.println(data.explain());
        Partition partition = data.partition();
        out.println(Amount.of(partition.train().length, "row") + " to train and "
                + Amount.grouped(partition.valid().length) + " to validate on");
        out.println(device.describe());
        TabularLearner learner =
                TabularLearner.of(data, told.ranged(spec, data), arguments.longNumber(TrainingOptions.SEED.name()));
        learner.to(device);
        learner.optimizer(AdamW.lr(1e-3f).betas(0.9f, 0.99f).eps(1e-5f).decoupledWeightDecay(decay));
        List<String> metrics = TableFiles.names("--metrics", arguments);
        if (!metrics.isEmpty()) {
            learner.metrics(TaskMetrics.of(metrics, data.task(), arguments.isOn("--log-target")));
        }
        return new Prepared(learner, learner::export, List.of());
    }

    private static TabularSpec spec(Arguments arguments) {
        String text = arguments.text("--layers");
        String[] words = text.split(",", -1);
        int[] widths = new int[words.length];
        for (int i = 0; i < widths.length; i++) {
            try {
                widths[i] = Integer.parseInt(words[i]);
            } catch (NumberFormatException e) {
                widths[i] = 0;
            }
            if (widths[i] < 1 || widths[i] > 100_000) {
                throw new UsageException(
                        "--layers " + text + ": widths from 1 to 100000, with commas between them, would be right");
            }
        }
        String right = "a number from 0 up to but not including 1";
        float[] dropout = new float[widths.length];
        Arrays.fill(dropout, (float) arguments.number("--dropout", 0, 1, right));
        TabularSpec spec = TabularSpec.layers(widths).dropout(dropout).embeddingDropout((float)
                arguments.number("--embedding-dropout", 0, 1, right));
        for (String width : TableFiles.names("--width", arguments)) {
            spec = withWidth(spec, width);
        }
        return spec;
    }

    private static TabularSpec withWidth(TabularSpec spec, String text) {
        int equals = text.lastIndexOf('=');
        int width;
        try {
            width = Integer.parseInt(text.substring(equals + 1));
        } catch (NumberFormatException e) {
            width = 0;
        }
        if (equals < 1 || width < 1 || width > 100_000) {
            throw new UsageException("--width " + text + ": COLUMN=N with N from 1 to 100000 would be right");
        }
        return spec.width(text.substring(0, equals), width);
    }
}

package lanewise.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import lanewise.backend.Device;
import lanewise.collab.CollabData;
import lanewise.collab.CollabLearner;
import lanewise.collab.CollabSpec;
import lanewise.collab.DotBias;
import lanewise.collab.EmbeddingDot;
import lanewise.collab.EmbeddingNet;
import lanewise.train.Metric;

/** {@code fit collab}: trains a recommender on a file of ratings. */
final class FitCollab implements Command {

    @Override
    public String name() {
        return "fit collab";
    }

    @Override
    public String summary() {
        return "trains a recommender on a CSV file of ratings and saves it";
    }

    @Override
    public Options options() {
        return Options.of(
                Option.required(
                        "--ratings", "FILE", "CSV file with a header line, plain or gzip: a rating in each row"),
                Option.required("--user", "COLUMN", "the column of user ids"),
                Option.required("--item", "COLUMN", "the column of item ids"),
                Option.required("--rating", "COLUMN", "the column of ratings, numbers"),
                FitRun.OUT,
                Option.optional("--titles", "FILE", "CSV file with a title for each item"),
                Option.optional("--title-id", "COLUMN", "its column of item ids (default: the name --item gives)"),
                Option.of("--title", "COLUMN", "title", "its column of titles"),
                Option.of("--delimiter", "TEXT", ",", "what separates columns, in both files; tab for a tab"),
                Option.of("--model", "NAME", "dotbias", "dotbias, dot (no biases) or net (a small neural net)"),
                Option.of("--factors", "N", "50", "numbers that describe a user or an item"),
                Option.of("--epochs", "N", "5", "how often every rating is seen"),
                FitRun.rateOption("5e-3"),
                Option.of("--batch", "N", "64", "ratings in a step"),
                Option.of(
                        "--valid", "SHARE", "0.2", "share of the ratings, drawn at random, to validate on; 0 for none"),
                FitRun.SEED,
                Threads.OPTION,
                FitRun.HISTORY);
    }

    @Override
    public String details() {
        return "The optimizer is AdamW with betas 0.9 and 0.99 and weight decay 0.1, the loss the mean squared error.\n"
                + "Ctrl-C ends the epoch after its batch, validates, and saves the model.";
    }

    @Override
    public String example() {
        return "fit collab --ratings ratings.csv --user userId --item movieId --rating rating \\\n"
                + "      --titles movies.csv --title-id movieId --title title --out model.safetensors";
    }

    @Override
    public int run(Arguments arguments, Output output) {
        CollabSpec spec = spec(arguments);
        int epochs = arguments.wholeNumber("--epochs", 1, 1_000_000);
        float rate = FitRun.rate(arguments);
        Device device = Threads.device(arguments);
        requireFiles(arguments);
        CollabData data = RatingsFile.read(arguments);
        PrintStream out = output.out();
        out.println(arguments.text("--ratings") + ": " + describe(data));
        out.println(device.describe());
        CollabLearner learner = CollabLearner.of(data, spec, arguments.longNumber("--seed"));
        learner.device(device);
        learner.metrics(Metric.mae(), Metric.rmse());
        FitRun.run(learner, epochs, rate, learner::export, arguments, output);
        return OK;
    }

    private static CollabSpec spec(Arguments arguments) {
        int factors = arguments.wholeNumber("--factors", 1, 10_000);
        return switch (arguments.choice("--model", "dotbias", "dot", "net")) {
            case "dot" -> EmbeddingDot.factors(factors);
            case "net" -> EmbeddingNet.factors(factors);
            default -> DotBias.factors(factors);
        };
    }

    /** All that could go wrong with files at the end is looked for before the work starts. */
    private static void requireFiles(Arguments arguments) {
        Map<String, Path> read = new LinkedHashMap<>();
        read.put("--ratings", arguments.path("--ratings"));
        Path titles = arguments.findPath("--titles");
        if (titles != null) {
            read.put("--titles", titles);
        }
        FitRun.requireFiles(read, arguments);
        if (!arguments.isOn("--titles") && (arguments.isOn("--title-id") || arguments.isOn("--title"))) {
            throw new UsageException(
                    "--title-id and --title describe the file that --titles FILE names; it is missing");
        }
    }

    private static String describe(CollabData data) {
        return Amount.of(data.ratings(), "rating") + " of " + Amount.of(data.items(), "item") + " by "
                + Amount.of(data.users(), "user") + ", "
                + Amount.grouped(data.partition().train().length) + " to train and "
                + Amount.grouped(data.partition().valid().length) + " to validate on";
    }
}

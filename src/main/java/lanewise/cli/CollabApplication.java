package lanewise.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import lanewise.backend.Device;
import lanewise.collab.CollabData;
import lanewise.collab.CollabLearner;
import lanewise.collab.CollabSpec;
import lanewise.collab.DotBias;
import lanewise.collab.EmbeddingDot;
import lanewise.collab.EmbeddingNet;
import lanewise.train.Metric;

/** A recommender trained on a file of ratings. */
final class CollabApplication implements Application {

    @Override
    public String name() {
        return "collab";
    }

    @Override
    public String subject() {
        return "a recommender on a CSV file of ratings";
    }

    @Override
    public List<Option> options() {
        return List.of(
                Option.required(
                        "--ratings", "FILE", "CSV file with a header line, plain or gzip: a rating in each row"),
                Option.required("--user", "COLUMN", "the column of user ids"),
                Option.required("--item", "COLUMN", "the column of item ids"),
                Option.required("--rating", "COLUMN", "the column of ratings, numbers"),
                Option.optional("--titles", "FILE", "CSV file with a title for each item"),
                Option.optional("--title-id", "COLUMN", "its column of item ids (default: the name --item gives)"),
                Option.of("--title", "COLUMN", "title", "its column of titles"),
                Option.of("--delimiter", "TEXT", ",", "what separates columns, in both files; tab for a tab"),
                Option.of("--model", "NAME", "dotbias", "dotbias, dot (no biases) or net (a small neural net)"),
                Option.of("--factors", "N", "50", "numbers that describe a user or an item"),
                Option.of("--batch", "N", "64", "ratings in a step"),
                Option.of(
                        "--valid",
                        "SHARE",
                        "0.2",
                        "share of the ratings, drawn at random, to validate on; 0 for none"));
    }

    @Override
    public String details() {
        return "The optimizer is AdamW with betas 0.9 and 0.99 and weight decay 0.1, the loss the mean squared error.";
    }

    @Override
    public String example() {
        return "--ratings ratings.csv --user userId --item movieId --rating rating \\\n"
                + "      --titles movies.csv --title-id movieId --title title";
    }

    @Override
    public String rate() {
        return "5e-3";
    }

    @Override
    public List<NamedFile> reads(Arguments arguments) {
        List<NamedFile> read = new ArrayList<>();
        read.add(new NamedFile("--ratings", arguments.path("--ratings")));
        Path titles = arguments.findPath("--titles");
        if (titles != null) {
            read.add(new NamedFile("--titles", titles));
        } else if (arguments.isOn("--title-id") || arguments.isOn("--title")) {
            throw new UsageException(
                    "--title-id and --title describe the file that --titles FILE names; it is missing");
        }
        return read;
    }

    @Override
    public Prepared prepare(Arguments arguments, Output output) {
        CollabSpec spec = spec(arguments);
        Device device = DeviceOptions.device(arguments, output);
        CollabData data = RatingsFile.read(arguments);
        PrintStream out = output.out();
        out.println(arguments.text("--ratings") + ": " + describe(data));
        out.println(device.describe());
        CollabLearner learner = CollabLearner.of(data, spec, arguments.longNumber(TrainingOptions.SEED.name()));
        learner.to(device);
        learner.metrics(Metric.mae(), Metric.rmse());
        return new Prepared(learner, learner::export, List.of());
    }

    private static CollabSpec spec(Arguments arguments) {
        int factors = arguments.wholeNumber("--factors", 1, 10_000);
        return switch (arguments.choice("--model", "dotbias", "dot", "net")) {
            case "dot" -> EmbeddingDot.factors(factors);
            case "net" -> EmbeddingNet.factors(factors);
            default -> DotBias.factors(factors);
        };
    }

    private static String describe(CollabData data) {
        return Amount.of(data.ratings(), "rating") + " of " + Amount.of(data.items(), "item") + " by "
                + Amount.of(data.users(), "user") + ", "
                + Amount.grouped(data.partition().train().length) + " to train and "
                + Amount.grouped(data.partition().valid().length) + " to validate on";
    }
}

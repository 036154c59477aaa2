package lanewise.cli;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import lanewise.backend.Device;
import lanewise.collab.CollabData;
import lanewise.collab.CollabLearner;
import lanewise.collab.DotBias;
import lanewise.collab.GeneratedRatings;
import lanewise.collab.Recommendation;
import lanewise.collab.SimilarItem;
import lanewise.data.Split;
import lanewise.optim.AdamW;
import lanewise.train.History;
import lanewise.train.Metric;

/** {@code demo}: trains on generated ratings, whose noise is known, and compares what is reached with what can be. */
final class Demo implements Command {

    private static final double TOLERANCE = 0.05;
    private static final int FACTORS = 5;
    private static final int EPOCHS = 5;
    private static final float RATE = 1e-2f;
    private static final float DECAY = 0.03f;
    private static final int BATCH = 256;
    private static final float VALID = 0.1f;
    private static final int SHOWN = 5;

    private final int users;
    private final int films;
    private final int ratings;

    /** With as many ratings as three factors for each user and film can be learned from. */
    Demo() {
        this(1_000, 1_000, 400_000);
    }

    Demo(int users, int films, int ratings) {
        this.users = users;
        this.films = films;
        this.ratings = ratings;
    }

    @Override
    public String name() {
        return "demo";
    }

    @Override
    public String summary() {
        return "trains a recommender on generated ratings and compares it with the known truth; needs no file";
    }

    @Override
    public Options options() {
        return Options.of(
                Option.of("--seed", "N", "1", "decides the ratings, the initial weights and the order of the batches"),
                DeviceOptions.DEVICE,
                DeviceOptions.THREADS);
    }

    @Override
    public String details() {
        return "The exit status is 1 unless the validation loss comes within 5 % of the noise, which no model can\n"
                + "foresee.";
    }

    @Override
    public String example() {
        return "demo --seed 7";
    }

    @Override
    public int run(Arguments arguments, Output output) {
        long seed = arguments.longNumber("--seed");
        Device device = DeviceOptions.device(arguments, output);
        GeneratedRatings generated = GeneratedRatings.of(seed, users, films, ratings);
        CollabData data = CollabData.of(generated.table(), "user", "title", "rating")
                .split(Split.random(VALID, seed))
                .batchSize(BATCH);
        PrintStream out = output.out();
        out.println("generated with seed " + seed + ": " + Amount.of(ratings, "rating") + " of "
                + Amount.of(films, "film") + " by " + Amount.of(users, "user"));
        out.println(device.describe());
        CollabLearner learner = CollabLearner.of(data, DotBias.factors(FACTORS), seed);
        learner.to(device);
        learner.optimizer(AdamW.lr(RATE).betas(0.9f, 0.99f).decoupledWeightDecay(DECAY));
        learner.metrics(Metric.mae(), Metric.rmse());
        learner.callback(output.table());
        History history = learner.fitOneCycle(EPOCHS, RATE);
        double floor = generated.noiseFloor(data.partition().valid());
        int status = judge(history.last().validLoss(), floor, output);
        out.println();
        printRecommendations(learner, generated, out);
        out.println();
        printSimilar(learner, generated, out);
        return status;
    }

    /** Prints floor and loss side by side; fails unless they are within 5 %. */
    static int judge(double loss, double floor, Output output) {
        double excess = loss / floor - 1;
        output.out()
                .println(String.format(
                        Locale.ROOT,
                        "noise floor %.6f, validation loss reached %.6f: %.1f %% above (5 %% at most)",
                        floor,
                        loss,
                        100 * excess));
        if (Math.abs(excess) <= TOLERANCE) {
            return OK;
        }
        output.note(String.format(
                Locale.ROOT,
                "demo: the validation loss %.6f is not within 5 %% of the noise floor %.6f: something is wrong",
                loss,
                floor));
        return FAILED;
    }

    private static void printRecommendations(CollabLearner learner, GeneratedRatings generated, PrintStream out) {
        String user = generated.users().get(0);
        List<Recommendation> all = learner.recommend(user, Integer.MAX_VALUE);
        List<Double> truth = new ArrayList<>();
        for (Recommendation one : all) {
            truth.add(generated.trueRating(user, one.title()));
        }
        List<Double> best = new ArrayList<>(truth);
        best.sort(Collections.reverseOrder());
        out.println("recommended to " + user + ", of " + Amount.of(all.size(), "film") + " not yet rated:");
        TextTable table = new TextTable(">rank", ">predicted", ">true taste", ">true rank", "title");
        for (int i = 0; i < Math.min(SHOWN, all.size()); i++) {
            table.add(
                    Integer.toString(i + 1),
                    String.format(Locale.ROOT, "%.2f", all.get(i).rating()),
                    String.format(Locale.ROOT, "%.2f", truth.get(i)),
                    Integer.toString(best.indexOf(truth.get(i)) + 1),
                    all.get(i).title());
        }
        out.print(table);
    }

    private static void printSimilar(CollabLearner learner, GeneratedRatings generated, PrintStream out) {
        String film = generated.titles().get(0);
        out.println("most like " + film + ":");
        TextTable table = new TextTable(">rank", ">cosine", ">true cosine", "title");
        int rank = 0;
        for (SimilarItem one : learner.similarItems(film, SHOWN)) {
            rank++;
            table.add(
                    Integer.toString(rank),
                    String.format(Locale.ROOT, "%.3f", one.cosine()),
                    String.format(Locale.ROOT, "%.3f", generated.trueCosine(film, one.title())),
                    one.title());
        }
        out.print(table);
    }
}

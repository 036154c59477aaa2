package lanewise.cli;

import java.io.PrintStream;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import lanewise.backend.Device;
import lanewise.data.Split;
import lanewise.data.Table;
import lanewise.optim.AdamW;
import lanewise.tabular.EntityEmbedding;
import lanewise.tabular.GeneratedSales;
import lanewise.tabular.TabularData;
import lanewise.tabular.TabularLearner;
import lanewise.tabular.TabularSpec;
import lanewise.train.History;

/** {@code demo tabular}: trains a net on generated store sales and compares what is reached with what can be. */
final class DemoTabular implements Command {

    private static final double TOLERANCE = 0.15;
    private static final LocalDate VALID_FROM = LocalDate.of(2015, 6, 19);
    private static final int[] LAYERS = {100, 50};

    /** Logarithms of 400 and of 160,000: no store sells less or more in a day. */
    private static final float LOWEST = 6;

    private static final float HIGHEST = 12;
    private static final int EPOCHS = 8;
    private static final float RATE = 1e-2f;
    private static final float DECAY = 0.1f;
    private static final int BATCH = 256;
    private static final int SHOWN = 5;

    private final int stores;
    private final int epochs;

    DemoTabular() {
        this(200, EPOCHS);
    }

    DemoTabular(int stores, int epochs) {
        this.stores = stores;
        this.epochs = epochs;
    }

    @Override
    public String name() {
        return "demo tabular";
    }

    @Override
    public String summary() {
        return "trains a net on generated store sales and compares it with the known truth; needs no file";
    }

    @Override
    public Options options() {
        return Options.of(
                Option.of("--seed", "N", "1", "decides the sales, the initial weights and the order of the batches"),
                DeviceOptions.DEVICE,
                DeviceOptions.THREADS);
    }

    @Override
    public String details() {
        return "The last six weeks validate. The exit status is 1 unless the validation loss, the mean squared error of\n"
                + "the logarithm of sales, comes within 15 % of the noise, which no model can foresee.";
    }

    @Override
    public String example() {
        return "demo tabular --seed 7";
    }

    @Override
    public int run(Arguments arguments, Output output) {
        long seed = arguments.longNumber("--seed");
        Device device = DeviceOptions.device(arguments, output);
        GeneratedSales generated = GeneratedSales.of(seed, stores);
        Table table = generated.table();
        TabularData data = TabularData.of(table)
                .target("Sales")
                .logTarget()
                .split(Split.from("Date", VALID_FROM))
                .batchSize(BATCH);
        PrintStream out = output.out();
        out.println("generated with seed " + seed + ": " + Amount.of(table.rows(), "day") + " of sales of "
                + Amount.of(stores, "store"));
        out.println(data.explain());
        out.println(device.describe());
        TabularSpec spec = TabularSpec.layers(LAYERS).range(LOWEST, HIGHEST);
        TabularLearner learner = TabularLearner.of(data, spec, seed);
        learner.to(device);
        learner.optimizer(AdamW.lr(RATE).betas(0.9f, 0.99f).eps(1e-5f).decoupledWeightDecay(DECAY));
        learner.callback(output.table());
        History history = learner.fitOneCycle(epochs, RATE);
        out.println();
        SalesMeans means = SalesMeans.of(table.rows(data.partition().train()));
        Table valid = table.rows(data.partition().valid());
        compare(generated, means, valid, history, out);
        int status = judge(history.last().validLoss(), generated.noiseFloor(valid), output);
        out.println();
        printPredictions(learner, generated, valid, out);
        out.println();
        printStores(learner.embedding("Store"), generated, out);
        return status;
    }

    /** What is reached, between what is trivial and what is possible. */
    private static void compare(
            GeneratedSales generated, SalesMeans means, Table valid, History history, PrintStream out) {
        TextTable table = new TextTable("predicted by", ">squared error of log sales", ">rmspe");
        add(table, "the mean of all", means.errorOfAll(valid), means.rmspeOfAll(valid));
        add(table, "the mean of store, weekday and promotion", means.error(valid), means.rmspe(valid));
        add(
                table,
                "the net",
                history.last().validLoss(),
                history.last().metrics().get("exp_rmspe"));
        add(table, "the truth, which leaves the noise", generated.noiseFloor(valid), generated.rmspeFloor(valid));
        out.print(table);
    }

    private static void add(TextTable table, String name, double error, double rmspe) {
        table.add(name, String.format(Locale.ROOT, "%.6f", error), String.format(Locale.ROOT, "%.4f", rmspe));
    }

    /** Prints floor and loss side by side; fails unless they are near. */
    static int judge(double loss, double floor, Output output) {
        double excess = loss / floor - 1;
        String most = String.format(Locale.ROOT, "%.0f %%", 100 * TOLERANCE);
        output.out()
                .println(String.format(
                        Locale.ROOT,
                        "noise floor %.6f, validation loss reached %.6f: %.1f %% above (%s at most)",
                        floor,
                        loss,
                        100 * excess,
                        most));
        if (Math.abs(excess) <= TOLERANCE) {
            return OK;
        }
        output.note(String.format(
                Locale.ROOT,
                "demo tabular: the validation loss %.6f is not within %s of the noise floor %.6f: something is wrong",
                loss,
                most,
                floor));
        return FAILED;
    }

    private static void printPredictions(
            TabularLearner learner, GeneratedSales generated, Table valid, PrintStream out) {
        int[] rows = new int[SHOWN];
        for (int i = 0; i < SHOWN; i++) {
            rows[i] = (int) ((2L * i + 1) * valid.rows() / (2 * SHOWN));
        }
        Table shown = valid.rows(rows);
        float[] predicted = learner.predict(shown);
        double[] truth = generated.expectedLogSales(shown);
        out.println("some days of the validation:");
        TextTable table = new TextTable("date", ">store", ">sales", ">predicted", ">without noise");
        for (int i = 0; i < SHOWN; i++) {
            table.add(
                    String.valueOf(shown.date("Date").text(i)),
                    String.valueOf(shown.category("Store").text(i)),
                    Amount.grouped(Math.round(shown.number("Sales").value(i))),
                    Amount.grouped(Math.round(predicted[i])),
                    Amount.grouped(Math.round(Math.exp(truth[i]))));
        }
        out.print(table);
    }

    /** The stores whose embeddings are nearest to that of one, with what the table does not tell of them. */
    private static void printStores(EntityEmbedding embedding, GeneratedSales generated, PrintStream out) {
        String chosen = "1";
        for (String store : embedding.levels()) {
            boolean more =
                    generated.traits(store).weekend() > generated.traits(chosen).weekend();
            chosen = more ? store : chosen;
        }
        String one = chosen;
        List<String> others = new ArrayList<>(embedding.levels());
        others.sort(Comparator.comparingDouble(other -> -cosine(embedding.of(one), embedding.of(other))));
        out.println("store " + one + " and the stores of the most similar embeddings, with their true traits:");
        TextTable table = new TextTable(">store", ">cosine", ">level", ">promotion", ">weekend");
        for (String store : others.subList(0, Math.min(SHOWN + 1, others.size()))) {
            GeneratedSales.Traits traits = generated.traits(store);
            table.add(
                    store,
                    String.format(Locale.ROOT, "%.3f", cosine(embedding.of(one), embedding.of(store))),
                    String.format(Locale.ROOT, "%.2f", traits.level()),
                    String.format(Locale.ROOT, "%.2f", traits.promo()),
                    String.format(Locale.ROOT, "%.2f", traits.weekend()));
        }
        out.print(table);
    }

    private static double cosine(float[] a, float[] b) {
        double product = 0;
        double lengthA = 0;
        double lengthB = 0;
        for (int i = 0; i < a.length; i++) {
            product += a[i] * b[i];
            lengthA += a[i] * a[i];
            lengthB += b[i] * b[i];
        }
        return product / Math.sqrt(lengthA * lengthB);
    }
}

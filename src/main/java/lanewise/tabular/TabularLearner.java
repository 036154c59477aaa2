package lanewise.tabular;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import lanewise.data.Table;
import lanewise.nn.Parameters;
import lanewise.nn.Pass;
import lanewise.optim.AdamW;
import lanewise.tensor.Rng;
import lanewise.tensor.Tensor;
import lanewise.train.ConfusionMatrix;
import lanewise.train.Learner;
import lanewise.train.Metric;
import lanewise.train.Output;
import lanewise.train.Report;

/**
 * Trains a net on a table. Loss and metrics follow from the task. For serving, {@link #predictor()} takes a copy that later
 * training does not change, or {@link #export} writes a file.
 */
public final class TabularLearner extends Learner<TabularBatch, Tensor> {

    private final TabularData data;
    private final TabularModel model;
    private final TabularSpec spec;

    private TabularLearner(TabularData data, TabularSpec spec, TabularModel model, Parameters parameters, long seed) {
        super(
                parameters,
                (batch, pass) -> {
                    Tensor prediction = model.forward(batch.input(), pass);
                    Tensor loss = data.fittedTargets().task().loss(prediction, batch);
                    return new Output<>(
                            loss, prediction, batch.targets(), batch.input().rows());
                },
                data.train(),
                data.valid(),
                data.batchSize(),
                seed);
        this.data = data;
        this.model = model;
        this.spec = spec;
        layerGroups(model.groups());
        optimizer(AdamW.lr(1e-3f).betas(0.9f, 0.99f).eps(1e-5f));
        defaultMetrics(data.fittedTargets());
    }

    /**
     * A learner with new parameters. Its optimizer is AdamW with fastai's constants (betas 0.9 and 0.99, eps 1e-5, weight
     * decay 0.01), which suits {@link #fitOneCycle}.
     *
     * @param seed decides the initial values, the order of the batches and what dropout drops
     * @throws IllegalArgumentException if the specification has a width for a column that is no category, or if the embeddings,
     *     with what Adam remembers of each number, don't fit into the heap
     */
    public static TabularLearner of(TabularData data, TabularSpec spec, long seed) {
        requireWidths(data.features(), spec);
        requireRoom(data.features(), spec, Runtime.getRuntime().maxMemory());
        Rng rng = Rng.of(seed);
        Parameters parameters = Parameters.init(rng.split());
        TabularModel model = data.features().model(parameters, spec, data.fittedTargets());
        return new TabularLearner(data, spec, model, parameters, rng.nextLong());
    }

    private static void requireWidths(FittedFeatures features, TabularSpec spec) {
        List<String> names = new ArrayList<>();
        for (CategoryFeature category : features.categories()) {
            names.add(category.name());
        }
        for (String column : spec.widths().keySet()) {
            if (!names.contains(column)) {
                throw new IllegalArgumentException("a width is told for \"" + column
                        + "\", which is no categorical input; there are " + String.join(", ", names));
            }
        }
    }

    /** A column of a million categories is easily given, and an embedding of 600 numbers for each is no surprise then. */
    static void requireRoom(FittedFeatures features, TabularSpec spec, long heap) {
        long all = 0;
        long most = 0;
        String where = "";
        for (CategoryFeature category : features.categories()) {
            long rows = category.map().size() + 1L;
            long numbers = rows * spec.widthOf(category.name(), (int) rows);
            all += numbers;
            if (numbers > most) {
                most = numbers;
                where = '"' + category.name() + "\" has " + rows + " rows of " + numbers / rows + " numbers";
            }
        }
        long bytes = 3 * Float.BYTES * all;
        if (bytes > heap) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "the embedding of %s: with Adam's two moments the embeddings take %.1f GB, and the heap ends at %.1f GB;"
                            + " a smaller width for that column, fewer categories or a larger heap (-Xmx) would be right",
                    where,
                    bytes * 1e-9,
                    heap * 1e-9));
        }
    }

    private void defaultMetrics(Targets targets) {
        Task task = targets.task();
        if (task == Task.REGRESSION) {
            metrics(Metric.rmse(), targets.log() ? Metric.expRmspe() : Metric.r2());
        } else if (task == Task.BINARY) {
            metrics(Metric.accuracy(), Metric.auc());
        } else if (task == Task.MULTI_LABEL) {
            metrics(Metric.accuracy(), Metric.fBeta(1));
        } else {
            metrics(Metric.accuracy());
        }
    }

    /** The net, whose {@link TabularModel#groups()} are the learner's layer groups. */
    public TabularModel model() {
        return model;
    }

    /** A copy for serving, thread-safe and never changed again. */
    public TabularPredictor predictor() {
        Parameters own = Parameters.load(parameters().values());
        return TabularPredictor.of(spec, own, data.features(), data.fittedTargets());
    }

    /** The predictions of a regression for the rows of a table: see {@link TabularPredictor#predict(Table)}. */
    public float[] predict(Table table) {
        return predictor().predict(table);
    }

    /** Writes the model file: to a temporary file beside it first, so that a crash leaves the old one. */
    public void export(Path path) {
        predictor().save(path);
    }

    /** The embedding of a category as it is now. */
    public EntityEmbedding embedding(String column) {
        return EntityEmbedding.of(model, data.features(), column);
    }

    /**
     * How often each class of the validation rows was taken for each.
     *
     * @throws IllegalStateException if the target is a number or several labels
     */
    public ConfusionMatrix confusionMatrix() {
        Targets targets = data.fittedTargets();
        if (targets.task() != Task.BINARY && targets.task() != Task.MULTI_CLASS) {
            throw new IllegalStateException(
                    "confusionMatrix: the target is a " + targets.task() + "; it needs classes of which a row has one");
        }
        ConfusionMatrix matrix = ConfusionMatrix.empty(targets.classes().levels());
        int most = 2 * data.batchSize();
        int rows = data.valid().rows();
        for (int from = 0; from < rows; from += most) {
            int[] chosen = new int[Math.min(most, rows - from)];
            for (int i = 0; i < chosen.length; i++) {
                chosen[i] = from + i;
            }
            TabularBatch batch = data.valid().batch(chosen, device().backend().heap());
            matrix = matrix.plus(model.forward(batch.input(), Pass.inference()), batch.targets());
        }
        return matrix;
    }

    @Override
    protected String lossName() {
        return data.fittedTargets().task().lossName();
    }

    @Override
    protected void addTo(Report page) {
        ValidationRows rows = new ValidationRows(data);
        visitValidation(rows::add);
        rows.addTo(page);
        List<EntityEmbedding> largest = new ArrayList<>();
        for (String name : model.names()) {
            EntityEmbedding embedding = embedding(name);
            if (embedding.levels().size() > 2) {
                largest.add(embedding);
            }
        }
        largest.sort((a, b) -> Integer.compare(b.levels().size(), a.levels().size()));
        if (!largest.isEmpty()) {
            page.section("Embeddings");
        }
        for (EntityEmbedding embedding : largest.subList(0, Math.min(4, largest.size()))) {
            page.plot(embedding.map());
        }
    }

    /** The net line by line. */
    @Override
    public String toString() {
        return model.toString();
    }
}

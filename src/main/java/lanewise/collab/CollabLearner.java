package lanewise.collab;

import java.nio.file.Path;
import java.util.List;
import lanewise.nn.Loss;
import lanewise.nn.Parameters;
import lanewise.optim.AdamW;
import lanewise.plot.ScatterPlot;
import lanewise.tensor.Rng;
import lanewise.tensor.Tensor;
import lanewise.train.Learner;
import lanewise.train.Output;
import lanewise.train.Report;
import lanewise.train.TopLosses;

/**
 * Trains a recommender by the mean squared error of its ratings, and answers questions about it as it is. For serving,
 * {@link #predictor()} takes a copy that later training does not change, or {@link #export} writes a file.
 */
public final class CollabLearner extends Learner<CollabBatch, Tensor> {

    private final CollabData data;
    private final CollabModel model;
    private final CollabPredictor live;

    private CollabLearner(CollabData data, CollabModel model, Parameters parameters, CollabPredictor live, long seed) {
        super(
                parameters,
                (batch, pass) -> {
                    Tensor prediction = model.forward(batch.pairs(), pass);
                    Tensor loss = Loss.mse().of(prediction, batch.ratings());
                    return new Output<>(loss, prediction, batch.ratings(), prediction.elements());
                },
                data.train(),
                data.valid(),
                data.batchSize(),
                seed);
        this.data = data;
        this.model = model;
        this.live = live;
        UnknownRows unknown = new UnknownRows(model, data);
        unknown.renew();
        callback(unknown);
        optimizer(AdamW.lr(5e-3f).betas(0.9f, 0.99f).decoupledWeightDecay(0.1f));
    }

    /**
     * A learner with new parameters. Its optimizer is AdamW with betas 0.9 and 0.99 and weight decay 0.1, which suits
     * {@link #fitOneCycle} at a peak rate of 5e-3.
     *
     * @param seed decides the initial values, the order of the batches and what dropout drops
     */
    public static CollabLearner of(CollabData data, CollabSpec spec, long seed) {
        CollabSpec fitted = spec.fitTo(data.lowestRating(), data.highestRating());
        Rng rng = Rng.of(seed);
        Parameters parameters = Parameters.init(rng.split());
        CollabModel model = fitted.model(parameters, data.users(), data.items());
        CollabPredictor live = new CollabPredictor(fitted, parameters, model, Catalogue.of(data));
        return new CollabLearner(data, model, parameters, live, rng.nextLong());
    }

    /** The rating {@code user} would give {@code item}; unknown ones are served as unknown, never by an exception. */
    public float predict(String user, String item) {
        return live.predict(user, item);
    }

    /** The {@code count} items with the highest predicted ratings that {@code user} has not rated, best first. */
    public List<Recommendation> recommend(String user, int count) {
        return live.recommend(user, count);
    }

    /** The same; with {@code keepRated} items that the user has rated may be among them. */
    public List<Recommendation> recommend(String user, int count, boolean keepRated) {
        return live.recommend(user, count, keepRated);
    }

    /** The items whose factors point most in the direction of this one's, by cosine. */
    public List<SimilarItem> similarItems(String item, int count) {
        return live.similarItems(item, count);
    }

    /** The biases of the items that training saw, lowest first. */
    public List<ItemBias> itemBias() {
        return live.itemBias();
    }

    /** The factors of the items that training saw. */
    public ItemFactors itemFactors() {
        return live.itemFactors();
    }

    /** A copy for serving, thread-safe and never changed again. */
    public CollabPredictor predictor() {
        return live.copy();
    }

    /** Writes the model file: to a temporary file beside it first, so that a crash leaves the old one. */
    public void export(Path path) {
        live.save(path);
    }

    @Override
    protected String lossName() {
        return "mean squared error";
    }

    @Override
    protected void addTo(Report page) {
        TopLosses top = TopLosses.most(20);
        double[] actual = new double[data.partition().valid().length];
        double[] predicted = new double[actual.length];
        visitValidation((rows, output) -> {
            float[] ratings = output.target().toArray();
            float[] predictions = output.prediction().toArray();
            for (int i = 0; i < rows.length; i++) {
                double error = predictions[i] - ratings[i];
                actual[rows[i]] = ratings[i];
                predicted[rows[i]] = predictions[i];
                if (top.wants(error * error)) {
                    top.add(error * error, data.describe(rows[i], predictions[i]));
                }
            }
        });
        page.section("Predictions of the validation ratings");
        page.plot(ScatterPlot.of("Predicted against actual", "actual", "predicted", actual, predicted)
                .diagonal());
        page.plot(itemFactors().mostRated(60).map());
        page.text("The biggest losses. Ratings counts those to train on; who or what has none is served as unknown.");
        page.table(List.of("loss", "predicted", "actual", "user", "ratings", "item", "ratings"), top.rows());
    }

    /** The model line by line. */
    @Override
    public String toString() {
        return model.toString();
    }
}

package lanewise.text;

import java.nio.file.Path;
import lanewise.nn.Parameters;
import lanewise.tensor.IntTensor;
import lanewise.tensor.Rng;
import lanewise.train.BatchSource;
import lanewise.train.Learner;
import lanewise.train.Report;

/**
 * Trains a language model to foretell the next token, by cross-entropy: on a stream by truncated back-propagation through
 * time, the state carried from batch to batch. Every token of the training text but the first is foretold once an epoch.
 */
public final class TextLearner extends Learner<TextBatch, IntTensor> {

    private final TextData data;
    private final BatchSource<TextBatch> valid;
    private final LanguageModel model;
    private final TextPredictor live;

    private TextLearner(
            TextData data,
            BatchSource<TextBatch> valid,
            LanguageModel model,
            Parameters parameters,
            TextPredictor live,
            Rng windows,
            long seed) {
        super(parameters, TextStep.of(model), data.train(windows), valid, data.rowsPerBatch(), seed);
        this.data = data;
        this.valid = valid;
        this.model = model;
        this.live = live;
    }

    /**
     * A learner with new parameters; its optimizer is Adam.
     *
     * @param seed decides the initial values, the windows or the order of lines, and what dropout drops
     */
    public static TextLearner of(TextData data, TextNet net, long seed) {
        Rng rng = Rng.of(seed);
        return of(data, net, Parameters.init(rng.split()), rng);
    }

    /** A learner that goes on with the weights of a model, whose vocabulary the data must have been given. */
    public static TextLearner of(TextData data, TextNet net, Parameters weights, long seed) {
        return of(data, net, weights, Rng.of(seed));
    }

    private static TextLearner of(TextData data, TextNet net, Parameters parameters, Rng rng) {
        Vocab vocab = data.vocab();
        LanguageModel model = net.model(parameters, vocab.size());
        TextPredictor.Writing writing = new TextPredictor.Writing(data.unit(), data.isLowerCase(), data.isLines());
        TextPredictor live = new TextPredictor(net, parameters, model, vocab, writing);
        return new TextLearner(data, data.valid(), model, parameters, live, rng.split(), rng.nextLong());
    }

    /** What the model as it is writes after a prompt: see {@link TextPredictor#generate(String, int, Sampler, long)}. */
    public String generate(String prompt, int length, Sampler sampler, long seed) {
        return live.generate(prompt, length, sampler, seed);
    }

    /** A copy for serving, thread-safe and never changed again. */
    public TextPredictor predictor() {
        return live.copy();
    }

    /** Writes the model file: to a temporary file beside it first, so that a crash leaves the old one. */
    public void export(Path path) {
        live.save(path);
    }

    @Override
    protected String lossName() {
        return "cross-entropy of the next token";
    }

    @Override
    protected void addTo(Report page) {
        TextLosses losses = new TextLosses(data.vocab(), data.unit(), valid);
        visitValidation(losses);
        losses.addTo(page);
        page.plot(TextLosses.map(data.vocab(), model.embedding()));
    }

    /** The model line by line. */
    @Override
    public String toString() {
        return model.toString();
    }
}

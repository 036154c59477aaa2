package lanewise.tabular;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lanewise.io.JsonObject;
import lanewise.nn.Dropout;

/**
 * Which net to train, before there is any data: embeddings of the categories, batch norm of the continuous inputs, hidden
 * layers of Linear, relu, batch norm (if wanted) and dropout, and one linear layer at the end. A value that prints itself.
 *
 * @param layers the widths of the hidden layers
 * @param dropout after each hidden layer
 * @param embeddingDropout on all embeddings of a row
 * @param rule the widths of the embeddings
 * @param widths those of single columns, where the rule is not wanted
 * @param initialValues those of the weights
 * @param hiddenBatchNorm whether hidden layers have batch norm
 * @param continuousBatchNorm whether continuous inputs pass a batch norm
 * @param low the lowest prediction of a regression; NaN for no limits
 * @param high the highest prediction of a regression; NaN for no limits
 */
public record TabularSpec(
        List<Integer> layers,
        List<Float> dropout,
        float embeddingDropout,
        EmbeddingRule rule,
        Map<String, Integer> widths,
        InitialValues initialValues,
        boolean hiddenBatchNorm,
        boolean continuousBatchNorm,
        float low,
        float high) {

    /** How weights begin. */
    public enum InitialValues {
        /**
         * Linear weights normal as He et al. have it, embeddings of width w uniform in plus or minus 2 / (w + 1), weights of
         * batch norm uniform in 0 to 1 as in the PyTorch of 2017.
         */
        COURSE,
        /** Linear weights as PyTorch has them, embeddings normal with deviation 0.01, cut off at 0.02. */
        FASTAI
    }

    /**
     * @throws IllegalArgumentException if a width is not positive, a dropout is no probability, there are not as many as
     *     layers, or the range does not go up
     */
    public TabularSpec {
        layers = List.copyOf(layers);
        dropout = List.copyOf(dropout);
        widths = Collections.unmodifiableMap(new LinkedHashMap<>(widths));
        for (int width : layers) {
            requirePositive("a hidden layer", width);
        }
        widths.forEach((column, width) -> requirePositive("the embedding of " + column, width));
        if (layers.size() != dropout.size()) {
            throw new IllegalArgumentException("TabularSpec: " + layers.size() + " hidden layers and " + dropout.size()
                    + " dropouts; give one for each layer");
        }
        for (float p : dropout) {
            Dropout.of(p);
        }
        Dropout.of(embeddingDropout);
        boolean open = Float.isNaN(low) && Float.isNaN(high);
        boolean goesUp = low < high && !Float.isInfinite(low) && !Float.isInfinite(high);
        if (!open && !goesUp) {
            throw new IllegalArgumentException(
                    "TabularSpec: the range must go from a lower to a higher number, got " + low + " to " + high);
        }
    }

    private static void requirePositive(String what, int width) {
        if (width < 1) {
            throw new IllegalArgumentException(
                    "TabularSpec: the width of " + what + " must be at least 1, got " + width);
        }
    }

    /** Hidden layers as fastai v2 has them: batch norm in each, no dropout, its rule and initial values. */
    public static TabularSpec layers(int... widths) {
        return new TabularSpec(
                integers(widths),
                Collections.nCopies(widths.length, 0f),
                0,
                EmbeddingRule.FASTAI,
                Collections.emptyMap(),
                InitialValues.FASTAI,
                true,
                true,
                Float.NaN,
                Float.NaN);
    }

    /** No hidden layer: linear or logistic regression on the embeddings and the numbers, to compare nets with. */
    public static TabularSpec linear() {
        return layers(new int[0]);
    }

    /** Hidden layers as fast.ai's course of 2017 had them: no batch norm in them, its rule and initial values. */
    public static TabularSpec course(int... widths) {
        return new TabularSpec(
                integers(widths),
                Collections.nCopies(widths.length, 0f),
                0,
                EmbeddingRule.COURSE,
                Collections.emptyMap(),
                InitialValues.COURSE,
                false,
                true,
                Float.NaN,
                Float.NaN);
    }

    private static List<Integer> integers(int... numbers) {
        List<Integer> list = new ArrayList<>();
        for (int number : numbers) {
            list.add(number);
        }
        return list;
    }

    /** The same with dropout after each hidden layer. */
    public TabularSpec dropout(float... afterLayers) {
        List<Float> list = new ArrayList<>();
        for (float p : afterLayers) {
            list.add(p);
        }
        return new TabularSpec(
                layers,
                list,
                embeddingDropout,
                rule,
                widths,
                initialValues,
                hiddenBatchNorm,
                continuousBatchNorm,
                low,
                high);
    }

    /** The same with dropout on the embeddings. */
    public TabularSpec embeddingDropout(float p) {
        return new TabularSpec(
                layers, dropout, p, rule, widths, initialValues, hiddenBatchNorm, continuousBatchNorm, low, high);
    }

    /** The same with another rule for the widths of embeddings. */
    public TabularSpec rule(EmbeddingRule other) {
        return new TabularSpec(
                layers,
                dropout,
                embeddingDropout,
                other,
                widths,
                initialValues,
                hiddenBatchNorm,
                continuousBatchNorm,
                low,
                high);
    }

    /** The width of a column's embedding: its own, or the rule's for so many categories, the unknown one included. */
    int widthOf(String column, int categories) {
        return widths.getOrDefault(column, rule.width(categories));
    }

    /** The same with an embedding of this width for a column. */
    public TabularSpec width(String column, int width) {
        Map<String, Integer> more = new LinkedHashMap<>(widths);
        more.put(column, width);
        return new TabularSpec(
                layers,
                dropout,
                embeddingDropout,
                rule,
                more,
                initialValues,
                hiddenBatchNorm,
                continuousBatchNorm,
                low,
                high);
    }

    /** The same with batch norm in the hidden layers and on the continuous inputs, or without. */
    public TabularSpec batchNorm(boolean inHiddenLayers, boolean onContinuous) {
        return new TabularSpec(
                layers,
                dropout,
                embeddingDropout,
                rule,
                widths,
                initialValues,
                inHiddenLayers,
                onContinuous,
                low,
                high);
    }

    /** The same with predictions of a regression between two numbers, those of the logarithm if that is predicted. */
    public TabularSpec range(float lowest, float highest) {
        return new TabularSpec(
                layers,
                dropout,
                embeddingDropout,
                rule,
                widths,
                initialValues,
                hiddenBatchNorm,
                continuousBatchNorm,
                lowest,
                highest);
    }

    boolean hasRange() {
        return !Float.isNaN(low);
    }

    JsonObject toJson() {
        JsonObject own = JsonObject.of();
        for (Map.Entry<String, Integer> width : widths.entrySet()) {
            own = own.with(width.getKey(), width.getValue());
        }
        float[] rates = new float[dropout.size()];
        for (int i = 0; i < rates.length; i++) {
            rates[i] = dropout.get(i);
        }
        JsonObject json = JsonObject.of()
                .with("layers", layers)
                .with("dropout", rates)
                .with("embedding_dropout", embeddingDropout)
                .with("rule", rule.name())
                .with("widths", own)
                .with("initial_values", initialValues.name())
                .with("hidden_batch_norm", hiddenBatchNorm)
                .with("continuous_batch_norm", continuousBatchNorm);
        return hasRange() ? json.with("low", low).with("high", high) : json;
    }

    static TabularSpec fromJson(JsonObject json) {
        Map<String, Integer> widths = new LinkedHashMap<>();
        JsonObject own = json.getObject("widths");
        for (String column : own.names()) {
            widths.put(column, own.getInt(column));
        }
        List<Float> dropout = new ArrayList<>();
        for (float p : json.getFloats("dropout")) {
            dropout.add(p);
        }
        return new TabularSpec(
                integers(json.getInts("layers")),
                dropout,
                json.getFloat("embedding_dropout"),
                EmbeddingRule.valueOf(json.getString("rule")),
                widths,
                InitialValues.valueOf(json.getString("initial_values")),
                json.getBoolean("hidden_batch_norm"),
                json.getBoolean("continuous_batch_norm"),
                json.has("low") ? json.getFloat("low") : Float.NaN,
                json.has("high") ? json.getFloat("high") : Float.NaN);
    }
}

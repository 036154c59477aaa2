package lanewise.collab;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import lanewise.io.JsonObject;
import lanewise.nn.Activation;
import lanewise.nn.Dropout;
import lanewise.nn.Embedding;
import lanewise.nn.Init;
import lanewise.nn.Linear;
import lanewise.nn.Parameters;
import lanewise.nn.Pass;
import lanewise.nn.Sequential;
import lanewise.tensor.Parameter;
import lanewise.tensor.Tensor;

/**
 * The course's neural recommender: the factors of user and item side by side, dropout, a hidden layer with relu, dropout,
 * and one output squeezed into the range of the ratings and half a unit beyond. Initial factors are uniform in plus or
 * minus 0.01.
 *
 * @param factors numbers per user and item
 * @param hidden the width of the hidden layer, 10 by default
 * @param dropoutInput 0.05 by default
 * @param dropoutHidden 0.5 by default
 * @param low the lowest prediction; NaN stands for the lowest rating of the data less 0.5
 * @param high the highest prediction; NaN stands for the highest rating of the data and 0.5
 */
public record EmbeddingNet(int factors, int hidden, float dropoutInput, float dropoutHidden, float low, float high)
        implements CollabSpec {

    static final String NAME = "EmbeddingNet";

    public EmbeddingNet {
        CollabSpec.requirePositive(NAME, "the number of factors", factors);
        CollabSpec.requirePositive(NAME, "the width of the hidden layer", hidden);
        CollabSpec.requireRange(NAME, low, high);
        Dropout.of(dropoutInput);
        Dropout.of(dropoutHidden);
    }

    public static EmbeddingNet factors(int factors) {
        return new EmbeddingNet(factors, 10, 0.05f, 0.5f, Float.NaN, Float.NaN);
    }

    /** The same with another width of the hidden layer. */
    public EmbeddingNet hidden(int width) {
        return new EmbeddingNet(factors, width, dropoutInput, dropoutHidden, low, high);
    }

    /** The same with other dropout on the factors and on the hidden layer. */
    public EmbeddingNet dropout(float input, float hiddenLayer) {
        return new EmbeddingNet(factors, hidden, input, hiddenLayer, low, high);
    }

    /** The same with predictions between two numbers. */
    public EmbeddingNet range(float lowest, float highest) {
        return new EmbeddingNet(factors, hidden, dropoutInput, dropoutHidden, lowest, highest);
    }

    @Override
    public CollabSpec fitTo(float lowest, float highest) {
        return Float.isNaN(low) ? range(lowest - 0.5f, highest + 0.5f) : this;
    }

    @Override
    public CollabModel model(Parameters parameters, int users, int items) {
        Init uniform = Init.uniform(-0.01f, 0.01f);
        return new Net(
                Embedding.of(parameters.scope("user_factors"), users + 1, factors, uniform),
                Embedding.of(parameters.scope("item_factors"), items + 1, factors, uniform),
                Sequential.of(
                        Dropout.of(dropoutInput),
                        Linear.of(parameters.scope("hidden"), 2 * factors, hidden),
                        Activation.relu(),
                        Dropout.of(dropoutHidden),
                        Linear.of(parameters.scope("output"), hidden, 1)),
                low,
                high);
    }

    @Override
    public JsonObject toJson() {
        return JsonObject.of()
                .with("model", NAME)
                .with("factors", factors)
                .with("hidden", hidden)
                .with("dropout_input", dropoutInput)
                .with("dropout_hidden", dropoutHidden)
                .with("low", low)
                .with("high", high);
    }

    private record Net(Embedding userFactors, Embedding itemFactors, Sequential layers, float low, float high)
            implements CollabModel {

        @Override
        public Tensor forward(Pairs pairs, Pass pass) {
            Tensor both = Tensor.concat(
                    1, userFactors.forward(pairs.users(), pass), itemFactors.forward(pairs.items(), pass));
            return layers.forward(both, pass).reshape(-1).sigmoidRange(low, high);
        }

        @Override
        public List<Embedding> userTables() {
            return Collections.singletonList(userFactors);
        }

        @Override
        public List<Embedding> itemTables() {
            return Collections.singletonList(itemFactors);
        }

        @Override
        public List<Parameter> parameters() {
            List<Parameter> all = new ArrayList<>(Arrays.asList(userFactors.weight(), itemFactors.weight()));
            all.addAll(layers.parameters());
            return all;
        }

        @Override
        public String toString() {
            return "EmbeddingNet(\n  (user_factors): " + userFactors + "\n  (item_factors): " + itemFactors
                    + "\n  (layers): " + layers.toString().replace("\n", "\n  ") + "\n)";
        }
    }
}

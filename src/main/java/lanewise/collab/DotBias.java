package lanewise.collab;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import lanewise.io.JsonObject;
import lanewise.nn.Embedding;
import lanewise.nn.Init;
import lanewise.nn.Parameters;
import lanewise.nn.Pass;
import lanewise.tensor.Functional;
import lanewise.tensor.Parameter;
import lanewise.tensor.Tensor;

/**
 * The course's EmbeddingDotBias: {@code rating = low + (high - low) * sigmoid(u . i + b_u + b_i)}.
 *
 * @param factors numbers per user and item
 * @param low the lowest prediction; NaN stands for the lowest rating of the data
 * @param high the highest prediction; NaN stands for the highest rating of the data
 * @param init initial values are uniform in plus or minus this, 0.05 by default as in the course's library
 */
public record DotBias(int factors, float low, float high, float init) implements CollabSpec {

    static final String NAME = "DotBias";

    public DotBias {
        CollabSpec.requirePositive(NAME, "the number of factors", factors);
        CollabSpec.requireRange(NAME, low, high);
        if (!(init >= 0) || Float.isInfinite(init)) {
            throw new IllegalArgumentException(
                    "DotBias: the bound of the initial values may not be negative or infinite, got " + init);
        }
    }

    /** With the range of the data and initial values in plus or minus 0.05. */
    public static DotBias factors(int factors) {
        return new DotBias(factors, Float.NaN, Float.NaN, 0.05f);
    }

    /** The same with predictions between two numbers, best a little beyond the ratings there are. */
    public DotBias range(float lowest, float highest) {
        return new DotBias(factors, lowest, highest, init);
    }

    /** The same with initial values uniform in plus or minus {@code bound}. */
    public DotBias init(float bound) {
        return new DotBias(factors, low, high, bound);
    }

    @Override
    public CollabSpec fitTo(float lowest, float highest) {
        return Float.isNaN(low) ? range(lowest, highest) : this;
    }

    @Override
    public CollabModel model(Parameters parameters, int users, int items) {
        Init uniform = Init.uniform(-init, init);
        return new Net(
                Embedding.of(parameters.scope("user_factors"), users + 1, factors, uniform),
                Embedding.of(parameters.scope("item_factors"), items + 1, factors, uniform),
                Embedding.of(parameters.scope("user_bias"), users + 1, 1, uniform),
                Embedding.of(parameters.scope("item_bias"), items + 1, 1, uniform),
                low,
                high);
    }

    @Override
    public JsonObject toJson() {
        return JsonObject.of()
                .with("model", NAME)
                .with("factors", factors)
                .with("low", low)
                .with("high", high)
                .with("init", init);
    }

    private record Net(
            Embedding userFactors, Embedding itemFactors, Embedding userBias, Embedding itemBias, float low, float high)
            implements CollabModel {

        @Override
        public Tensor forward(Pairs pairs, Pass pass) {
            Tensor dot = Functional.rowDot(
                    userFactors.forward(pairs.users(), pass), itemFactors.forward(pairs.items(), pass));
            return dot.plus(userBias.forward(pairs.users(), pass).reshape(-1))
                    .plus(itemBias.forward(pairs.items(), pass).reshape(-1))
                    .sigmoidRange(low, high);
        }

        @Override
        public List<Embedding> userTables() {
            return Arrays.asList(userFactors, userBias);
        }

        @Override
        public List<Embedding> itemTables() {
            return Arrays.asList(itemFactors, itemBias);
        }

        @Override
        public List<Parameter> parameters() {
            return Arrays.asList(userFactors.weight(), itemFactors.weight(), userBias.weight(), itemBias.weight());
        }

        @Override
        public String toString() {
            return "DotBias(\n  (user_factors): " + userFactors + "\n  (item_factors): " + itemFactors
                    + "\n  (user_bias): " + userBias + "\n  (item_bias): " + itemBias + "\n)";
        }
    }

    /** The bias table of a model of this kind, or nothing for the other kinds. */
    static List<Embedding> itemBias(CollabModel model) {
        return model instanceof Net net ? Collections.singletonList(net.itemBias) : Collections.emptyList();
    }
}

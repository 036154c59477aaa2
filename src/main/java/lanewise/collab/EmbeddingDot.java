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
 * The course's first model: {@code rating = u . i}, without bias or range; initial values uniform in [0, 0.05).
 *
 * @param factors numbers per user and item
 */
public record EmbeddingDot(int factors) implements CollabSpec {

    static final String NAME = "EmbeddingDot";

    public EmbeddingDot {
        CollabSpec.requirePositive(NAME, "the number of factors", factors);
    }

    public static EmbeddingDot factors(int factors) {
        return new EmbeddingDot(factors);
    }

    /** It has no range, so it stays as it is. */
    @Override
    public CollabSpec fitTo(float lowest, float highest) {
        return this;
    }

    @Override
    public CollabModel model(Parameters parameters, int users, int items) {
        Init uniform = Init.uniform(0, 0.05f);
        return new Net(
                Embedding.of(parameters.scope("user_factors"), users + 1, factors, uniform),
                Embedding.of(parameters.scope("item_factors"), items + 1, factors, uniform));
    }

    @Override
    public JsonObject toJson() {
        return JsonObject.of().with("model", NAME).with("factors", factors);
    }

    private record Net(Embedding userFactors, Embedding itemFactors) implements CollabModel {

        @Override
        public Tensor forward(Pairs pairs, Pass pass) {
            return Functional.rowDot(
                    userFactors.forward(pairs.users(), pass), itemFactors.forward(pairs.items(), pass));
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
            return Arrays.asList(userFactors.weight(), itemFactors.weight());
        }

        @Override
        public String toString() {
            return "EmbeddingDot(\n  (user_factors): " + userFactors + "\n  (item_factors): " + itemFactors + "\n)";
        }
    }
}

package lanewise.bench;

import java.util.Arrays;
import java.util.List;
import lanewise.nn.Embedding;
import lanewise.nn.Init;
import lanewise.nn.Model;
import lanewise.nn.Parameters;
import lanewise.nn.Pass;
import lanewise.tensor.Functional;
import lanewise.tensor.IntTensor;
import lanewise.tensor.Parameter;
import lanewise.tensor.Tensor;

/** The course's EmbeddingDotBias: {@code rating = 0.5 + 5 * sigmoid(u . i + b_u + b_i)}, as a user would write it. */
record CollabNet(Embedding userFactors, Embedding itemFactors, Embedding userBias, Embedding itemBias)
        implements Model<CollabNet.Pairs> {

    /** Who rated what: rows of the users' and of the items' tables. */
    record Pairs(IntTensor users, IntTensor items) {}

    static CollabNet of(Parameters parameters, int users, int items, int factors) {
        Init init = Init.normal(0, 0.01f);
        return new CollabNet(
                Embedding.of(parameters.scope("user_factors"), users, factors, init),
                Embedding.of(parameters.scope("item_factors"), items, factors, init),
                Embedding.of(parameters.scope("user_bias"), users, 1, init),
                Embedding.of(parameters.scope("item_bias"), items, 1, init));
    }

    @Override
    public Tensor forward(Pairs pairs, Pass pass) {
        Tensor dot =
                Functional.rowDot(userFactors.forward(pairs.users(), pass), itemFactors.forward(pairs.items(), pass));
        return dot.plus(userBias.forward(pairs.users(), pass).reshape(-1))
                .plus(itemBias.forward(pairs.items(), pass).reshape(-1))
                .sigmoidRange(0.5f, 5.5f);
    }

    @Override
    public List<Parameter> parameters() {
        return Arrays.asList(userFactors.weight(), itemFactors.weight(), userBias.weight(), itemBias.weight());
    }
}

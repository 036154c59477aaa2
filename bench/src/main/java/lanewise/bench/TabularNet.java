package lanewise.bench;

import java.util.ArrayList;
import java.util.List;
import lanewise.nn.Activation;
import lanewise.nn.BatchNorm;
import lanewise.nn.Dropout;
import lanewise.nn.Embedding;
import lanewise.nn.Linear;
import lanewise.nn.Model;
import lanewise.nn.Parameters;
import lanewise.nn.Pass;
import lanewise.nn.Sequential;
import lanewise.tensor.IntTensor;
import lanewise.tensor.Parameter;
import lanewise.tensor.Tensor;

/**
 * The course's net for Rossmann: embeddings with dropout 0.04 beside 16 numbers with batch norm, two hidden layers of
 * Linear, ReLU, batch norm and dropout, and an output between 0 and 12.
 */
record TabularNet(List<Embedding> embeddings, Dropout dropout, BatchNorm norm, Sequential layers)
        implements Model<TabularNet.Batch> {

    /**
     * Rows of a table.
     *
     * @param categories a vector of ids for each column of categories
     * @param numbers [rows, 16]
     */
    record Batch(List<IntTensor> categories, Tensor numbers) {}

    static TabularNet of(Parameters parameters) {
        List<Embedding> embeddings = new ArrayList<>();
        int width = TabularRows.NUMBERS;
        for (int categories : TabularRows.cardinalities()) {
            int size = Math.min(50, (categories + 1) / 2);
            embeddings.add(Embedding.of(parameters.scope("embeddings." + embeddings.size()), categories, size));
            width += size;
        }
        Parameters layers = parameters.scope("layers");
        return new TabularNet(
                embeddings,
                Dropout.of(0.04f),
                BatchNorm.of(parameters.scope("norm"), TabularRows.NUMBERS),
                Sequential.of(
                        Linear.of(layers.scope("0"), width, 1000),
                        Activation.relu(),
                        BatchNorm.of(layers.scope("2"), 1000),
                        Dropout.of(0.001f),
                        Linear.of(layers.scope("4"), 1000, 500),
                        Activation.relu(),
                        BatchNorm.of(layers.scope("6"), 500),
                        Dropout.of(0.01f),
                        Linear.of(layers.scope("8"), 500, 1)));
    }

    @Override
    public Tensor forward(Batch batch, Pass pass) {
        Tensor[] rows = new Tensor[embeddings.size()];
        for (int column = 0; column < rows.length; column++) {
            rows[column] = embeddings.get(column).forward(batch.categories().get(column), pass);
        }
        Tensor categories = dropout.forward(Tensor.concat(1, rows), pass);
        Tensor numbers = norm.forward(batch.numbers(), pass);
        return layers.forward(Tensor.concat(1, categories, numbers), pass).sigmoidRange(0, 12);
    }

    @Override
    public List<Parameter> parameters() {
        List<Parameter> parameters = new ArrayList<>();
        embeddings.forEach(embedding -> parameters.addAll(embedding.parameters()));
        parameters.addAll(norm.parameters());
        parameters.addAll(layers.parameters());
        return parameters;
    }
}

package lanewise.tabular;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import lanewise.nn.Activation;
import lanewise.nn.BatchNorm;
import lanewise.nn.Dropout;
import lanewise.nn.Embedding;
import lanewise.nn.Init;
import lanewise.nn.Layer;
import lanewise.nn.Linear;
import lanewise.nn.Model;
import lanewise.nn.Parameters;
import lanewise.nn.Pass;
import lanewise.nn.Sequential;
import lanewise.tensor.IntTensor;
import lanewise.tensor.Parameter;
import lanewise.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The net: embeddings side by side, dropout, the continuous inputs (through a batch norm) beside them, hidden layers, and
 * a linear layer. Its output is [rows] for one number and [rows, outputs] for several: logits, except that a regression
 * with a range is squeezed into it by a sigmoid.
 *
 * @param names the categorical inputs, in the order of the embeddings
 * @param continuousNorm the batch norm of the continuous inputs, or null
 * @param width how many continuous inputs there are
 */
public record TabularModel(
        List<String> names,
        List<Embedding> embeddings,
        Dropout embeddingDropout,
        @Nullable BatchNorm continuousNorm,
        int width,
        Sequential hidden,
        Linear output,
        float low,
        float high)
        implements Model<TabularInput> {

    public TabularModel {
        names = List.copyOf(names);
        embeddings = List.copyOf(embeddings);
    }

    /**
     * A net.
     *
     * @param names of the categorical inputs
     * @param counts how many categories each has, the unknown one included
     * @param width how many continuous inputs there are
     * @param outputs how many numbers a prediction has
     * @param range whether the range of the specification holds: for a regression
     */
    static TabularModel of(
            Parameters parameters,
            TabularSpec spec,
            List<String> names,
            List<Integer> counts,
            int width,
            int outputs,
            boolean range) {
        List<Embedding> embeddings = new ArrayList<>();
        int in = width;
        for (int i = 0; i < names.size(); i++) {
            int size = spec.widthOf(names.get(i), counts.get(i));
            Parameters place = parameters.scope("embeddings").scope(names.get(i));
            embeddings.add(Embedding.of(place, counts.get(i), size, embeddingInit(spec, size)));
            in += size;
        }
        BatchNorm norm = spec.continuousBatchNorm() && width > 0
                ? BatchNorm.of(parameters.scope("continuous"), width, normInit(spec))
                : null;
        List<Layer> hidden = new ArrayList<>();
        for (int i = 0; i < spec.layers().size(); i++) {
            int out = spec.layers().get(i);
            Parameters place = parameters.scope("hidden").scope(Integer.toString(i));
            hidden.add(linear(place.scope("linear"), spec, in, out, spec.hiddenBatchNorm()));
            hidden.add(Activation.relu());
            if (spec.hiddenBatchNorm()) {
                hidden.add(BatchNorm.of(place.scope("norm"), out, normInit(spec)));
            }
            if (spec.dropout().get(i) > 0) {
                hidden.add(Dropout.of(spec.dropout().get(i)));
            }
            in = out;
        }
        return new TabularModel(
                names,
                embeddings,
                Dropout.of(spec.embeddingDropout()),
                norm,
                width,
                new Sequential(hidden),
                linear(parameters.scope("output"), spec, in, outputs, false),
                range ? spec.low() : Float.NaN,
                range ? spec.high() : Float.NaN);
    }

    private static Init embeddingInit(TabularSpec spec, int size) {
        return isCourse(spec) ? Init.uniform(-2f / (size + 1), 2f / (size + 1)) : Init.truncatedNormal(0, 0.01f);
    }

    private static Init normInit(TabularSpec spec) {
        return isCourse(spec) ? Init.uniform(0, 1) : Init.ones();
    }

    private static boolean isCourse(TabularSpec spec) {
        return spec.initialValues() == TabularSpec.InitialValues.COURSE;
    }

    private static Linear linear(Parameters place, TabularSpec spec, int in, int out, boolean normFollows) {
        if (spec.initialValues() == TabularSpec.InitialValues.COURSE) {
            float bound = (float) (1 / Math.sqrt(in));
            return Linear.of(place, in, out, Init.kaimingNormal(), Init.uniform(-bound, bound));
        }
        return normFollows ? Linear.withoutBias(place, in, out) : Linear.of(place, in, out);
    }

    @Override
    public Tensor forward(TabularInput input, Pass pass) {
        Tensor x = hidden.forward(inputs(input, pass), pass);
        Tensor y = output.forward(x, pass);
        Tensor shaped = y.size(-1) == 1 ? y.reshape(-1) : y;
        return Float.isNaN(low) ? shaped : shaped.sigmoidRange(low, high);
    }

    /** Embeddings and continuous inputs side by side. */
    private Tensor inputs(TabularInput input, Pass pass) {
        if (embeddings.isEmpty()) {
            return continuous(input, pass);
        }
        int rows = input.categories().size(1);
        Tensor[] rowsOfTables = new Tensor[embeddings.size()];
        for (int i = 0; i < rowsOfTables.length; i++) {
            IntTensor ids = input.categories().slice(i, i + 1).reshape(rows);
            rowsOfTables[i] = embeddings.get(i).forward(ids, pass);
        }
        Tensor embedded = embeddingDropout.forward(Tensor.concat(1, rowsOfTables), pass);
        return width == 0 ? embedded : Tensor.concat(1, embedded, continuous(input, pass));
    }

    private Tensor continuous(TabularInput input, Pass pass) {
        return continuousNorm == null ? input.continuous() : continuousNorm.forward(input.continuous(), pass);
    }

    /** The parameters in groups for rates of their own: embeddings, hidden layers (with all batch norms), output. */
    public List<List<Parameter>> groups() {
        List<Parameter> tables = new ArrayList<>();
        embeddings.forEach(table -> tables.addAll(table.parameters()));
        List<Parameter> layers = new ArrayList<>();
        if (continuousNorm != null) {
            layers.addAll(continuousNorm.parameters());
        }
        layers.addAll(hidden.parameters());
        return Arrays.asList(tables, layers, output.parameters());
    }

    @Override
    public List<Parameter> parameters() {
        List<Parameter> all = new ArrayList<>();
        groups().forEach(all::addAll);
        return all;
    }

    /** The layers line by line. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("TabularModel(\n  (embeddings):\n");
        for (int i = 0; i < embeddings.size(); i++) {
            text.append("    (")
                    .append(names.get(i))
                    .append("): ")
                    .append(embeddings.get(i))
                    .append('\n');
        }
        text.append("  (embedding_dropout): ").append(embeddingDropout).append('\n');
        if (continuousNorm != null) {
            text.append("  (continuous): ").append(continuousNorm).append('\n');
        }
        text.append("  (hidden): ")
                .append(hidden.toString().replace("\n", "\n  "))
                .append('\n');
        text.append("  (output): ").append(output).append('\n');
        return text.append(Float.isNaN(low) ? ")" : "  (range): " + low + " to " + high + "\n)")
                .toString();
    }
}

package lanewise.tabular;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lanewise.backend.Device;
import lanewise.backend.Scope;
import lanewise.data.CategoryColumn;
import lanewise.data.Column;
import lanewise.data.ColumnType;
import lanewise.data.NumberColumn;
import lanewise.data.Table;
import lanewise.data.TableBuilder;
import lanewise.nn.Parameters;
import lanewise.nn.Pass;
import lanewise.tensor.Tensor;

/**
 * Serves a trained net to raw rows: every step that was fitted on the training rows is part of it. It never changes and may
 * be used by any number of threads at once; the same call gives the same bits in every thread. A category that training
 * never saw is served as unknown, a missing number as filled; a column that is not there, or a value that is no number,
 * is a {@link lanewise.data.DataException} that names it. A row predicted alone and among others may differ in the last
 * bits.
 */
public final class TabularPredictor {

    /** How many rows of a table are computed at once. */
    private static final int CHUNK = 1024;

    private final TabularSpec spec;
    private final Parameters parameters;
    private final FittedFeatures features;
    private final Targets targets;
    private final TabularModel model;
    private final ServingNet net;
    private final MapReader maps;

    private TabularPredictor(
            TabularSpec spec, Parameters parameters, FittedFeatures features, Targets targets, TabularModel model) {
        this.spec = spec;
        this.parameters = parameters;
        this.features = features;
        this.targets = targets;
        this.model = model;
        this.net = new ServingNet(model);
        this.maps = new MapReader(features);
    }

    /** A predictor that owns these parameters. */
    static TabularPredictor of(TabularSpec spec, Parameters parameters, FittedFeatures features, Targets targets) {
        TabularModel model = features.model(parameters, spec, targets);
        return new TabularPredictor(spec, parameters, features, targets, model);
    }

    /**
     * Loads what {@link TabularLearner#save} wrote.
     *
     * @throws lanewise.io.ModelFormatException if the file is damaged or holds no such model
     * @throws java.io.UncheckedIOException if it is missing or can't be read
     */
    public static TabularPredictor load(Path path) {
        return TabularFile.read(path);
    }

    /** Loads a model from a stream, such as a resource of the application; {@code name} stands for it in messages. */
    public static TabularPredictor load(InputStream in, String name) {
        return TabularFile.read(in, name);
    }

    /** Writes a model file: to a temporary file beside it first, so that a crash leaves the old one. */
    public void save(Path path) {
        TabularFile.write(path, spec, parameters, features, targets);
    }

    // One row

    /**
     * The number predicted for a row: of a regression the target itself, of a binary target the probability of its second
     * class ({@link #classes()}).
     *
     * @param row from column to value; null values are missing, further columns are ignored
     * @throws IllegalStateException if the target has more than two classes or several labels: see {@link #classify}
     */
    public float predict(Map<String, ?> row) {
        return predict(maps, row);
    }

    /** The classes of a row, or its labels, with their probabilities. */
    public Classification classify(Map<String, ?> row) {
        return classify(maps, row);
    }

    /** The same for objects, read through the functions that a table was made with. */
    public <T> RowPredictor<T> rows(TableBuilder<T> columns) {
        return new RowPredictor<>(this, new ObjectReader<>(features, columns));
    }

    <R> float predict(RowReader<R> reader, R row) {
        requireSingle();
        ServingNet.Workspace workspace = net.borrow();
        try {
            return number(run(reader, row, workspace)[0]);
        } finally {
            net.giveBack(workspace);
        }
    }

    <R> Classification classify(RowReader<R> reader, R row) {
        requireClasses();
        ServingNet.Workspace workspace = net.borrow();
        try {
            return classification(run(reader, row, workspace), 0);
        } finally {
            net.giveBack(workspace);
        }
    }

    private <R> float[] run(RowReader<R> reader, R row, ServingNet.Workspace workspace) {
        features.encode(reader, row, workspace.codes, 0, workspace.values, 0);
        return net.run(workspace);
    }

    private void requireSingle() {
        if (targets.task() != Task.REGRESSION && targets.task() != Task.BINARY) {
            throw new IllegalStateException("predict: a row of this model has " + targets.outputs()
                    + " probabilities, not one number; classify gives them");
        }
    }

    private void requireClasses() {
        if (targets.task() == Task.REGRESSION) {
            throw new IllegalStateException("classify: this model predicts a number; predict gives it");
        }
    }

    private float number(float output) {
        return targets.task() == Task.BINARY ? Probabilities.sigmoid(output) : targets.back(output);
    }

    private Classification classification(float[] outputs, int at) {
        return new Classification(targets.names(), Probabilities.of(targets, outputs, at));
    }

    // Tables

    /** The numbers predicted for the rows of a table, as {@link #predict(Map)} has them. */
    public float[] predict(Table table) {
        requireSingle();
        float[] outputs = outputs(table);
        for (int i = 0; i < outputs.length; i++) {
            outputs[i] = number(outputs[i]);
        }
        return outputs;
    }

    /** The classes or labels of the rows of a table. */
    public List<Classification> classify(Table table) {
        requireClasses();
        float[] outputs = outputs(table);
        List<Classification> found = new ArrayList<>();
        for (int row = 0; row < table.rows(); row++) {
            found.add(classification(outputs, row * targets.outputs()));
        }
        return found;
    }

    /**
     * A column of predictions for the rows of a table, named as the target: numbers, or the most probable class and a column
     * {@code TARGET_CLASS} with each class's probability; of several labels only the probabilities, under their names.
     */
    public Table predictions(Table table) {
        String target = targets.columns().get(0);
        if (targets.task() == Task.REGRESSION) {
            float[] numbers = predict(table);
            double[] values = new double[numbers.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = numbers[i];
            }
            return Table.of(NumberColumn.of(target, values));
        }
        List<Classification> found = classify(table);
        List<Column> columns = new ArrayList<>();
        boolean several = targets.task() == Task.MULTI_LABEL;
        if (!several) {
            String[] labels = new String[found.size()];
            for (int i = 0; i < labels.length; i++) {
                labels[i] = found.get(i).label();
            }
            columns.add(CategoryColumn.of(target, labels));
        }
        for (int k = 0; k < targets.names().size(); k++) {
            double[] values = new double[found.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = found.get(i).probabilityAt(k);
            }
            String name = targets.names().get(k);
            columns.add(NumberColumn.of(several ? name : target + "_" + name, values));
        }
        return Table.of(columns.toArray(new Column[0]));
    }

    /** What the net gives for each row, [rows, outputs]. */
    private float[] outputs(Table table) {
        EncodedRows encoded = EncodedRows.of(features, table);
        float[] outputs = new float[Math.multiplyExact(table.rows(), targets.outputs())];
        try (Scope scope = Device.cpu().backend().scope()) {
            for (int from = 0; from < table.rows(); from += CHUNK) {
                int[] chosen = new int[Math.min(CHUNK, table.rows() - from)];
                for (int i = 0; i < chosen.length; i++) {
                    chosen[i] = from + i;
                }
                Tensor part = model.forward(encoded.input(chosen, scope), Pass.inference());
                System.arraycopy(part.toArray(), 0, outputs, from * targets.outputs(), part.elements());
                scope.release();
            }
        }
        return outputs;
    }

    // What it is

    /** What is predicted. */
    public Task task() {
        return targets.task();
    }

    /** The target's columns: one, or the labels. */
    public List<String> targets() {
        return targets.columns();
    }

    /** The classes or labels in the order of their numbers; none for a regression. */
    public List<String> classes() {
        return targets.task() == Task.REGRESSION ? new ArrayList<>() : targets.names();
    }

    /** The columns that a row needs. */
    public List<String> columns() {
        List<String> names = new ArrayList<>();
        for (InputColumn column : features.columns()) {
            names.add(column.name());
        }
        return names;
    }

    /** The columns that a row needs, and what the table held in each that the steps were fitted on. */
    public Map<String, ColumnType> columnTypes() {
        Map<String, ColumnType> types = new LinkedHashMap<>();
        for (InputColumn column : features.columns()) {
            types.put(column.name(), column.type());
        }
        return types;
    }

    /** The inputs of the net with what their steps learnt: first the categories, then the numbers. */
    public List<FittedInput> inputs() {
        List<FittedInput> inputs = new ArrayList<>();
        for (int i = 0; i < features.categories().size(); i++) {
            CategoryFeature category = features.categories().get(i);
            String column = features.columns().get(category.source().column()).name();
            int width = model.embeddings().get(i).weight().shape().size(1);
            inputs.add(
                    FittedInput.category(category.name(), column, category.map().size(), width));
        }
        for (NumberFeature number : features.numbers()) {
            String column = features.columns().get(number.source().column()).name();
            inputs.add(FittedInput.number(
                    number.name(),
                    column,
                    number.fill(),
                    number.scale().mean(),
                    number.scale().deviation()));
        }
        return inputs;
    }

    /** The values of a categorical input with the numbers the net learnt for them. */
    public EntityEmbedding embedding(String column) {
        return EntityEmbedding.of(model, features, column);
    }

    /** What kind of net it is. */
    public TabularSpec spec() {
        return spec;
    }

    /** The net line by line. */
    @Override
    public String toString() {
        return model.toString();
    }
}

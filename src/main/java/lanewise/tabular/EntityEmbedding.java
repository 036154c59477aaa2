package lanewise.tabular;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import lanewise.data.Column;
import lanewise.data.DataException;
import lanewise.data.NumberColumn;
import lanewise.data.Table;
import lanewise.data.TextColumn;
import lanewise.plot.ScatterPlot;
import lanewise.train.PrincipalComponents;

/** The numbers that a net learnt for each value of a category. Immutable. */
public final class EntityEmbedding {

    private static final int MAPPED = 100;

    private final CategoryFeature category;
    private final int width;
    private final float[] rows;

    private EntityEmbedding(CategoryFeature category, int width, float[] rows) {
        this.category = category;
        this.width = width;
        this.rows = rows;
    }

    static EntityEmbedding of(TabularModel model, FittedFeatures features, String name) {
        int index = model.names().indexOf(name);
        if (index < 0) {
            throw new DataException("embedding: there is no categorical input \"" + name + "\"; there are "
                    + String.join(", ", model.names()));
        }
        float[] rows = model.embeddings().get(index).weight().value().toArray();
        int width = model.embeddings().get(index).weight().shape().size(1);
        return new EntityEmbedding(features.categories().get(index), width, rows);
    }

    /** The column it is the embedding of. */
    public String name() {
        return category.name();
    }

    /** How many numbers a value has. */
    public int width() {
        return width;
    }

    /** The values that training saw, in ascending order. */
    public List<String> levels() {
        return category.map().levels();
    }

    /** The numbers of a value; those of the unknown one for a value that training did not see. */
    public float[] of(String level) {
        return row(code(level));
    }

    /** The numbers of the unknown value. */
    public float[] unknown() {
        return row(CategoryMap.UNKNOWN);
    }

    private int code(String level) {
        CategoryMap map = category.map();
        return map.isNumeric() ? map.code(NumberColumn.parse(level)) : map.code(level);
    }

    private float[] row(int code) {
        return Arrays.copyOfRange(rows, code * width, (code + 1) * width);
    }

    /** A row for each value: the value under its column's name, then {@code NAME_0}, {@code NAME_1} and so on. */
    public Table table() {
        List<String> levels = levels();
        int[] codes = new int[levels.size()];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = i + 1;
        }
        List<Column> columns = new ArrayList<>();
        columns.add(
                category.map().isNumeric() ? numbers(levels) : TextColumn.of(name(), levels.toArray(new String[0])));
        columns.addAll(features(codes));
        return Table.of(columns.toArray(new Column[0]));
    }

    private NumberColumn numbers(List<String> levels) {
        double[] values = new double[levels.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = NumberColumn.parse(levels.get(i));
        }
        return NumberColumn.of(name(), values);
    }

    /**
     * A table with the numbers of its own values as further columns, {@code NAME_0} and so on: features for another model,
     * such as a forest. Values that training did not see get the numbers of the unknown one.
     */
    public Table addTo(Table table) {
        Column own = table.column(name());
        int[] codes = new int[table.rows()];
        for (int row = 0; row < codes.length; row++) {
            String text = own.text(row);
            codes[row] = text == null ? CategoryMap.UNKNOWN : code(text);
        }
        List<Column> columns = new ArrayList<>(table.columns());
        columns.addAll(features(codes));
        return Table.of(columns.toArray(new Column[0]));
    }

    private List<Column> features(int[] codes) {
        List<Column> columns = new ArrayList<>();
        for (int j = 0; j < width; j++) {
            double[] values = new double[codes.length];
            for (int i = 0; i < codes.length; i++) {
                values[i] = rows[codes[i] * width + j];
            }
            columns.add(NumberColumn.of(name() + "_" + j, values));
        }
        return columns;
    }

    /**
     * The values in the plane of the two largest components of their numbers; of more than 100 values as many, evenly
     * taken.
     */
    public ScatterPlot map() {
        List<String> names = new ArrayList<>();
        List<float[]> points = new ArrayList<>();
        int step = (levels().size() + MAPPED - 1) / MAPPED;
        for (int i = 0; i < levels().size(); i += step) {
            names.add(levels().get(i));
            points.add(row(i + 1));
        }
        return PrincipalComponents.map("Embedding of " + name(), names, points);
    }

    @Override
    public String toString() {
        return "EntityEmbedding(" + name() + ", " + levels().size() + " values, " + width + " numbers each)";
    }
}

package lanewise.tabular;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import lanewise.backend.Allocator;
import lanewise.data.Column;
import lanewise.data.DataException;
import lanewise.data.Partition;
import lanewise.data.Table;
import lanewise.tensor.IntTensor;
import lanewise.tensor.Shape;
import lanewise.tensor.Tensor;
import lanewise.train.BatchSource;

/** A table as numbers in memory: inputs, targets, which rows train and which validate. Rows without a target are in neither. */
final class PreparedRows {

    private final Targets targets;
    private final FittedFeatures features;
    private final EncodedRows encoded;
    private final float[] numbers;
    private final int[] train;
    private final int[] valid;
    private final float highest;
    private final List<String> notes;

    private PreparedRows(
            Targets targets,
            FittedFeatures features,
            EncodedRows encoded,
            float[] numbers,
            int[] train,
            int[] valid,
            float highest,
            List<String> notes) {
        this.targets = targets;
        this.features = features;
        this.encoded = encoded;
        this.numbers = numbers;
        this.train = train;
        this.valid = valid;
        this.highest = highest;
        this.notes = List.copyOf(notes);
    }

    static PreparedRows of(
            Table table,
            List<ColumnRole> roles,
            Targets targets,
            Steps steps,
            Partition partition,
            boolean fitOnAllRows) {
        int[] train = withTarget(table, targets, partition.train());
        int[] valid = withTarget(table, targets, partition.valid());
        List<String> notes = new ArrayList<>();
        String warning = partition.warning();
        if (warning != null) {
            notes.add(warning);
        }
        int trainLost = partition.train().length - train.length;
        int validLost = partition.valid().length - valid.length;
        if (trainLost + validLost > 0) {
            notes.add(String.format(
                    Locale.ROOT,
                    "%,d rows have no %s and are left out: %,d of those to train on, %,d of those to validate on",
                    trainLost + validLost,
                    String.join(" or ", targets.columns()),
                    trainLost,
                    validLost));
        }
        if (train.length == 0) {
            throw new DataException("tabular data: no row to train on has a target \""
                    + String.join("\", \"", targets.columns()) + "\"; there is nothing to learn from");
        }
        int[] fitted = fitOnAllRows ? both(train, valid) : train;
        FittedFeatures features = FeatureFitting.fit(table, roles, fitted, steps);
        if (features.categories().isEmpty() && features.numbers().isEmpty()) {
            throw new DataException("tabular data: no column is an input; name some by categories and continuous");
        }
        float[] numbers = numbers(table, targets, train, valid);
        float highest = Float.NEGATIVE_INFINITY;
        for (int row : fitted) {
            for (int i = 0; i < targets.width(); i++) {
                highest = Math.max(highest, numbers[row * targets.width() + i]);
            }
        }
        return new PreparedRows(
                targets, features, EncodedRows.of(features, table), numbers, train, valid, highest, notes);
    }

    private static int[] withTarget(Table table, Targets targets, int[] rows) {
        int[] kept = new int[rows.length];
        int count = 0;
        for (int row : rows) {
            if (!targets.isMissing(table, row)) {
                kept[count++] = row;
            }
        }
        return Arrays.copyOf(kept, count);
    }

    private static int[] both(int[] train, int[] valid) {
        int[] both = Arrays.copyOf(train, train.length + valid.length);
        System.arraycopy(valid, 0, both, train.length, valid.length);
        return both;
    }

    private static float[] numbers(Table table, Targets targets, int[] train, int[] valid) {
        float[] numbers = new float[Math.multiplyExact(table.rows(), targets.width())];
        List<Column> columns = new ArrayList<>();
        for (String name : targets.columns()) {
            columns.add(table.column(name));
        }
        for (int row : both(train, valid)) {
            targets.encode(columns, row, numbers, row * targets.width());
        }
        return numbers;
    }

    Targets targets() {
        return targets;
    }

    FittedFeatures features() {
        return features;
    }

    EncodedRows encoded() {
        return encoded;
    }

    int[] train() {
        return train;
    }

    int[] valid() {
        return valid;
    }

    /** The highest target of the rows that the steps were fitted on. */
    float highestTarget() {
        return highest;
    }

    /** What people should know about the rows: a sentence each. */
    List<String> notes() {
        return notes;
    }

    BatchSource<TabularBatch> trainSource() {
        return new Source(train);
    }

    BatchSource<TabularBatch> validSource() {
        return new Source(valid);
    }

    private final class Source implements BatchSource<TabularBatch> {
        private final int[] tableRows;

        Source(int[] tableRows) {
            this.tableRows = tableRows;
        }

        @Override
        public int rows() {
            return tableRows.length;
        }

        @Override
        public TabularBatch batch(int[] rows, Allocator allocator) {
            int[] chosen = new int[rows.length];
            for (int i = 0; i < rows.length; i++) {
                chosen[i] = tableRows[rows[i]];
            }
            int width = targets.width();
            float[] wanted = new float[rows.length * width];
            for (int i = 0; i < rows.length; i++) {
                System.arraycopy(numbers, chosen[i] * width, wanted, i * width, width);
            }
            Shape shape = targets.task() == Task.MULTI_LABEL ? Shape.of(rows.length, width) : Shape.of(rows.length);
            return new TabularBatch(
                    encoded.input(chosen, allocator), Tensor.of(allocator, wanted, shape), classes(wanted, allocator));
        }

        private IntTensor classes(float[] wanted, Allocator allocator) {
            int[] classes = new int[targets.task() == Task.MULTI_CLASS ? wanted.length : 0];
            for (int i = 0; i < classes.length; i++) {
                classes[i] = (int) wanted[i];
            }
            return IntTensor.of(allocator, classes, Shape.of(classes.length));
        }
    }
}

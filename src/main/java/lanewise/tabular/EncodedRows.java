package lanewise.tabular;

import java.util.Arrays;
import lanewise.backend.Allocator;
import lanewise.data.Table;
import lanewise.tensor.IntTensor;
import lanewise.tensor.Shape;
import lanewise.tensor.Tensor;

/** Rows of a table as a model takes them, row behind row in two arrays, so that a batch reads few stretches of memory. */
final class EncodedRows {

    private final int rows;
    private final int categories;
    private final int numbers;
    private final int[] codes;
    private final float[] values;

    private EncodedRows(int rows, int categories, int numbers) {
        this.rows = rows;
        this.categories = categories;
        this.numbers = numbers;
        this.codes = new int[Math.multiplyExact(rows, categories)];
        this.values = new float[Math.multiplyExact(rows, numbers)];
    }

    /** All rows of a table. */
    static EncodedRows of(FittedFeatures features, Table table) {
        EncodedRows encoded = new EncodedRows(
                table.rows(), features.categories().size(), features.numbers().size());
        TableReader.Place place = TableReader.place(features, table);
        TableReader reader = new TableReader(features);
        for (int row = 0; row < table.rows(); row++) {
            place.row(row);
            features.encode(
                    reader, place, encoded.codes, row * encoded.categories, encoded.values, row * encoded.numbers);
        }
        return encoded;
    }

    int rows() {
        return rows;
    }

    /** The codes of one row. */
    int[] codes(int row) {
        return Arrays.copyOfRange(codes, row * categories, (row + 1) * categories);
    }

    /** The standardised numbers of one row. */
    float[] values(int row) {
        return Arrays.copyOfRange(values, row * numbers, (row + 1) * numbers);
    }

    /** Some rows as tensors. */
    TabularInput input(int[] chosen, Allocator allocator) {
        int count = chosen.length;
        int[] columns = new int[categories * count];
        float[] matrix = new float[numbers * count];
        for (int i = 0; i < count; i++) {
            int from = chosen[i] * categories;
            for (int j = 0; j < categories; j++) {
                columns[j * count + i] = codes[from + j];
            }
            System.arraycopy(values, chosen[i] * numbers, matrix, i * numbers, numbers);
        }
        return new TabularInput(
                IntTensor.of(allocator, columns, Shape.of(categories, count)),
                Tensor.of(allocator, matrix, Shape.of(count, numbers)));
    }
}

package lanewise.bench;

import java.util.Arrays;
import lanewise.backend.Allocator;
import lanewise.tensor.IntTensor;
import lanewise.tensor.Shape;
import lanewise.tensor.Tensor;

/**
 * Rows of a table like the Rossmann sales': 22 categories, 16 numbers and a target.
 *
 * @param categories the categories of each column, [22][rows]
 * @param numbers 16 for each row, row by row
 */
record TabularRows(int[][] categories, float[] numbers, float[] targets) {

    static final int NUMBERS = 16;

    private static final int[] CATEGORIES = {1116, 8, 4, 13, 32, 3, 26, 27, 5, 4, 4, 24, 9, 9, 53, 22, 7, 7, 4, 4, 9, 9
    };

    /** How many categories each column has. */
    static int[] cardinalities() {
        return CATEGORIES.clone();
    }

    static TabularRows synthetic(int rows) {
        int[][] categories = new int[CATEGORIES.length][];
        for (int column = 0; column < CATEGORIES.length; column++) {
            categories[column] = Synthetic.ints(100 + column, rows, CATEGORIES[column]);
        }
        float[] numbers = Synthetic.floats(99, rows * NUMBERS);
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] *= 1.7f;
        }
        float[] targets = Synthetic.floats(98, rows);
        for (int i = 0; i < rows; i++) {
            targets[i] = targets[i] * 2 + 9;
        }
        return new TabularRows(categories, numbers, targets);
    }

    int count() {
        return targets.length;
    }

    /** Some of the rows. */
    TabularRows select(int[] rows) {
        int[][] someCategories = new int[categories.length][rows.length];
        float[] someNumbers = new float[rows.length * NUMBERS];
        float[] someTargets = new float[rows.length];
        for (int i = 0; i < rows.length; i++) {
            for (int column = 0; column < categories.length; column++) {
                someCategories[column][i] = categories[column][rows[i]];
            }
            System.arraycopy(numbers, rows[i] * NUMBERS, someNumbers, i * NUMBERS, NUMBERS);
            someTargets[i] = targets[rows[i]];
        }
        return new TabularRows(someCategories, someNumbers, someTargets);
    }

    /** What the net takes for the rows {@code from} to {@code to} (exclusive). */
    TabularNet.Batch batch(Allocator allocator, int from, int to) {
        // All columns in one array, so that a device gets them in one copy.
        int count = to - from;
        int[] all = new int[categories.length * count];
        for (int column = 0; column < categories.length; column++) {
            System.arraycopy(categories[column], from, all, column * count, count);
        }
        IntTensor together = IntTensor.of(allocator, all, Shape.of(all.length));
        IntTensor[] ids = new IntTensor[categories.length];
        for (int column = 0; column < ids.length; column++) {
            ids[column] = together.slice(column * count, (column + 1) * count);
        }
        float[] part = Arrays.copyOfRange(numbers, from * NUMBERS, to * NUMBERS);
        return new TabularNet.Batch(Arrays.asList(ids), Tensor.of(allocator, part, Shape.of(to - from, NUMBERS)));
    }

    /** Their targets, [rows, 1]. */
    Tensor targets(Allocator allocator, int from, int to) {
        return Tensor.of(allocator, Arrays.copyOfRange(targets, from, to), Shape.of(to - from, 1));
    }
}

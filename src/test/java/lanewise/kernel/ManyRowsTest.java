package lanewise.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** A sum down a column of many rows stays within the error bound, and its bits do not depend on the range of columns. */
class ManyRowsTest {

    private static final int COLUMNS = 2;
    private static final long SEED = 1;

    /** Computes one sum for each of some columns. */
    private interface Sums {
        void run(int rows, int from, int to, float[] x, float[] out);
    }

    /** What a sum adds for one element. */
    private interface Term {
        double of(double x, int row);
    }

    private record Case(Sums sums, Term term) {}

    /** Alternates, so that the rows of a layer norm differ. */
    private static float mean(int row) {
        return row % 2 == 0 ? 0.5f : 0.25f;
    }

    private static float[] means(int rows) {
        float[] means = new float[rows];
        for (int r = 0; r < rows; r++) {
            means[r] = mean(r);
        }
        return means;
    }

    private static float[] filled(int length, float value) {
        float[] array = new float[length];
        Arrays.fill(array, value);
        return array;
    }

    private static Map<String, Case> cases() {
        Map<String, Case> cases = new LinkedHashMap<>();
        cases.put(
                "sum",
                new Case(
                        (rows, from, to, x, out) -> Columns.sum(rows, from, to, x, 0, COLUMNS, out, 0), (x, row) -> x));
        cases.put(
                "sum of squares",
                new Case(
                        (rows, from, to, x, out) -> Columns.sumOfSquares(rows, from, to, x, 0, COLUMNS, out, 0),
                        (x, row) -> x * x));
        cases.put(
                "weight of a batch norm",
                new Case(
                        (rows, from, to, x, out) -> {
                            float[] half = filled(COLUMNS, 0.5f);
                            float[] one = filled(COLUMNS, 1f);
                            float[] dx = new float[x.length];
                            float[] dy = filled(x.length, 1f);
                            float[] dBias = new float[COLUMNS];
                            BatchNorm.gradient(
                                    true,
                                    rows,
                                    COLUMNS,
                                    from,
                                    to,
                                    0f,
                                    x,
                                    0,
                                    half,
                                    0,
                                    one,
                                    0,
                                    one,
                                    0,
                                    dy,
                                    0,
                                    dx,
                                    0,
                                    out,
                                    0,
                                    dBias,
                                    0,
                                    new float[3 * COLUMNS],
                                    0);
                        },
                        (x, row) -> x - 0.5));
        cases.put(
                "weight of a layer norm",
                new Case(
                        (rows, from, to, x, out) -> LayerNormParameters.gradient(
                                rows,
                                COLUMNS,
                                from,
                                to,
                                x,
                                0,
                                means(rows),
                                0,
                                filled(rows, 1f),
                                0,
                                filled(x.length, 1f),
                                0,
                                out,
                                0,
                                new float[COLUMNS],
                                0),
                        (x, row) -> x - mean(row)));
        return cases;
    }

    @TestFactory
    Stream<DynamicTest> sumsStayWithinTheBound() {
        return cases().entrySet().stream()
                .flatMap(entry -> Stream.of(1024, 1025, 4099, 1_000_000)
                        .map(rows -> DynamicTest.dynamicTest(
                                entry.getKey() + " of " + rows + " rows", () -> check(entry.getValue(), rows))));
    }

    private static void check(Case one, int rows) {
        Sample sample = new Sample("a sum down columns", rows, SEED);
        Random random = new Random(SEED);
        float[] x = new float[rows * COLUMNS];
        for (int i = 0; i < x.length; i++) { // The same number again and again rounds the same way again and again.
            x[i] = i % COLUMNS == 0 ? 1.1f : 1 + random.nextFloat();
        }
        float[] out = new float[COLUMNS];
        one.sums.run(rows, 0, COLUMNS, x, out);
        for (int j = 0; j < COLUMNS; j++) {
            double sum = 0;
            for (int r = 0; r < rows; r++) {
                sum += one.term.of(x[r * COLUMNS + j], r);
            }
            sample.near(out[j], sum, rows, sum);
        }
        float[] parts = new float[COLUMNS];
        one.sums.run(rows, 1, 2, x, parts);
        one.sums.run(rows, 0, 1, x, parts);
        assertArrayEquals(out, parts, "the range of columns changed the bits");
    }

    @Test
    void meanAndVarianceOfABatchNormStayRight() {
        int rows = 2_000_000;
        float[] x = new float[rows];
        for (int r = 0; r < rows; r++) {
            x[r] = r % 2 == 0 ? 1.1f : 1.3f;
        }
        float[] mean = new float[1];
        float[] variance = new float[1];
        BatchNorm.statistics(rows, 0, 1, x, 0, 1, mean, 0, variance, 0);
        assertEquals(1.2, mean[0], 1e-5);
        assertEquals(0.01, variance[0], 1e-6);
    }
}

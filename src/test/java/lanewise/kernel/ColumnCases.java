package lanewise.kernel;

import java.util.Arrays;
import java.util.Map;

/** The cases of what runs down columns: {@link Columns}, {@link BatchNorm} and {@link LayerNormParameters}. */
final class ColumnCases {

    private static final int COLUMNS = 21;
    private static final float EPSILON = 1e-3f;

    private ColumnCases() {}

    /** Computes the columns {@code from} to {@code to} of a result. */
    private interface Call {
        void run(int from, int to, Range out);
    }

    static void addTo(Map<String, KernelCase> cases) {
        cases.put("Columns.sum", ColumnCases::sum);
        cases.put("Columns.sumOfSquares", ColumnCases::sumOfSquares);
        cases.put("Columns.max", ColumnCases::max);
        cases.put("Columns.argmax", ColumnCases::argmax);
        cases.put("BatchNorm.statistics", ColumnCases::statistics);
        cases.put("BatchNorm.forward", ColumnCases::forward);
        cases.put("BatchNorm.gradient", ColumnCases::gradient);
        cases.put("LayerNormParameters.gradient", ColumnCases::layerNormParameters);
    }

    /** Runs all columns at once, then in two parts, which must give the same bits; returns the result. */
    private static Range wholeAndParts(Sample sample, int length, Call call) {
        Range whole = sample.out(length);
        call.run(0, COLUMNS, whole);
        int cut = sample.random.nextInt(COLUMNS + 1);
        Range parts = sample.out(length);
        call.run(cut, COLUMNS, parts);
        call.run(0, cut, parts);
        sample.same(parts, whole);
        return whole;
    }

    private static void sum(KernelFamilies twin, Sample sample) {
        int rows = sample.n;
        int ld = COLUMNS + 2;
        Range x = sample.in(rows * ld);
        Range out = wholeAndParts(
                sample,
                COLUMNS,
                (from, to, result) -> Columns.sum(rows, from, to, x.array, x.offset, ld, result.array, result.offset));
        for (int j = 0; j < COLUMNS; j++) {
            double sum = 0;
            double size = 0;
            for (int r = 0; r < rows; r++) {
                sum += x.get(r * ld + j);
                size += Math.abs(x.get(r * ld + j));
            }
            sample.near(out.get(j), sum, rows, size);
        }
    }

    private static void sumOfSquares(KernelFamilies twin, Sample sample) {
        int rows = sample.n;
        int ld = COLUMNS + 2;
        Range x = sample.in(rows * ld);
        Range out = wholeAndParts(
                sample,
                COLUMNS,
                (from, to, result) ->
                        Columns.sumOfSquares(rows, from, to, x.array, x.offset, ld, result.array, result.offset));
        for (int j = 0; j < COLUMNS; j++) {
            double sum = 0;
            for (int r = 0; r < rows; r++) {
                sum += Math.pow(x.get(r * ld + j), 2);
            }
            sample.near(out.get(j), sum, rows, sum);
        }
    }

    private static void max(KernelFamilies twin, Sample sample) {
        int rows = sample.n;
        Range x = sample.inOut(sample.in(rows * COLUMNS, -2, -1));
        if (rows > 0) {
            x.set((rows - 1) / 2 * COLUMNS + 5, Float.NaN);
        }
        Range out = wholeAndParts(
                sample,
                COLUMNS,
                (from, to, result) ->
                        Columns.max(rows, from, to, x.array, x.offset, COLUMNS, result.array, result.offset));
        for (int j = 0; j < COLUMNS; j++) {
            float max = Float.NEGATIVE_INFINITY;
            for (int r = 0; r < rows; r++) {
                max = Math.max(max, x.get(r * COLUMNS + j));
            }
            sample.same(out.get(j), max);
        }
    }

    private static void argmax(KernelFamilies twin, Sample sample) {
        int rows = sample.n;
        Range x = sample.inOut(sample.in(rows * COLUMNS, -2, -1));
        int[] expected = new int[COLUMNS];
        for (int j = 0; rows > 0 && j < COLUMNS; j++) {
            int first = sample.random.nextInt(rows);
            expected[j] = first;
            x.set(first * COLUMNS + j, j == 5 ? Float.NaN : 0f);
            x.set((rows - 1) * COLUMNS + j, j == 5 ? Float.NaN : 0f);
        }
        sample.readOnly(x);
        int[] out = new int[COLUMNS + 2];
        Arrays.fill(out, -7);
        int cut = sample.random.nextInt(COLUMNS + 1);
        Columns.argmax(rows, cut, COLUMNS, x.array, x.offset, COLUMNS, out, 1);
        Columns.argmax(rows, 0, cut, x.array, x.offset, COLUMNS, out, 1);
        for (int j = 0; j < COLUMNS; j++) {
            sample.same(out[1 + j], expected[j]);
        }
        sample.same(out[0] + out[COLUMNS + 1], -14);
    }

    private static void statistics(KernelFamilies twin, Sample sample) {
        int rows = sample.n;
        if (rows == 0) {
            return;
        }
        int ld = COLUMNS + 2;
        Range x = sample.in(rows * ld, -1, 3);
        // Mean and variance one after the other in one result.
        Range out = wholeAndParts(
                sample,
                2 * COLUMNS,
                (from, to, result) -> BatchNorm.statistics(
                        rows,
                        from,
                        to,
                        x.array,
                        x.offset,
                        ld,
                        result.array,
                        result.offset,
                        result.array,
                        result.offset + COLUMNS));
        for (int j = 0; j < COLUMNS; j++) {
            double sum = 0;
            double size = 0;
            for (int r = 0; r < rows; r++) {
                sum += x.get(r * ld + j);
                size += Math.abs(x.get(r * ld + j));
            }
            double squares = 0;
            for (int r = 0; r < rows; r++) {
                squares += Math.pow(x.get(r * ld + j) - sum / rows, 2);
            }
            sample.near(out.get(j), sum / rows, rows, size / rows);
            sample.near(out.get(COLUMNS + j), squares / rows, rows + 2, squares / rows + size / rows * size / rows);
        }
    }

    private static void forward(KernelFamilies twin, Sample sample) {
        int rows = sample.n;
        Range x = sample.in(rows * COLUMNS);
        Range mean = sample.in(COLUMNS);
        Range variance = sample.in(COLUMNS, 0.1, 2);
        Range weight = sample.in(COLUMNS);
        Range bias = sample.in(COLUMNS);
        Range out = wholeAndParts(
                sample, rows * COLUMNS, (from, to, y) -> forward(from, to, rows, x, mean, variance, weight, bias, y));
        for (int i = 0; i < rows * COLUMNS; i++) {
            int j = i % COLUMNS;
            double scale = weight.get(j) / Math.sqrt(variance.get(j) + EPSILON);
            double size = (Math.abs(x.get(i)) + Math.abs(mean.get(j))) * Math.abs(scale) + Math.abs(bias.get(j));
            sample.near(out.get(i), (x.get(i) - (double) mean.get(j)) * scale + bias.get(j), 4, size);
        }
        Range inPlace = sample.inOut(x);
        forward(0, COLUMNS, rows, inPlace, mean, variance, weight, bias, inPlace);
        sample.same(inPlace, out);
    }

    private static void forward(
            int from, int to, int rows, Range x, Range mean, Range variance, Range weight, Range bias, Range y) {
        BatchNorm.forward(
                rows,
                COLUMNS,
                from,
                to,
                EPSILON,
                x.array,
                x.offset,
                mean.array,
                mean.offset,
                variance.array,
                variance.offset,
                weight.array,
                weight.offset,
                bias.array,
                bias.offset,
                y.array,
                y.offset,
                new float[COLUMNS],
                0);
    }

    private static void gradient(KernelFamilies twin, Sample sample) {
        int rows = sample.n;
        if (rows == 0) {
            return;
        }
        Range x = sample.in(rows * COLUMNS);
        Range mean = sample.in(COLUMNS);
        Range variance = sample.in(COLUMNS, 0.1, 2);
        Range weight = sample.in(COLUMNS);
        Range dy = sample.in(rows * COLUMNS);
        for (boolean frozen : new boolean[] {false, true}) {
            // dx, dWeight and dBias one after the other in one result.
            int dWeight = rows * COLUMNS;
            int dBias = dWeight + COLUMNS;
            Range out = wholeAndParts(
                    sample,
                    dBias + COLUMNS,
                    (from, to, result) -> BatchNorm.gradient(
                            frozen,
                            rows,
                            COLUMNS,
                            from,
                            to,
                            EPSILON,
                            x.array,
                            x.offset,
                            mean.array,
                            mean.offset,
                            variance.array,
                            variance.offset,
                            weight.array,
                            weight.offset,
                            dy.array,
                            dy.offset,
                            result.array,
                            result.offset,
                            result.array,
                            result.offset + dWeight,
                            result.array,
                            result.offset + dBias,
                            new float[3 * COLUMNS],
                            0));
            for (int j = 0; j < COLUMNS; j++) {
                double inverse = 1 / Math.sqrt(variance.get(j) + EPSILON);
                double sum = 0;
                double sumH = 0;
                double size = 0;
                double sizeH = 0;
                for (int r = 0; r < rows; r++) {
                    int i = r * COLUMNS + j;
                    sum += dy.get(i);
                    sumH += dy.get(i) * (x.get(i) - (double) mean.get(j)) * inverse;
                    size += Math.abs(dy.get(i));
                    sizeH += Math.abs(dy.get(i)) * (Math.abs(x.get(i)) + Math.abs(mean.get(j))) * inverse;
                }
                sample.near(out.get(dWeight + j), sumH, rows + 3, sizeH);
                sample.near(out.get(dBias + j), sum, rows, size);
                double scale = weight.get(j) * inverse;
                for (int r = 0; r < rows; r++) {
                    int i = r * COLUMNS + j;
                    double h = (x.get(i) - (double) mean.get(j)) * inverse;
                    double large = (Math.abs(x.get(i)) + Math.abs(mean.get(j))) * inverse;
                    double expected = frozen ? scale * dy.get(i) : scale * (dy.get(i) - sum / rows - h * sumH / rows);
                    double bound = Math.abs(scale) * (Math.abs(dy.get(i)) + size / rows + large * sizeH / rows);
                    sample.near(out.get(i), expected, rows + 6, bound);
                }
            }
        }
    }

    private static void layerNormParameters(KernelFamilies twin, Sample sample) {
        int rows = sample.n;
        Range x = sample.in(rows * COLUMNS);
        Range mean = sample.in(rows);
        Range inverse = sample.in(rows, 0.1, 2);
        Range dy = sample.in(rows * COLUMNS);
        Range out = wholeAndParts(
                sample,
                2 * COLUMNS,
                (from, to, result) -> LayerNormParameters.gradient(
                        rows,
                        COLUMNS,
                        from,
                        to,
                        x.array,
                        x.offset,
                        mean.array,
                        mean.offset,
                        inverse.array,
                        inverse.offset,
                        dy.array,
                        dy.offset,
                        result.array,
                        result.offset,
                        result.array,
                        result.offset + COLUMNS));
        for (int j = 0; j < COLUMNS; j++) {
            double sum = 0;
            double sumH = 0;
            double size = 0;
            double sizeH = 0;
            for (int r = 0; r < rows; r++) {
                int i = r * COLUMNS + j;
                sum += dy.get(i);
                sumH += dy.get(i) * (x.get(i) - (double) mean.get(r)) * inverse.get(r);
                size += Math.abs(dy.get(i));
                sizeH += Math.abs(dy.get(i)) * (Math.abs(x.get(i)) + Math.abs(mean.get(r))) * inverse.get(r);
            }
            sample.near(out.get(j), sumH, rows + 3, sizeH);
            sample.near(out.get(COLUMNS + j), sum, rows, size);
        }
    }
}

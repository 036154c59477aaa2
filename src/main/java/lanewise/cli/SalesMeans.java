package lanewise.cli;

import java.util.HashMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import lanewise.data.Row;
import lanewise.data.Table;

/** What one would predict of generated sales without a net: geometric means. */
final class SalesMeans {

    private final Map<String, double[]> sums = new HashMap<>();
    private final double all;

    private SalesMeans(Table train) {
        double sum = 0;
        for (int i = 0; i < train.rows(); i++) {
            Row row = train.row(i);
            double log = Math.log(row.number("Sales"));
            double[] group = sums.computeIfAbsent(key(row), key -> new double[2]);
            group[0] += log;
            group[1]++;
            sum += log;
        }
        all = sum / train.rows();
    }

    /** The means of rows with the columns {@code Sales}, {@code Store}, {@code DayOfWeek} and {@code Promo}. */
    static SalesMeans of(Table train) {
        return new SalesMeans(train);
    }

    private static String key(Row row) {
        return row.text("Store") + " " + row.text("DayOfWeek") + " " + row.text("Promo");
    }

    private double log(Row row) {
        double[] group = sums.get(key(row));
        return group == null ? all : group[0] / group[1];
    }

    /** The mean squared error of the logarithm of sales with the mean of store, weekday and promotion. */
    double error(Table valid) {
        return mean(valid, row -> square(Math.log(row.number("Sales")) - log(row)));
    }

    double rmspe(Table valid) {
        return Math.sqrt(mean(valid, row -> square(1 - Math.exp(log(row)) / row.number("Sales"))));
    }

    /** The same with the mean of all rows. */
    double errorOfAll(Table valid) {
        return mean(valid, row -> square(Math.log(row.number("Sales")) - all));
    }

    double rmspeOfAll(Table valid) {
        return Math.sqrt(mean(valid, row -> square(1 - Math.exp(all) / row.number("Sales"))));
    }

    private static double mean(Table table, ToDoubleFunction<Row> error) {
        double sum = 0;
        for (int i = 0; i < table.rows(); i++) {
            sum += error.applyAsDouble(table.row(i));
        }
        return sum / table.rows();
    }

    private static double square(double value) {
        return value * value;
    }
}

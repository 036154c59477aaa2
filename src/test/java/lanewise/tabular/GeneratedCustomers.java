package lanewise.tabular;

import java.util.Arrays;
import lanewise.data.CategoryColumn;
import lanewise.data.DateColumn;
import lanewise.data.NumberColumn;
import lanewise.data.Table;
import lanewise.tensor.Rng;

/**
 * Customers who leave or stay, with a known probability: what is best possible can be computed. The probability depends on
 * categories, numbers and on which category meets which number, so that no linear model can know it.
 */
final class GeneratedCustomers {

    private static final String[] PLANS = {"basic", "family", "student", "business"};

    private final Table table;
    private final double[] probabilities;
    private final int[] left;

    private GeneratedCustomers(Table table, double[] probabilities, int[] left) {
        this.table = table;
        this.probabilities = probabilities;
        this.left = left;
    }

    static GeneratedCustomers of(int rows, long seed) {
        Rng rng = Rng.of(seed);
        double[] regionEffect = new double[60];
        for (int i = 0; i < regionEffect.length; i++) {
            regionEffect[i] = 1.2 * rng.nextGaussian();
        }
        double[] id = new double[rows];
        String[] plan = new String[rows];
        double[] region = new double[rows];
        double[] age = new double[rows];
        double[] calls = new double[rows];
        double[] spent = new double[rows];
        long[] since = new long[rows];
        String[] churn = new String[rows];
        double[] segment = new double[rows];
        double[] probabilities = new double[rows];
        int[] left = new int[rows];
        for (int row = 0; row < rows; row++) {
            id[row] = 100_000 + 7.0 * row;
            int p = rng.nextInt(PLANS.length);
            plan[row] = PLANS[p];
            int r = rng.nextInt(regionEffect.length);
            region[row] = 1 + r;
            age[row] = 18 + 60 * rng.nextDouble();
            calls[row] = rng.nextInt(12);
            double money = Math.exp(3 + 0.5 * rng.nextGaussian());
            // Who spends nothing on record stays longer: that it is missing tells something.
            boolean hidden = rng.nextDouble() < 0.15;
            spent[row] = hidden ? Double.NaN : money;
            since[row] = (15_000 + rng.nextInt(2_000)) * 86_400L;
            double years = (age[row] - 45) / 15;
            double score = regionEffect[r]
                    + (p == 0 ? 1.6 * years : p == 1 ? -1.6 * years : p == 2 ? 0.5 : -0.5)
                    + (calls[row] >= 6 ? 1.5 : -0.5) * (p == 3 ? -1 : 1)
                    + (hidden ? -1.5 : Math.log(money) - 3);
            probabilities[row] = 1 / (1 + Math.exp(-score));
            left[row] = rng.nextDouble() < probabilities[row] ? 1 : 0;
            churn[row] = left[row] == 1 ? "yes" : "no";
            segment[row] = score < -1 ? 0 : score < 1 ? 1 : 2;
        }
        Table table = Table.of(
                NumberColumn.of("customer", id),
                CategoryColumn.of("plan", plan),
                NumberColumn.of("region", region),
                NumberColumn.of("age", age),
                NumberColumn.of("calls", calls),
                NumberColumn.of("spent", spent),
                DateColumn.of("since_date", since),
                NumberColumn.of("segment", segment),
                CategoryColumn.of("churn", churn));
        return new GeneratedCustomers(table, probabilities, left);
    }

    Table table() {
        return table;
    }

    /** The share of these rows that is right if the more probable answer is always given: no model is better on average. */
    double bayesAccuracy(int... rows) {
        double sum = 0;
        for (int row : rows) {
            sum += (probabilities[row] > 0.5) == (left[row] == 1) ? 1 : 0;
        }
        return sum / rows.length;
    }

    /** The mean of {@code -log p} if the true probability is always given. */
    double bayesLogLoss(int... rows) {
        return Arrays.stream(rows)
                .mapToDouble(row -> -Math.log(left[row] == 1 ? probabilities[row] : 1 - probabilities[row]))
                .average()
                .orElse(Double.NaN);
    }
}

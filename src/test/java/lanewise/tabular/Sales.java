package lanewise.tabular;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import lanewise.data.Table;
import lanewise.data.TableBuilder;
import lanewise.tensor.Rng;
import org.jspecify.annotations.Nullable;

/** What a few shops sold on a few days: objects of an application, and the table they make. Small enough for every test. */
final class Sales {

    private Sales() {}

    record Sale(
            int shop, String kind, LocalDate date, @Nullable Double distance, boolean promotion, double amount) {}

    static List<Sale> list(int rows) {
        Rng rng = Rng.of(3);
        List<Sale> sales = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            int shop = 1 + rng.nextInt(30);
            String kind = "abc".substring(shop % 3, shop % 3 + 1);
            LocalDate date = LocalDate.of(2015, 1, 1).plusDays(rng.nextInt(400));
            boolean promotion = rng.nextInt(2) == 1;
            double amount = Math.exp(8
                    + 0.02 * shop
                    + (promotion ? 0.3 : 0)
                    + 0.1 * date.getDayOfWeek().getValue()
                    + 0.05 * rng.nextGaussian());
            Double distance = shop % 5 == 0 ? null : 100.0 * shop;
            sales.add(new Sale(shop, kind, date, distance, promotion, amount));
        }
        return sales;
    }

    static TableBuilder<Sale> builder(List<Sale> sales) {
        return Table.from(sales)
                .number("shop", Sale::shop)
                .category("kind", Sale::kind)
                .date("date", Sale::date)
                .number("distance", Sale::distance)
                .category("promotion", Sale::promotion)
                .number("amount", Sale::amount);
    }

    static Table table(int rows) {
        return builder(list(rows)).build();
    }

    static TabularData data(int rows) {
        return TabularData.of(table(rows))
                .target("amount")
                .logTarget()
                .categories("shop", "kind", "promotion")
                .continuous("distance")
                .dates("date");
    }

    static TabularLearner trained(TabularSpec spec, int epochs) {
        TabularLearner learner = TabularLearner.of(data(1_000), spec, 1);
        learner.fitOneCycle(epochs, 1e-2f);
        return learner;
    }
}

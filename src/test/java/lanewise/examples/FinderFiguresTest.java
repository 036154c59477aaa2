package lanewise.examples;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import lanewise.RealData;
import lanewise.collab.CollabData;
import lanewise.collab.CollabLearner;
import lanewise.collab.DotBias;
import lanewise.data.Split;
import lanewise.data.Table;
import lanewise.tabular.GeneratedSales;
import lanewise.tabular.TabularData;
import lanewise.tabular.TabularLearner;
import lanewise.tabular.TabularSpec;
import lanewise.text.TextData;
import lanewise.text.TextLearner;
import lanewise.text.TextNet;
import lanewise.text.Unit;
import lanewise.train.Learner;
import lanewise.train.LrCurve;
import lanewise.train.TrainingException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The finder's suggestions against a sweep by hand: a one-cycle run at each of eight rates, and at what is suggested. */
@Tag("figures")
class FinderFiguresTest {

    private static final float[] BY_HAND = {1e-4f, 3e-4f, 1e-3f, 3e-3f, 1e-2f, 3e-2f, 1e-1f, 3e-1f};

    private static final double WITHIN = 1.05;

    @Test
    void movieLens() {
        Table ratings = Table.csv(RealData.folder("ml-latest-small").resolve("ratings.csv"));
        CollabData data = CollabData.of(ratings, "userId", "movieId", "rating").split(Split.course(0, 0.2, 42));
        compare("MovieLens", 5, () -> CollabLearner.of(data, DotBias.factors(50).range(0.25f, 5.25f), 1));
    }

    @Test
    void sales() {
        TabularData data = TabularData.of(GeneratedSales.of(1, 30).table())
                .target("Sales")
                .logTarget()
                .split(Split.from("Date", LocalDate.of(2015, 6, 19)))
                .batchSize(256);
        compare(
                "sales",
                3,
                () -> TabularLearner.of(data, TabularSpec.layers(100, 50).range(6, 12), 1));
    }

    @Test
    void characters() throws Exception {
        byte[] bytes = Files.readAllBytes(RealData.folder("nietzsche").resolve("nietzsche.txt"));
        String text = new String(bytes, 0, 300_000, StandardCharsets.UTF_8);
        TextData data = TextData.stream(text, 0.1f, Unit.CHAR).batchSize(32).window(32);
        compare("characters", 3, () -> TextLearner.of(data, TextNet.gru(64), 1));
    }

    private static double run(Supplier<Learner<?, ?>> maker, int epochs, float rate) {
        try {
            return maker.get().fitOneCycle(epochs, rate).last().validLoss();
        } catch (TrainingException e) {
            return Double.POSITIVE_INFINITY;
        }
    }

    private static void compare(String name, int epochs, Supplier<Learner<?, ?>> maker) {
        StringBuilder table =
                new StringBuilder(name).append(", ").append(epochs).append(" epochs\n");
        double best = Double.POSITIVE_INFINITY;
        for (float rate : BY_HAND) {
            double loss = run(maker, epochs, rate);
            best = Math.min(best, loss);
            add(table, "by hand", rate, loss, best);
        }
        LrCurve curve = maker.get().findLr();
        Map<String, Float> suggestions = new LinkedHashMap<>();
        suggestions.put("valley", curve.valley());
        suggestions.put("slide", curve.slide());
        suggestions.put("steep", curve.steep());
        suggestions.put("minimum", curve.minimum());
        double worst = 0;
        for (Map.Entry<String, Float> suggestion : suggestions.entrySet()) {
            double loss = run(maker, epochs, suggestion.getValue());
            add(table, suggestion.getKey(), suggestion.getValue(), loss, best);
            worst = Math.max(worst, loss);
        }
        System.out.println(table);
        assertTrue(worst <= WITHIN * best, table::toString);
    }

    private static void add(StringBuilder table, String name, float rate, double loss, double best) {
        table.append(String.format(Locale.ROOT, "%-8s %.1e  %.4f  %.3f%n", name, rate, loss, loss / best));
    }
}

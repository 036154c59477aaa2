package lanewise.collab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import lanewise.RealData;
import lanewise.data.Column;
import lanewise.data.Split;
import lanewise.data.Table;
import lanewise.tensor.Rng;
import org.junit.jupiter.api.Test;

class UnknownRowsTest {

    @Test
    void usersWeighByTheirRatingsAndItemsByTheRootOfTheirs() {
        CollabLearner learner = CollabLearner.of(Small.sixWithoutLast(), EmbeddingDot.factors(3), 1);
        learner.fit(2, 1e-2f);
        float[] users = learner.parameters().all().get(0).value().toArray();
        float[] items = learner.parameters().all().get(1).value().toArray();
        double root = Math.sqrt(2);
        for (int j = 0; j < 3; j++) {
            assertEquals((2 * users[3 + j] + 2 * users[6 + j] + users[9 + j]) / 5, users[j], 1e-6);
            double sum = root * items[3 + j] + root * items[6 + j] + items[9 + j];
            assertEquals(sum / (2 * root + 1), items[j], 1e-6, "item D was never trained and has no weight");
        }
    }

    @Test
    void whoIsUnknownGetsTheUnknownRowNeverAnException() {
        CollabLearner learner = CollabLearner.of(Small.sixWithoutLast(), DotBias.factors(3), 1);
        learner.fit(1, 1e-2f);
        float nobody = learner.predict("nobody", "nothing");
        assertTrue(nobody >= 1 && nobody <= 5);
        assertEquals(learner.predict("u1", "nothing"), learner.predict("u1", "D"), "D was never trained");
        assertEquals(2, learner.recommend("nobody", 2).size());
        assertTrue(learner.similarItems("D", 3).isEmpty());
    }

    @Test
    void anUnknownUserIsServedNoWorseThanTheItemMean() {
        Table table = GeneratedRatings.of(1, 400, 400, 16_000).table();
        assertNoWorseThanItemMean(table, "user", "title", "rating", 5e-2f);
    }

    /** Of an unknown item nothing is known but that users differ: the baseline is the mean of all training ratings. */
    @Test
    void anUnknownItemOfMovieLensIsServedBetterThanByTheMeanOfAllRatings() {
        Table table = Table.csv(RealData.folder("ml-latest-small").resolve("ratings.csv"));
        CollabData data = heldOut(table, "userId", "movieId", "rating", "movieId");
        double baseline = itemMeanError(table, "movieId", "rating", data);
        CollabLearner learner = CollabLearner.of(data, DotBias.factors(3), 1);
        double reached = learner.fitOneCycle(5, 5e-3f).last().validLoss();
        assertTrue(reached < 0.95 * baseline, () -> "unknown items " + reached + ", mean of all ratings " + baseline);
    }

    @Test
    void anUnknownUserOfMovieLensIsServedNoWorseThanTheItemMean() {
        Path folder = RealData.folder("ml-latest-small");
        assertNoWorseThanItemMean(Table.csv(folder.resolve("ratings.csv")), "userId", "movieId", "rating", 5e-3f);
    }

    /** The data with a fifth of the ids of a column kept from training. */
    private static CollabData heldOut(Table table, String user, String item, String rating, String column) {
        Rng rng = Rng.of(1);
        Map<String, Boolean> chosen = new HashMap<>();
        Set<String> held = new HashSet<>();
        Column ids = table.column(column);
        for (int row = 0; row < table.rows(); row++) {
            String id = String.valueOf(ids.text(row));
            if (chosen.computeIfAbsent(id, key -> rng.nextFloat() < 0.2f)) {
                held.add(id);
            }
        }
        return CollabData.of(table, user, item, rating)
                .split(Split.where(row -> held.contains(String.valueOf(row.text(column)))));
    }

    /** A fifth of the users is kept from training; the baseline is the mean of the item's training ratings. */
    private static void assertNoWorseThanItemMean(Table table, String user, String item, String rating, float lr) {
        CollabData data = heldOut(table, user, item, rating, user);
        CollabLearner learner = CollabLearner.of(data, DotBias.factors(3), 1);
        double reached = learner.fitOneCycle(5, lr).last().validLoss();
        double baseline = itemMeanError(table, item, rating, data);
        assertTrue(reached <= baseline, () -> "unknown users " + reached + ", item mean " + baseline);
    }

    private static double itemMeanError(Table table, String item, String rating, CollabData data) {
        Map<String, double[]> sums = new HashMap<>();
        double[] all = new double[2];
        for (int row : data.partition().train()) {
            double value = table.number(rating).value(row);
            for (double[] sum : new double[][] {
                all, sums.computeIfAbsent(String.valueOf(table.column(item).text(row)), id -> new double[2])
            }) {
                sum[0] += value;
                sum[1]++;
            }
        }
        double squares = 0;
        int[] valid = data.partition().valid();
        for (int row : valid) {
            double[] sum = sums.getOrDefault(String.valueOf(table.column(item).text(row)), all);
            double error = sum[0] / sum[1] - table.number(rating).value(row);
            squares += error * error;
        }
        return squares / valid.length;
    }
}

package lanewise.collab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import lanewise.data.Table;
import lanewise.train.History;
import lanewise.train.Metric;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class CollabLearnerTest {

    /** Predicting the mean gives 1.066 here, and nothing can be better than the noise, 0.483. */
    @Test
    @Tag("lane")
    void learnsGeneratedRatings() {
        CollabLearner learner = CollabLearner.of(Small.data(), DotBias.factors(3), 1);
        learner.metrics(Metric.mae(), Metric.rmse());
        History history = learner.fitOneCycle(8, 5e-2f);
        assertTrue(history.last().validLoss() < 0.7, history::toString);
        assertTrue(history.last().trainLoss() < history.epochs().get(0).trainLoss());
        double rmse = history.last().metrics().get("rmse");
        assertEquals(history.last().validLoss(), rmse * rmse, 1e-5);
    }

    @Test
    void recommendationsAreUnratedSortedAndAsPredicted() {
        CollabLearner learner = Small.trained(DotBias.factors(5), 2);
        Table table = Small.RATINGS.table();
        String user = String.valueOf(table.column("user").text(0));
        Set<String> rated = new HashSet<>();
        for (int row = 0; row < table.rows(); row++) {
            if (user.equals(table.column("user").text(row))) {
                rated.add(String.valueOf(table.column("title").text(row)));
            }
        }
        List<Recommendation> top = learner.recommend(user, 20);
        assertEquals(20, top.size());
        for (int i = 0; i < top.size(); i++) {
            assertFalse(rated.contains(top.get(i).item()), "rated already");
            assertEquals(learner.predict(user, top.get(i).item()), top.get(i).rating(), 1e-5f);
            assertTrue(i == 0 || top.get(i - 1).rating() >= top.get(i).rating());
        }
        assertEquals(
                learner.itemFactors().items().size(),
                learner.recommend(user, 100_000, true).size());
        assertEquals(
                learner.itemFactors().items().size() - rated.size(),
                learner.recommend(user, 100_000).size(),
                "every film of this table is in its training rows");
        assertThrows(IllegalArgumentException.class, () -> learner.recommend(user, 0));
    }

    @Test
    void similarItemsAreSortedByCosineWithoutTheItemItself() {
        CollabLearner learner = Small.trained(DotBias.factors(5), 2);
        String item = learner.itemFactors().items().get(0).item();
        List<SimilarItem> similar = learner.similarItems(item, 10);
        assertEquals(10, similar.size());
        for (int i = 0; i < similar.size(); i++) {
            assertNotEquals(item, similar.get(i).item());
            assertTrue(Math.abs(similar.get(i).cosine()) <= 1.000001f);
            assertTrue(i == 0 || similar.get(i - 1).cosine() >= similar.get(i).cosine());
        }
    }

    @Test
    void biasesAreSortedAndOnlyDotBiasHasThem() {
        List<ItemBias> biases = Small.trained(DotBias.factors(5), 2).itemBias();
        for (int i = 1; i < biases.size(); i++) {
            assertTrue(biases.get(i - 1).bias() <= biases.get(i).bias());
        }
        CollabLearner net = Small.trained(EmbeddingNet.factors(5), 1);
        assertThrows(IllegalStateException.class, net::itemBias);
    }

    @Test
    void aPredictorIsACopyThatTrainingDoesNotChange() {
        CollabLearner learner = Small.trained(DotBias.factors(5), 1);
        CollabPredictor predictor = learner.predictor();
        String item = learner.itemFactors().items().get(3).item();
        float before = learner.predict("u1", item);
        learner.fit(1, 1e-2f);
        assertEquals(before, predictor.predict("u1", item));
        assertNotEquals(before, learner.predict("u1", item));
    }

    @Test
    void pairsArePredictedAsOneByOne() {
        CollabPredictor predictor = Small.trained(EmbeddingNet.factors(5), 1).predictor();
        String item = predictor.itemFactors().items().get(3).item();
        float[] two = predictor.predict(List.of("u1", "u2"), List.of(item, item));
        assertEquals(predictor.predict("u1", item), two[0], 1e-6f);
        assertEquals(predictor.predict("u2", item), two[1], 1e-6f);
        assertThrows(IllegalArgumentException.class, () -> predictor.predict(List.of("u1"), List.of()));
    }

    @Test
    void summaryListsTablesAndLayers() {
        CollabLearner learner = CollabLearner.of(Small.data(), EmbeddingNet.factors(5), 1);
        assertEquals(learner.parameters().count(), learner.summary().parameters());
        assertEquals(7, learner.summary().rows().size());
    }
}

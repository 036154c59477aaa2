package lanewise.tabular;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import lanewise.backend.Device;
import lanewise.data.DataException;
import lanewise.data.Table;
import lanewise.optim.Adam;
import lanewise.optim.Rates;
import lanewise.train.Epoch;
import lanewise.train.Metric;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class TabularLearnerTest {

    private static final TabularSpec COURSE = TabularSpec.course(100, 50).dropout(0.001f, 0.01f);

    /** The amounts have noise of deviation 0.05 around what the inputs tell; their logarithms one of 0.3 in all. */
    @Test
    @Tag("lane")
    void learnsAmountsNearlyToTheirNoise() {
        TabularLearner learner = TabularLearner.of(Sales.data(4_000), TabularSpec.layers(100, 50), 1);
        Epoch last = learner.fitOneCycle(8, 1e-2f).last();
        assertTrue(last.metrics().get("exp_rmspe") < 0.075, last::toString);
        assertEquals(
                last.validLoss(), last.metrics().get("rmse") * last.metrics().get("rmse"), 1e-6);
    }

    @Test
    void theCoursesNetLearnsToo() {
        TabularData data = Sales.data(4_000).courseSteps();
        TabularLearner learner = TabularLearner.of(data, COURSE.range(0, 1.2f * data.highestTarget()), 1);
        learner.optimizer(Adam.lr(1e-3f));
        learner.metrics(Metric.expRmspe(), Metric.expRmspe().meanOfBatches().named("mean_of_batches"));
        learner.fit(3, 2e-3f);
        Epoch last = learner.fitCosine(3, 1, 1, 2e-3f).last();
        assertTrue(last.metrics().get("exp_rmspe") < 0.12, last::toString);
        assertNotEquals(last.metrics().get("exp_rmspe"), last.metrics().get("mean_of_batches"));
    }

    @Test
    @Tag("lane")
    void theNumberOfThreadsChangesNoBit() {
        float[] one = trainedOn(Device.cpu(1));
        assertArrayEquals(one, trainedOn(Device.cpu(2)), "2 threads");
        assertArrayEquals(one, trainedOn(Device.cpu(4)), "4 threads");
    }

    private static float[] trainedOn(Device device) {
        TabularLearner learner =
                TabularLearner.of(Sales.data(600), TabularSpec.layers(60, 30).dropout(0.1f, 0.1f), 5);
        learner.to(device);
        learner.fitOneCycle(1, 1e-2f);
        return learner.predict(Sales.table(100));
    }

    @Test
    void embeddingsAreReadByNameAndUsedAsFeatures() {
        TabularLearner learner = Sales.trained(COURSE, 1);
        EntityEmbedding shops = learner.embedding("shop");
        assertEquals(30, shops.levels().size());
        assertEquals("1", shops.levels().get(0));
        assertEquals("10", shops.levels().get(9), "numbers in the order of numbers");
        assertEquals(16, shops.width());
        float[] whole = learner.model().embeddings().get(0).weight().value().toArray();
        for (int j = 0; j < 16; j++) {
            assertEquals(whole[7 * 16 + j], shops.of("7")[j]);
            assertEquals(whole[j], shops.of("seven")[j], "unknown");
        }
        assertArrayEquals(shops.unknown(), shops.of("999"));
        Table table = shops.table();
        assertEquals(30, table.rows());
        assertEquals("shop", table.names().get(0));
        assertEquals(shops.of("3")[5], table.number("shop_5").value(2));
        Table sales = Sales.table(40);
        Table features = shops.addTo(sales);
        assertEquals(sales.columns().size() + 16, features.columns().size());
        for (int row = 0; row < 40; row++) {
            String shop = String.valueOf(sales.column("shop").text(row));
            assertEquals(shops.of(shop)[15], features.number("shop_15").value(row));
        }
        assertEquals(List.of("a", "b", "c"), learner.embedding("kind").levels());
        assertArrayEquals(shops.of("4"), learner.predictor().embedding("shop").of("4"));
        DataException missing = assertThrows(DataException.class, () -> learner.embedding("amount"));
        assertTrue(String.valueOf(missing.getMessage()).contains("there are shop, kind, promotion"), missing::toString);
    }

    @Test
    void aRegressionHasNoConfusionMatrix() {
        TabularLearner learner = TabularLearner.of(Sales.data(100), COURSE, 1);
        assertThrows(IllegalStateException.class, learner::confusionMatrix);
    }

    @Test
    void summaryAndTextNameTheLayers() {
        TabularLearner learner = TabularLearner.of(Sales.data(100), COURSE, 1);
        assertEquals(learner.parameters().count(), learner.summary().parameters());
        assertTrue(learner.toString().contains("(kind): Embedding(4, 2)"), learner::toString);
    }

    @Test
    void embeddingsThatDoNotFitIntoTheHeapAreRefusedAtOnce() {
        TabularSpec wide = TabularSpec.layers(4).width("kind", 1_000);
        TabularData data = Sales.data(100);
        TabularLearner.requireRoom(data.features(), wide, 1_000_000);
        String message = assertThrows(
                        IllegalArgumentException.class, () -> TabularLearner.requireRoom(data.features(), wide, 10_000))
                .getMessage();
        assertTrue(message.startsWith("the embedding of \"kind\" has "), message);
        assertTrue(message.contains(" rows of 1000 numbers"), message);
    }

    @Test
    void itsGroupsAreEmbeddingsHiddenLayersAndOutput() {
        TabularLearner learner = TabularLearner.of(Sales.data(600), COURSE, 1);
        assertEquals(3, learner.layerGroups().size());
        float[] before = learner.embedding("shop").of("7");
        learner.freeze();
        learner.fit(1, 1e-2f);
        assertArrayEquals(before, learner.embedding("shop").of("7"));
        learner.unfreeze();
        learner.fitOneCycle(1, Rates.spread(1e-4f, 1e-2f));
        assertNotEquals(before[0], learner.embedding("shop").of("7")[0]);
        assertEquals(
                "rates: 2 learning rates were given, the model has 3 layer groups",
                assertThrows(IllegalArgumentException.class, () -> learner.fit(1, Rates.list(1, 2)))
                        .getMessage());
    }

    @Test
    void findingTheRateLeavesEverythingAsItWas() {
        TabularSpec spec = TabularSpec.layers(60, 30).dropout(0.1f, 0.1f);
        TabularLearner plain = TabularLearner.of(Sales.data(600), spec, 5);
        TabularLearner finding = TabularLearner.of(Sales.data(600), spec, 5);
        plain.fit(1, 1e-2f);
        finding.fit(1, 1e-2f);
        finding.findLr();
        plain.fit(1, 1e-2f);
        finding.fit(1, 1e-2f);
        assertArrayEquals(plain.predict(Sales.table(100)), finding.predict(Sales.table(100)));
    }
}

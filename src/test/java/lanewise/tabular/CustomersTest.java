package lanewise.tabular;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import lanewise.data.Table;
import lanewise.train.ConfusionMatrix;
import lanewise.train.Metric;
import lanewise.train.Validation;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Classification with a known best: generated customers, of whom the true probability to leave is known. */
class CustomersTest {

    private static final GeneratedCustomers CUSTOMERS = GeneratedCustomers.of(20_000, 11);

    private static TabularData data() {
        return TabularData.of(CUSTOMERS.table())
                .target("churn")
                .role("segment", Role.IGNORED)
                .role("region", Role.CATEGORY)
                .batchSize(128);
    }

    private static Validation fit(TabularSpec spec, int epochs, float lr) {
        TabularLearner learner = TabularLearner.of(data(), spec, 1);
        learner.metrics(Metric.accuracy(), Metric.auc(), Metric.logLoss());
        learner.fitOneCycle(epochs, lr);
        return learner.validate();
    }

    /** A net without hidden layers is logistic regression on the categories and the numbers. */
    @Test
    @Tag("lane")
    void aNetComesCloseToTheBestAndBeatsLogisticRegression() {
        int[] valid = data().partition().valid();
        double bestLoss = CUSTOMERS.bayesLogLoss(valid);
        double bestAccuracy = CUSTOMERS.bayesAccuracy(valid);
        Validation net = fit(TabularSpec.layers(100, 50).dropout(0.1f, 0.1f), 4, 1e-2f);
        Validation linear = fit(TabularSpec.linear(), 4, 1e-2f);
        String figures = String.format(
                Locale.ROOT,
                "customers, 4,000 validation rows: net accuracy %.4f, AUC %.4f, log loss %.4f; logistic regression %.4f,"
                        + " %.4f, %.4f; best possible %.4f, log loss %.4f",
                net.metrics().get("accuracy"),
                net.metrics().get("auc"),
                net.metrics().get("log_loss"),
                linear.metrics().get("accuracy"),
                linear.metrics().get("auc"),
                linear.metrics().get("log_loss"),
                bestAccuracy,
                bestLoss);
        report(figures);
        assertEquals(net.loss(), net.metrics().get("log_loss"), 1e-5);
        assertTrue(net.metrics().get("log_loss") < bestLoss + 0.03, figures);
        assertTrue(net.metrics().get("accuracy") > bestAccuracy - 0.025, figures);
        assertTrue(linear.metrics().get("log_loss") > net.metrics().get("log_loss") + 0.05, figures);
    }

    @SuppressWarnings("SystemOut") // figures are what this test is for
    private static void report(String line) {
        System.out.println(line);
    }

    @Test
    void rolesOfTheTableAreGuessedAndExplained() {
        TabularData data = TabularData.of(CUSTOMERS.table()).target("churn");
        List<ColumnRole> roles = data.roles();
        assertEquals(Role.IGNORED, roles.get(0).role(), roles.get(0)::toString);
        assertEquals(Role.CATEGORY, roles.get(1).role(), roles.get(1)::toString);
        assertEquals(Role.CONTINUOUS, roles.get(2).role(), roles.get(2)::toString);
        assertEquals(Role.CONTINUOUS, roles.get(3).role(), roles.get(3)::toString);
        assertEquals(Role.CATEGORY, roles.get(4).role(), roles.get(4)::toString);
        assertEquals(Role.CONTINUOUS, roles.get(5).role(), roles.get(5)::toString);
        assertEquals(Role.DATE, roles.get(6).role(), roles.get(6)::toString);
        assertEquals(Role.TARGET, roles.get(8).role(), roles.get(8)::toString);
        String text = data.explain();
        assertTrue(text.contains("customer    ignored     a different whole number in every row: an id"), text);
        assertTrue(text.contains("region      continuous  60 whole numbers, more than 20"), text);
        assertTrue(text.endsWith("no, yes: binary"), text);
    }

    @Test
    @Tag("lane")
    void severalClassesAreLearned() {
        TabularData data = TabularData.of(CUSTOMERS.table())
                .target("segment")
                .task(Task.MULTI_CLASS)
                .categories("plan", "region", "calls")
                .continuous("age", "spent")
                .batchSize(128);
        TabularLearner learner = TabularLearner.of(data, TabularSpec.layers(100, 50), 1);
        double accuracy = learner.fitOneCycle(4, 1e-2f).last().metrics().get("accuracy");
        // The segment is a function of the inputs but for 15 % of hidden amounts; the largest of the three has 0.4 of
        // the rows.
        assertTrue(accuracy > 0.85, "accuracy " + accuracy);
        ConfusionMatrix matrix = learner.confusionMatrix();
        assertEquals(accuracy, matrix.accuracy(), 1e-9);
        assertEquals(List.of("0", "1", "2"), matrix.classes());
        Classification first =
                learner.predictor().classify(CUSTOMERS.table().head(1)).get(0);
        assertEquals(1, first.probability("0") + first.probability("1") + first.probability("2"), 1e-6);
    }

    @Test
    void severalLabelsAreLearnedEachForItself() {
        Table labelled = CUSTOMERS
                .table()
                .withNumber("many", row -> row.number("calls") >= 6 ? 1 : 0)
                .withCategory("old", row -> row.number("age") > 50 ? "true" : "false");
        TabularData data = TabularData.of(labelled)
                .targets("many", "old")
                .categories("plan", "calls")
                .continuous("age")
                .batchSize(128);
        TabularLearner learner = TabularLearner.of(data, TabularSpec.layers(20), 1);
        double accuracy = learner.fitOneCycle(2, 1e-2f).last().metrics().get("accuracy");
        assertTrue(accuracy > 0.98, "accuracy " + accuracy);
        Classification both = learner.predictor().classify(Map.of("plan", "basic", "calls", 11, "age", 70));
        assertEquals(List.of("many", "old"), both.labels(), both::toString);
    }
}

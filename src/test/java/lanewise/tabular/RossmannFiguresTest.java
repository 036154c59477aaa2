package lanewise.tabular;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Locale;
import lanewise.RealData;
import lanewise.data.NumberColumn;
import lanewise.data.Split;
import lanewise.data.Table;
import lanewise.examples.RossmannFeatures;
import lanewise.examples.RossmannTraining;
import lanewise.optim.Adam;
import lanewise.optim.AdamW;
import lanewise.train.Validation;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The figures of the course on Rossmann (lesson 3): relative errors of the sales of single days of single stores. */
@Tag("figures")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RossmannFiguresTest {

    /** A random forest of the course on the same features, and the geometric mean per store, weekday and promotion. */
    private static final double FOREST = 0.1156;

    private static final double GEOMETRIC_MEAN = 0.1266;

    private Table table = Table.of();

    @BeforeAll
    void read() {
        table = RossmannFeatures.features(RealData.folder("rossmann"));
    }

    /** B5: the sample of 150,000 rows, the last quarter of them to validate on, 16 epochs. */
    @Test
    void b5Sample() {
        int[] rows = Split.courseRows(table.rows(), 4, 150_000.0 / table.rows(), 42);
        TabularData data = RossmannTraining.data(table.rows(rows)).split(Split.last(0.25f));
        TabularLearner learner = RossmannTraining.learner(data, 1, System.out);
        RossmannTraining.train(learner, 5);
        learner.optimizer(Adam.lr(1e-3f));
        learner.fitCosine(2, 4, 1, 1e-3f);
        double error = learner.validate().metrics().get("mean_of_batches");
        assertTrue(error <= 0.146, "RMSPE " + error);
    }

    /** B6 and B7: all rows, August and September 2014 to validate on, six epochs, three seeds. */
    @Test
    void b6AllRows(@TempDir Path folder) {
        TabularData data = RossmannTraining.data(table);
        Table days = table.rows(data.partition().valid());
        assertEquals(38_399, days.rows());
        double sum = 0;
        StringBuilder text = new StringBuilder("B6: mean of batches (and RMSPE over all rows) of seeds 1, 2, 3:");
        for (long seed = 1; seed <= 3; seed++) {
            TabularLearner learner = RossmannTraining.learner(data, seed, System.out);
            RossmannTraining.train(learner, 3);
            Validation figures = learner.validate();
            double rmspe = figures.metrics().get("exp_rmspe");
            sum += figures.metrics().get("mean_of_batches");
            text.append(
                    String.format(Locale.ROOT, " %.5f (%.5f)", figures.metrics().get("mean_of_batches"), rmspe));
            assertTrue(rmspe < FOREST && rmspe < GEOMETRIC_MEAN, text::toString);
            learner.export(folder.resolve("rossmann.safetensors"));
            TabularPredictor predictor = TabularPredictor.load(folder.resolve("rossmann.safetensors"));
            assertEquals(rmspe, rmspe(RossmannTraining.submission(predictor, days), days), 1e-5);
        }
        report(text + String.format(Locale.ROOT, ", mean %.5f", sum / 3));
        assertTrue(sum / 3 <= 0.0985, text::toString);
    }

    private static double rmspe(Table submission, Table days) {
        NumberColumn predicted = submission.number("Sales");
        NumberColumn sold = days.number("Sales");
        double sum = 0;
        for (int row = 0; row < days.rows(); row++) {
            double relative = 1 - predicted.value(row) / sold.value(row);
            sum += relative * relative;
        }
        return Math.sqrt(sum / days.rows());
    }

    /** G1: AdamW and one cycle in three epochs, half of the course's; and the mean of five such nets. */
    @Test
    void g1OneCycle() {
        Together figures = oneCycle("G1", RossmannTraining.data(table), 5);
        assertTrue(figures.mean < figures.alone, figures::toString);
    }

    /** B8: the mean of ten such nets on the last 3 % of the days, as Guo and Berkhahn averaged theirs. */
    @Test
    void b8TenNets() {
        Table byDay = table.sort("Date");
        Together figures = oneCycle("B8", RossmannTraining.data(byDay).split(Split.last(0.03f)), 10);
        assertTrue(figures.mean < figures.alone, figures::toString);
    }

    /** The errors of nets alone, on average, and of the geometric mean of what they predict. */
    private record Together(double alone, double mean) {}

    private static Together oneCycle(String name, TabularData data, int nets) {
        Table days = data.table().rows(data.partition().valid());
        double[] logarithms = new double[days.rows()];
        double sum = 0;
        StringBuilder alone = new StringBuilder();
        for (long seed = 1; seed <= nets; seed++) {
            TabularLearner learner = RossmannTraining.learner(data, seed, System.out);
            learner.optimizer(AdamW.lr(1e-3f).betas(0.9f, 0.99f).eps(1e-5f));
            learner.fitOneCycle(3, 1e-3f);
            double rmspe = learner.validate().metrics().get("exp_rmspe");
            sum += rmspe;
            alone.append(String.format(Locale.ROOT, " %.5f", rmspe));
            float[] sales = learner.predict(days);
            for (int row = 0; row < sales.length; row++) {
                logarithms[row] += Math.log(sales[row]) / nets;
            }
        }
        double[] sales = new double[logarithms.length];
        for (int row = 0; row < sales.length; row++) {
            sales[row] = Math.exp(logarithms[row]);
        }
        double together = rmspe(Table.of(NumberColumn.of("Sales", sales)), days);
        report(String.format(
                Locale.ROOT,
                "%s: RMSPE of %d nets alone%s, mean %.5f, of their geometric mean %.5f, on %d days of stores",
                name,
                nets,
                alone,
                sum / nets,
                together,
                days.rows()));
        return new Together(sum / nets, together);
    }

    @SuppressWarnings("SystemOut") // figures are what this test is for
    private static void report(String line) {
        System.out.println(line);
    }
}

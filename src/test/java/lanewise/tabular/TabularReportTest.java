package lanewise.tabular;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import lanewise.Page;
import lanewise.data.CategoryColumn;
import lanewise.data.NumberColumn;
import lanewise.data.Table;
import lanewise.tensor.Rng;
import lanewise.train.ConfusionMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TabularReportTest {

    private static final String HOSTILE = "</td>\"x\" & <b> \ud83d\ude00";

    @TempDir
    private Path folder;

    private Page written(TabularLearner learner) throws Exception {
        Path file = folder.resolve("report.html");
        learner.report(file);
        return Page.parse(Files.readString(file));
    }

    /** 600 rows whose class follows from their two columns; some labels beside it. */
    private static Table rows(int classes) {
        Rng rng = Rng.of(7);
        int count = 600;
        String[] kinds = new String[count];
        String[] names = new String[count];
        double[] size = new double[count];
        double[] small = new double[count];
        double[] odd = new double[count];
        for (int i = 0; i < count; i++) {
            int kind = rng.nextInt(5);
            kinds[i] = kind == 0 ? HOSTILE : "kind " + kind;
            size[i] = rng.nextGaussian();
            int name = Math.floorMod(kind + (int) Math.floor((classes > 3 ? 6 : 2) * size[i]), classes);
            names[i] = name == 0 ? "class " + HOSTILE : String.format(Locale.ROOT, "class %03d", name);
            small[i] = size[i] + 0.3 * rng.nextGaussian() < 0 ? 1 : 0;
            odd[i] = kind % 2;
        }
        return Table.of(
                CategoryColumn.of("kind " + HOSTILE, kinds),
                NumberColumn.of("size", size),
                CategoryColumn.of("name", names),
                NumberColumn.of("small", small),
                NumberColumn.of("odd", odd));
    }

    private static TabularLearner trained(TabularData data) {
        TabularLearner learner = TabularLearner.of(data.batchSize(32), TabularSpec.layers(16), 1);
        learner.fitOneCycle(3, 1e-2f);
        return learner;
    }

    @Test
    void ofANumber() throws Exception {
        TabularLearner learner = Sales.trained(TabularSpec.layers(20, 10), 3);
        Page page = written(learner);
        Table table = Sales.table(1_000);
        float[] predicted = learner.predict(table);
        List<double[]> losses = new ArrayList<>();
        for (int row : Sales.data(1_000).partition().valid()) {
            double error =
                    Math.log(predicted[row]) - Math.log(table.number("amount").value(row));
            losses.add(new double[] {error * error, row});
        }
        losses.sort(Comparator.comparingDouble(loss -> -loss[0]));
        List<List<String>> rows = page.table("loss", "predicted", "actual", "shop", "kind", "date", "distance");
        assertEquals(20, rows.size());
        for (int i = 0; i < 20; i++) {
            int row = (int) losses.get(i)[1];
            List<String> cells = rows.get(i);
            assertEquals(
                    losses.get(i)[0], Double.parseDouble(cells.get(0)), 2e-3 * losses.get(i)[0] + 1e-4, "row " + i);
            assertEquals(predicted[row], Double.parseDouble(cells.get(1)), 0.6, "row " + i);
            assertEquals(table.number("amount").value(row), Double.parseDouble(cells.get(2)), 0.6, "row " + i);
            String distance = table.column("distance").text(row);
            assertEquals(
                    List.of(
                            table.column("shop").text(row),
                            table.column("kind").text(row),
                            table.column("date").text(row),
                            distance == null ? "" : distance),
                    cells.subList(3, 7),
                    "row " + i);
        }
        assertTrue(page.texts("title").containsAll(List.of("Predicted against actual", "Embedding of shop")));
        page.says("of the logarithm").says("Loss: mean squared error");
    }

    @Test
    void ofTwoClassesAndOfMore() throws Exception {
        for (int classes : new int[] {2, 3, 30}) {
            TabularData data = TabularData.of(rows(classes)).target("name");
            TabularLearner learner = trained(data);
            Page page = written(learner);
            ConfusionMatrix matrix = learner.confusionMatrix();
            assertEquals(matrix.mostConfused(20), page.table("actual", "predicted", "rows"));
            assertTrue(page.text().contains(matrix.plot().inline().toString()), "the matrix of " + classes);
            if (classes == 30) {
                page.says("Confusion matrix, 20 of " + matrix.classes().size() + " classes");
            }
            List<List<String>> rows =
                    page.table("loss", "predicted", "actual", "kind " + HOSTILE, "size", "small", "odd");
            assertEquals(20, rows.size());
            double last = Double.POSITIVE_INFINITY;
            for (List<String> row : rows) {
                double loss = Double.parseDouble(row.get(0));
                assertTrue(loss <= last);
                last = loss;
                String predicted = row.get(1);
                int open = predicted.lastIndexOf(" (");
                double probability = Double.parseDouble(predicted.substring(open + 2, predicted.length() - 1));
                if (predicted.substring(0, open).equals(row.get(2))) {
                    assertEquals(probability, Math.exp(-loss), 2e-3);
                } else {
                    assertTrue(Math.exp(-loss) <= probability + 1e-3 && Math.exp(-loss) <= 1 - probability + 1e-3);
                }
            }
        }
    }

    /** With twenty validation rows or fewer all are shown, and the mean of their losses is the validation loss. */
    @Test
    void theLossesShownAreThoseOfTheRows() throws Exception {
        Table table = rows(3).head(60);
        for (String target : List.of("size", "name", "odd")) {
            TabularLearner learner = trained(TabularData.of(table).target(target));
            List<List<String>> rows = written(learner).table("loss", "predicted", "actual");
            assertEquals(12, rows.size());
            double sum = 0;
            for (List<String> row : rows) {
                sum += Double.parseDouble(row.get(0));
            }
            double expected = learner.validate().loss();
            assertEquals(expected, sum / rows.size(), 2e-3 * expected + 5e-5, target);
        }
    }

    @Test
    void ofSeveralLabels() throws Exception {
        TabularData data = TabularData.of(rows(3)).targets("small", "odd");
        TabularLearner learner = trained(data);
        Page page = written(learner);
        List<List<String>> labels = page.table("label", "rows", "predicted", "precision", "recall", "accuracy");
        assertEquals(
                List.of("small", "odd"), labels.stream().map(row -> row.get(0)).toList());
        Table table = rows(3);
        double accuracies = 0;
        for (int label = 0; label < 2; label++) {
            String name = labels.get(label).get(0);
            int positive = 0;
            for (int row : data.partition().valid()) {
                positive += (int) table.number(name).value(row);
            }
            assertEquals(Integer.toString(positive), labels.get(label).get(1));
            accuracies += Double.parseDouble(labels.get(label).get(5));
            double hits = Double.parseDouble(labels.get(label).get(4)) * positive;
            assertEquals(
                    Double.parseDouble(labels.get(label).get(3)),
                    hits / Integer.parseInt(labels.get(label).get(2)),
                    2e-3);
        }
        assertEquals(learner.validate().metrics().get("accuracy"), accuracies / 2, 1e-4);
        for (List<String> row : page.table("loss", "predicted", "actual")) {
            assertTrue(List.of("none", "small", "odd", "small, odd").containsAll(row.subList(1, 3)), row::toString);
        }
    }
}

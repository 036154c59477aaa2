package lanewise.collab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import lanewise.Page;
import lanewise.data.CategoryColumn;
import lanewise.data.Split;
import lanewise.data.Table;
import lanewise.plot.Plot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CollabReportTest {

    private static final String HOSTILE = "</table><script>\"Alien\" & co \ud83d\ude00";

    @TempDir
    private Path folder;

    private Page written(CollabLearner learner) throws Exception {
        Path file = folder.resolve("report.html");
        learner.report(file);
        return Page.parse(Files.readString(file));
    }

    /** Against the predictions of every validation row, one at a time. */
    @Test
    void theBiggestLossesStandInItAsTheUserKnowsThem() throws Exception {
        CollabLearner learner = Small.trained(DotBias.factors(8), 2);
        Page page = written(learner);
        Table table = Small.RATINGS.table();
        List<double[]> losses = new ArrayList<>();
        for (int row : Small.data().partition().valid()) {
            float predicted = learner.predict(
                    table.column("user").text(row), table.column("title").text(row));
            double error = predicted - (float) table.number("rating").value(row);
            losses.add(new double[] {error * error, row, predicted});
        }
        losses.sort(Comparator.comparingDouble(loss -> -loss[0]));
        List<List<String>> rows = page.table("loss", "predicted", "actual", "user", "ratings", "item", "ratings");
        assertEquals(20, rows.size());
        for (int i = 0; i < 20; i++) {
            int row = (int) losses.get(i)[1];
            assertEquals(Plot.number(losses.get(i)[0]), rows.get(i).get(0), "row " + i);
            assertEquals(
                    List.of(
                            Plot.number(losses.get(i)[2]),
                            Plot.number(table.number("rating").value(row)),
                            table.column("user").text(row)),
                    rows.get(i).subList(1, 4),
                    "row " + i);
            assertEquals(table.column("title").text(row), rows.get(i).get(5), "row " + i);
        }
        assertTrue(page.texts("title")
                .containsAll(List.of("Predicted against actual", "Factors of the most rated items")));
        page.says("Loss: mean squared error").says("UnknownRows");
    }

    @Test
    void titlesAreWhatTheyAre() throws Exception {
        CollabData data = Small.sixWithoutLast()
                .titles(
                        Table.of(CategoryColumn.of("id", "A", "D"), CategoryColumn.of("title", HOSTILE, "Dune")),
                        "id",
                        "title");
        CollabLearner learner = CollabLearner.of(data, EmbeddingNet.factors(1), 1);
        learner.fit(2, 0.01f);
        Page page = written(learner);
        List<List<String>> rows = page.table("loss", "predicted", "actual", "user");
        assertEquals(1, rows.size());
        assertEquals(List.of("4", "u3", "1", "D: Dune", "0"), rows.get(0).subList(2, 7));
        assertTrue(page.texts("title").contains(HOSTILE), "a tip in the map of factors");
    }

    @Test
    void withoutValidation() throws Exception {
        CollabData data = CollabData.of(Small.six(), "user", "film", "stars").split(Split.none());
        CollabLearner learner = CollabLearner.of(data, EmbeddingDot.factors(3), 1);
        learner.fit(1, 0.01f);
        assertEquals(List.of(), written(learner).table("loss", "predicted", "actual", "user"));
    }
}

package lanewise.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import lanewise.collab.CollabPredictor;
import lanewise.collab.Recommendation;
import lanewise.collab.SimilarItem;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code fit collab} saved, served by the other commands: they print what the library predicts. */
class ServeTest {

    @TempDir
    static Path folder;

    private static Path model;
    private static RatingsCsv files;
    private static CollabPredictor predictor;

    @BeforeAll
    static void fit() throws Exception {
        files = RatingsCsv.write(folder);
        model = folder.resolve("model.safetensors");
        List<Object> words = new ArrayList<>(files.fit(model));
        words.addAll(List.of("--titles", files.titles(), "--title-id", "filmId", "--title", "title"));
        CommandRun.of(words.toArray()).succeeded();
        predictor = CollabPredictor.load(model);
    }

    private static List<String> recommended(String user, int count, boolean keepRated) {
        List<String> lines = new ArrayList<>();
        for (Recommendation one : predictor.recommend(user, count, keepRated)) {
            lines.add(String.format(
                    Locale.ROOT, "%4d  %6.2f  %-4s  %s", lines.size() + 1, one.rating(), one.item(), one.title()));
        }
        return lines;
    }

    @Test
    void recommendPrintsTheLibrarysListAndLeavesOutWhatIsRated() {
        CommandRun run = CommandRun.of("recommend", "--model", model, "--user", "u3", "--top", 4)
                .succeeded();
        assertEquals(recommended("u3", 4, false), run.linesAfter("rank  rating  item  title"), run::toString);
    }

    @Test
    void recommendCanKeepWhatIsRated() {
        CommandRun run = CommandRun.of("recommend", "--model", model, "--user", "u3", "--top", 99, "--keep-rated")
                .succeeded();
        List<String> all = run.linesAfter("rank");
        assertEquals(30, all.size(), run::toString);
        assertEquals(recommended("u3", 99, true), all);
        assertTrue(recommended("u3", 99, false).size() < 30, "u3 has rated nothing");
    }

    @Test
    void anUnknownUserIsToldSoAndServed() {
        CommandRun run = CommandRun.of("recommend", "--model", model, "--user", "nobody", "--top", 3);
        run.failedWith(0, "lanewise: the user nobody is unknown to " + model + ": served as the unknown user");
        assertEquals(recommended("nobody", 3, false), run.linesAfter("rank"), run::toString);
    }

    @Test
    void predictPrintsTheRatingAndTheTitle() {
        String title = files.generated().titles().get(4);
        CommandRun run = CommandRun.of("predict", "--model", model, "--user", "u1", "--item", "005")
                .succeeded();
        String rating = String.format(Locale.ROOT, "%.2f", predictor.predict("u1", "005"));
        assertEquals(List.of("  " + rating + "  u1    005   " + title), run.linesAfter("rating"), run::toString);
        String lower = title.toLowerCase(Locale.ROOT);
        CommandRun byTitle = CommandRun.of("predict", "--model", model, "--user", "u1", "--item", lower)
                .succeeded();
        assertEquals(run.out(), byTitle.out());
    }

    @Test
    void predictServesAnUnknownItem() {
        CommandRun run = CommandRun.of("predict", "--model", model, "--user", "u1", "--item", "999");
        run.failedWith(0, "the item 999 is unknown to " + model + ": served as the unknown item");
        run.says(String.format(Locale.ROOT, "%.2f", predictor.predict("u1", "999")));
    }

    @Test
    void similarTakesAnIdOrATitle() {
        String title = files.generated().titles().get(1);
        CommandRun run = CommandRun.of("similar", "--model", model, "--item", "002", "--top", 3)
                .succeeded();
        run.says("like " + title + ":");
        List<String> lines = new ArrayList<>();
        for (SimilarItem one : predictor.similarItems("002", 3)) {
            lines.add(String.format(
                    Locale.ROOT, "%4d  %6.3f  %-4s  %s", lines.size() + 1, one.cosine(), one.item(), one.title()));
        }
        assertEquals(lines, run.linesAfter("rank"), run::toString);
        CommandRun byTitle = CommandRun.of("similar", "--model", model, "--item", title, "--top", 3)
                .succeeded();
        assertEquals(run.out(), byTitle.out());
        String part = title.substring("The ".length());
        assertEquals(
                run.out(),
                CommandRun.of("similar", "--model", model, "--item", part, "--top", 3)
                        .out());
    }

    @Test
    void aPartOfManyTitlesIsRefusedAndListsSome() {
        for (List<String> words : List.of(List.of("similar"), List.of("predict", "--user", "u1"))) {
            List<Object> line = new ArrayList<>(words);
            line.addAll(List.of("--model", model, "--item", "the "));
            CommandRun run = CommandRun.of(line.toArray());
            run.failedWith(2, "the item the  may be any of ");
            assertTrue(run.err().contains("(The ") && run.err().contains(", ...; expected an id"), run::toString);
            assertEquals("", run.out());
        }
    }

    @Test
    void similarRefusesAnUnknownItem() {
        CommandRun.of("similar", "--model", model, "--item", "999")
                .failedWith(2, "the item 999 is unknown to " + model);
    }

    @Test
    void inspectLoadsTheModel() {
        CommandRun run = CommandRun.of("inspect", model).succeeded();
        run.says("checksums   present and right")
                .says("kind        collab, written by Lanewise ")
                .says("DotBias[factors=4, low=")
                .says("users       40")
                .says("items       30")
                // 41 users and 31 items, the unknown ones among them, of four factors and a bias.
                .says("parameters  360 ")
                .says("user_factors.weight   F32    [41, 4]       164")
                .says("lanewise.model");
        assertFalse(run.out().contains("\"u40\""), "a long value is not shortened: " + run);
    }
}

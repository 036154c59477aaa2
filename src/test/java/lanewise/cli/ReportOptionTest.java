package lanewise.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import lanewise.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --report} of every {@code fit}. */
class ReportOptionTest {

    @TempDir
    private Path folder;

    private Page report(List<Object> fit, Object... more) throws Exception {
        Path file = folder.resolve("report.html");
        List<Object> words = new ArrayList<>(fit);
        words.addAll(List.of("--report", file));
        words.addAll(List.of(more));
        CommandRun run = CommandRun.of(words.toArray()).succeeded();
        run.says("saved ").says("report " + file + ": ");
        assertTrue(run.out().indexOf("saved ") < run.out().indexOf("report "), run::toString);
        return Page.parse(Files.readString(file));
    }

    @Test
    void ofRatings() throws Exception {
        RatingsCsv files = RatingsCsv.write(folder);
        Page page = report(
                files.fit(folder.resolve("model")), "--titles", files.titles(), "--title-id", "filmId", "--lr", "find");
        assertEquals(
                20,
                page.table("loss", "predicted", "actual", "user", "ratings", "item")
                        .size());
        assertTrue(page.texts("h2").contains("Learning-rate finder"));
        page.says(": The ");
    }

    @Test
    void ofATable() throws Exception {
        Page page = report(SalesCsv.write(folder).fit(folder.resolve("model")));
        assertEquals(20, page.table("loss", "predicted", "actual").size());
    }

    @Test
    void ofATextWithHistoryBesideIt() throws Exception {
        Path text = TextFiles.write(folder, "text", TextFiles.text(200, 1));
        Page page = report(TextFiles.fit(text, folder.resolve("model")), "--history", folder.resolve("history"));
        assertEquals(20, page.table("loss", "text before", "token").size());
        assertFalse(Files.readString(folder.resolve("history")).isEmpty());
    }
}

package lanewise.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import lanewise.collab.CollabData;
import lanewise.collab.CollabLearner;
import lanewise.collab.DotBias;
import lanewise.data.CategoryColumn;
import lanewise.data.NumberColumn;
import lanewise.data.Split;
import lanewise.data.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ids that are numbers, beside titles with years in them. */
class ItemNumberTest {

    @Test
    void anUnknownNumberIsNotTheYearOfAFilm(@TempDir Path folder) {
        Table ratings = Table.of(
                CategoryColumn.of("user", "1", "1", "2", "2"),
                CategoryColumn.of("film", "7", "8", "7", "8"),
                NumberColumn.of("stars", 4, 2, 5, 3));
        Table titles = Table.of(
                CategoryColumn.of("film", "7", "8"), CategoryColumn.of("title", "Alien (1979)", "Brazil (1985)"));
        CollabData data = CollabData.of(ratings, "user", "film", "stars")
                .split(Split.none())
                .titles(titles, "film", "title");
        CollabLearner learner = CollabLearner.of(data, DotBias.factors(2), 1);
        learner.fit(1, 1e-2f);
        Path model = folder.resolve("model.safetensors");
        learner.export(model);

        CommandRun year = CommandRun.of("predict", "--model", model, "--user", "1", "--item", "1979");
        assertEquals(0, year.status(), year::toString);
        assertTrue(year.err().contains("the item 1979 is unknown to"), year::toString);
        CommandRun word = CommandRun.of("predict", "--model", model, "--user", "1", "--item", "alien");
        assertTrue(word.out().contains("Alien (1979)"), word::toString);
    }
}

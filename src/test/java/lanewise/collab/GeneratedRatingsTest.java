package lanewise.collab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import lanewise.data.Row;
import lanewise.data.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GeneratedRatingsTest {

    private static final GeneratedRatings SMALL = GeneratedRatings.of(5, 200, 100, 8_000);

    @Test
    void theSeedDecidesAll() {
        assertEquals(SMALL.table(), GeneratedRatings.of(5, 200, 100, 8_000).table());
        assertNotEquals(SMALL.table(), GeneratedRatings.of(6, 200, 100, 8_000).table());
    }

    @Test
    void theTableHasHalfStarsAndEachPairOnce() {
        Table table = SMALL.table();
        assertEquals(List.of("user", "title", "rating"), table.names());
        assertEquals(8_000, table.rows());
        Set<String> pairs = new HashSet<>();
        for (int i = 0; i < table.rows(); i++) {
            Row row = table.row(i);
            double rating = row.number("rating");
            assertTrue(rating >= 0.5 && rating <= 5 && rating * 2 == Math.rint(rating * 2), row::toString);
            assertTrue(pairs.add(row.text("user") + " " + row.text("title")), row::toString);
        }
        assertEquals(200, SMALL.users().size());
        assertEquals(100, new HashSet<>(SMALL.titles()).size());
    }

    @Test
    void theTrueRatingsAreTheMeansOfTheRatings() {
        // The mean over 8,000 ratings of a deviation below 0.75 stays within five times 0.75 / sqrt(8000).
        Table table = SMALL.table();
        double noise = 0;
        for (int i = 0; i < table.rows(); i++) {
            Row row = table.row(i);
            noise += row.number("rating") - SMALL.trueRating(row.text("user"), row.text("title"));
        }
        assertEquals(0, noise / 8_000, 5 * 0.75 / Math.sqrt(8_000));
    }

    @Test
    void theNoiseFloorIsTheVarianceOfTheTosses() {
        Table table = SMALL.table();
        double expected = 0;
        for (int i = 0; i < table.rows(); i++) {
            Row row = table.row(i);
            double chance = (SMALL.trueRating(row.text("user"), row.text("title")) - 0.5) / 4.5;
            expected += 0.25 * 9 * chance * (1 - chance) / table.rows();
        }
        // A squared noise has a deviation below 0.9.
        assertEquals(expected, SMALL.noiseFloor(all(table)), 5 * 0.9 / Math.sqrt(8_000));
    }

    @Test
    void theFirstFilmsAreThePopularOnes() {
        Map<String, Integer> counts = new HashMap<>();
        for (int i = 0; i < 8_000; i++) {
            counts.merge(SMALL.table().category("title").text(i), 1, Integer::sum);
        }
        int first = 0;
        int last = 0;
        for (int film = 0; film < 10; film++) {
            first += counts.getOrDefault(SMALL.titles().get(film), 0);
            last += counts.getOrDefault(SMALL.titles().get(99 - film), 0);
        }
        assertTrue(first > 2 * last, first + " ratings of the first ten films, " + last + " of the last ten");
    }

    @Test
    void cosinesOfFactors() {
        String film = SMALL.titles().get(0);
        String other = SMALL.titles().get(1);
        assertEquals(1, SMALL.trueCosine(film, film), 1e-12);
        assertEquals(SMALL.trueCosine(film, other), SMALL.trueCosine(other, film), 1e-12);
        assertTrue(Math.abs(SMALL.trueCosine(film, other)) < 1);
    }

    @Test
    void everyPairMayBeRated() {
        GeneratedRatings full = GeneratedRatings.of(1, 7, 9, 63);
        assertEquals(63, full.table().rows());
        assertEquals(1, GeneratedRatings.of(1, 1, 1, 1).table().rows());
    }

    @ParameterizedTest
    @CsvSource({
        "0, 9, 9, users",
        "7, 0, 9, films",
        "7, 2305, 9, films",
        "7, 9, 0, ratings",
        "7, 9, 64, between 1 and 63"
    })
    void sizesThatCannotBeAreNamed(int users, int films, int ratings, String message) {
        String found = assertThrows(IllegalArgumentException.class, () -> GeneratedRatings.of(1, users, films, ratings))
                .getMessage();
        assertTrue(found.contains(message), found);
    }

    @Test
    void strangersAreNamed() {
        String film = SMALL.titles().get(0);
        String found = assertThrows(IllegalArgumentException.class, () -> SMALL.trueRating("u201", film))
                .getMessage();
        assertTrue(found.contains("no user \"u201\" among the 200"), found);
        assertThrows(IllegalArgumentException.class, () -> SMALL.trueRating("u1", "Alien"));
        assertThrows(IllegalArgumentException.class, () -> SMALL.noiseFloor(new int[0]));
    }

    private static int[] all(Table table) {
        return IntStream.range(0, table.rows()).toArray();
    }
}

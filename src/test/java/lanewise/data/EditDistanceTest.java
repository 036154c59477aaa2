package lanewise.data;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EditDistanceTest {

    @ParameterizedTest
    @CsvSource({"'', '', 0", "'', abc, 3", "rating, rating, 0", "kitten, sitting, 3", "flaw, lawn, 2", "ab, ba, 2"})
    void insertionsRemovalsAndReplacementsCountOneEach(String from, String to, int distance) {
        assertEquals(distance, EditDistance.between(from, to));
        assertEquals(distance, EditDistance.between(to, from));
    }
}

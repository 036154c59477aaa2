package lanewise.collab;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import lanewise.backend.Device;
import lanewise.data.CategoryColumn;
import lanewise.data.DataException;
import lanewise.data.NumberColumn;
import lanewise.data.Table;
import org.junit.jupiter.api.Test;

class CollabDataTest {

    @Test
    void idsAreNumberedInTheOrderOfFirstAppearanceFromOne() {
        CollabData data = CollabData.of(Small.six(), "user", "film", "stars");
        assertEquals(List.of("u1", "u2", "u3"), data.userIds().ids());
        assertEquals(List.of("A", "B", "C", "D"), data.itemIds().ids());
        assertEquals(1, data.itemIds().number("A"));
        assertEquals(IdMap.UNKNOWN, data.itemIds().number("E"));
        assertEquals(3, data.users());
        assertEquals(4, data.items());
        assertEquals(6, data.ratings());
        assertEquals(1, data.lowestRating());
        assertEquals(5, data.highestRating());
    }

    @Test
    void numbersWorkAsIds() {
        Table table = Table.of(
                NumberColumn.of("u", 15, 16, 15), NumberColumn.of("i", 7, 7, 8), NumberColumn.of("r", 1, 2, 3));
        assertEquals(
                List.of("15", "16"),
                CollabData.of(table, "u", "i", "r").userIds().ids());
    }

    @Test
    void anItemThatNoTrainingRatingTouchedIsServedAsUnknown() {
        CollabData data = Small.sixWithoutLast();
        CollabBatch batch =
                data.valid().batch(new int[] {0}, Device.cpu(1).backend().heap());
        assertArrayEquals(new int[] {3}, batch.pairs().users().toArray());
        assertArrayEquals(new int[] {IdMap.UNKNOWN}, batch.pairs().items().toArray());
        assertArrayEquals(new float[] {4}, batch.ratings().toArray());
        assertArrayEquals(new int[] {0, 2, 2, 1, 0}, data.itemCounts());
        assertArrayEquals(new int[] {0, 2, 2, 1}, data.userCounts());
    }

    @Test
    void aMissingRatingIsAnErrorThatNamesColumnAndRow() {
        Table table = Table.of(
                CategoryColumn.of("u", "a", "b"),
                CategoryColumn.of("i", "x", "y"),
                NumberColumn.of("r", 1, Double.NaN));
        DataException error = assertThrows(DataException.class, () -> CollabData.of(table, "u", "i", "r"));
        assertEquals(
                "ratings: column r, row 1 is missing; every rating needs a user, an item and a number (drop such rows"
                        + " with filter)",
                error.getMessage());
    }

    @Test
    void aMissingUserOrAnInfiniteRatingIsAnError() {
        Table nobody = Table.of(
                CategoryColumn.of("u", "a", null), CategoryColumn.of("i", "x", "y"), NumberColumn.of("r", 1, 2));
        assertThrows(DataException.class, () -> CollabData.of(nobody, "u", "i", "r"));
        Table endless = Table.of(
                CategoryColumn.of("u", "a", "b"),
                CategoryColumn.of("i", "x", "y"),
                NumberColumn.of("r", 1, Double.POSITIVE_INFINITY));
        assertThrows(DataException.class, () -> CollabData.of(endless, "u", "i", "r"));
    }

    @Test
    void theBatchSizeMustBePositive() {
        CollabData data = CollabData.of(Small.six(), "user", "film", "stars");
        assertThrows(IllegalArgumentException.class, () -> data.batchSize(0));
    }

    @Test
    void aTableWithoutRowsIsAnError() {
        Table none = Small.six().head(0);
        DataException error = assertThrows(DataException.class, () -> CollabData.of(none, "user", "film", "stars"));
        assertEquals("ratings: the table has no rows; there is nothing to learn from", error.getMessage());
    }
}

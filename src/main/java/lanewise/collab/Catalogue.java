package lanewise.collab;

import java.util.BitSet;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Who and what a predictor knows: the ids, which of them training saw, who rated what, and the titles. Immutable. */
final class Catalogue {

    private final IdMap users;
    private final IdMap items;
    private final int[] userCounts;
    private final int[] itemCounts;
    private final RatedItems rated;
    private final Map<String, String> titles;
    private final int[] ratings;

    /**
     * @param userCounts training ratings by user number
     * @param itemCounts training ratings by item number
     */
    Catalogue(
            IdMap users,
            IdMap items,
            int[] userCounts,
            int[] itemCounts,
            RatedItems rated,
            Map<String, String> titles) {
        this.users = users;
        this.items = items;
        this.userCounts = userCounts;
        this.itemCounts = itemCounts;
        this.rated = rated;
        this.titles = titles;
        this.ratings = rated.countsOfItems(items.size());
    }

    static Catalogue of(CollabData data) {
        return new Catalogue(
                data.userIds(), data.itemIds(), data.userCounts(), data.itemCounts(), data.ratedItems(), data.titles());
    }

    /** The row of a user; that of the unknown one if no training rating touched it. */
    int user(@Nullable String id) {
        int number = users.number(id);
        return userCounts[number] > 0 ? number : IdMap.UNKNOWN;
    }

    /** The row of an item; that of the unknown one if no training rating touched it. */
    int item(@Nullable String id) {
        int number = items.number(id);
        return itemCounts[number] > 0 ? number : IdMap.UNKNOWN;
    }

    /** What a user has rated, also in validation rows; nothing for an id that is not in the table. */
    BitSet ratedBy(@Nullable String user) {
        return rated.of(users.number(user));
    }

    int[] trainedItems() {
        return IntStream.rangeClosed(1, items.size())
                .filter(item -> itemCounts[item] > 0)
                .toArray();
    }

    String title(int item) {
        String id = items.id(item);
        return titles.getOrDefault(id, id);
    }

    /** How many ratings an item has, validation rows too. */
    int ratings(int item) {
        return ratings[item];
    }

    IdMap users() {
        return users;
    }

    IdMap items() {
        return items;
    }

    int[] userCounts() {
        return userCounts;
    }

    int[] itemCounts() {
        return itemCounts;
    }

    RatedItems rated() {
        return rated;
    }

    Map<String, String> titles() {
        return titles;
    }
}

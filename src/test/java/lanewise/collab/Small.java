package lanewise.collab;

import lanewise.data.CategoryColumn;
import lanewise.data.NumberColumn;
import lanewise.data.Split;
import lanewise.data.Table;

/** Generated ratings small enough for a test of seconds. */
final class Small {

    private Small() {}

    static final GeneratedRatings RATINGS = GeneratedRatings.of(1, 120, 150, 6_000);

    static CollabData data() {
        return CollabData.of(RATINGS.table(), "user", "title", "rating").batchSize(64);
    }

    static CollabLearner trained(CollabSpec spec, int epochs) {
        CollabLearner learner = CollabLearner.of(data(), spec, 1);
        learner.fitOneCycle(epochs, 1e-2f);
        return learner;
    }

    /** Six ratings by three users; the film D stands in the last row alone. */
    static Table six() {
        return Table.of(
                CategoryColumn.of("user", "u1", "u1", "u2", "u2", "u3", "u3"),
                CategoryColumn.of("film", "A", "B", "A", "C", "B", "D"),
                NumberColumn.of("stars", 4, 2, 5, 3, 1, 4));
    }

    static CollabData sixWithoutLast() {
        return CollabData.of(six(), "user", "film", "stars").split(Split.rows(5));
    }
}

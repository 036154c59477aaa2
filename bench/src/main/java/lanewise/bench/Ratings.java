package lanewise.bench;

/**
 * Ratings in a fixed order: who rated what with how many stars.
 *
 * @param users a row of the users' table for each rating
 * @param items a row of the items' table for each rating
 * @param userCount rows of the users' table
 * @param itemCount rows of the items' table
 */
record Ratings(int[] users, int[] items, float[] stars, int userCount, int itemCount) {

    private static final int COUNT = 100_000;
    private static final int USERS = 671;

    /** As many as MovieLens' small set has, with a few very active users and a few very popular items. */
    static Ratings likeMovieLens() {
        int films = 9_066;
        return new Ratings(
                Synthetic.popular(11, COUNT, USERS, 2),
                Synthetic.popular(12, COUNT, films, 3),
                halfStars(),
                USERS,
                films);
    }

    /** The same users, and items of a table of any size, all of them equally popular. */
    static Ratings ofItems(int items) {
        return new Ratings(
                Synthetic.popular(11, COUNT, USERS, 2), Synthetic.ints(12, COUNT, items), halfStars(), USERS, items);
    }

    private static float[] halfStars() {
        int[] tenths = Synthetic.ints(13, COUNT, 10);
        float[] stars = new float[COUNT];
        for (int i = 0; i < COUNT; i++) {
            stars[i] = 0.5f * (1 + tenths[i]);
        }
        return stars;
    }

    int count() {
        return stars.length;
    }
}

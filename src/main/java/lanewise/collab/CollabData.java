package lanewise.collab;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lanewise.backend.Allocator;
import lanewise.data.Column;
import lanewise.data.DataException;
import lanewise.data.NumberColumn;
import lanewise.data.Partition;
import lanewise.data.Split;
import lanewise.data.Table;
import lanewise.plot.Plot;
import lanewise.tensor.IntTensor;
import lanewise.tensor.Shape;
import lanewise.tensor.Tensor;
import lanewise.train.BatchSource;

/**
 * Ratings by users of items, split into rows to train on and rows to validate on. Ids are texts, numbered in the order of
 * first appearance; every id of the table has a row in the model. A value: {@code split}, {@code batchSize} and
 * {@code titles} return another.
 */
public final class CollabData {

    private static final int FEWEST_TO_SPLIT = 5;

    private final Ratings all;
    private final Partition partition;
    private final int batchSize;
    private final Map<String, String> titles;
    private final int[] userCounts;
    private final int[] itemCounts;

    private CollabData(Ratings all, Partition partition, int batchSize, Map<String, String> titles) {
        this.all = all;
        this.partition = partition;
        this.batchSize = batchSize;
        this.titles = titles;
        this.userCounts = counts(all.users.size(), all.userOf, partition.train());
        this.itemCounts = counts(all.items.size(), all.itemOf, partition.train());
    }

    private static int[] counts(int ids, int[] idOf, int[] rows) {
        int[] counts = new int[ids + 1];
        for (int row : rows) {
            counts[idOf[row]]++;
        }
        return counts;
    }

    /**
     * The ratings of a table, one in each row; a random fifth of them (seed 42) to validate on, none of fewer than five
     * ratings; batches of 64.
     *
     * @param user the column of user ids
     * @param item the column of item ids
     * @param rating the column of ratings, numbers
     * @throws DataException if a column is missing or of the wrong type, or a value is missing or not finite
     */
    public static CollabData of(Table table, String user, String item, String rating) {
        if (table.rows() == 0) {
            throw new DataException("ratings: the table has no rows; there is nothing to learn from");
        }
        Column userColumn = table.column(user);
        Column itemColumn = table.column(item);
        NumberColumn ratingColumn = table.number(rating);
        Ratings all = new Ratings(table);
        for (int row = 0; row < table.rows(); row++) {
            double value = ratingColumn.value(row);
            if (Double.isInfinite(value)) {
                throw new DataException(
                        "ratings: column " + rating + ", row " + row + " is " + value + "; a rating must be finite");
            }
            if (ratingColumn.isMissing(row)) {
                throw missing(rating, row);
            }
            all.userOf[row] = all.users.add(id(userColumn, row));
            all.itemOf[row] = all.items.add(id(itemColumn, row));
            all.ratings[row] = (float) value;
        }
        Split split = table.rows() < FEWEST_TO_SPLIT ? Split.none() : Split.random(0.2f, 42);
        return new CollabData(all, split.apply(table), 64, new HashMap<>());
    }

    private static String id(Column column, int row) {
        String id = column.text(row);
        if (id == null) {
            throw missing(column.name(), row);
        }
        return id;
    }

    private static DataException missing(String column, int row) {
        return new DataException("ratings: column " + column + ", row " + row
                + " is missing; every rating needs a user, an item and a number (drop such rows with filter)");
    }

    /** The same ratings, split otherwise. */
    public CollabData split(Split split) {
        return new CollabData(all, split.apply(all.table), batchSize, titles);
    }

    /** The same in batches of another size. */
    public CollabData batchSize(int rows) {
        if (rows < 1) {
            throw new IllegalArgumentException("collab data: the batch size must be at least 1, got " + rows);
        }
        return new CollabData(all, partition, rows, titles);
    }

    /** The same with titles for people to read, from another table; items that it does not list keep their id alone. */
    public CollabData titles(Table table, String item, String title) {
        Column ids = table.column(item);
        Column texts = table.column(title);
        Map<String, String> found = new HashMap<>();
        for (int row = 0; row < table.rows(); row++) {
            String id = ids.text(row);
            String text = texts.text(row);
            if (id != null && text != null) {
                found.put(id, text);
            }
        }
        return new CollabData(all, partition, batchSize, found);
    }

    /** How many users there are. */
    public int users() {
        return all.users.size();
    }

    /** How many items there are. */
    public int items() {
        return all.items.size();
    }

    /** How many ratings there are, to train and to validate on. */
    public int ratings() {
        return all.ratings.length;
    }

    /** The lowest rating of the table. */
    public float lowestRating() {
        float lowest = Float.POSITIVE_INFINITY;
        for (float rating : all.ratings) {
            lowest = Math.min(lowest, rating);
        }
        return lowest;
    }

    /** The highest rating of the table. */
    public float highestRating() {
        float highest = Float.NEGATIVE_INFINITY;
        for (float rating : all.ratings) {
            highest = Math.max(highest, rating);
        }
        return highest;
    }

    /** The rows that train and those that validate. */
    public Partition partition() {
        return partition;
    }

    int batchSize() {
        return batchSize;
    }

    IdMap userIds() {
        return all.users;
    }

    IdMap itemIds() {
        return all.items;
    }

    Map<String, String> titles() {
        return titles;
    }

    /** How many training ratings each user gave, by user number. */
    int[] userCounts() {
        return userCounts;
    }

    /** How many training ratings each item got, by item number. */
    int[] itemCounts() {
        return itemCounts;
    }

    /** What each user has rated, validation rows too. */
    RatedItems ratedItems() {
        return RatedItems.of(all.users.size(), all.userOf, all.itemOf);
    }

    /** A validation row as the user knows it: prediction, rating, user and item, and how often each trained. */
    List<String> describe(int validRow, float predicted) {
        int row = partition.valid()[validRow];
        String item = all.items.id(all.itemOf[row]);
        return Arrays.asList(
                Plot.number(predicted),
                Plot.number(all.ratings[row]),
                all.users.id(all.userOf[row]),
                Integer.toString(userCounts[all.userOf[row]]),
                titles.containsKey(item) ? item + ": " + titles.get(item) : item,
                Integer.toString(itemCounts[all.itemOf[row]]));
    }

    BatchSource<CollabBatch> train() {
        return source(partition.train());
    }

    BatchSource<CollabBatch> valid() {
        return source(partition.valid());
    }

    /** An id that no training rating touched is served as unknown; in a training row there is none. */
    private BatchSource<CollabBatch> source(int[] tableRows) {
        return new BatchSource<>() {
            @Override
            public int rows() {
                return tableRows.length;
            }

            @Override
            public CollabBatch batch(int[] rows, Allocator allocator) {
                int[] ids = new int[2 * rows.length];
                float[] ratings = new float[rows.length];
                for (int i = 0; i < rows.length; i++) {
                    int row = tableRows[rows[i]];
                    int user = all.userOf[row];
                    int item = all.itemOf[row];
                    ids[i] = userCounts[user] > 0 ? user : IdMap.UNKNOWN;
                    ids[rows.length + i] = itemCounts[item] > 0 ? item : IdMap.UNKNOWN;
                    ratings[i] = all.ratings[row];
                }
                // One array for both, so that a device gets them in one copy.
                IntTensor both = IntTensor.of(allocator, ids, Shape.of(ids.length));
                Pairs pairs = new Pairs(both.slice(0, rows.length), both.slice(rows.length, ids.length));
                return new CollabBatch(pairs, Tensor.of(allocator, ratings, Shape.of(rows.length)));
            }
        };
    }

    @Override
    public String toString() {
        return "CollabData(" + ratings() + " ratings, " + users() + " users, " + items() + " items, "
                + partition.train().length + " to train, " + partition.valid().length + " to validate, batches of "
                + batchSize + ")";
    }

    /** The whole table as numbers. */
    private static final class Ratings {
        private final Table table;
        private final IdMap users = IdMap.empty();
        private final IdMap items = IdMap.empty();
        private final int[] userOf;
        private final int[] itemOf;
        private final float[] ratings;

        Ratings(Table table) {
            this.table = table;
            this.userOf = new int[table.rows()];
            this.itemOf = new int[table.rows()];
            this.ratings = new float[table.rows()];
        }
    }
}

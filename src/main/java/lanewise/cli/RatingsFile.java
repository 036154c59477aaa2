package lanewise.cli;

import java.nio.file.Path;
import lanewise.collab.CollabData;
import lanewise.data.ColumnType;
import lanewise.data.DataException;
import lanewise.data.NumberColumn;
import lanewise.data.Split;
import lanewise.data.Table;

/** The ratings that {@code fit collab} was told to read, and the titles beside them. */
final class RatingsFile {

    private static final int FEWEST = 3;

    private RatingsFile() {}

    static CollabData read(Arguments arguments) {
        String user = arguments.text("--user");
        String item = arguments.text("--item");
        String rating = arguments.text("--rating");
        if (user.equals(item) || user.equals(rating) || item.equals(rating)) {
            throw new UsageException("--user " + user + ", --item " + item + " and --rating " + rating
                    + ": three different columns would be right");
        }
        Path file = arguments.path("--ratings");
        // Ids are names even where they look like numbers: 007 is not 7.
        Table table = CsvArgument.csv(file, arguments)
                .type(user, ColumnType.CATEGORY)
                .type(item, ColumnType.CATEGORY)
                .type(rating, ColumnType.NUMBER)
                .read();
        requireEnough(file, table.number(rating));
        double valid = arguments.number("--valid", 0, 1, "a number from 0 up to but not including 1");
        CollabData data = data(file, table, user, item, rating)
                .split(valid == 0 ? Split.none() : Split.random((float) valid, arguments.longNumber("--seed")))
                .batchSize(arguments.wholeNumber("--batch", 1, 1_000_000));
        Path titles = arguments.findPath("--titles");
        return titles == null ? data : withTitles(data, titles, arguments);
    }

    private static CollabData data(Path file, Table table, String user, String item, String rating) {
        try {
            return CollabData.of(table, user, item, rating);
        } catch (DataException e) {
            throw new UsageException(file + ": " + e.getMessage());
        }
    }

    private static CollabData withTitles(CollabData data, Path file, Arguments arguments) {
        String titleId = arguments.find("--title-id");
        String id = titleId == null ? arguments.text("--item") : titleId;
        String title = arguments.text("--title");
        if (id.equals(title)) {
            throw new UsageException("--title-id and --title both name " + id + "; two columns would be right");
        }
        Table table = CsvArgument.csv(file, arguments)
                .type(id, ColumnType.CATEGORY)
                .type(title, ColumnType.TEXT)
                .read();
        return data.titles(table, id, title);
    }

    private static void requireEnough(Path file, NumberColumn ratings) {
        if (ratings.size() < FEWEST) {
            throw new UsageException(
                    file + " holds " + (ratings.size() == 0 ? "no ratings" : Amount.of(ratings.size(), "rating")) + "; "
                            + FEWEST + " are the fewest that can be split to train and to validate");
        }
        double first = ratings.value(0);
        for (int row = 0; row < ratings.size(); row++) {
            if (ratings.isMissing(row) || ratings.value(row) != first) {
                return;
            }
        }
        throw new UsageException("all ratings of " + file + " are " + ratings.text(0)
                + "; ratings that differ would be right: a model has nothing to learn here");
    }
}

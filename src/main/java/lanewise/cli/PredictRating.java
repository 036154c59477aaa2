package lanewise.cli;

import java.util.Locale;

/** {@code predict} with a recommender: the rating of one user for one item. */
final class PredictRating {

    private PredictRating() {}

    static int run(Arguments arguments, Output output) {
        ModelArgument model = ModelArgument.load(arguments);
        String user = model.user(arguments, output);
        String item = model.item(arguments, output);
        TextTable table = new TextTable(">rating", "user", "item", "title");
        float rating = model.predictor().predict(user, item);
        table.add(
                String.format(Locale.ROOT, "%.2f", rating),
                user,
                item,
                model.predictor().title(item));
        output.out().print(table);
        return Command.OK;
    }
}

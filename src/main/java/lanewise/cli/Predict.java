package lanewise.cli;

import java.util.Locale;

/** {@code predict}: the rating of one user for one item. */
final class Predict implements Command {

    @Override
    public String name() {
        return "predict";
    }

    @Override
    public String summary() {
        return "prints the rating that a user would give an item";
    }

    @Override
    public Options options() {
        return Options.of(
                ModelArgument.OPTION,
                Option.required("--user", "ID", "who; one the model does not know is served as unknown"),
                Option.required("--item", "ID", "what, by its id, its title or a part of it that no other title has"));
    }

    @Override
    public String example() {
        return "predict --model model.safetensors --user 15 --item 1";
    }

    @Override
    public int run(Arguments arguments, Output output) {
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
        return OK;
    }
}

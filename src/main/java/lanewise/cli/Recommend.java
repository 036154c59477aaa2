package lanewise.cli;

import java.util.Locale;
import lanewise.collab.Recommendation;

/** {@code recommend}: what a user would rate highest. */
final class Recommend implements Command {

    @Override
    public String name() {
        return "recommend";
    }

    @Override
    public String summary() {
        return "lists the items that a user would rate highest";
    }

    @Override
    public Options options() {
        return Options.of(
                ModelArgument.OPTION,
                Option.required("--user", "ID", "who; one the model does not know is served as unknown"),
                Option.of("--top", "N", "10", "how many items"),
                Option.onOff("--keep-rated", "also lists items that the user has rated"));
    }

    @Override
    public String example() {
        return "recommend --model model.safetensors --user 15 --top 10";
    }

    @Override
    public int run(Arguments arguments, Output output) {
        int top = arguments.wholeNumber("--top", 1, Integer.MAX_VALUE);
        ModelArgument model = ModelArgument.load(arguments);
        String user = model.user(arguments, output);
        TextTable table = new TextTable(">rank", ">rating", "item", "title");
        int rank = 0;
        for (Recommendation one : model.predictor().recommend(user, top, arguments.isOn("--keep-rated"))) {
            rank++;
            String rating = String.format(Locale.ROOT, "%.2f", one.rating());
            table.add(Integer.toString(rank), rating, one.item(), one.title());
        }
        output.out().print(table);
        return OK;
    }
}

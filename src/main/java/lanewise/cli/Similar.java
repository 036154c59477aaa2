package lanewise.cli;

import java.util.Locale;
import lanewise.collab.SimilarItem;

/** {@code similar}: the items most like one. */
final class Similar implements Command {

    @Override
    public String name() {
        return "similar";
    }

    @Override
    public String summary() {
        return "lists the items most like an item, by the cosine of their factors";
    }

    @Override
    public Options options() {
        return Options.of(
                ModelArgument.OPTION,
                Option.required("--item", "ID", "what, by its id, its title or a part of it that no other title has"),
                Option.of("--top", "N", "10", "how many items"));
    }

    @Override
    public String example() {
        return "similar --model model.safetensors --item \"Toy Story (1995)\" --top 10";
    }

    @Override
    public int run(Arguments arguments, Output output) {
        int top = arguments.wholeNumber("--top", 1, Integer.MAX_VALUE);
        ModelArgument model = ModelArgument.load(arguments);
        String item = model.knownItem(arguments);
        output.out().println("like " + model.predictor().title(item) + ":");
        TextTable table = new TextTable(">rank", ">cosine", "item", "title");
        int rank = 0;
        for (SimilarItem one : model.predictor().similarItems(item, top)) {
            rank++;
            String cosine = String.format(Locale.ROOT, "%.3f", one.cosine());
            table.add(Integer.toString(rank), cosine, one.item(), one.title());
        }
        output.out().print(table);
        return OK;
    }
}

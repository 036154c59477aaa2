package lanewise.cli;

import java.util.List;
import lanewise.io.ModelFile;

/** {@code predict}: with a recommender the rating of one user for one item, with a net on tables the rows of a file. */
final class Predict implements Command {

    private static final String COLLAB = "collab";
    private static final String TABULAR = "tabular";
    private static final String TEXT = "text";
    private static final List<String> RATING = List.of("--user", "--item");
    private static final List<String> FILES = List.of("--data", "--out");
    private static final List<String> MORE_OF_FILES = List.of("--keep", CsvArgument.DELIMITER.name());

    @Override
    public String name() {
        return "predict";
    }

    @Override
    public String summary() {
        return "predicts the rating of a user for an item, or a column for the rows of a CSV file";
    }

    @Override
    public Options options() {
        return Options.of(
                Option.required("--model", "FILE", "a model that fit collab or fit tabular saved"),
                Option.optional("--user", "ID", "collab: who; one the model does not know is served as unknown"),
                Option.optional(
                        "--item", "ID", "collab: what, by its id, its title or a part of it that no other title has"),
                Option.optional("--data", "FILE", "tabular: CSV file with a header line, plain or gzip"),
                Option.optional("--out", "FILE", "tabular: where to write the predictions, packed if it ends in .gz"),
                Option.optional("--keep", "COLUMNS", "tabular: the columns to write beside them (default: all)"),
                CsvArgument.DELIMITER);
    }

    @Override
    public String details() {
        return "The rows of a file are read and written in blocks, so that a file of any size can be predicted. Further\n"
                + "columns do no harm, and the column that is predicted may be there or not.";
    }

    @Override
    public String example() {
        return "predict --model model.safetensors --data new.csv --out predictions.csv --keep Id";
    }

    @Override
    public int run(Arguments arguments, Output output) {
        ModelFile file = ModelFile.read(arguments.path("--model"));
        switch (file.kind()) {
            case COLLAB -> {
                requireOptions("a recommender", RATING, FILES, arguments);
                refuse("a recommender", MORE_OF_FILES, RATING, arguments);
                return PredictRating.run(arguments, output);
            }
            case TABULAR -> {
                requireOptions("a net on tables", FILES, RATING, arguments);
                return PredictRows.run(arguments, output);
            }
            default ->
                throw new UsageException(arguments.text("--model") + " holds a \"" + file.kind() + "\" model; "
                        + (file.kind().equals(TEXT) ? "lanewise generate" : "a \"collab\" or \"tabular\" one")
                        + " would be right");
        }
    }

    private static void requireOptions(String model, List<String> needed, List<String> foreign, Arguments arguments) {
        refuse(model, foreign, needed, arguments);
        for (String option : needed) {
            if (!arguments.isOn(option)) {
                throw new UsageException(option + (RATING.contains(option) ? " ID" : " FILE") + " is missing: "
                        + arguments.text("--model") + " holds " + model);
            }
        }
    }

    private static void refuse(String model, List<String> foreign, List<String> needed, Arguments arguments) {
        for (String option : foreign) {
            if (arguments.isOn(option)) {
                throw new UsageException(option + " says nothing to " + model + ", as " + arguments.text("--model")
                        + " holds; " + String.join(" and ", needed) + " would be right");
            }
        }
    }
}

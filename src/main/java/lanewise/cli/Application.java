package lanewise.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import lanewise.train.Callback;
import lanewise.train.Learner;

/** What the commands that train need to know of an application: its options, and the learner that they make. */
interface Application {

    /** Its word behind that of the command: {@code tabular}. */
    String name();

    /** What is trained, and on what: "a recommender on a CSV file of ratings". */
    String subject();

    /** The options of data and model, for every command. */
    List<Option> options();

    /** The default of {@code --lr}. */
    String rate();

    /** What else the help of every command should say. */
    String details();

    /** The options that an example needs. */
    String example();

    /** The files that will be read, each with the option that names it. */
    List<NamedFile> reads(Arguments arguments);

    /** Reads the data, prints what was found, and makes the learner. */
    Prepared prepare(Arguments arguments, Output output);

    /**
     * A learner before its first fit.
     *
     * @param export writes its model file
     * @param callbacks are told of each event once its line is printed
     */
    record Prepared(Learner<?, ?> learner, Consumer<Path> export, List<Callback> callbacks) {}

    /**
     * A file, and the option that names it.
     *
     * @param option with its dashes
     */
    record NamedFile(String option, Path path) {}
}

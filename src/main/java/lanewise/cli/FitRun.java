package lanewise.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import lanewise.train.Callback;
import lanewise.train.History;
import lanewise.train.Learner;
import lanewise.train.LrCurve;
import org.jspecify.annotations.Nullable;

/** What the commands that train have in common: the fit itself, its history, its clean end, and the saved model. */
final class FitRun {

    static final Option OUT = Option.required("--out", "FILE", "where to save the model");
    static final Option SEED = Option.of("--seed", "N", "42", "the same seed gives the same model, bit for bit");
    static final Option HISTORY =
            Option.optional("--history", "FILE", "JSON lines, an object for each epoch, written as epochs end");

    private static final String RATE = "--lr";
    private static final String FIND = "find";

    private FitRun() {}

    /** The option that {@link #rate} reads. */
    static Option rateOption(String byDefault) {
        return Option.of(RATE, "RATE", byDefault, "peak learning rate of the one-cycle schedule; find looks for one");
    }

    /** The peak rate that was given, or NaN if one is to be found. */
    static float rate(Arguments arguments) {
        return arguments.text(RATE).equals(FIND)
                ? Float.NaN
                : (float) arguments.number(RATE, Float.MIN_NORMAL, 1000, "a number above 0 and below 1000, or find,");
    }

    /** Prints the curve and takes the suggestion that did best in the comparison that CONTRIBUTING.md has. */
    private static float found(Learner<?, ?> learner, PrintStream out) {
        LrCurve curve = learner.findLr();
        out.println(curve);
        out.println("learning rate " + curve.minimum() + ", a tenth of that of the lowest loss");
        return curve.minimum();
    }

    /**
     * Trains by the one-cycle schedule, prints how it goes, and saves the model, also when the fit is asked to end.
     *
     * @param others are told of each event once its line is printed
     */
    static void run(
            Learner<?, ?> learner,
            int epochs,
            float rate,
            Consumer<Path> save,
            Arguments arguments,
            Output output,
            Callback... others) {
        PrintStream out = output.out();
        try (CleanEnd end = CleanEnd.begin("this epoch ends here, then the model is saved", output)) {
            learner.callback(output.table());
            learner.callback(end);
            for (Callback other : others) {
                learner.callback(other);
            }
            History history = fit(
                    learner,
                    epochs,
                    Float.isNaN(rate) ? found(learner, out) : rate,
                    arguments.findPath(HISTORY.name()));
            if (history.stopped()) {
                out.println("ended early: " + history.epochs().size() + " of " + Amount.of(epochs, "epoch")
                        + ", the last one cut short");
            }
            Path path = arguments.path(OUT.name());
            save.accept(path);
            out.println("saved " + path + ": " + Amount.bytes(path.toFile().length()) + ", "
                    + Amount.of(learner.parameters().count(), "parameter"));
            out.flush();
            end.done();
        }
    }

    private static History fit(Learner<?, ?> learner, int epochs, float rate, @Nullable Path historyPath) {
        if (historyPath == null) {
            return learner.fitOneCycle(epochs, rate);
        }
        try (HistoryFile lines = HistoryFile.create(historyPath)) {
            learner.callback(lines);
            return learner.fitOneCycle(epochs, rate);
        }
    }

    /**
     * Looks before the work starts for all that could go wrong with files at its end.
     *
     * @param read the files to be read, by the option that names each
     */
    static void requireFiles(Map<String, Path> read, Arguments arguments) {
        Path out = arguments.path(OUT.name());
        OutputPath.require(OUT.name(), out);
        read.forEach((option, path) -> OutputPath.requireApart(OUT.name(), out, option, path));
        Path history = arguments.findPath(HISTORY.name());
        if (history != null) {
            OutputPath.require(HISTORY.name(), history);
            OutputPath.requireApart(OUT.name(), out, HISTORY.name(), history);
            read.forEach((option, path) -> OutputPath.requireApart(HISTORY.name(), history, option, path));
        }
    }
}

package lanewise.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import lanewise.train.Callback;
import lanewise.train.EarlyStopping;
import lanewise.train.History;
import lanewise.train.Learner;
import lanewise.train.LrCurve;
import org.jspecify.annotations.Nullable;

/** {@code fit}: trains a model by the one-cycle schedule and saves it. */
final class Fit implements Command {

    private static final Option OUT = Option.required("--out", "FILE", "where to save the model");
    private static final Option EARLY_STOP = Option.optional(
            "--early-stop", "N", "ends the fit after so many epochs in a row without a lower valid_loss");
    private static final Option HISTORY =
            Option.optional("--history", "FILE", "JSON lines, an object for each epoch, written as epochs end");
    private static final Option REPORT =
            Option.optional("--report", "FILE", "a page of HTML with curves and biggest losses");
    private static final String EPOCHS = "--epochs";
    private static final String RATE = "--lr";
    private static final String FIND = "find";

    private final Application application;

    Fit(Application application) {
        this.application = application;
    }

    @Override
    public String name() {
        return "fit " + application.name();
    }

    @Override
    public String summary() {
        return "trains " + application.subject() + ", and saves it";
    }

    @Override
    public Options options() {
        return TrainingOptions.of(
                application,
                OUT,
                Option.of(EPOCHS, "N", "5", "how often all is seen"),
                Option.of(
                        RATE,
                        "RATE",
                        application.rate(),
                        "peak learning rate of the one-cycle schedule; find looks for one"),
                EARLY_STOP,
                HISTORY,
                REPORT,
                CheckpointOptions.EVERY,
                CheckpointOptions.RESUME);
    }

    @Override
    public String details() {
        return application.details()
                + "\nCtrl-C ends the epoch after its batch, validates, and saves the model. Checkpoints lie in a folder\n"
                + "beside it and go when the fit has come to its end.";
    }

    @Override
    public String example() {
        return name() + " " + application.example() + " \\\n      --out model.safetensors";
    }

    @Override
    public int run(Arguments arguments, Output output) {
        int epochs = arguments.wholeNumber(EPOCHS, 1, 1_000_000);
        boolean find = arguments.text(RATE).equals(FIND);
        double rate = find
                ? Double.NaN
                : arguments.number(RATE, Float.MIN_NORMAL, 1000, "a number above 0 and below 1000, or find,");
        int patience = arguments.isOn(EARLY_STOP.name()) ? arguments.wholeNumber(EARLY_STOP.name(), 1, 1_000_000) : 0;
        Path out = arguments.path(OUT.name());
        CheckpointOptions checkpoints = CheckpointOptions.of(arguments, out);
        TrainingOptions.requireFiles(application.reads(arguments), arguments, OUT, HISTORY, REPORT);
        Application.Prepared prepared = application.prepare(arguments, output);
        Learner<?, ?> learner = prepared.learner();
        PrintStream lines = output.out();
        try (CleanEnd end = CleanEnd.begin("this epoch ends here, then the model is saved", output)) {
            learner.callback(output.table());
            learner.callback(end);
            if (patience > 0) {
                learner.callback(EarlyStopping.patience(patience));
            }
            for (Callback callback : prepared.callbacks()) {
                learner.callback(callback);
            }
            checkpoints.apply(learner, lines);
            float peak = find ? found(learner, lines) : (float) rate;
            History history = fit(learner, epochs, peak, arguments.findPath(HISTORY.name()));
            if (history.stopped()) {
                lines.println("ended early: " + history.epochs().size() + " of " + Amount.of(epochs, "epoch")
                        + (end.isAsked() ? ", the last one cut short" : ""));
            }
            prepared.export().accept(out);
            lines.println("saved " + out + ": " + Amount.bytes(out.toFile().length()) + ", "
                    + Amount.of(learner.parameters().count(), "parameter"));
            Path report = arguments.findPath(REPORT.name());
            if (report != null) {
                learner.report(report);
                lines.println(
                        "report " + report + ": " + Amount.bytes(report.toFile().length()));
            }
            if (!end.isAsked()) {
                checkpoints.delete();
            }
            lines.flush();
            end.done();
        }
        return OK;
    }

    /** Prints the curve and takes the suggestion that did best in the comparison that CONTRIBUTING.md has. */
    private static float found(Learner<?, ?> learner, PrintStream out) {
        LrCurve curve = learner.findLr();
        out.println(curve);
        out.println("learning rate " + curve.minimum() + ", a tenth of that of the lowest loss");
        return curve.minimum();
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
}

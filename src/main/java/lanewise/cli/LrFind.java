package lanewise.cli;

import java.nio.file.Path;
import lanewise.train.LrCurve;

/** {@code lr-find}: shows how the loss of a model that could be trained goes with the learning rate. */
final class LrFind implements Command {

    private static final Option SVG = Option.optional("--svg", "FILE", "the curve as a picture");
    private static final String START = "--start-lr";
    private static final String END = "--end-lr";
    private static final String STEPS = "--steps";

    private final Application application;

    LrFind(Application application) {
        this.application = application;
    }

    @Override
    public String name() {
        return "lr-find " + application.name();
    }

    @Override
    public String summary() {
        return "plots the loss over the learning rate for " + application.subject();
    }

    @Override
    public Options options() {
        return TrainingOptions.of(
                application,
                SVG,
                Option.of(START, "RATE", "1e-7", "the first learning rate"),
                Option.of(END, "RATE", "10", "the last; it ends earlier where the loss goes off"),
                Option.of(STEPS, "N", "100", "how many there are, growing by equal factors"));
    }

    @Override
    public String details() {
        return application.details() + "\nNo model is saved. fit --lr find takes the suggestion called minimum.";
    }

    @Override
    public String example() {
        return name() + " " + application.example();
    }

    @Override
    public int run(Arguments arguments, Output output) {
        float start = (float) arguments.number(START, Float.MIN_NORMAL, 1000, "a number above 0 and below 1000");
        float end = (float) arguments.number(END, Float.MIN_NORMAL, 1e6, "a number above 0");
        int steps = arguments.wholeNumber(STEPS, 2, 1_000_000);
        TrainingOptions.requireFiles(application.reads(arguments), arguments, SVG);
        LrCurve curve = application.prepare(arguments, output).learner().findLr(start, end, steps);
        output.out().println(curve);
        Path svg = arguments.findPath(SVG.name());
        if (svg != null) {
            curve.plot().write(svg);
            output.out().println("picture " + svg);
        }
        return OK;
    }
}

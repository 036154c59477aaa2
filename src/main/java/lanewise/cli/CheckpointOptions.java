package lanewise.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lanewise.train.Checkpoints;
import lanewise.train.Learner;

/** When {@code fit} writes checkpoints, in a folder beside the model, and whether it goes on from there. */
final class CheckpointOptions {

    static final Option EVERY = Option.optional(
            "--checkpoint-every", "TIME", "keeps all that is needed to go on: 5m, 30s, 1h, or a number of steps");
    static final Option RESUME =
            Option.onOff("--resume", "goes on from the last checkpoint of the same command, if there is one");

    private static final Pattern TIME = Pattern.compile("([1-9]\\d{0,8})([smh]?)");

    private final Checkpoints checkpoints;
    private final boolean writes;
    private final boolean resumes;

    private CheckpointOptions(Checkpoints checkpoints, boolean writes, boolean resumes) {
        this.checkpoints = checkpoints;
        this.writes = writes;
        this.resumes = resumes;
    }

    static CheckpointOptions of(Arguments arguments, Path model) {
        Checkpoints in = Checkpoints.in(model.resolveSibling(model.getFileName() + ".checkpoints"));
        boolean writes = arguments.isOn(EVERY.name());
        return new CheckpointOptions(
                writes ? every(in, arguments.text(EVERY.name())) : in, writes, arguments.isOn(RESUME.name()));
    }

    private static Checkpoints every(Checkpoints in, String text) {
        Matcher time = TIME.matcher(text);
        if (!time.matches()) {
            throw new UsageException(
                    EVERY.name() + " " + text + ": a time such as 5m, 30s or 1h, or a number of steps, would be right");
        }
        int number = Integer.parseInt(time.group(1));
        return switch (time.group(2)) {
            case "s" -> in.every(Duration.ofSeconds(number));
            case "m" -> in.every(Duration.ofMinutes(number));
            case "h" -> in.every(Duration.ofHours(number));
            default -> in.everySteps(number);
        };
    }

    void apply(Learner<?, ?> learner, PrintStream out) {
        if (writes) {
            learner.checkpoints(checkpoints);
        }
        if (resumes && !learner.resume(checkpoints.folder())) {
            out.println("no checkpoint in " + checkpoints.folder() + ": beginning from the start");
        }
    }

    /** The model is whole: what was kept to go on is no longer needed. */
    void delete() {
        if (writes || resumes) {
            checkpoints.delete();
        }
    }
}

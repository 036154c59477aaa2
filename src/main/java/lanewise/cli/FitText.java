package lanewise.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import lanewise.backend.Device;
import lanewise.text.TextData;
import lanewise.text.TextLearner;
import lanewise.text.TextNet;
import lanewise.text.Unit;
import lanewise.train.Callback;
import lanewise.train.Metric;

/** {@code fit text}: trains a language model on text files. */
final class FitText implements Command {

    private static final int SAMPLE = 240;
    private static final int WORDS = 50;

    @Override
    public String name() {
        return "fit text";
    }

    @Override
    public String summary() {
        return "trains a language model on text files, character by character or word by word, and saves it";
    }

    @Override
    public Options options() {
        return Options.of(
                Option.required("--files", "FILE[,FILE]", "text files in UTF-8, read in this order"),
                FitRun.OUT,
                Option.of("--unit", "NAME", "char", "what is read and written one at a time: char or word"),
                Option.onOff(
                        "--lines", "each line is a sample of its own, such as a name; they are read in random order"),
                Option.onOff("--lower-case", "makes all letters small first"),
                Option.optional(
                        "--min-count", "N", "what comes up fewer times is read as unknown (default: 1, for words 3)"),
                Option.of("--valid", "SHARE", "0.1", "share of each file, its end, to validate on; 0 for none"),
                Option.optional("--valid-files", "FILE[,FILE]", "validates on these files instead"),
                Option.of("--model", "NAME", "lstm", "the recurrent layers: rnn, gru or lstm"),
                Option.of("--layers", "N", "2", "how many recurrent layers"),
                Option.of("--hidden", "N", "256", "width of each"),
                Option.of("--embedding", "N", "64", "numbers that describe a character or word"),
                Option.of("--dropout", "SHARE", "0", "dropout between the recurrent layers"),
                Option.of("--output-dropout", "SHARE", "0", "dropout behind the last of them"),
                Option.of("--window", "N", "32", "how far gradients reach back; the state is carried on"),
                Option.onOff("--varied-window", "draws the length of each window around --window"),
                Option.of("--batch", "N", "64", "sequences read side by side: the text is cut into so many"),
                Option.of("--epochs", "N", "5", "how often the text is read"),
                FitRun.rateOption("3e-3"),
                Option.optional("--clip", "NORM", "scales gradients down to this norm"),
                Option.optional("--sample", "PROMPT", "shows after each epoch how the model goes on after this"),
                FitRun.SEED,
                Threads.OPTION,
                FitRun.HISTORY);
    }

    @Override
    public String details() {
        return "The optimizer is Adam, the loss the cross-entropy of the next character or word, in nats. A word is what\n"
                + "stands between white space. Ctrl-C ends the epoch after its batch, validates, and saves the model.";
    }

    @Override
    public String example() {
        return "fit text --files poems.txt --model lstm --layers 2 --hidden 512 --epochs 10 --out poet.safetensors";
    }

    @Override
    public int run(Arguments arguments, Output output) {
        TextArguments told = TextArguments.of(arguments);
        TextNet net = told.net();
        int epochs = arguments.wholeNumber("--epochs", 1, 1_000_000);
        float rate = FitRun.rate(arguments);
        float clip = arguments.isOn("--clip")
                ? (float) arguments.number("--clip", Float.MIN_NORMAL, 1e9, "a number above 0")
                : Float.POSITIVE_INFINITY;
        Device device = Threads.device(arguments);
        requireFiles(told, arguments);
        TextData data = told.data();
        TextLearner learner = told.learner(data, net);
        learner.device(device);
        learner.clipNorm(clip);
        learner.metrics(Metric.accuracy());
        PrintStream out = output.out();
        out.println(TextArguments.names(told.files()) + ": " + TextReport.size(data, told.unit()));
        out.println(TextReport.scale(data, told.unit()));
        out.println(device.describe());
        FitRun.run(
                learner,
                epochs,
                rate,
                learner::export,
                arguments,
                output,
                samples(learner, told.unit(), arguments, output));
        return OK;
    }

    private static Callback[] samples(TextLearner learner, Unit unit, Arguments arguments, Output output) {
        return arguments.isOn("--sample")
                ? new Callback[] {
                    new LiveSample(learner, arguments.text("--sample"), unit == Unit.CHAR ? SAMPLE : WORDS, output)
                }
                : new Callback[0];
    }

    private static void requireFiles(TextArguments told, Arguments arguments) {
        List<Path> read = new ArrayList<>(told.files());
        for (Path file : read) {
            FitRun.requireFiles(Map.of("--files", file), arguments);
        }
        for (Path file : told.validFiles()) {
            FitRun.requireFiles(Map.of("--valid-files", file), arguments);
        }
    }
}

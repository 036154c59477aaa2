package lanewise.cli;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import lanewise.backend.Device;
import lanewise.text.SamplePrinter;
import lanewise.text.TextData;
import lanewise.text.TextLearner;
import lanewise.text.TextNet;
import lanewise.text.Unit;
import lanewise.train.Callback;
import lanewise.train.Metric;

/** A language model trained on text files. */
final class TextApplication implements Application {

    private static final int SAMPLE = 240;
    private static final int WORDS = 50;

    @Override
    public String name() {
        return "text";
    }

    @Override
    public String subject() {
        return "a language model on text files";
    }

    @Override
    public List<Option> options() {
        return List.of(
                Option.required("--files", "FILE[,FILE]", "text files in UTF-8, read in this order"),
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
                Option.optional("--clip", "NORM", "scales gradients down to this norm"),
                Option.optional("--sample", "PROMPT", "shows after each epoch how the model goes on after this"));
    }

    @Override
    public String details() {
        return "It reads and writes character by character or word by word; a word is what stands between white space. The\n"
                + "optimizer is Adam, the loss the cross-entropy of the next character or word, in nats.";
    }

    @Override
    public String example() {
        return "--files poems.txt --model lstm --layers 2 --hidden 512";
    }

    @Override
    public String rate() {
        return "3e-3";
    }

    @Override
    public List<NamedFile> reads(Arguments arguments) {
        TextArguments told = TextArguments.of(arguments);
        List<NamedFile> read = new ArrayList<>();
        told.files().forEach(file -> read.add(new NamedFile("--files", file)));
        told.validFiles().forEach(file -> read.add(new NamedFile("--valid-files", file)));
        return read;
    }

    @Override
    public Prepared prepare(Arguments arguments, Output output) {
        TextArguments told = TextArguments.of(arguments);
        TextNet net = told.net();
        float clip = arguments.isOn("--clip")
                ? (float) arguments.number("--clip", Float.MIN_NORMAL, 1e9, "a number above 0")
                : Float.POSITIVE_INFINITY;
        Device device = DeviceOptions.device(arguments, output);
        TextData data = told.data();
        TextLearner learner = told.learner(data, net);
        learner.to(device);
        learner.clipNorm(clip);
        learner.metrics(Metric.accuracy());
        PrintStream out = output.out();
        out.println(TextArguments.names(told.files()) + ": " + TextReport.size(data, told.unit()));
        out.println(TextReport.scale(data, told.unit()));
        out.println(device.describe());
        return new Prepared(learner, learner::export, samples(learner, told.unit(), arguments, output));
    }

    private static List<Callback> samples(TextLearner learner, Unit unit, Arguments arguments, Output output) {
        return arguments.isOn("--sample")
                ? List.of(SamplePrinter.of(
                        learner, arguments.text("--sample"), unit == Unit.CHAR ? SAMPLE : WORDS, output.out()))
                : List.of();
    }
}

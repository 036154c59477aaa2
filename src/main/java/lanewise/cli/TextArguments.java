package lanewise.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import lanewise.data.DataException;
import lanewise.text.TextData;
import lanewise.text.TextLearner;
import lanewise.text.TextNet;
import lanewise.text.Unit;

/** What {@code fit text} was told of its texts and of its net. */
final class TextArguments {

    private static final String RIGHT_SHARE = "a number from 0 up to but not including 1";
    private static final int RARE_WORD = 3;

    private final Arguments arguments;
    private final Unit unit;
    private final List<Path> files;
    private final List<Path> validFiles;

    private TextArguments(Arguments arguments, Unit unit, List<Path> files, List<Path> validFiles) {
        this.arguments = arguments;
        this.unit = unit;
        this.files = files;
        this.validFiles = validFiles;
    }

    static TextArguments of(Arguments arguments) {
        Unit unit = arguments.choice("--unit", "char", "word").equals("char") ? Unit.CHAR : Unit.WORD;
        boolean byFile = arguments.isOn("--valid-files");
        if (byFile && arguments.isOn("--valid")) {
            throw new UsageException(
                    "--valid and --valid-files are two ways to choose what validates; one would be right");
        }
        if (arguments.isOn("--lines") && (arguments.isOn("--window") || arguments.isOn("--varied-window"))) {
            throw new UsageException("--window and --varied-window cut a stream; with --lines no line is cut");
        }
        return new TextArguments(
                arguments,
                unit,
                FileNames.of("--files", arguments),
                byFile ? FileNames.of("--valid-files", arguments) : List.of());
    }

    Unit unit() {
        return unit;
    }

    List<Path> files() {
        return files;
    }

    List<Path> validFiles() {
        return validFiles;
    }

    TextNet net() {
        int hidden = arguments.wholeNumber("--hidden", 1, 100_000);
        int layers = arguments.wholeNumber("--layers", 1, 1000);
        float dropout = (float) arguments.number("--dropout", 0, 1, RIGHT_SHARE);
        if (layers == 1 && dropout > 0) {
            throw new UsageException(
                    "--dropout acts between layers, and --layers is 1; --output-dropout acts behind the"
                            + " last layer");
        }
        TextNet net = switch (arguments.choice("--model", "rnn", "gru", "lstm")) {
            case "rnn" -> TextNet.rnn(hidden);
            case "gru" -> TextNet.gru(hidden);
            default -> TextNet.lstm(hidden);
        };
        return net.layers(layers)
                .embedding(arguments.wholeNumber("--embedding", 1, 100_000))
                .dropout(dropout)
                .outputDropout((float) arguments.number("--output-dropout", 0, 1, RIGHT_SHARE));
    }

    /** Reads the files. */
    TextData data() {
        float share = (float) arguments.number("--valid", 0, 1, RIGHT_SHARE);
        int window = arguments.wholeNumber("--window", 1, 1_000_000);
        int batch = arguments.wholeNumber("--batch", 1, 1_000_000);
        int times = arguments.isOn("--min-count")
                ? arguments.wholeNumber("--min-count", 1, 1_000_000_000)
                : unit == Unit.CHAR ? 1 : RARE_WORD;
        TextData data = read(share).batchSize(batch).minFrequency(times);
        data = arguments.isOn("--varied-window") ? data.variedWindow(window) : data.window(window);
        data = arguments.isOn("--lower-case") ? data.lowerCase() : data;
        requireKnown(data, times);
        return data;
    }

    private void requireKnown(TextData data, int times) {
        if (TextReport.different(data) > 0) {
            return;
        }
        String noun = TextReport.noun(unit);
        if (TextReport.different(data.minFrequency(1)) == 0) {
            throw new UsageException(names(files) + " holds no " + (unit == Unit.CHAR ? "text" : "words")
                    + "; there is nothing to learn from");
        }
        throw new UsageException(
                "--min-count " + times + ": no " + noun + " of " + names(files) + " comes up so often");
    }

    private TextData read(float share) {
        if (arguments.isOn("--lines")) {
            return validFiles.isEmpty()
                    ? TextData.linesOf(files, share, unit)
                    : TextData.linesOf(files, validFiles, unit);
        }
        return validFiles.isEmpty()
                ? TextData.streamOf(files, share, unit)
                : TextData.streamOf(files, validFiles, unit);
    }

    /**
     * The learner of the net on the data.
     *
     * @throws UsageException if there is too little text to train or to validate
     */
    TextLearner learner(TextData data, TextNet net) {
        boolean validates = !validFiles.isEmpty() || Double.parseDouble(arguments.text("--valid")) > 0;
        if (validates && data.valid().rows() == 0) {
            throw new UsageException(validName() + Amount.of(data.validTokens(), TextReport.noun(unit))
                    + " to validate on, too few for "
                    + (arguments.isOn("--lines")
                            ? "a line"
                            : "--batch " + arguments.text("--batch") + " sequences of two windows of --window "
                                    + arguments.text("--window"))
                    + "; --valid 0 validates on none");
        }
        try {
            return TextLearner.of(data, net, arguments.longNumber(TrainingOptions.SEED.name()));
        } catch (DataException e) {
            throw new UsageException(names(files) + ": " + e.getMessage());
        }
    }

    private String validName() {
        return validFiles.isEmpty()
                ? "--valid " + arguments.text("--valid") + " of " + names(files) + " leaves "
                : names(validFiles) + ": ";
    }

    /** {@code a.txt, b.txt}. */
    static String names(List<Path> paths) {
        List<String> names = new ArrayList<>();
        for (Path path : paths) {
            names.add(path.toString());
        }
        return String.join(", ", names);
    }
}

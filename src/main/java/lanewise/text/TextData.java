package lanewise.text;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import lanewise.data.DataException;
import lanewise.tensor.Rng;
import lanewise.train.BatchSource;
import org.jspecify.annotations.Nullable;

/**
 * Texts to learn to write from, in one of two layouts. A stream is one long text, cut into as many contiguous chunks as a
 * batch has sequences; a batch is a window over all chunks and follows on the one before, so that a state can be carried.
 * Lines are samples of their own, drawn in random order and padded to the longest of the batch. A value: every setting
 * returns another.
 */
public final class TextData {

    /** The layouts. */
    enum Layout {
        STREAM,
        LINES
    }

    private final Layout layout;
    private final List<String> train;
    private final List<String> valid;
    private final Unit unit;
    private final Settings settings;
    private volatile @Nullable Vocab vocab;

    /**
     * What can be refined.
     *
     * @param given a vocabulary instead of one from the texts, or null
     */
    private record Settings(
            boolean lowerCase,
            int minFrequency,
            int batchSize,
            int window,
            boolean varied,
            @Nullable Vocab given) {}

    private TextData(Layout layout, List<String> train, List<String> valid, Unit unit, Settings settings) {
        this.layout = layout;
        this.train = List.copyOf(train);
        this.valid = List.copyOf(valid);
        this.unit = unit;
        this.settings = settings;
    }

    private static TextData of(Layout layout, List<String> train, List<String> valid, Unit unit) {
        return new TextData(layout, train, valid, unit, new Settings(false, 1, 64, 32, false, null));
    }

    private TextData with(Settings other) {
        return new TextData(layout, train, valid, unit, other);
    }

    // Making

    /** A stream of one text, of which the last fifth validates, cut at the end of a line; batches of 64 windows of 32. */
    public static TextData stream(String text, Unit unit) {
        return stream(text, 0.2f, unit);
    }

    /** A stream of one text whose last part validates: about this fraction, cut at the end of a line. */
    public static TextData stream(String text, float validFraction, Unit unit) {
        requireFraction(validFraction);
        int cut = text.length() - Math.round(text.length() * validFraction);
        int line = text.indexOf('\n', Math.max(0, cut - 1));
        int at = line < 0 || line + 1 >= text.length() ? cut : line + 1;
        if (at > 0 && at < text.length() && Character.isLowSurrogate(text.charAt(at))) {
            at++;
        }
        return stream(text.substring(0, at), text.substring(at), unit);
    }

    /** A stream of a text to train on and one to validate on, which may be empty. */
    public static TextData stream(String train, String valid, Unit unit) {
        return streams(Collections.singletonList(train), withoutEmpty(valid), unit);
    }

    private static List<String> withoutEmpty(String text) {
        return text.isEmpty() ? Collections.emptyList() : Collections.singletonList(text);
    }

    /** A stream of files in this order, read as UTF-8; the last fifth of each validates, cut at the end of a line. */
    public static TextData streamOf(List<Path> files, Unit unit) {
        return streamOf(files, 0.2f, unit);
    }

    /** A stream of files, read as UTF-8; the last part of each validates: about this fraction, cut at the end of a line. */
    public static TextData streamOf(List<Path> files, float validFraction, Unit unit) {
        List<String> train = new ArrayList<>();
        List<String> valid = new ArrayList<>();
        for (Path file : files) {
            TextData one = stream(Utf8.read(file), validFraction, unit);
            train.addAll(one.train);
            valid.addAll(one.valid);
        }
        return streams(train, valid, unit);
    }

    /** A stream of files to train on, and one of files to validate on, read as UTF-8. */
    public static TextData streamOf(List<Path> train, List<Path> valid, Unit unit) {
        return streams(readAll(train), readAll(valid), unit);
    }

    private static TextData streams(List<String> train, List<String> valid, Unit unit) {
        return of(Layout.STREAM, train, valid, unit);
    }

    private static List<String> readAll(List<Path> files) {
        List<String> texts = new ArrayList<>();
        for (Path file : files) {
            texts.add(Utf8.read(file));
        }
        return texts;
    }

    /** Lines as samples, empty ones left out, of which the last part validates: this fraction. */
    public static TextData lines(List<String> lines, float validFraction, Unit unit) {
        requireFraction(validFraction);
        List<String> kept = filled(lines);
        int cut = kept.size() - Math.round(kept.size() * validFraction);
        return of(Layout.LINES, kept.subList(0, cut), kept.subList(cut, kept.size()), unit);
    }

    /** Lines as samples to train on, and others to validate on, which may be none; empty ones are left out. */
    public static TextData lines(List<String> train, List<String> valid, Unit unit) {
        return of(Layout.LINES, filled(train), filled(valid), unit);
    }

    private static List<String> filled(List<String> lines) {
        List<String> kept = new ArrayList<>();
        for (String line : lines) {
            if (!line.isEmpty()) {
                kept.add(line);
            }
        }
        return kept;
    }

    /** The lines of a file, read as UTF-8, as samples, of which the last part validates: this fraction. */
    public static TextData linesOf(Path file, float validFraction, Unit unit) {
        return linesOf(Collections.singletonList(file), validFraction, unit);
    }

    /** The lines of files, read as UTF-8, as samples; of each file the last part validates: this fraction. */
    public static TextData linesOf(List<Path> files, float validFraction, Unit unit) {
        List<String> train = new ArrayList<>();
        List<String> valid = new ArrayList<>();
        for (Path file : files) {
            TextData one = lines(readLines(file), validFraction, unit);
            train.addAll(one.train);
            valid.addAll(one.valid);
        }
        return lines(train, valid, unit);
    }

    /** The lines of files to train on, and those of files to validate on, read as UTF-8, as samples. */
    public static TextData linesOf(List<Path> train, List<Path> valid, Unit unit) {
        return lines(readAllLines(train), readAllLines(valid), unit);
    }

    private static List<String> readAllLines(List<Path> files) {
        List<String> lines = new ArrayList<>();
        for (Path file : files) {
            lines.addAll(readLines(file));
        }
        return lines;
    }

    private static List<String> readLines(Path file) {
        return Arrays.asList(Utf8.read(file).split("\r?\n", -1));
    }

    private static void requireFraction(float fraction) {
        if (!(fraction >= 0 && fraction < 1)) {
            throw new IllegalArgumentException(
                    "text data: the validation fraction must be at least 0 and less than 1, got " + fraction);
        }
    }

    // Settings

    /** The same with all letters small. */
    public TextData lowerCase() {
        return with(new Settings(
                true, settings.minFrequency, settings.batchSize, settings.window, settings.varied, settings.given));
    }

    /** The same with tokens that training holds fewer than {@code times} times taken as unknown. */
    public TextData minFrequency(int times) {
        requirePositive("the least number of times", times);
        return with(new Settings(
                settings.lowerCase, times, settings.batchSize, settings.window, settings.varied, settings.given));
    }

    /** The same with so many sequences in a batch: for a stream, so many chunks. */
    public TextData batchSize(int sequences) {
        requirePositive("the batch size", sequences);
        return with(new Settings(
                settings.lowerCase,
                settings.minFrequency,
                sequences,
                settings.window,
                settings.varied,
                settings.given));
    }

    /** The same with windows of so many steps; lines are not cut. */
    public TextData window(int steps) {
        requirePositive("the window", steps);
        return with(new Settings(
                settings.lowerCase, settings.minFrequency, settings.batchSize, steps, false, settings.given));
    }

    /**
     * The same with training windows of about so many steps, drawn anew for each epoch: in proportion to the larger of 5 and
     * a normal number around {@code steps}, or in one of twenty around half of it, with deviation 5. Steps that end a window
     * in one epoch stand inside one in another.
     */
    public TextData variedWindow(int steps) {
        requirePositive("the window", steps);
        return with(new Settings(
                settings.lowerCase, settings.minFrequency, settings.batchSize, steps, true, settings.given));
    }

    /** The same with a vocabulary that is given, not taken from the training text. */
    public TextData vocab(Vocab other) {
        return with(new Settings(
                settings.lowerCase,
                settings.minFrequency,
                settings.batchSize,
                settings.window,
                settings.varied,
                other));
    }

    private static void requirePositive(String what, int value) {
        if (value < 1) {
            throw new IllegalArgumentException("text data: " + what + " must be at least 1, got " + value);
        }
    }

    // Reading

    /** The tokens of the training text that are frequent enough. */
    public Vocab vocab() {
        Vocab made = vocab;
        if (made == null) {
            made = settings.given == null ? makeVocab() : settings.given;
            vocab = made;
        }
        return made;
    }

    private Vocab makeVocab() {
        List<String> tokens = new ArrayList<>();
        for (String text : train) {
            tokens.addAll(tokens(text));
            // An end is learnt like any token: once for each file, which the least frequency may leave out.
            tokens.add(Vocab.END);
        }
        return Vocab.byFrequency(tokens, settings.minFrequency);
    }

    private List<String> tokens(String text) {
        return unit.tokens(settings.lowerCase ? text.toLowerCase(Locale.ROOT) : text);
    }

    /** How many tokens train, ends of files or lines among them. */
    public int trainTokens() {
        return count(train);
    }

    /** How many tokens validate, ends of files or lines among them. */
    public int validTokens() {
        return count(valid);
    }

    private int count(List<String> texts) {
        int count = 0;
        for (String text : texts) {
            count += tokens(text).size() + 1;
        }
        return count;
    }

    /** How many batches an epoch has. */
    public int batches() {
        int rows = train(Rng.of(0)).rows();
        return layout == Layout.STREAM ? rows : (rows + settings.batchSize - 1) / settings.batchSize;
    }

    Unit unit() {
        return unit;
    }

    boolean isLowerCase() {
        return settings.lowerCase;
    }

    boolean isLines() {
        return layout == Layout.LINES;
    }

    /** How many rows of a source make a batch: the batch size of a learner. */
    public int rowsPerBatch() {
        return layout == Layout.STREAM ? 1 : settings.batchSize;
    }

    /**
     * What a learner trains on.
     *
     * @param rng draws varied windows
     * @throws DataException if the training text is too short for a batch
     */
    public BatchSource<TextBatch> train(Rng rng) {
        BatchSource<TextBatch> source = source(train, settings.varied ? rng : null);
        if (source.rows() == 0) {
            throw new DataException("text data: the training text holds " + trainTokens() + " tokens, too few for "
                    + (layout == Layout.STREAM
                            ? settings.batchSize + " chunks of two windows of " + settings.window
                                    + "; make the batch or the window smaller"
                            : "a batch"));
        }
        return source;
    }

    /** What a learner validates on; may have no rows. */
    public BatchSource<TextBatch> valid() {
        return source(valid, null);
    }

    private BatchSource<TextBatch> source(List<String> texts, @Nullable Rng varied) {
        Vocab known = vocab();
        int end = known.id(Vocab.END);
        List<int[]> parts = new ArrayList<>();
        for (String text : texts) {
            int[] ids = known.ids(tokens(text));
            parts.add(ids);
        }
        if (layout == Layout.LINES) {
            return new LineBatches(parts, end, known.pad());
        }
        return StreamBatches.of(parts, end, settings.batchSize, settings.window, varied);
    }

    /**
     * How well a text is foretold by knowing nothing but how often each token comes up in the training text: the loss, in
     * nats per token, on what validates, or on the training text itself where nothing does. A net that reads comes below it.
     */
    public double frequencyLoss() {
        // One more of each, so that no token of the other text is impossible.
        long[] counts = frequencies(train);
        double total = counts.length;
        for (long count : counts) {
            total += count;
        }
        long[] foretold = valid.isEmpty() ? counts : frequencies(valid);
        double sum = 0;
        long tokens = 0;
        for (int id = 0; id < counts.length; id++) {
            sum -= foretold[id] * Math.log((counts[id] + 1) / total);
            tokens += foretold[id];
        }
        return sum / tokens;
    }

    private long[] frequencies(List<String> texts) {
        Vocab known = vocab();
        long[] counts = new long[known.size()];
        for (String text : texts) {
            for (int id : known.ids(tokens(text))) {
                counts[id]++;
            }
            counts[known.id(Vocab.END)]++;
        }
        return counts;
    }

    @Override
    public String toString() {
        return "TextData(" + trainTokens() + " tokens to train, " + validTokens() + " to validate, " + vocab().size()
                + " different, " + (layout == Layout.STREAM ? "a stream in " : "lines in batches of ")
                + settings.batchSize
                + (layout == Layout.STREAM
                        ? " chunks, windows of " + (settings.varied ? "about " : "") + settings.window
                        : "")
                + ")";
    }
}

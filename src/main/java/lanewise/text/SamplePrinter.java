package lanewise.text;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import lanewise.train.Callback;
import lanewise.train.Training;

/**
 * Prints what a model writes when an epoch ends, always after the same prompt and from the same seed, so that its progress
 * can be read, as UTF-8. Long texts are cut after twelve lines.
 */
public final class SamplePrinter implements Callback {

    private static final String MARGIN = "      | ";
    private static final int WIDTH = 92;
    private static final int LINES = 12;

    private final TextLearner learner;
    private final String prompt;
    private final int length;
    private final PrintStream out;
    private final Sampler sampler;
    private final long seed;

    private SamplePrinter(TextLearner learner, String prompt, int length, PrintStream out, Sampler sampler, long seed) {
        this.learner = learner;
        this.prompt = prompt;
        this.length = length;
        this.out = out;
        this.sampler = sampler;
        this.seed = seed;
    }

    /** Of a learner, drawn with temperature 0.8 from seed 1. */
    public static SamplePrinter of(TextLearner learner, String prompt, int length, PrintStream out) {
        return new SamplePrinter(learner, prompt, length, out, Sampler.temperature(0.8f), 1);
    }

    /** The same drawn in another way. */
    public SamplePrinter sampler(Sampler other, long otherSeed) {
        return new SamplePrinter(learner, prompt, length, out, other, otherSeed);
    }

    @Override
    public void afterEpoch(Training training) {
        if (training.stopped()) {
            // Who asked for the end waits for the model, not for a sample.
            return;
        }
        String text = prompt + learner.generate(prompt, length, sampler, seed);
        StringBuilder block = new StringBuilder();
        List<String> lines = wrapped(text);
        for (String line : lines.subList(0, Math.min(LINES, lines.size()))) {
            block.append(MARGIN).append(shown(line)).append('\n');
        }
        // What a model wrote may hold any character, whatever the locale.
        byte[] bytes = block.toString().getBytes(StandardCharsets.UTF_8);
        out.write(bytes, 0, bytes.length);
        out.flush();
    }

    private static List<String> wrapped(String text) {
        List<String> lines = new ArrayList<>();
        for (String line : text.split("\r?\n", -1)) {
            String rest = line;
            while (rest.length() > WIDTH) {
                int gap = rest.lastIndexOf(' ', WIDTH);
                int end = gap > 0 ? gap + 1 : rest.offsetByCodePoints(0, rest.codePointCount(0, WIDTH));
                lines.add(rest.substring(0, end));
                rest = rest.substring(end);
            }
            lines.add(rest);
        }
        return lines;
    }

    /** What a model has learnt to write may hold what would move the cursor. */
    private static String shown(String line) {
        return line.replaceAll("[\\p{Cntrl}&&[^\t]]", " ");
    }
}

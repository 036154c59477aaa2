package lanewise.cli;

import java.util.ArrayList;
import java.util.List;
import lanewise.text.Sampler;
import lanewise.text.TextLearner;
import lanewise.train.Callback;
import lanewise.train.Training;

/** Prints what the model writes when an epoch ends, always after the same prompt and with the same seed. */
final class LiveSample implements Callback {

    private static final String MARGIN = "      | ";
    private static final int WIDTH = 92;
    private static final int LINES = 12;
    private static final float TEMPERATURE = 0.8f;
    private static final long SEED = 1;

    private final TextLearner learner;
    private final String prompt;
    private final int length;
    private final Output output;

    LiveSample(TextLearner learner, String prompt, int length, Output output) {
        this.learner = learner;
        this.prompt = prompt;
        this.length = length;
        this.output = output;
    }

    @Override
    public void afterEpoch(Training training) {
        if (training.stopped()) {
            // Who asked for the end waits for the model, not for a sample.
            return;
        }
        String text = prompt + learner.generate(prompt, length, Sampler.temperature(TEMPERATURE), SEED);
        StringBuilder block = new StringBuilder();
        List<String> lines = wrapped(text);
        for (String line : lines.subList(0, Math.min(LINES, lines.size()))) {
            block.append(MARGIN).append(shown(line)).append('\n');
        }
        output.write(block.toString());
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

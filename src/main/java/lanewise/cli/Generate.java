package lanewise.cli;

import java.nio.file.Path;
import java.util.Set;
import lanewise.text.Sampler;
import lanewise.text.TextPredictor;
import lanewise.text.Unit;

/** {@code generate}: a language model goes on after a prompt, each character as it comes. */
final class Generate implements Command {

    @Override
    public String name() {
        return "generate";
    }

    @Override
    public String summary() {
        return "writes text with a language model, after a prompt";
    }

    @Override
    public Options options() {
        return Options.of(
                Option.required("--model", "FILE", "a model that fit text saved"),
                Option.optional("--prompt", "TEXT", "what the text begins with (default: nothing)"),
                Option.of(
                        "--length",
                        "N",
                        "400",
                        "how many characters, or words, to write; a model of lines ends earlier"),
                Option.of(
                        "--temperature",
                        "T",
                        "0.8",
                        "below 1 more cautious, above 1 bolder; 0 takes the likeliest always"),
                Option.of("--top-k", "N", "0", "draws from the N likeliest only; 0 for all"),
                Option.of("--top-p", "P", "1", "draws from the likeliest that have this probability together"),
                Option.of("--seed", "N", "42", "another seed gives another text"));
    }

    @Override
    public String details() {
        return "The text is UTF-8 whatever the locale. A character or word of the prompt that the model does not know is\n"
                + "said, and read as the unknown one, which is never written.";
    }

    @Override
    public String example() {
        return "generate --model poet.safetensors --prompt \"Tell me \" --length 400 --temperature 0.8 --seed 7";
    }

    @Override
    public int run(Arguments arguments, Output output) {
        int length = arguments.wholeNumber("--length", 1, Integer.MAX_VALUE);
        long seed = arguments.longNumber("--seed");
        Sampler sampler = new Sampler(
                (float) arguments.number("--temperature", 0, 1000, "a number from 0 up to 1000"),
                arguments.wholeNumber("--top-k", 0, Integer.MAX_VALUE),
                (float) arguments.number("--top-p", Float.MIN_NORMAL, Math.nextUp(1.0), "a number above 0, 1 at most"));
        Path file = arguments.path("--model");
        TextPredictor predictor = TextPredictor.load(file);
        String prompt = arguments.isOn("--prompt") ? arguments.text("--prompt") : "";
        Set<String> unknown = predictor.unknown(prompt);
        if (!unknown.isEmpty()) {
            output.note(unknown(unknown, predictor.unit(), file));
        }
        write(predictor, prompt, length, sampler, seed, output);
        return OK;
    }

    private static String unknown(Set<String> tokens, Unit unit, Path file) {
        boolean one = tokens.size() == 1;
        return "the prompt's " + TextReport.noun(unit) + (one ? " " : "s ") + String.join(" ", tokens)
                + (one ? " is" : " are") + " unknown to " + file + ": read as the unknown " + TextReport.noun(unit);
    }

    private static void write(
            TextPredictor predictor, String prompt, int length, Sampler sampler, long seed, Output output) {
        // A stream is best begun as its lines begin.
        boolean atLine = prompt.isEmpty()
                && !predictor.writesLines()
                && predictor.vocab().contains("\n");
        try (CleanEnd end = CleanEnd.begin("the text ends here", output)) {
            if (output.write(prompt)) {
                predictor.generateWhile(
                        atLine ? "\n" : prompt, length, sampler, seed, token -> output.write(token) && !end.isAsked());
                output.write("\n");
            }
            end.done();
        }
    }
}

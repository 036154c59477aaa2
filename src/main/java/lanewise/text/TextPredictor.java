package lanewise.text;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import lanewise.backend.Scope;
import lanewise.nn.Parameters;
import lanewise.nn.Pass;
import lanewise.nn.StatefulModel;
import lanewise.tensor.Functional;
import lanewise.tensor.IntTensor;
import lanewise.tensor.Rng;
import lanewise.tensor.Shape;
import lanewise.tensor.Tensor;

/**
 * A trained language model that writes. It never changes and may be used by any number of threads at once: the state is
 * carried through each call, not kept. The unknown token is never written.
 */
public final class TextPredictor {

    /** How many tokens of a text are scored at once. */
    private static final int WINDOW = 256;

    private final TextNet net;
    private final Parameters parameters;
    private final LanguageModel model;
    private final Vocab vocab;
    private final Writing writing;

    /**
     * How texts become tokens.
     *
     * @param lines whether each sample was a line: writing then begins with an end token and stops at the next
     */
    record Writing(Unit unit, boolean lowerCase, boolean lines) {}

    TextPredictor(TextNet net, Parameters parameters, LanguageModel model, Vocab vocab, Writing writing) {
        this.net = net;
        this.parameters = parameters;
        this.model = model;
        this.vocab = vocab;
        this.writing = writing;
    }

    /** A predictor of loaded or trained weights, under the names a {@link TextLearner} gives them. */
    public static TextPredictor of(TextNet net, Parameters parameters, Vocab vocab, Unit unit) {
        LanguageModel model = net.model(parameters, vocab.size());
        return new TextPredictor(net, parameters, model, vocab, new Writing(unit, false, false));
    }

    /**
     * Loads what {@link #save} wrote.
     *
     * @throws lanewise.io.ModelFormatException if the file is damaged or holds no such model
     * @throws java.io.UncheckedIOException if it is missing or can't be read
     */
    public static TextPredictor load(Path path) {
        return TextFile.read(path);
    }

    /** Loads a model from a stream, such as a resource of the application; {@code name} stands for it in messages. */
    public static TextPredictor load(InputStream in, String name) {
        return TextFile.read(in, name);
    }

    /** Writes a model file: to a temporary file beside it first, so that a crash leaves the old one. */
    public void save(Path path) {
        TextFile.write(path, net, parameters, vocab, writing);
    }

    /** The same predictor with parameters of its own. */
    TextPredictor copy() {
        Parameters own = Parameters.load(parameters.values());
        return new TextPredictor(net, own, net.model(own, vocab.size()), vocab, writing);
    }

    /** The tokens it knows. */
    public Vocab vocab() {
        return vocab;
    }

    /** The net whose weights it has. */
    public TextNet net() {
        return net;
    }

    /** What its tokens are. */
    public Unit unit() {
        return writing.unit();
    }

    /** Whether it was trained on lines as samples: then it writes one line, and stops at its end. */
    public boolean writesLines() {
        return writing.lines();
    }

    /** The tokens of a text that it does not know, each once, in the order in which they come. */
    public Set<String> unknown(String text) {
        Set<String> unknown = new LinkedHashSet<>(tokens(text));
        unknown.removeIf(vocab::contains);
        return unknown;
    }

    /**
     * What may follow a prompt: at most so many tokens, without the prompt.
     *
     * @param seed decides what is drawn
     */
    public String generate(String prompt, int length, Sampler sampler, long seed) {
        StringBuilder text = new StringBuilder();
        generate(prompt, length, sampler, seed, text::append);
        return text.toString();
    }

    /** The same, handing on each token as soon as it is chosen. */
    public void generate(String prompt, int length, Sampler sampler, long seed, Consumer<String> out) {
        generateWhile(prompt, length, sampler, seed, token -> {
            out.accept(token);
            return true;
        });
    }

    /** The same, up to a token that is answered by false. */
    public void generateWhile(String prompt, int length, Sampler sampler, long seed, Predicate<String> out) {
        int[] start = prompt(prompt);
        Rng rng = Rng.of(seed);
        boolean follows = !prompt.isEmpty();
        try (Reader reader = new Reader()) {
            float[] scores = reader.read(start);
            for (int i = 0; i < length; i++) {
                int id = sampler.choose(scores, this::mayFollow, rng);
                if (!vocab.isWritten(id)) {
                    return;
                }
                boolean wanted = out.test(follows ? writing.unit().gap() + vocab.token(id) : vocab.token(id));
                if (!wanted || i + 1 == length) {
                    return;
                }
                follows = true;
                scores = reader.read(id);
            }
        }
    }

    /** A line may end; a stream has no end that could be written. */
    private boolean mayFollow(int id) {
        return vocab.isWritten(id) || (writing.lines() && id == vocab.id(Vocab.END));
    }

    /** The tokens of a prompt, behind an end token where there must be one to read. */
    private int[] prompt(String prompt) {
        int[] ids = vocab.ids(tokens(prompt));
        if (!writing.lines() && ids.length > 0) {
            return ids;
        }
        int[] behind = new int[ids.length + 1];
        behind[0] = vocab.id(Vocab.END);
        System.arraycopy(ids, 0, behind, 1, ids.length);
        return behind;
    }

    private List<String> tokens(String text) {
        return writing.unit().tokens(writing.lowerCase() ? text.toLowerCase(Locale.ROOT) : text);
    }

    /** The most likely next tokens, best first, as they would be written. */
    public List<String> next(String prompt, int count) {
        try (Reader reader = new Reader()) {
            float[] scores = reader.read(prompt(prompt));
            List<String> best = new ArrayList<>();
            boolean[] taken = new boolean[scores.length];
            Rng unused = Rng.of(0);
            while (best.size() < Math.min(count, writable())) {
                int id = Sampler.greedy().choose(scores, i -> vocab.isWritten(i) && !taken[i], unused);
                taken[id] = true;
                best.add(vocab.token(id));
            }
            return best;
        }
    }

    private int writable() {
        int writable = 0;
        for (int id = 0; id < vocab.size(); id++) {
            writable += vocab.isWritten(id) ? 1 : 0;
        }
        return writable;
    }

    /**
     * How well it foretells a text: the mean of -log of the probability of each token but the first, given all before it;
     * in nats.
     *
     * @throws IllegalArgumentException if the text has fewer than two tokens
     */
    public double loss(String text) {
        int[] ids = vocab.ids(tokens(text));
        if (ids.length < 2) {
            throw new IllegalArgumentException("loss: the text has " + ids.length + " tokens, at least two are needed");
        }
        double sum = 0;
        try (Reader reader = new Reader()) {
            for (int from = 0; from < ids.length - 1; from += WINDOW) {
                int to = Math.min(from + WINDOW, ids.length - 1);
                Tensor scores = reader.scores(Arrays.copyOfRange(ids, from, to));
                IntTensor targets =
                        IntTensor.of(Arrays.copyOfRange(ids, from + 1, to + 1)).to(parameters.device());
                sum += (double) Functional.crossEntropy(scores, targets).item() * (to - from);
            }
        }
        return sum / (ids.length - 1);
    }

    /** One text being read: carries the state in one of two step memories, while the other is free for the next step. */
    private final class Reader implements AutoCloseable {
        private final Scope[] scopes = {
            parameters.device().backend().scope(), parameters.device().backend().scope()
        };
        private TextState state = model.zeroState(1);
        private int steps;

        /** The scores of all tokens after each of these, [tokens, vocabulary]. */
        Tensor scores(int... ids) {
            Scope scope = scopes[steps++ & 1];
            scope.release();
            IntTensor tokens = IntTensor.of(scope, ids, Shape.of(ids.length, 1));
            StatefulModel.Result<TextState> result = model.forward(TextInput.of(tokens), state, Pass.inference());
            state = result.state();
            return result.output().reshape(ids.length, vocab.size());
        }

        /** The scores after the last of these. */
        float[] read(int... ids) {
            return scores(ids).row(ids.length - 1).toArray();
        }

        @Override
        public void close() {
            for (Scope scope : scopes) {
                scope.close();
            }
        }
    }

    @Override
    public String toString() {
        return model.toString();
    }
}

package lanewise.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The tokens that a model knows, numbered from 0. Every token it does not know has the number {@link #unknown()}, if there
 * is one; a number that stands for no token of a text, such as {@link #pad()}, is written by no model.
 */
public final class Vocab {

    /** Stands for every token that is not in the vocabulary. */
    public static final String UNKNOWN = "<unk>";

    /** Fills short samples up. */
    public static final String PAD = "<pad>";

    /** Stands at the end of a file or of a line. */
    public static final String END = "<eos>";

    private static final String ZERO = "\0";

    private final List<String> tokens;
    private final int unknown;
    private final Map<String, Integer> ids = new HashMap<>();

    private Vocab(List<String> tokens) {
        this.tokens = List.copyOf(tokens);
        for (int id = 0; id < tokens.size(); id++) {
            if (ids.put(tokens.get(id), id) != null) {
                throw new IllegalArgumentException(
                        "vocabulary: the token \"" + tokens.get(id) + "\" stands in it twice");
            }
        }
        this.unknown = ids.getOrDefault(UNKNOWN, ids.getOrDefault(ZERO, -1));
    }

    /** A vocabulary of these tokens, numbered in this order; {@code <unk>}, else a zero character, stands for unknown ones. */
    public static Vocab of(List<String> tokens) {
        if (tokens.isEmpty()) {
            throw new IllegalArgumentException("vocabulary: there is no token in it");
        }
        return new Vocab(tokens);
    }

    /**
     * The course's vocabulary of a library model: {@code <unk>}, {@code <pad>}, then the tokens that occur at least
     * {@code minFrequency} times, the most frequent first and equally frequent ones by their text.
     */
    public static Vocab byFrequency(List<String> text, int minFrequency) {
        if (minFrequency < 1) {
            throw new IllegalArgumentException(
                    "vocabulary: the least number of times must be at least 1, got " + minFrequency);
        }
        Map<String, int[]> counts = new LinkedHashMap<>();
        for (String token : text) {
            counts.computeIfAbsent(token, key -> new int[1])[0]++;
        }
        List<String> kept = new ArrayList<>();
        counts.forEach((token, count) -> {
            if (count[0] >= minFrequency && !token.equals(UNKNOWN) && !token.equals(PAD)) {
                kept.add(token);
            }
        });
        kept.sort((a, b) -> {
            int byCount = Integer.compare(counts.get(b)[0], counts.get(a)[0]);
            return byCount != 0 ? byCount : a.compareTo(b);
        });
        List<String> tokens = new ArrayList<>(Arrays.asList(UNKNOWN, PAD));
        tokens.addAll(kept);
        return new Vocab(tokens);
    }

    /** The course's vocabulary of a model from scratch: a zero character for what is unknown, then all tokens sorted. */
    public static Vocab sorted(List<String> text) {
        List<String> tokens = new ArrayList<>();
        tokens.add(ZERO);
        tokens.addAll(new TreeSet<>(text));
        return new Vocab(tokens);
    }

    /** How many tokens it has. */
    public int size() {
        return tokens.size();
    }

    /** All tokens by number. */
    public List<String> tokens() {
        return tokens;
    }

    /** The token of a number. */
    public String token(int id) {
        if (id < 0 || id >= tokens.size()) {
            throw new IndexOutOfBoundsException(
                    "vocabulary: there is no token " + id + "; they are numbered from 0 to " + (tokens.size() - 1));
        }
        return tokens.get(id);
    }

    /**
     * The number of a token; {@link #unknown()} if it is not known.
     *
     * @throws IllegalArgumentException if it is not known, and the vocabulary has nothing that stands for such tokens
     */
    public int id(String token) {
        int id = ids.getOrDefault(token, unknown);
        if (id < 0) {
            throw new IllegalArgumentException(
                    "vocabulary: the token \"" + token + "\" is not in it, and none that stands for unknown ones");
        }
        return id;
    }

    /** Whether it has this token. */
    public boolean contains(String token) {
        return ids.containsKey(token);
    }

    /** The numbers of the tokens of a text. */
    public int[] ids(List<String> text) {
        int[] numbers = new int[text.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = id(text.get(i));
        }
        return numbers;
    }

    /** The number of all tokens that are not known; -1 if there is none. */
    public int unknown() {
        return unknown;
    }

    /** The number that fills short samples up. */
    public int pad() {
        return ids.getOrDefault(PAD, Math.max(0, unknown));
    }

    /** Whether a number stands for something that can be written: not for the unknown, padding or an end. */
    public boolean isWritten(int id) {
        return id != unknown && !token(id).equals(PAD) && !token(id).equals(END);
    }

    @Override
    public String toString() {
        return "Vocab(" + size() + " tokens)";
    }
}

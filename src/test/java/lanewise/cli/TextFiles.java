package lanewise.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import lanewise.tensor.Rng;

/** Small texts as files, and the words of a short training on one. */
final class TextFiles {

    private static final String[] WORDS = {"der", "Bär", "the", "cat", "sat", "on", "mats", "😀"};

    private TextFiles() {}

    /** Lines of a few words each, drawn from eight. */
    static String text(int lines, long seed) {
        Rng rng = Rng.of(seed);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < lines; i++) {
            for (int j = 1 + rng.nextInt(4); j > 0; j--) {
                text.append(WORDS[rng.nextInt(WORDS.length)]).append(j == 1 ? "\n" : " ");
            }
        }
        return text.toString();
    }

    static Path write(Path folder, String name, String text) {
        try {
            return Files.write(folder.resolve(name), text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Object> fit(Path file, Path out, Object... more) {
        List<Object> words =
                new ArrayList<>(Arrays.asList("fit", "text", "--files", file, "--out", out, "--layers", 1));
        words.addAll(Arrays.asList("--hidden", 16, "--embedding", 8, "--batch", 4, "--window", 8, "--lr", "1e-2"));
        words.addAll(Arrays.asList(more));
        return words;
    }
}

package lanewise.text.lesson;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import lanewise.RealData;
import lanewise.text.TextData;
import lanewise.text.Unit;
import lanewise.text.Vocab;

/** The lesson's text. */
final class Nietzsche {

    private static final int TRAINING_LINES = 7998;

    private Nietzsche() {}

    static String text() throws IOException {
        Path folder = RealData.folder("nietzsche");
        return new String(Files.readAllBytes(folder.resolve("nietzsche.txt")), StandardCharsets.UTF_8);
    }

    static Vocab vocab(String text) {
        return Vocab.sorted(Unit.CHAR.tokens(text));
    }

    static int[] characters(String text) {
        return vocab(text).ids(Unit.CHAR.tokens(text));
    }

    /** The layout of the rungs with a state: small letters, 64 chunks, windows of about 8, no rare characters. */
    static TextData stream(String text) {
        int cut = 0;
        for (int line = 0; line < TRAINING_LINES; line++) {
            cut = text.indexOf('\n', cut) + 1;
        }
        return TextData.stream(text.substring(0, cut), text.substring(cut), Unit.CHAR)
                .lowerCase()
                .minFrequency(3)
                .batchSize(64)
                .variedWindow(8);
    }
}

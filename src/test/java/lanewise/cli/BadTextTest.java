package lanewise.cli;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import lanewise.io.ModelFile;
import lanewise.io.StoredTensor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is wrong with texts, models of them, or words about them ends with status 2 and one line. */
class BadTextTest {

    private static final String FIT =
            "fit text --files good.txt --out m.st --hidden 8 --layers 1 --batch 4 --window 8 --epochs 1";
    private static final String GENERATE = "generate --model text.st --prompt the --length 3";

    @TempDir
    static Path folder;

    @BeforeAll
    static void writeFiles() throws IOException {
        TextFiles.write(folder, "good.txt", TextFiles.text(200, 1));
        TextFiles.write(folder, "empty.txt", "");
        TextFiles.write(folder, "blank.txt", " \n\n  \n");
        TextFiles.write(folder, "short.txt", "too short");
        Files.write(folder.resolve("latin.txt"), new byte[] {'c', 'a', 'f', (byte) 0xe9, '!', '\n'});
        Files.createDirectory(folder.resolve("folder"));
        StoredTensor numbers = StoredTensor.of(new int[] {2}, new float[] {1, 2});
        ModelFile.of("text", Map.of(), Map.of("w", numbers)).write(folder.resolve("hollow.st"));
        ModelFile.of("collab", Map.of(), Map.of("w", numbers)).write(folder.resolve("collab.st"));
        CommandRun.of(at(FIT.replace("m.st", "text.st"))).succeeded();
    }

    /** The words of a line, files looked for in the folder of this test. */
    private static Object[] at(String line) {
        List<Object> words = new ArrayList<>();
        for (String word : line.split(" ", -1)) {
            String path = "(none/)?[a-z0-9]+\\.(txt|st|jsonl)|folder";
            List<String> parts = new ArrayList<>();
            for (String part : word.split(",", -1)) {
                parts.add(part.matches(path) ? folder.resolve(part).toString() : part);
            }
            words.add(String.join(",", parts));
        }
        return words.toArray();
    }

    static Stream<Arguments> lines() {
        return Stream.of(
                // the line
                arguments("fit text", "fit text: --files FILE[,FILE] is missing"),
                arguments("fit txt", "unknown command fit txt; did you mean fit text?"),
                arguments(FIT + " --epoch 3", "unknown option --epoch; did you mean --epochs?"),
                arguments(FIT + " --unit letter", "--unit letter: one of char, word would be right"),
                arguments(FIT + " --model tcn", "--model tcn: one of rnn, gru, lstm would be right"),
                arguments(FIT.replace("--hidden 8", "--hidden 0"), "--hidden 0: a whole number from 1 to "),
                arguments(FIT.replace("--layers 1", "--layers two"), "--layers two: a whole number from 1 to "),
                arguments(FIT.replace("--window 8", "--window 0"), "--window 0: "),
                arguments(FIT.replace("--batch 4", "--batch 1.5"), "--batch 1.5: "),
                arguments(FIT.replace("--epochs 1", "--epochs 0"), "--epochs 0: "),
                arguments(FIT + " --lr 0", "--lr 0: a number above 0"),
                arguments(FIT + " --clip 0", "--clip 0: a number above 0"),
                arguments(FIT + " --valid 1", "--valid 1: a number from 0 up to but not including 1"),
                arguments(FIT + " --valid 0.1 --valid-files good.txt", "one would be right"),
                arguments(FIT + " --dropout 0.5", "--dropout acts between layers, and --layers is 1"),
                arguments(FIT + " --output-dropout 1", "--output-dropout 1: a number from 0 up to"),
                arguments(FIT + " --min-count 0", "--min-count 0: "),
                arguments(FIT + " --min-count 1000000", "comes up"),
                arguments(FIT + " --lines", "--window and --varied-window cut a stream; with --lines no line is cut"),
                arguments("demo text --text poems", "--text poems: one of auto, java, names would be right"),
                arguments("demo text --seed x", "demo text: --seed x: "),
                arguments("demo text --out folder", "folder is a folder"),
                // files
                arguments(FIT.replace("good", "absent"), "absent.txt: there is no such file"),
                arguments(FIT.replace("good.txt", "folder"), "folder: it is a folder"),
                arguments(FIT.replace("good.txt", "good.txt,absent.txt"), "absent.txt: there is no such file"),
                arguments(FIT.replace("good.txt", "good.txt,,"), "names a file without a name"),
                arguments(FIT + " --valid-files absent.txt", "absent.txt: there is no such file"),
                arguments(FIT.replace("good", "latin"), "latin.txt: byte 0xE9 at offset 3 is not UTF-8"),
                arguments(
                        FIT.replace("good.txt", "good.txt,latin.txt"), "latin.txt: byte 0xE9 at offset 3 is not UTF-8"),
                arguments(FIT.replace("good", "empty"), "empty.txt holds no text"),
                arguments(FIT.replace("good", "blank") + " --unit word", "blank.txt holds no words"),
                arguments(
                        FIT.replace("good", "short") + " --valid 0",
                        "short.txt: text data: the training text holds 10 tokens, too few for 4 chunks of two windows of 8"),
                arguments(
                        FIT + " --valid 0.001",
                        "to validate on, too few for --batch 4 sequences of two windows of --window"),
                arguments(FIT + " --valid-files short.txt", "short.txt: 10 characters to validate on, too few"),
                arguments(FIT.replace("m.st", "folder"), "is a folder"),
                arguments(FIT.replace("m.st", "none/m.st"), "there is no folder "),
                arguments(FIT.replace("m.st", "good.txt"), "--out and --files both name "),
                arguments(FIT + " --valid-files m.st", "--out and --valid-files both name "),
                arguments(FIT + " --history good.txt", "--history and --files both name "),
                arguments(FIT + " --history m.st", "--out and --history both name "),
                // models
                arguments("generate --prompt a", "generate: --model FILE is missing"),
                arguments(GENERATE.replace("text", "absent"), "absent.st: there is no such file"),
                arguments(
                        GENERATE.replace("text", "collab"), "collab.st holds a \"collab\" model, expected a \"text\""),
                arguments(GENERATE.replace("text", "hollow"), "hollow.st: "),
                arguments(GENERATE.replace("text.st", "good.txt"), "good.txt"),
                arguments(GENERATE.replace("--length 3", "--length 0"), "--length 0: a whole number from 1 to "),
                arguments(GENERATE + " --temperature -1", "--temperature -1: a number from 0"),
                arguments(GENERATE + " --temperature hot", "--temperature hot: a number from 0"),
                arguments(GENERATE + " --top-k -1", "--top-k -1: a whole number from 0 to "),
                arguments(GENERATE + " --top-p 0", "--top-p 0: a number above 0, 1 at most"),
                arguments(GENERATE + " --top-p 1.1", "--top-p 1.1: a number above 0, 1 at most"),
                arguments(GENERATE + " --seed x", "--seed x: "),
                arguments(
                        "recommend --user 1 --model text.st", "text.st holds a \"text\" model, expected a \"collab\""),
                arguments("similar --item 1 --model text.st", "text.st holds a \"text\" model, expected a \"collab\""),
                arguments(
                        "predict --user 1 --item 1 --model text.st",
                        "text.st holds a \"text\" model; lanewise generate"),
                arguments("inspect hollow.st", "hollow.st: "));
    }

    @ParameterizedTest
    @MethodSource("lines")
    void endsWithStatusTwoAndOneLine(String line, String message) {
        CommandRun.of(at(line)).failedWith(2, message);
        assertFalse(Files.exists(folder.resolve("m.st")), "a failed fit left a model");
    }
}

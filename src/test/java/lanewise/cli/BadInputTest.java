package lanewise.cli;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import lanewise.io.ModelFile;
import lanewise.io.Safetensors;
import lanewise.io.StoredTensor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is wrong with a line or a file ends with status 2 and one line that says what and where. */
class BadInputTest {

    private static final String FIT = "fit collab --ratings good.csv --user u --item i --rating r --out m.st";

    @TempDir
    static Path folder;

    @BeforeAll
    static void writeFiles() throws IOException {
        write("good.csv", "u,i,r\n1,a,3\n1,b,4\n2,a,5\n2,b,2\n3,a,1\n3,b,2.5\n");
        write("empty.csv", "");
        write("header.csv", "u,i,r\n");
        write("one.csv", "u,i,r\n1,a,3\n");
        write("same.csv", "u,i,r\n1,a,3\n1,b,3\n2,a,3\n2,b,3\n");
        write("word.csv", "u,i,r\n1,a,3\n1,b,good\n");
        write("wide.csv", "u,i,r\n1,a,3\n1,b,4,extra\n");
        write("narrow.csv", "u,i,r\n1,a,3\n1,b\n");
        write("quote.csv", "u,i,r\n1,a,3\n1,\"b,4\n");
        write("missing.csv", "u,i,r\n1,a,3\n,b,4\n2,c,2\n");
        write("infinite.csv", "u,i,r\n1,a,3\n1,b,1e999\n2,c,2\n");
        write("huge.csv", "u,i,r\n1,a,-3e38\n1,b,3e38\n2,a,1e38\n2,b,1\n3,a,0\n3,b,2\n");
        Files.write(
                folder.resolve("latin.csv"),
                new byte[] {'u', ',', 'i', ',', 'r', '\n', (byte) 0xe9, ',', '1', ',', '2'});
        Files.createDirectory(folder.resolve("folder"));

        StoredTensor numbers = StoredTensor.of(new int[] {2}, new float[] {1, 2});
        ModelFile.of("poem", Map.of(), Map.of("w", numbers)).write(folder.resolve("poem.st"));
        ModelFile.of("collab", Map.of(), Map.of("w", numbers)).write(folder.resolve("hollow.st"));
        Safetensors.of(Map.of(), Map.of("w", numbers)).write(folder.resolve("weights.st"));
        CommandRun.of(at("fit collab --ratings good.csv --user u --item i --rating r --out whole.st --valid 0.5"))
                .succeeded();
        byte[] whole = Files.readAllBytes(folder.resolve("whole.st"));
        Files.write(folder.resolve("short.st"), Arrays.copyOf(whole, whole.length - 3));
        whole[whole.length - 1] ^= 1;
        Files.write(folder.resolve("damaged.st"), whole);
    }

    private static void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text, StandardCharsets.UTF_8);
    }

    /** The words of a line, files looked for in the folder of this test. */
    private static Object[] at(String line) {
        List<Object> words = new ArrayList<>();
        for (String word : line.split(" ", -1)) {
            words.add(word.matches("(none/)?[a-z0-9]+\\.(csv|st|jsonl)|folder") ? folder.resolve(word) : word);
        }
        return words.toArray();
    }

    static Stream<Arguments> lines() {
        return Stream.of(
                // the line
                arguments("fit collab", "fit collab: --ratings FILE is missing"),
                arguments(FIT.replace(" --out m.st", ""), "--out FILE is missing"),
                arguments(FIT + " --epoch 3", "unknown option --epoch; did you mean --epochs?"),
                arguments(FIT + " --epochs 0", "--epochs 0: a whole number from 1 to "),
                arguments(FIT + " --epochs many", "--epochs many: a whole number from 1 to "),
                arguments(FIT + " --factors 0", "--factors 0: "),
                arguments(FIT + " --batch -1", "--batch -1: "),
                arguments(FIT + " --lr 0", "--lr 0: a number above 0"),
                arguments(FIT + " --lr fast", "--lr fast: a number above 0"),
                arguments(FIT + " --valid 1", "--valid 1: a number from 0 up to but not including 1"),
                arguments(FIT + " --valid 0.01", "0 of 6 rows would validate"),
                arguments(FIT + " --seed x", "--seed x: "),
                arguments(FIT + " --threads 0", "--threads 0: "),
                arguments(FIT + " --device gpu", "--device gpu: cpu, cuda, cuda:N or auto would be right"),
                arguments(FIT + " --device cuda:x", "--device cuda:x: cpu, cuda, cuda:N or auto would be right"),
                arguments(
                        FIT + " --device cuda --threads 2",
                        "--threads is for the cpu, and --device is cuda; leave out"),
                arguments(FIT + " --device cuda:99", "--device cuda:99: "),
                arguments("demo --device cuda:99", "demo: --device cuda:99: "),
                arguments(FIT.replace("fit", "lr-find").replace(" --out m.st", "") + " --device cuda:99", "cuda:99: "),
                arguments(FIT + " --model big", "--model big: one of dotbias, dot, net would be right"),
                arguments(FIT + " --titles good.csv --title-id i --title i", "--title-id and --title both name i"),
                arguments(FIT + " --title i", "--titles FILE names; it is missing"),
                arguments(FIT.replace("--item i", "--item u"), "three different columns would be right"),
                arguments("demo --seed 1.5", "demo: --seed 1.5: "),
                arguments("demo --size 3", "demo: unknown option --size"),
                arguments("doctor --seconds -1", "doctor: --seconds -1: "),
                arguments("inspect", "inspect: FILE is missing"),
                arguments("inspect good.csv good.csv", "one FILE would be right"),
                // files to write
                arguments(FIT.replace("m.st", "folder"), "is a folder"),
                arguments(FIT.replace("m.st", "none/m.st"), "there is no folder "),
                arguments(FIT.replace("m.st", "good.csv"), "--out and --ratings both name "),
                arguments(FIT + " --history none/h.jsonl", "there is no folder "),
                arguments(FIT + " --history m.st", "--out and --history both name "),
                arguments(FIT + " --report none/r.html", "there is no folder "),
                arguments(FIT + " --report m.st", "--out and --report both name "),
                arguments(FIT + " --history r --report r", "--history and --report both name "),
                // ratings
                arguments(FIT.replace("good", "absent"), "absent.csv: there is no such file"),
                arguments(FIT.replace("good.csv", "folder"), "folder"),
                arguments(FIT.replace("good", "empty"), "empty.csv, line 1: the file is empty"),
                arguments(FIT.replace("good", "header"), "header.csv holds no ratings"),
                arguments(FIT.replace("good", "one"), "one.csv holds 1 rating; 3 are the fewest"),
                arguments(FIT.replace("good", "same"), "same.csv are 3; ratings that differ"),
                arguments(FIT.replace("--rating r", "--rating rr"), "did you mean \"r\"?"),
                arguments(FIT.replace("--user u", "--user userId"), "\"userId\""),
                arguments(FIT + " --delimiter ;", "good.csv"),
                arguments(FIT.replace("good", "word"), "word.csv, line 3, column \"r\": \"good\" is not a number"),
                arguments(
                        FIT.replace("good", "wide"), "wide.csv, line 3, column 4: 4 fields where there are 3 columns"),
                arguments(FIT.replace("good", "narrow"), "narrow.csv, line 3, column \"r\": "),
                arguments(FIT.replace("good", "quote"), "quote.csv, line 3"),
                arguments(FIT.replace("good", "missing"), "missing.csv: ratings: column u, row 1 is missing"),
                arguments(FIT.replace("good", "infinite"), "infinite.csv: ratings: column r, row 1 is Infinity"),
                arguments(FIT.replace("good", "latin"), "latin.csv"),
                arguments(FIT.replace("good", "huge") + " --model dot", "the loss is Infinity in epoch 0, batch 0"),
                arguments(FIT + " --titles absent.csv", "absent.csv: there is no such file"),
                arguments(FIT + " --titles good.csv --title name", "\"name\""),
                // models
                arguments("recommend --user 1 --model absent.st", "absent.st: there is no such file"),
                arguments("recommend --user 1 --model folder", "it is a folder"),
                arguments("recommend --user 1 --model good.csv", "good.csv"),
                arguments("recommend --user 1 --model empty.csv", "empty.csv"),
                arguments("recommend --user 1 --model damaged.st", "damaged.st"),
                arguments("recommend --user 1 --model short.st", "short.st"),
                arguments(
                        "recommend --user 1 --model poem.st", "poem.st holds a \"poem\" model, expected a \"collab\""),
                arguments("recommend --user 1 --model hollow.st", "hollow.st: "),
                arguments("recommend --user 1 --model weights.st", "weights.st holds weights only"),
                arguments("recommend --user 1 --model whole.st --top 0", "recommend: --top 0: "),
                arguments("recommend --model whole.st", "recommend: --user ID is missing"),
                arguments("predict --user 1 --model whole.st", "predict: --item ID is missing"),
                arguments("predict --user 1 --item a --model damaged.st", "damaged.st"),
                arguments("similar --item zzz --model whole.st", "similar: the item zzz is unknown to "),
                arguments("similar --item a --model whole.st --top x", "similar: --top x: "),
                arguments("inspect damaged.st", "damaged.st"),
                arguments("inspect hollow.st", "hollow.st: "),
                arguments("inspect absent.st", "absent.st: there is no such file"),
                arguments("inspect good.csv", "good.csv"));
    }

    @ParameterizedTest
    @MethodSource("lines")
    void endsWithStatusTwoAndOneLine(String line, String message) {
        CommandRun.of(at(line)).failedWith(2, message);
        assertFalse(Files.exists(folder.resolve("m.st")), "a failed fit left a model");
    }
}

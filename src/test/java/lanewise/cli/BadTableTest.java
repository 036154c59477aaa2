package lanewise.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import lanewise.tabular.TabularPredictor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever is wrong with a table, or with what is asked of it, ends with status 2 and one line that says what and where;
 * and what only looks odd is read.
 */
class BadTableTest {

    private static final String FIT = "fit tabular --data good.csv --target y --out m.st --epochs 1 --layers 4";
    private static final String PREDICT = "predict --model good.st --data good.csv --out p.csv";

    @TempDir
    static Path folder;

    @BeforeAll
    static void writeFiles() throws IOException {
        write("good.csv", i -> i % 7 + 0.5 + ",c" + i % 3 + "," + (i + 1) * 1.5);
        write("other.csv", "x,c,z\n1,a,2\n");
        write("empty.csv", "");
        write("header.csv", "x,c,y\n");
        write("ragged.csv", i -> i == 20 ? "1,c1" : i + ",c1,2");
        write("wide.csv", i -> i == 20 ? "1,c1,2,3" : i + ",c1,2");
        write("twice.csv", "x,x,y\n1,2,3\n");
        write("nameless.csv", "x,,y\n1,2,3\n");
        write("quote.csv", "x,c,y\n1,\"a,2\n3,b,4\n");
        write("allmissing.csv", i -> ",c" + i % 3 + "," + i);
        write("onecategory.csv", i -> i + 0.5 + ",c," + i);
        write("nothing.csv", i -> "1,c,5");
        write("comma.csv", i -> "\"1,5\",c" + i % 3 + "," + i);
        write("commatarget.csv", i -> "1,c" + i % 3 + ",\"" + i + ",5\"");
        write("dates.csv", i -> (i == 9 ? "2015-02-30" : "2015-01-0" + (i % 7 + 1)) + ",c" + i % 2 + "," + i);
        write("gooddates.csv", i -> "2015-01-0" + (i % 7 + 1) + ",c" + i % 2 + "," + i);
        write("nodate.csv", i -> (i == 9 ? "" : "2015-01-0" + (i % 7 + 1)) + ",c" + i % 2 + "," + i);
        write("notarget.csv", i -> i + ",c,");
        write("infinite.csv", i -> (i == 9 ? "inf" : i + 0.5 + "") + ",c" + i % 2 + "," + i);
        write("infinitetarget.csv", i -> i + 0.5 + ",c" + i % 2 + "," + (i == 9 ? "-inf" : i + ""));
        write("negative.csv", i -> i + 0.5 + ",c" + i % 2 + "," + (i - 5));
        write("words.csv", i -> i + 0.5 + ",c" + i % 2 + ",free text number " + i);
        write("text.csv", i -> (i == 9 ? "oops" : i + 0.5 + "") + ",c" + i % 2 + "," + i);
        Files.write(folder.resolve("latin.csv"), new byte[] {'x', ',', 'c', ',', 'y', '\n', '1', ',', (byte) 0xe9});
        Files.createDirectory(folder.resolve("folder"));
        CommandRun.of(at(FIT.replace("m.st", "good.st"))).succeeded();
        byte[] whole = Files.readAllBytes(folder.resolve("good.st"));
        whole[whole.length - 1] ^= 1;
        Files.write(folder.resolve("damaged.st"), whole);
    }

    private static void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text, StandardCharsets.UTF_8);
    }

    /** Forty rows of the columns x, c and y. */
    private static void write(String name, IntFunction<String> row) throws IOException {
        StringBuilder text = new StringBuilder("x,c,y\n");
        for (int i = 0; i < 40; i++) {
            text.append(row.apply(i)).append('\n');
        }
        write(name, text.toString());
    }

    /** The words of a line, files looked for in the folder of this test. */
    private static Object[] at(String line) {
        List<Object> words = new ArrayList<>();
        for (String word : line.split(" ", -1)) {
            words.add(word.replaceAll("(?<![a-z/])((none/)?[a-z]+\\.(csv|st|gz|jsonl)|folder)", folder + "/$1"));
        }
        return words.toArray();
    }

    private static String on(String file) {
        return FIT.replace("good.csv", file);
    }

    private static String predict(String file) {
        return PREDICT.replace("good.csv", file);
    }

    static Stream<Arguments> lines() {
        return Stream.of(
                // the line
                arguments("fit tabular", "fit tabular: --data FILE[,FILE] is missing"),
                arguments("fit", "fit what? fit collab, fit tabular, fit text would be right"),
                arguments("fit tabluar", "unknown command fit tabluar; did you mean fit tabular?"),
                arguments("demo tabluar", "unknown command demo tabluar; did you mean demo tabular?"),
                arguments("demo tabular --seed x", "demo tabular: --seed x: "),
                arguments(FIT.replace("--target y", "--target yy"), "--target yy: "),
                arguments(FIT + " --cat z", "--cat z: " /* and the file */),
                arguments(FIT + " --cont c,,x", "--cont c,,x lists a column without a name"),
                arguments(FIT + " --cat c --cont c", "--cont c: --cat too names this column"),
                arguments(FIT + " --cat c,c", "--cat c: it names this column"),
                arguments(FIT + " --ignore y", "--ignore y: --target too names this column"),
                arguments(FIT + " --only", "--only leaves no column"),
                arguments(FIT + " --ignore x,c", "no column is an input"),
                arguments(
                        FIT + " --task poem", "--task poem: one of auto, regression, binary, multi-class, multi-label"),
                arguments(FIT + " --task binary", "it has 40 classes, a binary target has two"),
                arguments(FIT + " --task regression --target c", "--target is given twice"),
                arguments(FIT.replace("--target y", "--target c --task regression"), "\"c0\" is not a number"),
                arguments(FIT.replace("--target y", "--target c --log-target"), "\"c0\" is not a number"),
                arguments(FIT.replace("--target y", "--target x,c"), "a label is 0 or 1"),
                arguments(FIT + " --layers 4", "--layers is given twice"),
                arguments(FIT.replace("--layers 4", "--layers 4,0"), "--layers 4,0: widths from 1 to "),
                arguments(FIT.replace("--layers 4", "--layers wide"), "--layers wide: "),
                arguments(FIT + " --width c", "--width c: COLUMN=N with N from 1 to 100000 would be right"),
                arguments(FIT + " --width c=0", "--width c=0: "),
                arguments(
                        FIT + " --width c=4,x=2",
                        "a width is told for \"x\", which is no categorical input; there are c"),
                arguments(FIT + " --dropout 1", "--dropout 1: a number from 0 up to but not including 1"),
                arguments(FIT + " --embedding-dropout x", "--embedding-dropout x: "),
                arguments(FIT + " --decay -1", "--decay -1: "),
                arguments(FIT + " --batch 0", "--batch 0: "),
                arguments(
                        FIT + " --metrics accuracy", "--metrics accuracy: it does not go with a number; some of mae, "),
                arguments(FIT + " --metrics speed", "--metrics speed: of a number; some of mae, "),
                arguments(FIT + " --metrics mae,mae", "--metrics names mae twice"),
                arguments(FIT + " --log-target --metrics rmspe", "it does not go with the logarithm of a number"),
                arguments(FIT + " --range 3", "--range 3: auto, none, or a lower and a higher number"),
                arguments(FIT + " --range 5,3", "--range 5,3: "),
                arguments(FIT + " --range a,b", "--range a,b: "),
                arguments(FIT.replace("--target y", "--target c --range 0,1"), "only predictions of a number have one"),
                // the rows to validate on
                arguments(FIT + " --valid 1", "--valid 1: "),
                arguments(FIT + " --valid 0.001", "0 of 40 rows would validate"),
                arguments(FIT + " --valid-from 2015-01-01", "good.csv has none (dates are read as 2015-07-31)"),
                arguments(on("gooddates.csv") + " --valid-from 1.8.2015", "--valid-from 1.8.2015: a day such as "),
                arguments(on("gooddates.csv") + " --valid-from 2016-01-01", "0 of 40 rows would validate"),
                arguments(
                        on("gooddates.csv") + " --valid-from 2015-01-03 --valid-to 2015-01-02",
                        "--valid-to 2015-01-02 is before --valid-from 2015-01-03"),
                arguments(on("gooddates.csv") + " --valid-from 2015-01-03 --valid-date y", "\"y\""),
                arguments(on("nodate.csv") + " --valid-from 2015-01-03", "row 9 of column \"x\" has no date"),
                arguments(
                        FIT + " --valid-to 2015-01-01", "--valid-to says more about --valid-from DATE; it is missing"),
                arguments(FIT + " --valid-group z", "--valid-group z: "),
                arguments(FIT + " --valid-group c --stratify", "one would be right"),
                // files
                arguments(on("absent.csv"), "absent.csv: there is no such file"),
                arguments(on("folder"), "folder"),
                arguments(on("good.csv,absent.csv"), "absent.csv: there is no such file"),
                arguments(on("good.csv,other.csv"), "other.csv: append: only the appended table has a column \"z\""),
                arguments(on("good.csv,"), "names a file without a name"),
                arguments(FIT.replace("m.st", "good.csv"), "--out and --data both name "),
                arguments(FIT.replace("m.st", "none/m.st"), "there is no folder "),
                arguments(FIT + " --history good.csv", "--history and --data both name "),
                arguments(FIT + " --report good.csv", "--report and --data both name "),
                arguments(on("empty.csv"), "empty.csv, line 1: the file is empty"),
                arguments(on("header.csv"), "header.csv holds no rows"),
                arguments(on("ragged.csv"), "ragged.csv, line 22, column \"y\": 2 fields where there are 3 columns"),
                arguments(on("wide.csv"), "wide.csv, line 22, column 4: 4 fields where there are 3 columns"),
                arguments(on("twice.csv"), "twice.csv, line 1, column 2: the name \"x\" is taken by column 1"),
                arguments(on("nameless.csv"), "nameless.csv, line 1, column 2: the column has no name"),
                arguments(on("quote.csv"), "quote.csv, line 2"),
                arguments(on("latin.csv"), "latin.csv, line 2: byte 0xE9"),
                // values
                arguments(on("allmissing.csv") + " --cont x", "allmissing.csv: column \"x\": every value"),
                arguments(on("nothing.csv"), "nothing.csv"),
                arguments(on("comma.csv") + " --cont x", "comma.csv, line 2, column \"x\": \"1,5\" is not a number"),
                arguments(
                        on("commatarget.csv") + " --task regression",
                        "commatarget.csv, line 2, column \"y\": \"0,5\" is not a number"),
                arguments(
                        on("dates.csv") + " --date x",
                        "dates.csv, line 11, column \"x\": \"2015-02-30\" is not a date"),
                arguments(on("gooddates.csv") + " --cont x", "gooddates.csv, line 2, column \"x\""),
                arguments(on("good.csv") + " --date x", "good.csv, line 2, column \"x\""),
                arguments(on("notarget.csv"), "notarget.csv"),
                arguments(on("infinite.csv"), "infinite.csv: column \"x\""),
                arguments(on("infinitetarget.csv"), "target \"y\", row 9 is -Infinity; a target must be finite"),
                arguments(on("negative.csv") + " --log-target", "target \"y\", row 0 is -5, which has no logarithm"),
                arguments(on("text.csv") + " --cont x", "text.csv, line 11, column \"x\": \"oops\" is not a number"),
                // predictions
                arguments(PREDICT.replace("good.st", "absent.st"), "absent.st: there is no such file"),
                arguments(PREDICT.replace("good.st", "damaged.st"), "damaged.st"),
                arguments(PREDICT.replace("good.st", "good.csv"), "good.csv"),
                arguments(PREDICT + " --keep z", "--keep z: "),
                arguments(PREDICT.replace("p.csv", "good.csv"), "--out and --data both name "),
                arguments(PREDICT.replace("p.csv", "good.st"), "--out and --model both name "),
                arguments(PREDICT.replace("p.csv", "none/p.csv"), "there is no folder "),
                arguments(predict("absent.csv"), "absent.csv: there is no such file"),
                arguments(predict("empty.csv"), "empty.csv, line 1: the file is empty"),
                arguments(predict("twice.csv"), "twice.csv, line 1, column 2: the name \"x\" is taken by column 1"),
                arguments(predict("ragged.csv"), "ragged.csv, line 22, column \"y\""),
                arguments(predict("quote.csv"), "quote.csv, line 2"),
                arguments(predict("comma.csv"), "comma.csv, line 2, column \"x\": \"1,5\" is not a number"),
                arguments(
                        predict("gooddates.csv"),
                        "gooddates.csv, line 2, column \"x\": \"2015-01-01\" is not a number"),
                arguments(predict("infinite.csv"), "infinite.csv, row 10 below the header: column \"x\" is Infinity"),
                arguments("recommend --user 1 --model good.st", "holds a \"tabular\" model, expected a \"collab\""),
                arguments("inspect damaged.st", "damaged.st"));
    }

    @ParameterizedTest
    @MethodSource("lines")
    void endsWithStatusTwoAndOneLine(String line, String message) {
        CommandRun.of(at(line)).failedWith(2, message);
        assertFalse(Files.exists(folder.resolve("m.st")), "a failed fit left a model");
        assertFalse(Files.exists(folder.resolve("p.csv")), "a failed prediction left a file");
    }

    private static CommandRun fits(String file, String... more) {
        List<Object> words =
                new ArrayList<>(List.of(at(FIT.replace("good.csv", file).replace("m.st", "odd.st"))));
        words.addAll(List.of(more));
        return CommandRun.of(words.toArray()).succeeded();
    }

    @Test
    void aByteOrderMarkOtherLineEndsAndQuotedOnesAreRead() throws IOException {
        StringBuilder text = new StringBuilder("\uFEFFx,c,y\r\n");
        for (int i = 0; i < 40; i++) {
            text.append(i)
                    .append(i % 2 == 0 ? ",\"two\r\nlines\"," : ",one,")
                    .append(i * i)
                    .append("\r\n");
        }
        write("windows.csv", text.toString());
        fits("windows.csv").says("40 rows of 3 columns");
        assertEquals(
                List.of("one", "two\r\nlines"),
                TabularPredictor.load(folder.resolve("odd.st")).embedding("c").levels());
    }

    @Test
    void aColumnThatSaysNothingIsLeftOutWithTheReason() {
        fits("allmissing.csv").says("every value is missing");
        fits("onecategory.csv").says("it has one value only");
    }

    @Test
    void rowsWithoutATargetAreCounted() throws IOException {
        write("gaps.csv", i -> i + ",c" + i % 3 + "," + (i % 10 == 3 ? "" : i + ""));
        fits("gaps.csv", "--valid", "0.25").says("4 rows have no y and are left out");
    }

    @Test
    void aMillionCategoriesAreReadAndAnUnknownOneIsServed() throws IOException {
        StringBuilder text = new StringBuilder("id,x,y\n");
        for (int i = 0; i < 1_000_000; i++) {
            text.append("id")
                    .append(i)
                    .append(',')
                    .append(i % 30 + 0.5)
                    .append(',')
                    .append(i % 11)
                    .append('\n');
        }
        write("million.csv", text.toString());
        CommandRun run = fits("million.csv", "--batch", "8192");
        run.says("1,000,000 texts in 1,000,000 rows: an id, a name or free text");
        TabularPredictor predictor = TabularPredictor.load(folder.resolve("odd.st"));
        assertEquals(List.of("x"), predictor.columns());
        assertTrue(Float.isFinite(predictor.predict(Map.of("x", 3))));
    }
}

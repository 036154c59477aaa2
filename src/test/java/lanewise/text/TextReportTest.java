package lanewise.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import lanewise.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextReportTest {

    @TempDir
    private Path folder;

    private Page written(TextLearner learner) throws Exception {
        Path file = folder.resolve("report.html");
        learner.report(file);
        return Page.parse(Files.readString(file));
    }

    private static List<List<String>> losses(Page page) {
        return page.table("loss", "text before", "token", "text after", "expected", "probability of that");
    }

    @Test
    void theTextAroundIsThatOfTheStream() throws Exception {
        String valid =
                "</pre> & <b>bold</b> \"quoted\"\nand \ud83d\ude00 emoji in the second line, then some more of it to read. ";
        TextData data = TextData.stream(
                        "It is what it is & that is <b>it</b>.\n".repeat(60), valid.repeat(3), Unit.CHAR)
                .batchSize(2)
                .window(8);
        TextLearner learner = TextLearner.of(data, TextNet.gru(12), 1);
        learner.fit(1, 1e-2f);
        Page page = written(learner);
        List<List<String>> rows = losses(page);
        assertEquals(20, rows.size());
        double last = Double.POSITIVE_INFINITY;
        for (List<String> row : rows) {
            double loss = Double.parseDouble(row.get(0));
            assertTrue(loss <= last, row::toString);
            last = loss;
            double expected = Double.parseDouble(row.get(5));
            assertTrue(Math.exp(-loss) <= expected + 1e-3, row::toString);
            assertTrue(row.get(1).codePointCount(0, row.get(1).length()) >= 1, row::toString);
        }
        page.says("Loss: cross-entropy of the next token").says("GRU-2");
        assertTrue(page.texts("title").contains("Embeddings of tokens"));
    }

    /** Letters alone, so that every token is a letter: before, token and after stand in the text one after the other. */
    @Test
    void everyTokenStandsWhereItWas() throws Exception {
        String valid = "abcdefghijklmnopqrstuvwxyz".repeat(8);
        TextData data = TextData.stream("the quick brown fox jumps over the lazy dog ".repeat(20), valid, Unit.CHAR)
                .batchSize(2)
                .window(8);
        TextLearner learner = TextLearner.of(data, TextNet.rnn(8), 1);
        for (List<String> row : losses(written(learner))) {
            assertEquals(12, row.get(3).replace("<eos>", "!").length(), row::toString);
            String found = row.get(1) + row.get(2) + row.get(3).replace("<eos>", "");
            assertTrue(valid.contains(found), row::toString);
            int at = row.get(2).charAt(0) - 'a';
            String before = row.get(1);
            assertEquals((char) ('a' + (at + 25) % 26), before.charAt(before.length() - 1), row::toString);
        }
    }

    /** Lines of two letters and their ends: fewer than twenty tokens, whose mean loss is the validation loss. */
    @Test
    void theLossesShownAreThoseOfTheTokens() throws Exception {
        List<String> valid = List.of("ab", "ba", "c", "abca");
        TextData data = TextData.lines(List.of("abc", "cab", "bca", "aa", "bb", "cc"), valid, Unit.CHAR)
                .batchSize(3);
        TextLearner learner = TextLearner.of(data, TextNet.lstm(6), 1);
        learner.fit(2, 1e-2f);
        List<List<String>> rows = losses(written(learner));
        assertEquals(2 + 2 + 1 + 4 + 4, rows.size());
        double sum = 0;
        for (List<String> row : rows) {
            sum += Double.parseDouble(row.get(0));
            String line = row.get(1) + row.get(2) + row.get(3);
            assertTrue(line.endsWith("<eos>") && valid.contains(line.replace("<eos>", "")), row::toString);
        }
        assertEquals(learner.validate().loss(), sum / rows.size(), 1e-3);
    }

    @Test
    void wordsWithoutValidation() throws Exception {
        TextData data = TextData.stream("it is what it is and that is it ".repeat(20), "", Unit.WORD)
                .batchSize(2)
                .window(4);
        TextLearner learner = TextLearner.of(data, TextNet.gru(6).embedding(1), 1);
        assertEquals(List.of(), losses(written(learner)));
    }
}

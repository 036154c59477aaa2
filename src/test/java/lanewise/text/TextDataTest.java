package lanewise.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import lanewise.backend.Device;
import lanewise.data.DataException;
import lanewise.tensor.IntTensor;
import lanewise.tensor.Rng;
import lanewise.train.BatchSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextDataTest {

    private static TextBatch batch(BatchSource<TextBatch> source, int... rows) {
        return source.batch(rows, Device.cpu().backend().heap());
    }

    private static String letters(int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append((char) ('a' + i % 26));
        }
        return text.toString();
    }

    /** Column {@code column} of [time, batch] as text. */
    private static String column(Vocab vocab, IntTensor tokens, int column) {
        StringBuilder text = new StringBuilder();
        int[] ids = tokens.toArray();
        int batch = tokens.size(1);
        for (int i = column; i < ids.length; i += batch) {
            text.append(vocab.token(ids[i]));
        }
        return text.toString();
    }

    @Test
    void aStreamIsReadChunkByChunkInOrder() {
        String text = letters(26) + letters(26).toUpperCase(Locale.ROOT);
        TextData data = TextData.stream(text, "", Unit.CHAR).batchSize(2).window(5);
        // 52 characters and the end make 2 chunks of 26; 26 / 5 - 1 = 4 windows.
        BatchSource<TextBatch> train = data.train(Rng.of(1));
        assertEquals(4, train.rows());
        assertEquals(4, data.batches());
        assertTrue(train.inOrder());
        TextBatch first = batch(train, 0);
        TextBatch second = batch(train, 1);
        Vocab vocab = data.vocab();
        assertEquals("abcde", column(vocab, first.input().tokens(), 0));
        assertEquals("ABCDE", column(vocab, first.input().tokens(), 1));
        assertEquals("bcdef", column(vocab, first.targets().reshape(5, 2), 0));
        assertEquals("FGHIJ", column(vocab, second.input().tokens(), 1));
        assertTrue(first.begins());
        assertFalse(second.begins());
        assertEquals("fghijklmno", column(vocab, batch(train, 1, 2).input().tokens(), 0));
        assertNull(first.counting());
    }

    @Test
    void variedWindowsCoverTheTextInAnotherWayEachEpoch() {
        TextData data =
                TextData.stream(letters(4000), "", Unit.CHAR).batchSize(4).variedWindow(16);
        BatchSource<TextBatch> train = data.train(Rng.of(1));
        List<Integer> lengths = new ArrayList<>();
        for (int epoch = 0; epoch < 2; epoch++) {
            StringBuilder read = new StringBuilder();
            for (int row = 0; row < train.rows(); row++) {
                TextBatch batch = batch(train, row);
                lengths.add(batch.input().tokens().size(0));
                read.append(column(data.vocab(), batch.input().tokens(), 0));
            }
            assertEquals(letters(999), read.toString());
        }
        int half = lengths.size() / 2;
        assertEquals(61, half);
        assertFalse(lengths.subList(0, half).equals(lengths.subList(half, 2 * half)));
        assertTrue(lengths.stream().anyMatch(length -> length < 12));
        assertTrue(lengths.stream().anyMatch(length -> length > 20));
    }

    @Test
    void linesArePaddedAndEnded() {
        TextData data = TextData.lines(List.of("ab", "", "c", "abc"), 0, Unit.CHAR);
        Vocab vocab = data.vocab();
        int end = vocab.id(Vocab.END);
        BatchSource<TextBatch> train = data.train(Rng.of(1));
        assertEquals(3, train.rows());
        TextBatch batch = batch(train, 1, 2);
        int a = vocab.id("a");
        int b = vocab.id("b");
        int c = vocab.id("c");
        int pad = vocab.pad();
        assertArrayEquals(
                new int[] {end, end, c, a, pad, b, pad, c},
                batch.input().tokens().toArray());
        assertArrayEquals(new int[] {2, 4}, batch.input().lengths().toArray());
        assertArrayEquals(new int[] {c, a, end, b, c, end}, batch.targets().toArray());
        assertArrayEquals(new int[] {0, 1, 2, 3, 5, 7}, batch.counting().toArray());
        assertTrue(batch.begins());
        assertFalse(train.inOrder());
    }

    @Test
    void theSplitFallsBetweenLines() {
        TextData data = TextData.stream("one\ntwo\nthree\nfour\nfive\n", 0.3f, Unit.CHAR)
                .batchSize(1)
                .window(2);
        assertEquals("one\ntwo\nthree\nfour\n".length() + 1, data.trainTokens());
        assertEquals(2, data.valid().rows()); // "five\n" and the end: 6 / 2 - 1.
        assertFalse(data.vocab().contains("v"));
    }

    @Test
    void lettersCanBeMadeSmallAndRareOnesLeftOut() {
        TextData data = TextData.stream("AaAbB", "", Unit.CHAR).lowerCase().minFrequency(3);
        assertEquals(List.of("<unk>", "<pad>", "a"), data.vocab().tokens());
        assertEquals(0, data.vocab().id("b"));
        Vocab own = Vocab.sorted(Unit.CHAR.tokens("xyz"));
        assertEquals(own, data.vocab(own).vocab());
    }

    @Test
    void tooLittleTextIsSaid() {
        DataException thrown = assertThrows(
                DataException.class, () -> TextData.stream("abc", "", Unit.CHAR).train(Rng.of(1)));
        assertEquals(
                "text data: the training text holds 4 tokens, too few for 64 chunks of two windows of 32;"
                        + " make the batch or the window smaller",
                thrown.getMessage());
    }

    @Test
    void filesAreReadAsStrictUtf8(@TempDir Path folder) throws IOException {
        Path good = folder.resolve("good.txt");
        Files.write(good, "\uFEFFäb\n😀".getBytes(StandardCharsets.UTF_8));
        assertEquals("äb\n😀", Utf8.read(good));
        Path bad = folder.resolve("bad.txt");
        Files.write(bad, new byte[] {'a', (byte) 0xC3, (byte) 0xA4, 'b', (byte) 0xE4, 'c'});
        DataException thrown =
                assertThrows(DataException.class, () -> TextData.streamOf(List.of(good, bad), Unit.CHAR));
        assertEquals(bad + ": byte 0xE4 at offset 4 is not UTF-8; save the file as UTF-8", thrown.getMessage());
        Files.write(bad, new byte[] {'a', (byte) 0xC3});
        assertThrows(DataException.class, () -> TextData.linesOf(bad, 0, Unit.CHAR));
        for (String name : List.of("absent.txt", ".")) {
            Path none = folder.resolve(name);
            UncheckedIOException unreadable =
                    assertThrows(UncheckedIOException.class, () -> TextData.streamOf(List.of(none), Unit.CHAR));
            String problem = name.equals(".") ? "it is a folder" : "there is no such file";
            assertEquals(none + ": " + problem, unreadable.getMessage());
        }
    }

    @Test
    void theEndOfEachFileValidates(@TempDir Path folder) throws IOException {
        Path one = Files.write(folder.resolve("one.txt"), "a\nb\nc\nd\n".getBytes(StandardCharsets.UTF_8));
        Path two = Files.write(folder.resolve("two.txt"), "e\r\nf\r\n\r\ng\r\nh".getBytes(StandardCharsets.UTF_8));
        TextData stream = TextData.streamOf(List.of(one), 0.5f, Unit.CHAR);
        assertEquals(5, stream.trainTokens());
        assertEquals(5, stream.validTokens());
        assertEquals(0, TextData.streamOf(List.of(one), 0, Unit.CHAR).validTokens());
        TextData lines = TextData.linesOf(List.of(one, two), 0.25f, Unit.CHAR);
        // Of four lines each one validates; every line has an end.
        assertEquals(12, lines.trainTokens());
        assertEquals(4, lines.validTokens());
        assertFalse(lines.vocab().contains("d")
                || lines.vocab().contains("h")
                || lines.vocab().contains("\r"));
        TextData files = TextData.linesOf(List.of(one), List.of(two), Unit.CHAR);
        assertEquals(files.trainTokens(), files.validTokens());
        assertFalse(files.vocab().contains("e"));
    }

    @Test
    void frequenciesAloneForetellByTheirLogarithm() {
        // Four a, two b, an end and one more of each of five, <unk> and <pad> among them: 12.
        TextData data = TextData.stream("aaaabb", "ab?", Unit.CHAR);
        double expected = -(Math.log(5 / 12.0) + Math.log(3 / 12.0) + Math.log(1 / 12.0) + Math.log(2 / 12.0)) / 4;
        assertEquals(expected, data.frequencyLoss(), 1e-12);
        double own = -(4 * Math.log(5 / 12.0) + 2 * Math.log(3 / 12.0) + Math.log(2 / 12.0)) / 7;
        assertEquals(own, TextData.stream("aaaabb", "", Unit.CHAR).frequencyLoss(), 1e-12);
    }

    @Test
    void theLayoutHasTheCountsOfTheCourse() {
        // Tokens, chunks, window: IMDB, arXiv, WikiText-2, and Nietzsche.
        assertEquals(4602, windows(20_621_966, 64, 70));
        assertEquals(2129, windows(9_543_290, 64, 70));
        assertEquals(371, windows(2_088_628, 80, 70));
        assertEquals(963, windows(493_747, 64, 8));
    }

    private static int windows(int tokens, int chunks, int window) {
        return StreamBatches.of(List.of(new int[tokens - 1]), 0, chunks, window, null)
                .rows();
    }
}

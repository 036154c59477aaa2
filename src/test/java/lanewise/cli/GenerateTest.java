package lanewise.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import lanewise.text.Sampler;
import lanewise.text.TextPredictor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code fit text} saved, served by {@code generate}: it prints what the library writes. */
class GenerateTest {

    @TempDir
    static Path folder;

    private static Path characters;
    private static Path words;
    private static Path lines;

    @BeforeAll
    static void fit() {
        Path file = TextFiles.write(folder, "cats.txt", TextFiles.text(400, 1));
        characters = folder.resolve("characters.st");
        words = folder.resolve("words.st");
        lines = folder.resolve("lines.st");
        CommandRun.of(TextFiles.fit(file, characters).toArray()).succeeded();
        CommandRun.of(TextFiles.fit(file, words, "--unit", "word", "--lower-case")
                        .toArray())
                .succeeded();
        List<Object> ofLines = TextFiles.fit(file, lines, "--lines");
        ofLines.subList(ofLines.indexOf("--window"), ofLines.indexOf("--window") + 2)
                .clear();
        CommandRun.of(ofLines.toArray()).succeeded();
    }

    private static String library(Path model, String prompt, int length, Sampler sampler, long seed) {
        return TextPredictor.load(model).generate(prompt, length, sampler, seed);
    }

    private static CommandRun generate(Path model, Object... more) {
        Object[] line = new Object[more.length + 3];
        line[0] = "generate";
        line[1] = "--model";
        line[2] = model;
        System.arraycopy(more, 0, line, 3, more.length);
        return CommandRun.of(line);
    }

    @Test
    void thePromptGoesOnAsTheLibraryGoesOn() {
        String prompt = "der Bär 😀 ";
        String expected = library(characters, prompt, 100, new Sampler(0.7f, 5, 0.9f), 7);
        CommandRun run = generate(
                characters,
                "--prompt",
                prompt,
                "--length",
                100,
                "--temperature",
                0.7,
                "--top-k",
                5,
                "--top-p",
                0.9,
                "--seed",
                7);
        assertEquals(prompt + expected + "\n", run.succeeded().out());
        String again = generate(characters, "--prompt", prompt, "--length", 100, "--seed", 8)
                .succeeded()
                .out();
        assertFalse(again.equals(run.out()));
    }

    @Test
    void withoutAPromptItBeginsALine() {
        String expected = library(characters, "\n", 40, Sampler.greedy(), 1);
        CommandRun run =
                generate(characters, "--length", 40, "--temperature", 0).succeeded();
        assertEquals(expected + "\n", run.out());
    }

    @Test
    void wordsAreWrittenWithGapsAfterThePromptAsItWasGiven() {
        String expected = library(words, "the cat", 20, Sampler.temperature(0.8f), 42);
        assertEquals(
                "The CAT" + expected + "\n",
                generate(words, "--prompt", "The CAT", "--length", 20)
                        .succeeded()
                        .out());
        assertTrue(expected.startsWith(" "), expected);
    }

    @Test
    void aModelOfLinesWritesOne() {
        CommandRun run = generate(lines, "--length", 5000).succeeded();
        assertEquals(1, run.out().lines().count(), run::toString);
        assertTrue(run.out().length() < 1000, run::toString);
        generate(lines, "--prompt", "the", "--temperature", 0).succeeded().says("the");
    }

    @Test
    void whatIsUnknownInThePromptIsSaidAndNeverWritten() {
        CommandRun run = generate(characters, "--prompt", "Z the Ω", "--length", 300, "--temperature", 3);
        run.failedWith(
                0, "the prompt's characters Z Ω are unknown to " + characters + ": read as the unknown character");
        assertFalse(run.out().contains("<unk>") || run.out().contains("<pad>"), run::toString);
        assertTrue(run.out().startsWith("Z the Ω"), run::toString);
        generate(words, "--prompt", "the dog")
                .failedWith(0, "the prompt's word dog is unknown to " + words + ": read as the unknown word");
    }

    @Test
    void theTextIsUtf8WhateverTheLocale() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        String[] line = {"generate", "--model", characters.toString(), "--prompt", "Bär 😀", "--length", "1"};
        PrintStream ascii = new PrintStream(bytes, false, StandardCharsets.US_ASCII);
        assertEquals(0, Main.run(line, ascii, ascii));
        String text = bytes.toString(StandardCharsets.UTF_8);
        assertTrue(text.startsWith("Bär 😀"), text);
    }

    /** A pipe whose reader goes away after some bytes. */
    private static final class Pipe extends OutputStream {
        private int written;
        private int refused;

        @Override
        public void write(int b) throws IOException {
            if (written == 20) {
                refused++;
                throw new IOException("Broken pipe");
            }
            written++;
        }
    }

    @Test
    void aClosedPipeEndsTheText() {
        Pipe pipe = new Pipe();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        String[] line = {"generate", "--model", characters.toString(), "--length", "2000000000"};
        int status = Main.run(
                line,
                new PrintStream(pipe, false, StandardCharsets.UTF_8),
                new PrintStream(err, false, StandardCharsets.UTF_8));
        assertEquals(0, status);
        assertEquals("", err.toString(StandardCharsets.UTF_8));
        assertEquals(20, pipe.written);
        assertTrue(pipe.refused > 0);
    }

    @Test
    void inspectShowsWhatItWrites() {
        CommandRun.of("inspect", characters)
                .succeeded()
                .says("kind        text, written by Lanewise ")
                .says("model       TextNet[cell=LSTM, embedding=8, hidden=16, layers=1, ")
                .says("writes      characters")
                .says("knows       16 characters: ");
        CommandRun.of("inspect", words).succeeded().says("writes      words").says("knows       8 words: ");
        CommandRun.of("inspect", lines).succeeded().says("writes      characters, a line at a time");
    }
}

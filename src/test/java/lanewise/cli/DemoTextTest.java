package lanewise.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import lanewise.text.TextData;
import lanewise.text.TextPredictor;
import lanewise.text.Unit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DemoTextTest {

    @TempDir
    Path folder;

    private static CommandRun demo(DemoText small, Object... words) {
        List<String> line = new ArrayList<>();
        for (Object word : words) {
            line.add(word.toString());
        }
        Arguments arguments = small.options().parse(line);
        return CommandRun.of("small demo text", output -> small.run(arguments, output));
    }

    @Test
    void itLearnsTheNamesOfCharactersAndWritesSome() {
        Path model = folder.resolve("names.safetensors");
        CommandRun run = demo(new DemoText(100_000, 64, 4), "--text", "names", "--seed", 2, "--out", model)
                .succeeded();
        run.says("names of Unicode's characters in Java ").says(" characters to train and ");
        run.says("      | GREEK SMALL LETTER ").says("saved " + model + ": ");
        run.says("lanewise generate --model " + model + " --prompt \"GREEK SMALL LETTER \"");
        List<String> compared = run.linesAfter("foretold by");
        double[] nats = new double[3];
        for (int i = 0; i < 3; i++) {
            String[] words = compared.get(i).split(" {2,}", -1);
            nats[i] = Double.parseDouble(words[1]);
            assertEquals(nats[i] / Math.log(2), Double.parseDouble(words[2]), 0.01, run::toString);
            assertEquals(
                    Math.exp(nats[i]), Double.parseDouble(words[3]), 0.1 + 0.01 * Math.exp(nats[i]), run::toString);
        }
        assertTrue(nats[0] > nats[1] && 0.6 * nats[1] > nats[2], run::toString);
        assertTrue(TextPredictor.load(model).vocab().contains("Z"));
    }

    @Test
    void withTooLittleTextItFails() {
        demo(new DemoText(10_000, 4, 1), "--text", "names", "--threads", 1)
                .failedWith(1, "is not below 60 % of the ")
                .says("cpu, 1 thread, ")
                .says("lanewise demo text --out ");
    }

    @ParameterizedTest
    @CsvSource({"0.59, 0", "0.61, 1", "NaN, 1"})
    void farBelowTheFrequenciesIsRight(double part, int status) {
        TextData data = TextData.stream(TextFiles.text(50, 1), "", Unit.CHAR);
        double loss = part * data.frequencyLoss();
        CommandRun run = CommandRun.of("judge", output -> DemoText.judge(loss, data, output));
        assertEquals(status, run.status(), run::toString);
    }

    @Test
    void sourcesAreReadWithoutTheirLicence() throws IOException {
        Path zip = folder.resolve("src.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            for (int i = 0; i < 25; i++) {
                String name = "java.base/java/util/" + (i == 24 ? "sub/" : "") + "C" + i + ".java";
                out.putNextEntry(new ZipEntry(name));
                String source = "/* Copyright ä */\n\npackage java.util;\nclass C" + i + " {}\n";
                out.write(source.getBytes(StandardCharsets.UTF_8));
            }
        }
        JdkText text = JdkText.sources(zip.toFile(), 10_000);
        assertNotNull(text);
        assertTrue(text.what().startsWith("24 sources of java.util in " + zip), text.what());
        assertFalse((text.train() + text.valid()).contains("Copyright"));
        assertTrue(text.train().startsWith("package java.util;\nclass C"), text.train());
        assertEquals(22, text.train().split("package", -1).length - 1);
        assertEquals(2, text.valid().split("package", -1).length - 1);
        JdkText some = JdkText.sources(zip.toFile(), 100);
        assertNotNull(some);
        assertTrue(some.what().startsWith("3 of the 24 sources "), some.what());
        assertNull(JdkText.sources(folder.resolve("none.zip").toFile(), 10_000));
    }

    @Test
    void namesThatOnlyRepeatANumberAreLeftOut() {
        JdkText all = JdkText.names(Integer.MAX_VALUE);
        assertTrue(all.train().length() > 500_000 && all.valid().length() > 50_000, all.what());
        assertFalse((all.train() + all.valid()).contains(Character.getName(0x4E01)));
        assertTrue((all.train() + all.valid()).contains("GREEK SMALL LETTER OMEGA\n"));
        assertEquals(all, JdkText.names(Integer.MAX_VALUE));
    }
}

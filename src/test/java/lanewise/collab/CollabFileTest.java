package lanewise.collab;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import lanewise.data.CategoryColumn;
import lanewise.data.Table;
import lanewise.io.ModelFile;
import lanewise.io.ModelFormatException;
import lanewise.io.StoredTensor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CollabFileTest {

    @TempDir
    Path folder;

    private Path file;
    private CollabLearner learner;

    @BeforeEach
    void save() {
        Table films = Table.of(
                CategoryColumn.of("film", "A", "B", "E"), CategoryColumn.of("title", "Alien", "Brazil", "Elle"));
        learner = CollabLearner.of(Small.sixWithoutLast().titles(films, "film", "title"), DotBias.factors(2), 1);
        learner.fit(2, 1e-2f);
        file = folder.resolve("model.safetensors");
        learner.export(file);
    }

    @Test
    void everythingSurvives() {
        CollabPredictor loaded = CollabPredictor.load(file);
        assertEquals(DotBias.factors(2).range(1, 5), loaded.spec());
        assertEquals(learner.predict("u1", "B"), loaded.predict("u1", "B"));
        assertEquals(learner.predict("?", "?"), loaded.predict("?", "?"));
        assertEquals(learner.recommend("u1", 5), loaded.recommend("u1", 5));
        assertEquals(learner.similarItems("A", 5), loaded.similarItems("A", 5));
        assertEquals(learner.itemBias(), loaded.itemBias());
        assertArrayEquals(
                learner.itemFactors().matrix().toArray(),
                loaded.itemFactors().matrix().toArray());
        assertEquals("Alien", loaded.title("A"));
        assertEquals("C", loaded.title("C"), "no title");
        assertFalse(loaded.knowsItem("D"), "no training rating touched it");
    }

    @Test
    void savingAgainGivesTheSameBytes() throws IOException {
        Path again = folder.resolve("again.safetensors");
        CollabPredictor.load(file).save(again);
        assertArrayEquals(Files.readAllBytes(file), Files.readAllBytes(again));
    }

    @Test
    void loadsFromAStream() throws IOException {
        try (ByteArrayInputStream in = new ByteArrayInputStream(Files.readAllBytes(file))) {
            assertEquals(
                    learner.predict("u1", "B"),
                    CollabPredictor.load(in, "resource").predict("u1", "B"));
        }
    }

    @Test
    void everyTruncationIsATypedError() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        for (int length = 0; length < bytes.length; length++) {
            ByteArrayInputStream cut = new ByteArrayInputStream(bytes, 0, length);
            assertThrows(ModelFormatException.class, () -> CollabPredictor.load(cut, "cut"), "after " + length);
        }
    }

    @Test
    void aByteChangedAnywhereIsATypedError() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        for (int at = 0; at < bytes.length; at++) {
            for (int change : new int[] {0x01, 0x20, 0x80, 0xFF}) {
                byte[] damaged = bytes.clone();
                damaged[at] ^= (byte) change;
                ByteArrayInputStream in = new ByteArrayInputStream(damaged);
                assertThrows(
                        ModelFormatException.class,
                        () -> CollabPredictor.load(in, "damaged"),
                        "byte " + at + " changed by " + change);
            }
        }
    }

    /** Files whose sums are right but whose parts do not fit together. */
    @Test
    void partsThatDoNotFitAreTypedErrors() {
        refused("model", "{\"model\":\"Forest\"}", "Forest");
        refused(
                "model",
                "{\"model\":\"DotBias\",\"factors\":3,\"low\":1,\"high\":5,\"init\":0.05}",
                "user_factors.weight [4, 2]");
        refused("model", "{\"model\":\"EmbeddingDot\",\"factors\":2}", "user_bias.weight");
        refused("model", "{\"model\":\"DotBias\",\"factors\":0,\"low\":1,\"high\":5,\"init\":0.05}", "at least 1");
        refused("users", "{\"ids\":[\"u1\",\"u1\",\"u3\"]}", "listed twice");
        refused("users", "{\"ids\":[\"u1\"]}", "do not fit 1 users");
        refused("titles", "{\"titles\":[\"Alien\"]}", "1 titles for 4 items");
    }

    private void refused(String entry, String value, String part) {
        ModelFile good = ModelFile.read(file);
        Map<String, String> entries = new LinkedHashMap<>(good.entries());
        entries.put(entry, value);
        Map<String, StoredTensor> tensors = good.content().tensors();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ModelFile.of(CollabFile.KIND, withoutSums(entries), tensors).write(out);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        ByteArrayInputStream in = new ByteArrayInputStream(out.toByteArray());
        ModelFormatException error = assertThrows(ModelFormatException.class, () -> CollabPredictor.load(in, "forged"));
        assertTrue(error.getMessage().contains(part), error::getMessage);
        assertTrue(error.getMessage().contains("forged"), error::getMessage);
    }

    private static Map<String, String> withoutSums(Map<String, String> entries) {
        entries.keySet().removeIf(name -> name.startsWith("crc32"));
        return entries;
    }

    @Test
    void anotherKindOfModelIsRefused() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ModelFile.of("tabular", Map.of(), Map.of()).write(out);
        ByteArrayInputStream in = new ByteArrayInputStream(out.toByteArray());
        assertThrows(ModelFormatException.class, () -> CollabPredictor.load(in, "tabular.safetensors"));
    }
}

package lanewise.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ModelFileTest {

    private static final Map<String, StoredTensor> WEIGHTS =
            Map.of("weight", StoredTensor.of(new int[] {1, 2}, new float[] {0.5f, -1}));

    @TempDir
    Path folder;

    private ModelFile written(Map<String, String> metadata) {
        Path path = folder.resolve("m.safetensors");
        Safetensors.of(metadata, WEIGHTS).write(path);
        return ModelFile.read(path);
    }

    private String refusal(Map<String, String> metadata) {
        String message = assertThrows(ModelFormatException.class, () -> written(metadata))
                .getMessage();
        return message.replace(folder.resolve("m.safetensors").toString(), "FILE");
    }

    @Test
    void aModelSurvivesTheDisk() throws IOException {
        Path path = folder.resolve("m.safetensors");
        ModelFile model = ModelFile.of("collab", Map.of("model", "{\"factors\":50}", "note", "é\n"), WEIGHTS);
        model.write(path);
        ModelFile read = ModelFile.read(path).requireKind("collab");
        assertEquals(model, read);
        assertEquals(model.hashCode(), read.hashCode());
        assertEquals("collab", read.kind());
        assertEquals(Version.current(), read.version());
        assertEquals(Map.of("model", "{\"factors\":50}", "note", "é\n"), read.entries());
        assertEquals("é\n", read.entry("note"));
        assertEquals(50, read.json("model").getInt("factors"));
        assertArrayEquals(new float[] {0.5f, -1}, read.tensor("weight").floats());
        byte[] first = Files.readAllBytes(path);
        read.write(path);
        assertArrayEquals(first, Files.readAllBytes(path));
    }

    @Test
    void aForeignFileIsToldApart() {
        assertEquals(
                "FILE holds weights only, no Lanewise model: the metadata lanewise.format is missing",
                refusal(Map.of("format", "pt")));
        assertTrue(refusal(Map.of("lanewise.format", "2", "lanewise.version", "9.0", "lanewise.kind", "collab"))
                .startsWith("FILE: model format 2, written by Lanewise 9.0: this Lanewise ("));
        assertEquals(
                "FILE: lanewise.format is \"two\", expected a number",
                refusal(Map.of("lanewise.format", "two", "lanewise.version", "9.0", "lanewise.kind", "collab")));
        assertEquals(
                "FILE: the metadata lanewise.kind is missing",
                refusal(Map.of("lanewise.format", "1", "lanewise.version", "9.0")));
        assertEquals(
                "FILE: the metadata lanewise.version is missing",
                refusal(Map.of("lanewise.format", "1", "lanewise.kind", "collab")));
    }

    @Test
    void foreignMetadataAreIgnored() {
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("format", "pt");
        metadata.put("lanewise.format", "1");
        metadata.put("lanewise.version", "0.1");
        metadata.put("lanewise.kind", "text");
        metadata.put("lanewise.vocabulary", "a b");
        assertEquals(Map.of("vocabulary", "a b"), written(metadata).entries());
    }

    @Test
    void errorsNameTheFileAndThePlace() {
        ModelFile model = ModelFile.of(
                "text", Map.of("model", "{\"layers\":[{\"kind\":\"lstm\"},{\"kind\":7}]}", "bad", "{\"a\":}"), WEIGHTS);
        Path path = folder.resolve("m.safetensors");
        model.write(path);
        ModelFile read = ModelFile.read(path);
        assertEquals(
                path + " holds a \"text\" model, expected a \"collab\" model",
                assertThrows(ModelFormatException.class, () -> read.requireKind("collab"))
                        .getMessage());
        assertEquals(
                path + ": the metadata lanewise.users is missing",
                assertThrows(ModelFormatException.class, () -> read.entry("users"))
                        .getMessage());
        assertEquals(
                path + ": lanewise.bad, line 1, column 6: expected a value, found \"}\"",
                assertThrows(JsonException.class, () -> read.json("bad")).getMessage());
        JsonObject layer = read.json("model").getObjects("layers").get(1);
        assertEquals(
                path + ": lanewise.model: \"layers\"[1]: \"kind\" is 7, expected a string",
                assertThrows(JsonException.class, () -> layer.getString("kind")).getMessage());
    }

    @Test
    void reservedEntriesAreRefused() {
        for (String name : new String[] {"format", "version", "kind", "crc32.header", "crc32.data"}) {
            assertThrows(IllegalArgumentException.class, () -> ModelFile.of("collab", Map.of(name, ""), WEIGHTS), name);
        }
    }

    @Test
    void theVersionIsANumberOrDevelopment() {
        assertTrue(Version.current().matches("development|\\d+\\.\\d+\\.\\d+.*"), Version.current());
    }
}

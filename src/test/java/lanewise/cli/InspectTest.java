package lanewise.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import lanewise.io.ModelFile;
import lanewise.io.Safetensors;
import lanewise.io.StoredTensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InspectTest {

    @TempDir
    Path folder;

    @Test
    void aFileOfPyTorchHasWeightsOnly() throws Exception {
        // What safetensors.torch.save writes for {"w": torch.zeros(2)}: a header of 56 bytes, no metadata, no checksum.
        String header = "{\"w\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}";
        byte[] bytes = new byte[8 + 56 + 8];
        bytes[0] = 56;
        byte[] text = (header + "   ").substring(0, 56).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(text, 0, bytes, 8, text.length);
        Path file = Files.write(folder.resolve("torch.safetensors"), bytes);
        CommandRun run = CommandRun.of("inspect", file).succeeded();
        run.says("checksums   none")
                .says("kind        weights only, no Lanewise model")
                .says("size        72 bytes")
                .says("parameters  2 ")
                .says("w       F32    [2]           2");
    }

    @Test
    void integersAreNoParametersAndLongMetadataAreShortened() {
        Map<String, StoredTensor> tensors = new LinkedHashMap<>();
        tensors.put("net.weight", StoredTensor.of(new int[] {2, 3}, new float[6]));
        tensors.put("steps", StoredTensor.of(new int[] {}, new int[] {7}));
        StringBuilder story = new StringBuilder();
        for (int i = 0; i < 100; i++) {
            story.append("\ud83c\udfac ");
        }
        Path file = folder.resolve("film.safetensors");
        Safetensors.of(Map.of("format", "pt", "story", story.toString()), tensors)
                .write(file);
        CommandRun.of("inspect", file)
                .succeeded()
                .says("checksums   present and right")
                .says("tensors     2")
                .says("parameters  6 ")
                .says("steps       I32    []             1")
                .says("format    pt")
                .says("... (200 characters)");
    }

    @Test
    void aModelOfAnotherKindIsShownAsFarAsItIsKnown() {
        Path file = folder.resolve("poem.safetensors");
        StoredTensor one = StoredTensor.of(new int[] {1}, new float[] {1});
        ModelFile.of("poem", Map.of("rhyme", "aabb"), Map.of("w", one)).write(file);
        CommandRun.of("inspect", file)
                .succeeded()
                .says("kind        poem, written by Lanewise ")
                .says("lanewise.rhyme    aabb");
    }
}

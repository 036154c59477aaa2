package lanewise.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A damaged file never loads as another model: it ends in a ModelFormatException, or the model is equal. */
final class DamagedFileTest {

    private static ModelFile model() {
        Map<String, String> entries = new LinkedHashMap<>();
        entries.put(
                "model",
                JsonObject.of().with("name", "DotBias").with("factors", 2).toString());
        entries.put(
                "users",
                JsonObject.of().with("ids", Arrays.asList("u\"1", "é😀")).toString());
        entries.put("range", "[0.5,5.5]");
        Map<String, StoredTensor> tensors = new LinkedHashMap<>();
        tensors.put("users.weight", StoredTensor.of(new int[] {2, 2}, new float[] {1, -0.0f, Float.NaN, 1e-40f}));
        tensors.put("counts", StoredTensor.of(new int[] {2}, new long[] {3, Long.MIN_VALUE}));
        tensors.put("zero", StoredTensor.of(new int[] {}, new int[] {0}));
        return ModelFile.of("collab", entries, tensors);
    }

    private static byte[] bytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            model().write(out);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return out.toByteArray();
    }

    private static ModelFile read(byte[] file) {
        return ModelFile.read(new ByteArrayInputStream(file), "model.safetensors");
    }

    /** Reads a damaged file; any throwable but the typed one fails the test. Returns whether it was refused. */
    private static boolean refused(byte[] file, Object expected, String damage) {
        try {
            assertEquals(expected, read(file), damage);
            return false;
        } catch (ModelFormatException e) {
            assertTrue(e.getMessage().startsWith("model.safetensors"), e.getMessage());
            return true;
        }
    }

    @Test
    void everySingleByteChangeIsFound() {
        ModelFile model = model();
        byte[] file = bytes();
        assertEquals(model, read(file));
        int equal = 0;
        for (int at = 0; at < file.length; at++) {
            byte right = file[at];
            for (int change = 1; change < 256; change++) {
                file[at] = (byte) (right ^ change);
                if (!refused(file, model, "byte " + at + " xor " + change)) {
                    equal++;
                }
            }
            file[at] = right;
        }
        assertEquals(0, equal, "changes that were not noticed");
        assertEquals(model, read(file));
    }

    @Test
    void everyTruncationIsFound() {
        byte[] file = bytes();
        for (int length = 0; length < file.length; length++) {
            assertTrue(refused(Arrays.copyOf(file, length), model(), "cut to " + length), "cut to " + length);
        }
    }

    @Test
    void everyMissingOrDoubledByteIsFound() {
        byte[] file = bytes();
        for (int at = 0; at < file.length; at++) {
            byte[] shorter = new byte[file.length - 1];
            System.arraycopy(file, 0, shorter, 0, at);
            System.arraycopy(file, at + 1, shorter, at, shorter.length - at);
            assertTrue(refused(shorter, model(), "without byte " + at), "without byte " + at);
            byte[] longer = new byte[file.length + 1];
            System.arraycopy(file, 0, longer, 0, at + 1);
            System.arraycopy(file, at, longer, at + 1, file.length - at);
            assertTrue(refused(longer, model(), "byte " + at + " twice"), "byte " + at + " twice");
        }
    }

    /** Without sums a change of a weight can't be seen, but nothing else than a typed error may come of any change. */
    @Test
    void aFileWithoutSumsNeverEndsInAnotherThrowable() {
        byte[] file = bytes();
        String text = new String(file, StandardCharsets.ISO_8859_1);
        String unsummed = text.replaceFirst(
                "\"lanewise.crc32.header\":\"[0-9a-f]{8}\",\"lanewise.crc32.data\":\"[0-9a-f]{8}\",", "");
        int removed = text.length() - unsummed.length();
        file = unsummed.getBytes(StandardCharsets.ISO_8859_1);
        int headerLength = (file[0] & 0xff) + ((file[1] & 0xff) << 8) - removed;
        file[0] = (byte) headerLength;
        file[1] = (byte) (headerLength >> 8);
        assertEquals(model(), read(file));
        int loaded = 0;
        int refused = 0;
        for (int at = 0; at < file.length; at++) {
            byte right = file[at];
            for (int change = 1; change < 256; change++) {
                file[at] = (byte) (right ^ change);
                try {
                    read(file).content().tensors().values().forEach(StoredTensor::floats);
                    loaded++;
                } catch (ModelFormatException e) {
                    refused++;
                }
            }
            file[at] = right;
        }
        assertTrue(loaded > 0 && refused > loaded, loaded + " loaded, " + refused + " refused");
    }

    @Test
    void randomDamageIsFound() {
        long seed = 11;
        Random random = new Random(seed);
        ModelFile model = model();
        byte[] file = bytes();
        for (int round = 0; round < 20_000; round++) {
            refused(damaged(file, random), model, "seed " + seed + ", round " + round);
        }
    }

    /**
     * The file with a stretch overwritten by noise or by another piece of itself. A stretch of 12 bytes can't reach both
     * sums' names, which would leave a valid file without sums.
     */
    private static byte[] damaged(byte[] whole, Random random) {
        byte[] file = whole.clone();
        int length = 1 + random.nextInt(12);
        int from = random.nextInt(file.length - length);
        if (random.nextBoolean()) {
            byte[] noise = new byte[length];
            random.nextBytes(noise);
            System.arraycopy(noise, 0, file, from, length);
        } else {
            System.arraycopy(file, random.nextInt(file.length - length), file, from, length);
        }
        return file;
    }

    @Test
    void theModelHoldsWhatWasWritten() {
        ModelFile model = read(bytes());
        assertTrue(model.content().checked());
        assertEquals(2, model.json("model").getInt("factors"));
        assertEquals(Arrays.asList("u\"1", "é😀"), model.json("users").getStrings("ids"));
        assertNotEquals(model, ModelFile.of("collab", Map.of(), model.content().tensors()));
        assertThrows(JsonException.class, () -> model.json("range"));
    }
}

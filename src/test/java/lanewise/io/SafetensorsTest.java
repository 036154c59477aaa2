package lanewise.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class SafetensorsTest {

    /**
     * Written by PyTorch 1.13.1 and safetensors 0.8.0.
     *
     * <pre>{@code
     * import torch
     * from safetensors.torch import save
     * print(save({
     *     "weight": torch.tensor([[1.0, -2.5], [3.25e-3, 1e30]]),
     *     "half": torch.tensor([1.0, -2.5, 65504.0, 6e-8], dtype=torch.float16),
     *     "brain": torch.tensor([1.0, -3e38]).to(torch.bfloat16),
     *     "double": torch.tensor([0.1], dtype=torch.float64),
     *     "steps": torch.tensor(2**40),
     *     "int": torch.tensor([-7, 2**31 - 1], dtype=torch.int32),
     *     "short": torch.tensor([-300], dtype=torch.int16),
     *     "byte": torch.tensor([-128, 127], dtype=torch.int8),
     *     "unsigned": torch.tensor([[200, 255]], dtype=torch.uint8),
     *     "seen": torch.tensor([True, False, True]),
     *     "empty": torch.zeros(0, 3),
     * }, {"format": "pt"}))
     * }</pre>
     */
    private static byte[] pytorchFile() {
        String header = "{\"__metadata__\":{\"format\":\"pt\"},"
                + "\"steps\":{\"dtype\":\"I64\",\"shape\":[],\"data_offsets\":[0,8]},"
                + "\"double\":{\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[8,16]},"
                + "\"empty\":{\"dtype\":\"F32\",\"shape\":[0,3],\"data_offsets\":[16,16]},"
                + "\"weight\":{\"dtype\":\"F32\",\"shape\":[2,2],\"data_offsets\":[16,32]},"
                + "\"int\":{\"dtype\":\"I32\",\"shape\":[2],\"data_offsets\":[32,40]},"
                + "\"brain\":{\"dtype\":\"BF16\",\"shape\":[2],\"data_offsets\":[40,44]},"
                + "\"half\":{\"dtype\":\"F16\",\"shape\":[4],\"data_offsets\":[44,52]},"
                + "\"short\":{\"dtype\":\"I16\",\"shape\":[1],\"data_offsets\":[52,54]},"
                + "\"byte\":{\"dtype\":\"I8\",\"shape\":[2],\"data_offsets\":[54,56]},"
                + "\"unsigned\":{\"dtype\":\"U8\",\"shape\":[1,2],\"data_offsets\":[56,58]},"
                + "\"seen\":{\"dtype\":\"BOOL\",\"shape\":[3],\"data_offsets\":[58,61]}}     ";
        return FileBytes.file(
                header,
                FileBytes.hex("0000000000010000 9a9999999999b93f 0000803f000020c0f4fd543bcaf24971 f9ffffffffffff7f"
                        + "803f62ff 003c00c1ff7b0100 d4fe 807f c8ff 010001"));
    }

    @Test
    void readsEveryDtypeOfAPytorchFile() {
        Safetensors content = FileBytes.read(pytorchFile());
        assertFalse(content.checked());
        assertEquals(Map.of("format", "pt"), content.metadata());
        assertEquals(
                List.of(
                        "steps",
                        "double",
                        "empty",
                        "weight",
                        "int",
                        "brain",
                        "half",
                        "short",
                        "byte",
                        "unsigned",
                        "seen"),
                content.names());
        assertArrayEquals(new long[] {1L << 40}, content.tensor("steps").longs());
        assertArrayEquals(new int[0], content.tensor("steps").shape());
        assertArrayEquals(new float[] {0.1f}, content.tensor("double").floats());
        assertEquals("F32 [0, 3]", content.tensor("empty").toString());
        assertEquals(0, content.tensor("empty").floats().length);
        assertArrayEquals(
                new float[] {1, -2.5f, 3.25e-3f, 1e30f},
                content.tensor("weight").floats());
        assertArrayEquals(new int[] {2, 2}, content.tensor("weight").shape());
        assertArrayEquals(
                new int[] {-7, Integer.MAX_VALUE}, content.tensor("int").ints());
        assertArrayEquals(
                new float[] {1, -3.0040553e38f}, content.tensor("brain").floats());
        assertArrayEquals(
                new float[] {1, -2.5f, 65504, 0x1p-24f}, content.tensor("half").floats());
        assertArrayEquals(new int[] {-300}, content.tensor("short").ints());
        assertArrayEquals(new long[] {-128, 127}, content.tensor("byte").longs());
        assertArrayEquals(new float[] {200, 255}, content.tensor("unsigned").floats());
        assertEquals(DType.BOOL, content.tensor("seen").dtype());
        assertArrayEquals(new int[] {1, 0, 1}, content.tensor("seen").ints());
        assertArrayEquals(new float[] {1, 0, 1}, content.tensor("seen").floats());
    }

    @Test
    void everyDtypeSurvivesWritingAndReading() {
        Safetensors content = FileBytes.read(pytorchFile());
        Safetensors again = FileBytes.read(FileBytes.write(content));
        assertTrue(again.checked());
        assertEquals(content, again);
        assertEquals(content.hashCode(), again.hashCode());
    }

    /**
     * A file of ours, byte for byte. PyTorch 1.13.1 with safetensors 0.8.0 reads it to the values written; the sums were
     * found with Python's {@code zlib.crc32}.
     */
    @Test
    void writesTheseBytes() {
        Map<String, StoredTensor> tensors = new LinkedHashMap<>();
        tensors.put("bias", StoredTensor.of(new int[] {}, new float[] {-0.5f}));
        tensors.put("épo\"ch", StoredTensor.of(new int[] {1}, new long[] {3}));
        tensors.put("rows", StoredTensor.of(new int[] {1, 2}, new int[] {7, -1}));
        byte[] file = FileBytes.write(Safetensors.of(Map.of("b", "line\n", "a", "1"), tensors));
        String header =
                "{\"__metadata__\":{\"lanewise.crc32.header\":\"884f7044\",\"lanewise.crc32.data\":\"e3dff0f1\","
                        + "\"a\":\"1\",\"b\":\"line\\n\"},"
                        + "\"épo\\\"ch\":{\"dtype\":\"I64\",\"shape\":[1],\"data_offsets\":[0,8]},"
                        + "\"bias\":{\"dtype\":\"F32\",\"shape\":[],\"data_offsets\":[8,12]},"
                        + "\"rows\":{\"dtype\":\"I32\",\"shape\":[1,2],\"data_offsets\":[12,20]}}     ";
        assertArrayEquals(FileBytes.file(header, FileBytes.hex("0300000000000000 000000bf 07000000ffffffff")), file);
    }

    @Test
    void equalContentGivesEqualBytes() {
        Map<String, String> metadata = new LinkedHashMap<>();
        Map<String, String> reversed = new LinkedHashMap<>();
        for (int i = 0; i < 20; i++) {
            metadata.put("key" + i, "value" + i);
            reversed.put("key" + (19 - i), "value" + (19 - i));
        }
        Map<String, StoredTensor> tensors = Map.of("x", StoredTensor.of(new int[] {2}, new float[] {1, 2}));
        assertArrayEquals(
                FileBytes.write(Safetensors.of(metadata, tensors)), FileBytes.write(Safetensors.of(reversed, tensors)));
    }

    @Test
    void tensorsAreAlignedAndKeepTheirOrderPerWidth() {
        Map<String, StoredTensor> tensors =
                new LinkedHashMap<>(FileBytes.read(pytorchFile()).tensors());
        tensors.put("odd", StoredTensor.of(new int[] {3}, new float[] {1, 2, 3}));
        tensors.put("late", StoredTensor.of(new int[] {1}, new long[] {-1}));
        byte[] file = FileBytes.write(Safetensors.of(Map.of(), tensors));
        int headerLength =
                (int) ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getLong();
        assertEquals(0, headerLength % 8);
        String header = new String(file, 8, headerLength, StandardCharsets.UTF_8);
        SafetensorsHeader parsed = SafetensorsHeader.parse("test", header);
        for (SafetensorsHeader.Entry tensor : parsed.tensors()) {
            assertEquals(0, tensor.begin % tensor.dtype.bytes(), tensor.name);
        }
        assertEquals(
                List.of(
                        "steps",
                        "double",
                        "late",
                        "empty",
                        "weight",
                        "int",
                        "odd",
                        "brain",
                        "half",
                        "short",
                        "byte",
                        "unsigned",
                        "seen"),
                FileBytes.read(file).names());
    }

    @Test
    void tensorsLongerThanAChunkKeepTheirBits() {
        long seed = 7;
        Random random = new Random(seed);
        float[] floats = new float[100_003];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = Float.intBitsToFloat(random.nextInt());
        }
        long[] longs = random.longs(20_001).toArray();
        Map<String, StoredTensor> tensors = new LinkedHashMap<>();
        tensors.put("floats", StoredTensor.of(new int[] {floats.length, 1}, floats));
        tensors.put("longs", StoredTensor.of(new int[] {3, 6667}, longs));
        Safetensors read = FileBytes.read(FileBytes.write(Safetensors.of(Map.of(), tensors)));
        float[] found = read.tensor("floats").floats();
        for (int i = 0; i < floats.length; i++) {
            assertEquals(
                    Float.floatToRawIntBits(floats[i]),
                    Float.floatToRawIntBits(found[i]),
                    "seed " + seed + ", at " + i);
        }
        assertArrayEquals(longs, read.tensor("longs").longs(), "seed " + seed);
    }

    @Test
    void everyHalfBecomesItsFloat() {
        for (int bits = 0; bits < 1 << 16; bits++) {
            int exponent = (bits >> 10) & 31;
            int fraction = bits & 1023;
            double magnitude;
            if (exponent == 31) {
                magnitude = fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
            } else if (exponent == 0) {
                magnitude = fraction * Math.pow(2, -24);
            } else {
                magnitude = (1024 + fraction) * Math.pow(2, exponent - 25);
            }
            float expected = (float) (bits >= 1 << 15 ? -magnitude : magnitude);
            assertEquals(expected, Elements.halfToFloat((short) bits), "half " + Integer.toHexString(bits));
        }
    }

    @Test
    void namesMayBeLongOddAndUnicode() {
        char[] letters = new char[100_000];
        Arrays.fill(letters, 'n');
        Map<String, StoredTensor> tensors = new LinkedHashMap<>();
        for (String name : List.of(new String(letters), "", " ", "\u0000\u001f\"\\/", "日本語 😀", "__metadata_")) {
            tensors.put(name, StoredTensor.of(new int[] {1, 1, 1}, new float[] {tensors.size()}));
        }
        Safetensors content = Safetensors.of(Map.of("名", "😀\n", "", ""), tensors);
        assertEquals(content, FileBytes.read(FileBytes.write(content)));
    }

    @Test
    void aFileMayBeEmpty() {
        Safetensors content = FileBytes.read(FileBytes.file("{}", new byte[0]));
        assertEquals(List.of(), content.names());
        assertEquals(content, FileBytes.read(FileBytes.write(content)));
        char[] padding = new char[0x4b50 - 2]; // a length that begins with the letters PK, as zip archives do
        Arrays.fill(padding, ' ');
        assertEquals(content, FileBytes.read(FileBytes.file("{}" + new String(padding), new byte[0])));
    }

    @Test
    void differentContentIsNotEqual() {
        StoredTensor one = StoredTensor.of(new int[] {2}, new float[] {1, 2});
        assertNotEquals(one, StoredTensor.of(new int[] {2}, new float[] {1, 3}));
        assertNotEquals(one, StoredTensor.of(new int[] {2, 1}, new float[] {1, 2}));
        assertNotEquals(one, StoredTensor.of(new int[] {2}, new int[] {1, 2}));
        assertNotEquals(Safetensors.of(Map.of(), Map.of("a", one)), Safetensors.of(Map.of(), Map.of("b", one)));
        assertNotEquals(Safetensors.of(Map.of(), Map.of("a", one)), Safetensors.of(Map.of("k", "v"), Map.of("a", one)));
    }

    @Test
    void tensorsAreCopied() {
        float[] values = {1, 2};
        int[] shape = {2};
        StoredTensor tensor = StoredTensor.of(shape, values);
        values[0] = 9;
        shape[0] = 9;
        tensor.floats()[1] = 9;
        tensor.shape()[0] = 9;
        assertEquals(StoredTensor.of(new int[] {2}, new float[] {1, 2}), tensor);
    }

    @Test
    void wrongUseNamesWhatWouldBeRight() {
        StoredTensor floats = StoredTensor.of(new int[] {2}, new float[] {1, 2});
        StoredTensor longs = StoredTensor.of(new int[] {2}, new long[] {1, 1L << 31});
        assertEquals(
                "tensor F32 [2] holds floating-point numbers, expected integers",
                assertThrows(ModelFormatException.class, floats::ints).getMessage());
        assertEquals(
                "element 1 of tensor I64 [2] is 2147483648, expected a value that fits an int",
                assertThrows(ModelFormatException.class, longs::ints).getMessage());
        assertEquals(
                "new file: no tensor \"y\" among its 1 tensors",
                assertThrows(
                                ModelFormatException.class,
                                () -> Safetensors.of(Map.of(), Map.of("x", floats))
                                        .tensor("y"))
                        .getMessage());
        for (int[] shape : new int[][] {{3}, {-1, -2}, {1 << 16, 1 << 16, 2}}) {
            assertThrows(IllegalArgumentException.class, () -> StoredTensor.of(shape, new float[2]));
        }
        assertThrows(
                IllegalArgumentException.class, () -> Safetensors.of(Map.of("lanewise.crc32.data", "0"), Map.of()));
        assertThrows(IllegalArgumentException.class, () -> Safetensors.of(Map.of(), Map.of("__metadata__", floats)));
        Safetensors broken = Safetensors.of(Map.of("key", "half a pair: \ud83d"), Map.of());
        assertThrows(ModelFormatException.class, () -> FileBytes.write(broken));
        char[] blanks = new char[SafetensorsHeader.MAX_BYTES];
        Arrays.fill(blanks, ' ');
        Safetensors large = Safetensors.of(Map.of("key", new String(blanks)), Map.of());
        assertThrows(ModelFormatException.class, () -> FileBytes.write(large));
    }
}

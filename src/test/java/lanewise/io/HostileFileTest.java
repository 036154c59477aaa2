package lanewise.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files made to break a reader: each ends in one clear, typed error. */
final class HostileFileTest {

    @TempDir
    Path folder;

    /** Reads the bytes as a stream and as a file, which must fail alike, and checks the message. */
    private void assertRefused(String expected, byte[] file) {
        ModelFormatException streamed = assertThrows(ModelFormatException.class, () -> FileBytes.read(file), expected);
        Path path = folder.resolve("test.safetensors");
        try {
            Files.write(path, file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        ModelFormatException stored = assertThrows(ModelFormatException.class, () -> Safetensors.read(path), expected);
        for (ModelFormatException e : new ModelFormatException[] {streamed, stored}) {
            assertTrue(e.getMessage().contains("test.safetensors"), e.getMessage());
            assertTrue(e.getMessage().length() < 400 + path.toString().length(), e.getMessage());
        }
        assertTrue(stored.getMessage().contains(expected), stored.getMessage());
    }

    private void assertHeaderRefused(String expected, String header, int dataBytes) {
        assertRefused(expected, FileBytes.file(header, new byte[dataBytes]));
    }

    private static String tensor(String name, String dtype, String shape, String offsets) {
        return "\"" + name + "\":{\"dtype\":\"" + dtype + "\",\"shape\":" + shape + ",\"data_offsets\":" + offsets
                + "}";
    }

    @Test
    void headerLengthIsCheckedBeforeItIsAllocated() {
        byte[] text = "{}".getBytes(StandardCharsets.UTF_8);
        assertRefused("header of 9223372036854775807 bytes", FileBytes.file(Long.MAX_VALUE, text, new byte[0]));
        assertRefused("header of 18446744073709551615 bytes", FileBytes.file(-1, text, new byte[0]));
        assertRefused("header of 9223372036854775808 bytes", FileBytes.file(Long.MIN_VALUE, text, new byte[0]));
        assertRefused("header of 1099511627776 bytes", FileBytes.file(1L << 40, text, new byte[0]));
        assertRefused("header of 16777217 bytes", FileBytes.file((16 << 20) + 1, text, new byte[0]));
        assertRefused("header of 16777216 bytes in a file of 10", FileBytes.file(16 << 20, text, new byte[0]));
        assertRefused("header of 3 bytes in a file of 10", FileBytes.file(3, text, new byte[0]));
        assertRefused("does not begin with '{'", FileBytes.file(0, text, new byte[0]));
        assertRefused("ends within the header's length", new byte[0]);
        assertRefused("ends within the header's length", new byte[7]);
        assertRefused(
                "test.safetensors: not a safetensors file",
                "userId,movieId,rating\n1,2,3.5\n".getBytes(StandardCharsets.US_ASCII));
        assertRefused("zip archive", "PK\u0003\u0004 and so on".getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void headerMustBeOneObjectInUtf8() {
        assertHeaderRefused("does not begin with '{'", " {}", 0);
        assertHeaderRefused("does not begin with '{'", "\ufeff{}", 0);
        assertHeaderRefused("does not begin with '{'", "[]", 0);
        assertHeaderRefused("expected the end of the text", "{}{}", 0);
        assertHeaderRefused("expected the end of the text", "{}\u0000", 0);
        assertHeaderRefused("half a surrogate pair", "{\"__metadata__\":{\"a\":\"\\ud83d\"}}", 0);
        byte[] invalid = "{\"?\":1}".getBytes(StandardCharsets.US_ASCII);
        invalid[2] = (byte) 0xff;
        assertRefused("no valid UTF-8", FileBytes.file(invalid.length, invalid, new byte[0]));
        byte[] overlong = "{\"??\":1}".getBytes(StandardCharsets.US_ASCII);
        overlong[2] = (byte) 0xc0;
        overlong[3] = (byte) 0x80;
        assertRefused("no valid UTF-8", FileBytes.file(overlong.length, overlong, new byte[0]));
    }

    @Test
    void jsonBombsExhaustNothing() {
        int length = 16 << 20;
        assertHeaderRefused("nested deeper than 64", "{\"a\":" + filled('[', length - 5), 0);
        StringBuilder objects = new StringBuilder(length);
        while (objects.length() < length - 6) {
            objects.append("{\"a\":");
        }
        assertHeaderRefused("nested deeper than 64", objects.toString(), 0);
        StringBuilder lists = new StringBuilder(length).append("{\"a\":[[]");
        while (lists.length() < length - 5) {
            lists.append(",[]");
        }
        assertHeaderRefused("more than 1000000 values", lists.append("]}").toString(), 0);
        assertHeaderRefused(
                "\"shape\"[0] is 99999", "{" + tensor("x", "F32", "[" + filled('9', 1 << 20) + "]", "[0,0]") + "}", 0);
        assertHeaderRefused("rank 5000", "{" + tensor("x", "F32", "[1" + ones(4999) + "]", "[0,4]") + "}", 4);
        assertHeaderRefused("(1000000 characters)", "{\"" + filled('x', 1_000_000) + "\":7}", 0);
    }

    private static String filled(char c, int length) {
        char[] characters = new char[length];
        Arrays.fill(characters, c);
        return new String(characters);
    }

    private static String ones(int count) {
        return filled('x', count).replace("x", ",1");
    }

    @Test
    void nameTwiceIsRefused() {
        String x = tensor("x", "F32", "[1]", "[0,4]");
        assertHeaderRefused("name \"x\" twice", "{" + x + "," + x + "}", 4);
        assertHeaderRefused("name \"x\" twice", "{" + x + "," + x.replace("\"x\"", "\"\\u0078\"") + "}", 4);
        assertHeaderRefused("name \"dtype\" twice", "{" + x.replace("{", "{\"dtype\":\"F32\",") + "}", 4);
        assertHeaderRefused("name \"a\" twice", "{\"__metadata__\":{\"a\":\"1\",\"a\":\"1\"}}", 0);
        assertHeaderRefused("name \"__metadata__\" twice", "{\"__metadata__\":{},\"__metadata__\":{}}", 0);
    }

    @Test
    void membersMustHaveTheRightTypes() {
        assertHeaderRefused("\"a\" is 1, expected a string", "{\"__metadata__\":{\"a\":1}}", 0);
        assertHeaderRefused("\"__metadata__\" is an array, expected an object", "{\"__metadata__\":[]}", 0);
        assertHeaderRefused("\"x\" is 5, expected an object", "{\"x\":5}", 0);
        assertHeaderRefused("\"dtype\" is missing", "{\"x\":{}}", 0);
        assertHeaderRefused("\"shape\" is missing", "{\"x\":{\"dtype\":\"F32\"}}", 0);
        assertHeaderRefused("\"data_offsets\" is missing", "{\"x\":{\"dtype\":\"F32\",\"shape\":[]}}", 0);
        assertHeaderRefused("\"shape\"[0] is 1.0", "{" + tensor("x", "F32", "[1.0]", "[0,4]") + "}", 4);
        assertHeaderRefused("\"shape\"[1] is \"2\"", "{" + tensor("x", "F32", "[1,\"2\"]", "[0,8]") + "}", 8);
        assertHeaderRefused("\"shape\" is 4", "{" + tensor("x", "F32", "4", "[0,8]") + "}", 8);
    }

    @Test
    void dtypeMustBeSupported() {
        assertHeaderRefused(
                "dtype \"F8_E5M2\" is not supported", "{" + tensor("x", "F8_E5M2", "[1]", "[0,1]") + "}", 1);
        assertHeaderRefused("dtype \"U64\" is not supported", "{" + tensor("x", "U64", "[1]", "[0,8]") + "}", 8);
        assertHeaderRefused(
                "tensor \"x\": dtype \"f32\" is unknown", "{" + tensor("x", "f32", "[1]", "[0,4]") + "}", 4);
        assertHeaderRefused("dtype \"\\u001b[31m\"", "{" + tensor("x", "\\u001b[31m", "[1]", "[0,4]") + "}", 4);
    }

    @Test
    void shapeMustFillItsPlace() {
        assertHeaderRefused(
                "takes 12 bytes, but data_offsets [0, 8] leave 8", "{" + tensor("x", "F32", "[3]", "[0,8]") + "}", 8);
        assertHeaderRefused("takes 4 bytes", "{" + tensor("x", "F32", "[]", "[0,0]") + "}", 0);
        assertHeaderRefused("negative dimension", "{" + tensor("x", "F32", "[-1,-1]", "[0,4]") + "}", 4);
        assertHeaderRefused(
                "too large for a Java array", "{" + tensor("x", "U8", "[2147483640]", "[0,2147483640]") + "}", 0);
        assertHeaderRefused(
                "too large for a Java array", "{" + tensor("x", "U8", "[65536,65536]", "[0,4294967296]") + "}", 0);
        assertHeaderRefused(
                "too large for a Java array", "{" + tensor("x", "F32", "[4611686018427387904]", "[0,0]") + "}", 0);
        assertHeaderRefused(
                "overflows 64 bits",
                "{" + tensor("x", "U8", "[3,9223372036854775807]", "[0,9223372036854775807]") + "}",
                0);
        assertHeaderRefused(
                "\"shape\"[0] is 9223372036854775808",
                "{" + tensor("x", "U8", "[9223372036854775808]", "[0,0]") + "}",
                0);
        assertHeaderRefused("bytes", "{" + tensor("x", "F64", "[536870912]", "[0,0]") + "}", 0);
    }

    @Test
    void placesMustCoverTheData() {
        String x = tensor("x", "F32", "[1]", "[0,4]");
        assertHeaderRefused("leaving a gap", "{" + x + "," + tensor("y", "F32", "[1]", "[8,12]") + "}", 12);
        assertHeaderRefused("leaving a gap", "{" + tensor("y", "F32", "[1]", "[4,8]") + "}", 8);
        assertHeaderRefused("inside the tensor before", "{" + x + "," + tensor("y", "F32", "[1]", "[2,6]") + "}", 6);
        assertHeaderRefused("inside the tensor before", "{" + x + "," + tensor("y", "F32", "[1]", "[0,4]") + "}", 4);
        assertHeaderRefused("inside the tensor before", "{" + x + "," + tensor("y", "F32", "[0]", "[2,2]") + "}", 4);
        assertHeaderRefused("leaving a gap", "{" + x + "," + tensor("y", "F32", "[0]", "[5,5]") + "}", 4);
        assertHeaderRefused("data_offsets [4, 0]", "{" + tensor("x", "F32", "[1]", "[4,0]") + "}", 4);
        assertHeaderRefused("data_offsets [-4, 0]", "{" + tensor("x", "F32", "[1]", "[-4,0]") + "}", 4);
        assertHeaderRefused("data_offsets [0]", "{" + tensor("x", "F32", "[1]", "[0]") + "}", 4);
        assertHeaderRefused("data_offsets [0, 4, 8]", "{" + tensor("x", "F32", "[1]", "[0,4,8]") + "}", 4);
        assertHeaderRefused("3 bytes of data after the header, but the tensors take 4", "{" + x + "}", 3);
        assertHeaderRefused("something follows the last tensor", "{" + x + "}", 5);
        assertHeaderRefused("something follows the last tensor", "{}", 1);
        Safetensors unordered = FileBytes.read(FileBytes.file(
                "{" + tensor("y", "U8", "[1]", "[4,5]") + "," + x + "," + tensor("e", "U8", "[0]", "[4,4]") + "}",
                new byte[] {0, 0, 0, 0x40, 9}));
        assertEquals("[x, e, y]", unordered.names().toString());
        assertEquals(2f, unordered.tensor("x").floats()[0]);
        assertEquals(9, unordered.tensor("y").ints()[0]);
    }

    @Test
    void booleansAreZeroOrOne() {
        assertRefused(
                "element 1 is 2, expected 0 or 1",
                FileBytes.file("{" + tensor("x", "BOOL", "[2]", "[0,2]") + "}", new byte[] {1, 2}));
    }

    @Test
    void aFileLargerThanTheMemoryIsRefusedBeforeItIsRead() throws IOException {
        StringBuilder header = new StringBuilder("{");
        long begin = 0;
        long memory = Runtime.getRuntime().maxMemory();
        for (int i = 0; begin <= memory; i++) {
            long end = begin + (1L << 30);
            header.append(i == 0 ? "" : ",")
                    .append(tensor("x" + i, "U8", "[1073741824]", "[" + begin + "," + end + "]"));
            begin = end;
        }
        byte[] start = FileBytes.file(header.append('}').toString(), new byte[0]);
        Path path = folder.resolve("sparse.safetensors");
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.write(start);
            file.setLength(start.length + begin);
        }
        ModelFormatException e = assertThrows(ModelFormatException.class, () -> Safetensors.read(path));
        assertTrue(e.getMessage().contains("-Xmx"), e.getMessage());
        ModelFormatException streamed = assertThrows(ModelFormatException.class, () -> FileBytes.read(start));
        assertTrue(streamed.getMessage().contains("-Xmx"), streamed.getMessage());
    }

    @Test
    void aStreamThatEndsEarlyAllocatesOnlyWhatArrived() {
        long bytes = Math.min(Runtime.getRuntime().maxMemory(), 1L << 30);
        byte[] start =
                FileBytes.file("{" + tensor("x", "U8", "[" + bytes + "]", "[0," + bytes + "]") + "}", new byte[1000]);
        ModelFormatException e = assertThrows(ModelFormatException.class, () -> FileBytes.read(start));
        assertEquals("test.safetensors: ends within the tensors: cut short", e.getMessage());
    }

    @Test
    void checksumsOfAnotherFileAreExplained() {
        byte[] file =
                FileBytes.write(Safetensors.of(Map.of(), Map.of("x", StoredTensor.of(new int[] {1}, new float[] {1}))));
        String text = new String(file, StandardCharsets.ISO_8859_1);
        int sums = text.indexOf("\"lanewise.crc32.header\"");
        String header = text.substring(8, text.length() - 4);
        assertRefused(
                "the CRC-32 of the header is",
                FileBytes.file(
                        header.replace("\"x\"", "\"y\""), Arrays.copyOfRange(file, file.length - 4, file.length)));
        assertRefused("the CRC-32 of the data is", FileBytes.file(header, new byte[4]));
        assertRefused(
                "does not begin with both checksums",
                FileBytes.file(header.replace("crc32.data", "crc32_data"), new byte[4]));
        assertRefused(
                "does not begin with both checksums",
                FileBytes.file(
                        header.substring(0, sums - 8) + "\"a\":\"\"," + header.substring(sums - 8), new byte[4]));
    }

    @Test
    void troubleWithTheFileIsSaidInWords() throws IOException {
        assertEquals(
                "cannot read " + folder.resolve("none") + ": there is no such file",
                assertThrows(UncheckedIOException.class, () -> Safetensors.read(folder.resolve("none")))
                        .getMessage());
        assertEquals(
                "cannot read " + folder + ": it is a folder",
                assertThrows(UncheckedIOException.class, () -> Safetensors.read(folder))
                        .getMessage());
        try (InputStream failing = new FailingStream()) {
            assertEquals(
                    "cannot read jar entry: disk on fire",
                    assertThrows(UncheckedIOException.class, () -> Safetensors.read(failing, "jar entry"))
                            .getMessage());
        }
    }

    private static final class FailingStream extends InputStream {

        @Override
        public int read() throws IOException {
            throw new IOException("disk on fire");
        }

        @Override
        public int read(byte[] into, int from, int count) throws IOException {
            throw new IOException("disk on fire");
        }
    }
}

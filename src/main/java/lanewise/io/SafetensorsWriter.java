package lanewise.io;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;

/**
 * Writes a safetensors file with checksums. Equal content gives equal bytes: metadata are sorted by name; tensors stand
 * in their given order, wider elements first, so that all are aligned to their element size (PyTorch maps them in place).
 */
final class SafetensorsWriter {

    private static final int ALIGNMENT = 8;

    private final String file;
    private final List<Map.Entry<String, StoredTensor>> tensors;

    SafetensorsWriter(String file, Map<String, StoredTensor> tensors) {
        this.file = file;
        this.tensors = new ArrayList<>(tensors.entrySet());
        this.tensors.sort(
                Comparator.comparingInt(tensor -> -tensor.getValue().dtype().bytes()));
    }

    void write(Map<String, String> metadata, OutputStream out) throws IOException {
        CRC32 sum = new CRC32();
        encode((bytes, count) -> sum.update(bytes, 0, count));
        byte[] header = header(metadata, sum.getValue());
        byte[] length = new byte[Long.BYTES];
        ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).putLong(header.length);
        out.write(length);
        out.write(header);
        encode((bytes, count) -> out.write(bytes, 0, count));
    }

    private byte[] header(Map<String, String> metadata, long dataSum) {
        StringBuilder header = new StringBuilder();
        HeaderChecksum.appendStart(header, dataSum);
        for (Map.Entry<String, String> entry : new TreeMap<>(metadata).entrySet()) {
            SafetensorsHeader.checkSurrogates(file, entry.getKey());
            SafetensorsHeader.checkSurrogates(file, entry.getValue());
            header.append(',');
            JsonWriter.appendString(header, entry.getKey());
            header.append(':');
            JsonWriter.appendString(header, entry.getValue());
        }
        header.append('}');
        long begin = 0;
        for (Map.Entry<String, StoredTensor> tensor : tensors) {
            SafetensorsHeader.checkSurrogates(file, tensor.getKey());
            begin = appendTensor(header, tensor.getKey(), tensor.getValue(), begin);
        }
        header.append('}');
        byte[] text = header.toString().getBytes(StandardCharsets.UTF_8);
        byte[] padded = Arrays.copyOf(text, (text.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT);
        Arrays.fill(padded, text.length, padded.length, (byte) ' ');
        if (padded.length > SafetensorsHeader.MAX_BYTES) {
            throw new ModelFormatException(file + ": metadata and tensor names take " + padded.length
                    + " bytes, the header of a model file holds at most " + SafetensorsHeader.MAX_BYTES);
        }
        HeaderChecksum.seal(padded);
        return padded;
    }

    private static long appendTensor(StringBuilder header, String name, StoredTensor tensor, long begin) {
        long end = begin + (long) tensor.size() * tensor.dtype().bytes();
        header.append(',');
        JsonWriter.appendString(header, name);
        header.append(":{\"dtype\":\"").append(tensor.dtype()).append("\",\"shape\":[");
        String separator = "";
        for (int dimension : tensor.shape()) {
            header.append(separator).append(dimension);
            separator = ",";
        }
        header.append("],\"data_offsets\":[")
                .append(begin)
                .append(',')
                .append(end)
                .append("]}");
        return end;
    }

    /** Takes the data piece by piece. */
    private interface Sink {
        void accept(byte[] bytes, int count) throws IOException;
    }

    private void encode(Sink sink) throws IOException {
        byte[] chunk = new byte[Elements.CHUNK_BYTES];
        for (Map.Entry<String, StoredTensor> entry : tensors) {
            StoredTensor tensor = entry.getValue();
            int bytes = tensor.dtype().bytes();
            int count;
            for (int done = 0; done < tensor.size(); done += count) {
                count = Math.min(tensor.size() - done, chunk.length / bytes);
                Elements.encode(tensor.dtype(), tensor.elements(), done, count, chunk);
                sink.accept(chunk, count * bytes);
            }
        }
    }
}

package lanewise.io;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

/** Reads a safetensors file from a stream. Nothing is allocated before the bytes that fill it are known to be there. */
final class SafetensorsReader {

    /** Stands for a length that is not known. */
    static final long UNKNOWN = -1;

    private static final int LENGTH_BYTES = 8;

    /** "PK" and 3, 4: read as a header's length, over the limit with whatever follows. */
    private static final int ZIP_START = 0x04034b50;

    private final String file;
    private final InputStream in;
    private final long length;

    /**
     * A reader of a whole file.
     *
     * @param length how many bytes the stream holds, or {@link #UNKNOWN}
     */
    SafetensorsReader(String file, InputStream in, long length) {
        this.file = file;
        this.in = in;
        this.length = length;
    }

    Safetensors read() throws IOException {
        try {
            return readAll();
        } catch (OutOfMemoryError e) {
            throw new ModelFormatException(file + " does not fit the memory this Java may use: raise it with -Xmx", e);
        }
    }

    private Safetensors readAll() throws IOException {
        byte[] headerBytes = headerBytes();
        SafetensorsHeader header = SafetensorsHeader.parse(file, utf8(headerBytes));
        boolean checked = HeaderChecksum.verifyHeader(file, header.metadata(), headerBytes);
        checkDataBytes(header.dataBytes(), headerBytes.length);

        InputStream data = length == UNKNOWN ? gather(header.dataBytes(), "the tensors") : in;
        CRC32 sum = new CRC32();
        Map<String, StoredTensor> tensors = new LinkedHashMap<>();
        for (SafetensorsHeader.Entry tensor : header.tensors()) {
            tensors.put(tensor.name, tensor(tensor, data, sum));
        }
        if (in.read() >= 0) {
            throw new ModelFormatException(file + ": bytes follow the last tensor, expected the end of the file");
        }
        Map<String, String> metadata = new LinkedHashMap<>(header.metadata());
        if (checked) {
            HeaderChecksum.verifyData(file, metadata, sum);
            metadata.remove(HeaderChecksum.HEADER_KEY);
            metadata.remove(HeaderChecksum.DATA_KEY);
        }
        return new Safetensors(file, metadata, tensors, checked);
    }

    private byte[] headerBytes() throws IOException {
        byte[] start = new byte[LENGTH_BYTES];
        readFully(in, start, LENGTH_BYTES, "the header's length");
        long headerLength =
                ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN).getLong();
        if ((int) headerLength == ZIP_START) {
            throw new ModelFormatException(
                    file + " is a zip archive, perhaps of torch.save: expected a safetensors file, as"
                            + " safetensors.torch.save_file writes it");
        }
        if (headerLength < 0 || headerLength > SafetensorsHeader.MAX_BYTES) {
            throw new ModelFormatException(file + ": not a safetensors file, or a damaged one: header of "
                    + Long.toUnsignedString(headerLength) + " bytes, expected at most "
                    + SafetensorsHeader.MAX_BYTES);
        }
        if (length != UNKNOWN && headerLength > length - LENGTH_BYTES) {
            throw new ModelFormatException(file + ": not a safetensors file, or one cut short: header of "
                    + headerLength + " bytes in a file of " + length);
        }
        InputStream text = length == UNKNOWN ? gather(headerLength, "the header") : in;
        byte[] header = new byte[(int) headerLength];
        readFully(text, header, header.length, "the header");
        if (header.length == 0 || header[0] != '{') {
            throw new ModelFormatException(file + ": not a safetensors file: the header does not begin with '{'");
        }
        return header;
    }

    private String utf8(byte[] bytes) {
        try {
            // a new decoder reports malformed input, where new String(...) would replace it
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new ModelFormatException(file + ": the header is no valid UTF-8", e);
        }
    }

    private void checkDataBytes(long dataBytes, int headerLength) {
        long found = length - LENGTH_BYTES - headerLength;
        if (length != UNKNOWN && found != dataBytes) {
            throw new ModelFormatException(
                    file + ": " + found + " bytes of data after the header, but the tensors take " + dataBytes
                            + (found < dataBytes ? ": cut short" : ": something follows the last tensor"));
        }
        long memory = Runtime.getRuntime().maxMemory();
        if (dataBytes > memory) {
            throw new ModelFormatException(file + ": " + (dataBytes >> 20) + " MiB of tensors, but this Java may use "
                    + (memory >> 20) + " MiB: raise its limit with -Xmx");
        }
    }

    /** Reads as many bytes in small pieces, so that a false length in a header can't allocate more than really arrives. */
    private InputStream gather(long bytes, String part) throws IOException {
        List<InputStream> pieces = new ArrayList<>();
        for (long left = bytes; left > 0; left -= Math.min(left, Elements.CHUNK_BYTES)) {
            byte[] piece = new byte[(int) Math.min(left, Elements.CHUNK_BYTES)];
            readFully(in, piece, piece.length, part);
            pieces.add(new ByteArrayInputStream(piece));
        }
        return new SequenceInputStream(Collections.enumeration(pieces));
    }

    private StoredTensor tensor(SafetensorsHeader.Entry tensor, InputStream data, CRC32 sum) throws IOException {
        DType dtype = tensor.dtype;
        Object elements = Elements.allocate(dtype, tensor.count);
        byte[] chunk = new byte[(int) Math.min(Elements.CHUNK_BYTES, tensor.end - tensor.begin)];
        int count;
        for (int done = 0; done < tensor.count; done += count) {
            count = Math.min(tensor.count - done, chunk.length / dtype.bytes());
            readFully(data, chunk, count * dtype.bytes(), "tensor " + JsonWriter.quote(tensor.name));
            sum.update(chunk, 0, count * dtype.bytes());
            Elements.decode(dtype, chunk, elements, done, count);
        }
        if (dtype == DType.BOOL) {
            checkBooleans(tensor.name, (byte[]) elements);
        }
        return new StoredTensor(dtype, tensor.shape, elements);
    }

    private void checkBooleans(String name, byte[] booleans) {
        for (int i = 0; i < booleans.length; i++) {
            if (booleans[i] != 0 && booleans[i] != 1) {
                throw new ModelFormatException(file + ": tensor " + JsonWriter.quote(name) + ": element " + i + " is "
                        + (booleans[i] & 0xff) + ", expected 0 or 1 in a BOOL tensor");
            }
        }
    }

    private void readFully(InputStream from, byte[] into, int count, String part) throws IOException {
        int done = 0;
        while (done < count) {
            int read = from.read(into, done, count - done);
            if (read < 0) {
                throw new ModelFormatException(file + ": ends within " + part + ": cut short", new EOFException());
            }
            done += read;
        }
    }
}

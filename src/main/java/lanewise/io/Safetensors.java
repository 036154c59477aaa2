package lanewise.io;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The content of a safetensors file: named tensors and a map of strings. PyTorch's safetensors package reads the files
 * written here, and files from PyTorch load here.
 *
 * <p>Reading believes nothing: the header's length (16 MiB at most) is checked before it is allocated; no name may
 * stand twice; every tensor's shape must fill its place; places must cover the data without gap or overlap up to the
 * end of the file. Files written here carry two CRC-32 sums in their metadata, {@code lanewise.crc32.header} and
 * {@code lanewise.crc32.data}, which are verified when present and are no part of {@link #metadata()}; a header with
 * sums begins with both. The header's sum is taken with {@code 00000000} in its own place.
 */
public final class Safetensors {

    private final String file;
    private final Map<String, String> metadata;
    private final Map<String, StoredTensor> tensors;
    private final boolean checked;

    /** Takes the maps over. */
    Safetensors(String file, Map<String, String> metadata, Map<String, StoredTensor> tensors, boolean checked) {
        this.file = file;
        this.metadata = Collections.unmodifiableMap(metadata);
        this.tensors = Collections.unmodifiableMap(tensors);
        this.checked = checked;
    }

    /**
     * The content of a new file. The order of the tensors is kept, except that wider elements come first; metadata are
     * written sorted.
     *
     * @throws IllegalArgumentException if the metadata use the name of a checksum or a tensor is named
     *     {@code __metadata__}
     */
    public static Safetensors of(Map<String, String> metadata, Map<String, StoredTensor> tensors) {
        for (String key : metadata.keySet()) {
            if (key.startsWith(HeaderChecksum.PREFIX)) {
                throw new IllegalArgumentException("metadata " + key + ": names that begin so are kept for checksums");
            }
        }
        if (tensors.containsKey(SafetensorsHeader.METADATA)) {
            throw new IllegalArgumentException(
                    "tensor " + SafetensorsHeader.METADATA + ": this name is kept for the file's metadata");
        }
        return new Safetensors("new file", new LinkedHashMap<>(metadata), new LinkedHashMap<>(tensors), false);
    }

    /**
     * Reads a file.
     *
     * @throws ModelFormatException if it is no whole and valid safetensors file
     * @throws UncheckedIOException if it is missing or can't be read
     */
    public static Safetensors read(Path path) {
        String file = path.toString();
        try {
            if (Files.isDirectory(path)) {
                throw new IOException("it is a folder");
            }
            try (InputStream in = Files.newInputStream(path)) {
                long length = Files.isRegularFile(path) ? Files.size(path) : SafetensorsReader.UNKNOWN;
                return new SafetensorsReader(file, in, length).read();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file + ": " + FileProblem.describe(e), e);
        }
    }

    /**
     * Reads a stream to its end, for a model inside a jar, say; {@code name} stands for the file in messages.
     *
     * @throws ModelFormatException if it is no whole and valid safetensors file
     * @throws UncheckedIOException if the stream fails
     */
    public static Safetensors read(InputStream in, String name) {
        try {
            return new SafetensorsReader(name, in, SafetensorsReader.UNKNOWN).read();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + name + ": " + FileProblem.describe(e), e);
        }
    }

    /**
     * Writes the file whole or not at all ({@link AtomicFile}).
     *
     * @throws UncheckedIOException if writing fails; the old file is then as it was
     * @throws ModelFormatException if the header would exceed 16 MiB or a string can't be written in UTF-8
     */
    public void write(Path path) {
        AtomicFile.write(path, out -> new SafetensorsWriter(path.toString(), tensors).write(metadata, out));
    }

    /** Writes the same bytes to a stream, which stays open. */
    public void write(OutputStream out) throws IOException {
        new SafetensorsWriter("stream", tensors).write(metadata, out);
    }

    /** The strings of {@code __metadata__}, without the checksums. */
    public Map<String, String> metadata() {
        return metadata;
    }

    /** The names of the tensors, in the order of the file; for new content, in the order given. */
    public List<String> names() {
        return new ArrayList<>(tensors.keySet());
    }

    /** The tensors by name, in the order of {@link #names()}. */
    public Map<String, StoredTensor> tensors() {
        return tensors;
    }

    /**
     * The tensor of a name.
     *
     * @throws ModelFormatException if there is none
     */
    public StoredTensor tensor(String name) {
        StoredTensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new ModelFormatException(
                    file + ": no tensor " + JsonWriter.quote(name) + " among its " + tensors.size() + " tensors");
        }
        return tensor;
    }

    /** Whether the file had checksums (they were right, or reading would have failed). False for new content. */
    public boolean checked() {
        return checked;
    }

    /** The name of the file in messages. */
    String file() {
        return file;
    }

    /** Whether metadata and tensors are equal, in any order. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Safetensors that && metadata.equals(that.metadata) && tensors.equals(that.tensors);
    }

    @Override
    public int hashCode() {
        return 31 * metadata.hashCode() + tensors.hashCode();
    }

    @Override
    public String toString() {
        return file + ": " + tensors.size() + " tensors";
    }
}

package lanewise.io;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A model of Lanewise in one safetensors file: the weights as tensors, and everything else that predicting needs as
 * strings in the metadata under {@code lanewise.}: {@code format} (the major version of this layout, 1), {@code version}
 * (of the library that wrote it), {@code kind} (which application reads it) and the entries of that application, such as
 * the architecture and the id maps. Entries are data, never names of classes.
 */
public final class ModelFile {

    /** The newest layout this library reads, and the one it writes. */
    private static final int FORMAT = 1;

    private static final String PREFIX = "lanewise.";
    private static final String FORMAT_KEY = PREFIX + "format";
    private static final String VERSION_KEY = PREFIX + "version";
    private static final String KIND_KEY = PREFIX + "kind";
    private static final List<String> RESERVED = List.of(FORMAT_KEY, VERSION_KEY, KIND_KEY);

    private final Safetensors content;
    private final Map<String, String> entries;

    private ModelFile(Safetensors content) {
        this.content = content;
        Map<String, String> own = new LinkedHashMap<>();
        for (Map.Entry<String, String> entry : content.metadata().entrySet()) {
            if (entry.getKey().startsWith(PREFIX) && !RESERVED.contains(entry.getKey())) {
                own.put(entry.getKey().substring(PREFIX.length()), entry.getValue());
            }
        }
        this.entries = Collections.unmodifiableMap(own);
    }

    /**
     * A model to be written. {@code entries} go under {@code lanewise.}, so the entry {@code model} becomes the metadata
     * {@code lanewise.model}.
     *
     * @param kind the application, such as {@code collab}
     * @throws IllegalArgumentException if an entry is named {@code format}, {@code version}, {@code kind} or as a checksum
     */
    public static ModelFile of(String kind, Map<String, String> entries, Map<String, StoredTensor> tensors) {
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put(FORMAT_KEY, Integer.toString(FORMAT));
        metadata.put(VERSION_KEY, Version.current());
        metadata.put(KIND_KEY, kind);
        for (Map.Entry<String, String> entry : entries.entrySet()) {
            String key = PREFIX + entry.getKey();
            if (RESERVED.contains(key)) {
                throw new IllegalArgumentException(
                        "entry " + entry.getKey() + ": this name is kept for the file itself");
            }
            metadata.put(key, entry.getValue());
        }
        return new ModelFile(Safetensors.of(metadata, tensors));
    }

    /**
     * Reads a model.
     *
     * @throws ModelFormatException if the file is damaged, holds no Lanewise model, or one of a newer format
     * @throws java.io.UncheckedIOException if it is missing or can't be read
     */
    public static ModelFile read(Path path) {
        return new ModelFile(checkFormat(Safetensors.read(path)));
    }

    /** Reads a model from a stream, to its end; {@code name} stands for the file in messages. */
    public static ModelFile read(InputStream in, String name) {
        return new ModelFile(checkFormat(Safetensors.read(in, name)));
    }

    private static Safetensors checkFormat(Safetensors content) {
        String format = content.metadata().get(FORMAT_KEY);
        if (format == null) {
            throw new ModelFormatException(content.file() + " holds weights only, no Lanewise model: the metadata "
                    + FORMAT_KEY + " is missing");
        }
        int number;
        try {
            number = Integer.parseInt(format);
        } catch (NumberFormatException e) {
            throw new ModelFormatException(
                    content.file() + ": " + FORMAT_KEY + " is " + JsonWriter.quote(format) + ", expected a number", e);
        }
        if (number < 1 || number > FORMAT) {
            throw new ModelFormatException(content.file() + ": model format " + number + ", written by Lanewise "
                    + metadata(content, VERSION_KEY) + ": this Lanewise (" + Version.current() + ") reads format "
                    + FORMAT);
        }
        metadata(content, VERSION_KEY);
        metadata(content, KIND_KEY);
        return content;
    }

    private static String metadata(Safetensors content, String key) {
        String value = content.metadata().get(key);
        if (value == null) {
            throw new ModelFormatException(content.file() + ": the metadata " + key + " is missing");
        }
        return value;
    }

    /** This model, if it is of the given kind; a {@link ModelFormatException} otherwise. */
    public ModelFile requireKind(String kind) {
        if (!kind().equals(kind)) {
            throw new ModelFormatException(content.file() + " holds a " + JsonWriter.quote(kind())
                    + " model, expected a \"" + kind + "\" model");
        }
        return this;
    }

    /** Writes the model whole or not at all, as {@link Safetensors#write(Path)}. */
    public void write(Path path) {
        content.write(path);
    }

    /** Writes the same bytes to a stream, which stays open. */
    public void write(OutputStream out) throws IOException {
        content.write(out);
    }

    /** Which application reads this model, such as {@code collab}. */
    public String kind() {
        return metadata(content, KIND_KEY);
    }

    /** The version of the library that wrote the model. */
    public String version() {
        return metadata(content, VERSION_KEY);
    }

    /** The application's entries, by their names without {@code lanewise.}. */
    public Map<String, String> entries() {
        return entries;
    }

    /**
     * The entry of a name.
     *
     * @throws ModelFormatException if there is none
     */
    public String entry(String name) {
        return metadata(content, PREFIX + name);
    }

    /**
     * The entry of a name, read as a JSON object whose errors name this file and the entry.
     *
     * @throws ModelFormatException if there is none or it is no JSON object
     */
    public JsonObject json(String name) {
        return JsonObject.parse(content.file() + ": " + PREFIX + name, entry(name));
    }

    /** The weights and raw metadata. */
    public Safetensors content() {
        return content;
    }

    /**
     * The tensor of a name.
     *
     * @throws ModelFormatException if there is none
     */
    public StoredTensor tensor(String name) {
        return content.tensor(name);
    }

    /** Whether kind, version, entries and tensors are equal. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ModelFile that && content.equals(that.content);
    }

    @Override
    public int hashCode() {
        return content.hashCode();
    }

    @Override
    public String toString() {
        return "\"" + kind() + "\" model of " + content;
    }
}

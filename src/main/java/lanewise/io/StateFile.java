package lanewise.io;

import java.lang.reflect.Array;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import lanewise.tensor.StateDict;

/** A {@link StateDict} in a {@link ModelFile}: arrays as tensors of one axis, texts as entries. */
public final class StateFile {

    private static final String TEXT = "text.";

    private StateFile() {}

    /**
     * Writes it whole or not at all.
     *
     * @param kind what it is the state of
     * @throws java.io.UncheckedIOException if writing fails; the old file is then as it was
     */
    public static void write(Path path, String kind, StateDict state) {
        Map<String, String> entries = new LinkedHashMap<>();
        Map<String, StoredTensor> tensors = new LinkedHashMap<>();
        state.values().forEach((name, value) -> {
            if (value instanceof String text) {
                entries.put(TEXT + name, text);
            } else {
                tensors.put(name, vector(value));
            }
        });
        ModelFile.of(kind, entries, tensors).write(path);
    }

    /**
     * Reads what {@link #write} has written.
     *
     * @throws ModelFormatException if the file is damaged or of another kind
     * @throws java.io.UncheckedIOException if it is missing or can't be read
     */
    public static StateDict read(Path path, String kind) {
        ModelFile file = ModelFile.read(path).requireKind(kind);
        StateDict state = StateDict.of();
        file.entries().forEach((name, text) -> {
            if (name.startsWith(TEXT)) {
                state.put(name.substring(TEXT.length()), text);
            }
        });
        file.content().tensors().forEach((name, tensor) -> {
            Object elements = tensor.elements();
            if (elements instanceof float[] numbers) {
                state.put(name, numbers);
            } else if (elements instanceof double[] numbers) {
                state.put(name, numbers);
            } else if (elements instanceof int[] numbers) {
                state.put(name, numbers);
            } else {
                state.put(name, tensor.longs());
            }
        });
        return state;
    }

    /** Takes the array over: a state may be as large as the model, and copies of it would be too. */
    private static StoredTensor vector(Object elements) {
        DType type = elements instanceof float[]
                ? DType.F32
                : elements instanceof double[] ? DType.F64 : elements instanceof int[] ? DType.I32 : DType.I64;
        return new StoredTensor(type, new int[] {Array.getLength(elements)}, elements);
    }
}

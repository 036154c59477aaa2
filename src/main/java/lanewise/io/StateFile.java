package lanewise.io;

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
            } else if (value instanceof float[] numbers) {
                tensors.put(name, StoredTensor.of(new int[] {numbers.length}, numbers));
            } else if (value instanceof double[] numbers) {
                tensors.put(name, StoredTensor.of(new int[] {numbers.length}, numbers));
            } else if (value instanceof int[] numbers) {
                tensors.put(name, StoredTensor.of(new int[] {numbers.length}, numbers));
            } else {
                long[] numbers = (long[]) value;
                tensors.put(name, StoredTensor.of(new int[] {numbers.length}, numbers));
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
            if (tensor.dtype() == DType.F32) {
                state.put(name, tensor.floats());
            } else if (tensor.dtype() == DType.F64) {
                state.put(name, tensor.doubles());
            } else if (tensor.dtype() == DType.I32) {
                state.put(name, tensor.ints());
            } else {
                state.put(name, tensor.longs());
            }
        });
        return state;
    }
}

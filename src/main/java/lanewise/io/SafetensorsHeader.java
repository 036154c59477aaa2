package lanewise.io;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The header of a safetensors file, checked: every tensor's size equals its place, and the places, in order, leave no
 * gap and do not overlap.
 *
 * @param metadata the strings of {@code __metadata__}, checksums included
 * @param tensors in the order their data lie in the file
 */
record SafetensorsHeader(Map<String, String> metadata, List<Entry> tensors) {

    /** The longest header that is read or written, in bytes: 16 MiB. */
    static final int MAX_BYTES = 16 << 20;

    static final String METADATA = "__metadata__";

    private static final int MAX_VALUES = 1_000_000;
    private static final int MAX_RANK = 64;

    /** One tensor: its data are the bytes from {@code begin} to before {@code end}, counted from the header's end. */
    static final class Entry implements Comparable<Entry> {
        final String name;
        final DType dtype;
        final int[] shape;
        final int count;
        final long begin;
        final long end;

        private Entry(String name, DType dtype, int[] shape, int count, long begin, long end) {
            this.name = name;
            this.dtype = dtype;
            this.shape = shape;
            this.count = count;
            this.begin = begin;
            this.end = end;
        }

        /** By their places. */
        @Override
        public int compareTo(Entry other) {
            int order = Long.compare(begin, other.begin);
            return order != 0 ? order : Long.compare(end, other.end);
        }
    }

    /** Bytes of data after the header. */
    long dataBytes() {
        return tensors.isEmpty() ? 0 : tensors.get(tensors.size() - 1).end;
    }

    static SafetensorsHeader parse(String file, String text) {
        JsonObject header = JsonReader.read(file + ": header", text, MAX_VALUES);
        Map<String, String> metadata = new LinkedHashMap<>();
        List<Entry> tensors = new ArrayList<>();
        for (Map.Entry<String, @Nullable Object> member : header.values().entrySet()) {
            String name = member.getKey();
            checkSurrogates(file + ": header", name);
            if (name.equals(METADATA)) {
                JsonObject strings = header.getObject(METADATA);
                for (String key : strings.names()) {
                    checkSurrogates(file + ": header", key);
                    String value = strings.getString(key);
                    checkSurrogates(file + ": header", value);
                    metadata.put(key, value);
                }
            } else {
                tensors.add(entry(file + ": tensor " + JsonWriter.quote(name), name, header.getObject(name)));
            }
        }
        Collections.sort(tensors);
        checkPlaces(file, tensors);
        return new SafetensorsHeader(metadata, tensors);
    }

    private static Entry entry(String tensor, String name, JsonObject object) {
        DType dtype = DType.parse(tensor, object.getString("dtype"));
        long[] shape = object.getLongs("shape");
        long[] offsets = object.getLongs("data_offsets");
        if (offsets.length != 2 || offsets[0] < 0 || offsets[0] > offsets[1]) {
            throw new ModelFormatException(
                    tensor + ": data_offsets " + brief(offsets) + ", expected [begin, end] with 0 <= begin <= end");
        }
        if (shape.length > MAX_RANK) {
            throw new ModelFormatException(tensor + ": rank " + shape.length + ", expected at most " + MAX_RANK);
        }
        long count = count(tensor, shape);
        long bytes = count * dtype.bytes();
        if (bytes != offsets[1] - offsets[0]) {
            throw new ModelFormatException(tensor + ": " + dtype + " " + brief(shape) + " takes " + bytes
                    + " bytes, but data_offsets " + brief(offsets) + " leave " + (offsets[1] - offsets[0]));
        }
        int[] dimensions = new int[shape.length];
        for (int i = 0; i < shape.length; i++) {
            dimensions[i] = (int) shape[i];
        }
        return new Entry(name, dtype, dimensions, (int) count, offsets[0], offsets[1]);
    }

    /** The product of the dimensions, at most the length of the longest Java array. */
    private static long count(String tensor, long[] shape) {
        long count = 1;
        for (long dimension : shape) {
            if (dimension < 0) {
                throw new ModelFormatException(tensor + ": shape " + brief(shape) + " has a negative dimension");
            }
            try {
                count = Math.multiplyExact(count, dimension);
            } catch (ArithmeticException e) {
                throw new ModelFormatException(tensor + ": shape " + brief(shape) + " overflows 64 bits", e);
            }
            if (dimension > Elements.MAX_ELEMENTS || count > Elements.MAX_ELEMENTS) {
                throw new ModelFormatException(tensor + ": shape " + brief(shape) + " is too large for a Java array ("
                        + Elements.MAX_ELEMENTS + " elements at most)");
            }
        }
        return count;
    }

    private static void checkPlaces(String file, List<Entry> tensors) {
        long end = 0;
        for (Entry tensor : tensors) {
            if (tensor.begin != end) {
                throw new ModelFormatException(file + ": tensor " + JsonWriter.quote(tensor.name) + " begins at byte "
                        + tensor.begin + " of the data, " + (tensor.begin < end ? "inside" : "leaving a gap after")
                        + " the tensor before it: expected " + end);
            }
            end = tensor.end;
        }
    }

    /** Refuses half a surrogate pair: a Java string can hold it, UTF-8 can't. */
    static void checkSurrogates(String where, String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (i + 1 == text.length() || !Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1))) {
                    throw new ModelFormatException(where + ": string " + JsonWriter.quote(text)
                            + " holds half a surrogate pair at index " + i + ", which UTF-8 can't carry");
                }
                i++;
            }
        }
    }

    private static String brief(long[] numbers) {
        return numbers.length <= 8 ? Arrays.toString(numbers) : numbers.length + " numbers";
    }
}

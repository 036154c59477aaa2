package lanewise.io;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object: named values in the order they were put. Immutable; {@code with} returns a new object, so a line of a
 * history is written as {@code JsonObject.of().with("epoch", 0).with("train_loss", 0.5f).toString()}. Numbers keep their
 * digits: every float, double and long comes back with the same bits.
 */
public final class JsonObject {

    private static final JsonObject EMPTY = new JsonObject("JSON", Collections.emptyMap());

    private final String where;
    private final Map<String, @Nullable Object> values;

    /** Takes the map over. Values are String, JsonNumber, Boolean, JsonObject, null, or a List of these. */
    JsonObject(String where, Map<String, @Nullable Object> values) {
        this.where = where;
        this.values = values;
    }

    /** The empty object. */
    public static JsonObject of() {
        return EMPTY;
    }

    /**
     * Reads a text that holds one object and nothing else; {@code where} names the text in messages.
     *
     * @throws JsonException if the text is no JSON object, has a name twice or is nested deeper than 64 levels
     */
    public static JsonObject parse(String where, String text) {
        return JsonReader.read(where, text, JsonReader.MAX_VALUES);
    }

    Map<String, @Nullable Object> values() {
        return values;
    }

    private JsonObject put(String name, @Nullable Object value) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>(values);
        copy.put(name, value);
        return new JsonObject(where, copy);
    }

    /** This object with a string. */
    public JsonObject with(String name, String value) {
        return put(name, value);
    }

    /** This object with a whole number. */
    public JsonObject with(String name, long value) {
        return put(name, new JsonNumber(Long.toString(value)));
    }

    /** This object with a float; NaN and the infinities, which JSON lacks, become null. */
    public JsonObject with(String name, float value) {
        return put(name, JsonValue.number(value));
    }

    /** This object with a double; NaN and the infinities, which JSON lacks, become null. */
    public JsonObject with(String name, double value) {
        return put(name, JsonValue.number(value));
    }

    /** This object with a truth value. */
    public JsonObject with(String name, boolean value) {
        return put(name, value);
    }

    /** This object with another inside it. */
    public JsonObject with(String name, JsonObject value) {
        return put(name, value);
    }

    /** This object with an array of strings, of other objects, or of Integer and Long values. */
    public JsonObject with(String name, List<?> list) {
        List<@Nullable Object> elements = new ArrayList<>(list.size());
        for (Object element : list) {
            if (element instanceof Integer || element instanceof Long) {
                elements.add(new JsonNumber(element.toString()));
            } else if (element instanceof String || element instanceof JsonObject) {
                elements.add(element);
            } else {
                throw new IllegalArgumentException("array " + JsonWriter.quote(name) + " holds " + element
                        + ": only String, JsonObject, Integer and Long are written");
            }
        }
        return put(name, elements);
    }

    /** This object with an array of whole numbers. */
    public JsonObject with(String name, int[] numbers) {
        List<@Nullable Object> elements = new ArrayList<>(numbers.length);
        for (int number : numbers) {
            elements.add(new JsonNumber(Integer.toString(number)));
        }
        return put(name, elements);
    }

    /** This object with an array of floats; NaN and the infinities become null. */
    public JsonObject with(String name, float[] numbers) {
        List<@Nullable Object> elements = new ArrayList<>(numbers.length);
        for (float number : numbers) {
            elements.add(JsonValue.number(number));
        }
        return put(name, elements);
    }

    /** The names, in the order they were put or read. */
    public Set<String> names() {
        return Collections.unmodifiableSet(values.keySet());
    }

    /** Whether there is a value of this name that is not null. */
    public boolean has(String name) {
        return values.get(name) != null;
    }

    /** The string of this name; like all getters it throws a {@link JsonException} if that is missing or of another type. */
    public String getString(String name) {
        return JsonValue.toText(at(name), values.get(name));
    }

    /** The truth value of this name. */
    public boolean getBoolean(String name) {
        if (values.get(name) instanceof Boolean value) {
            return value;
        }
        throw JsonValue.wrongType(at(name), "true or false", values.get(name));
    }

    /** The whole number of this name; digits after the point or more than 64 bits are an error. */
    public long getLong(String name) {
        return JsonValue.toLong(at(name), values.get(name), Long.MIN_VALUE, Long.MAX_VALUE);
    }

    /** The whole number of this name, which must fit an int. */
    public int getInt(String name) {
        return (int) JsonValue.toLong(at(name), values.get(name), Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    /** The number of this name, rounded to the nearest float; one beyond the largest float is an error. */
    public float getFloat(String name) {
        return JsonValue.toFloat(at(name), values.get(name));
    }

    /** The number of this name, rounded to the nearest double; one beyond the largest double is an error. */
    public double getDouble(String name) {
        return JsonValue.toDouble(at(name), values.get(name));
    }

    /** The object of this name. */
    public JsonObject getObject(String name) {
        return JsonValue.toObject(at(name), values.get(name));
    }

    /** The strings of the array of this name. */
    public List<String> getStrings(String name) {
        List<?> list = list(name);
        List<String> strings = new ArrayList<>(list.size());
        for (int i = 0; i < list.size(); i++) {
            strings.add(JsonValue.toText(at(name, i), list.get(i)));
        }
        return strings;
    }

    /** The objects of the array of this name. */
    public List<JsonObject> getObjects(String name) {
        List<?> list = list(name);
        List<JsonObject> objects = new ArrayList<>(list.size());
        for (int i = 0; i < list.size(); i++) {
            objects.add(JsonValue.toObject(at(name, i), list.get(i)));
        }
        return objects;
    }

    /** The whole numbers of the array of this name, each of which must fit a long. */
    public long[] getLongs(String name) {
        List<?> list = list(name);
        long[] numbers = new long[list.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = JsonValue.toLong(at(name, i), list.get(i), Long.MIN_VALUE, Long.MAX_VALUE);
        }
        return numbers;
    }

    /** The whole numbers of the array of this name, each of which must fit an int. */
    public int[] getInts(String name) {
        List<?> list = list(name);
        int[] numbers = new int[list.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (int) JsonValue.toLong(at(name, i), list.get(i), Integer.MIN_VALUE, Integer.MAX_VALUE);
        }
        return numbers;
    }

    /** The numbers of the array of this name, each rounded to the nearest float. */
    public float[] getFloats(String name) {
        List<?> list = list(name);
        float[] numbers = new float[list.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = JsonValue.toFloat(at(name, i), list.get(i));
        }
        return numbers;
    }

    private List<?> list(String name) {
        if (values.get(name) instanceof List<?> list) {
            return list;
        }
        throw JsonValue.wrongType(at(name), "an array", values.get(name));
    }

    private JsonValue.Place at(String name) {
        return at(name, -1);
    }

    private JsonValue.Place at(String name, int index) {
        return new JsonValue.Place(where, name, index);
    }

    /** The object as compact JSON on one line. */
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder();
        JsonWriter.append(out, this, 1);
        return out.toString();
    }

    /** Whether the other object has the same names and values, in any order; numbers are compared as they are written. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof JsonObject that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }
}

package lanewise.tensor;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What something that trains remembers, by name, as in PyTorch: arrays of numbers, single numbers and texts, so that it can
 * be kept in a file and put back bit by bit. Names are made of scopes joined by dots. Arrays are not copied.
 */
public final class StateDict {

    private final Map<String, Object> values;
    private final String prefix;

    private StateDict(Map<String, Object> values, String prefix) {
        this.values = values;
        this.prefix = prefix;
    }

    /** Without anything in it. */
    public static StateDict of() {
        return new StateDict(new LinkedHashMap<>(), "");
    }

    /** The place for the state of a part: its names begin with {@code name} and a dot. */
    public StateDict scope(String name) {
        return new StateDict(values, prefix + name + ".");
    }

    public void put(String name, float[] numbers) {
        putValue(name, numbers);
    }

    public void put(String name, double[] numbers) {
        putValue(name, numbers);
    }

    public void put(String name, int[] numbers) {
        putValue(name, numbers);
    }

    public void put(String name, long[] numbers) {
        putValue(name, numbers);
    }

    public void put(String name, double number) {
        putValue(name, new double[] {number});
    }

    public void put(String name, long number) {
        putValue(name, new long[] {number});
    }

    public void put(String name, String text) {
        putValue(name, text);
    }

    private void putValue(String name, Object value) {
        if (values.put(prefix + name, value) != null) {
            throw new IllegalArgumentException("state: there is a " + prefix + name + " already");
        }
    }

    /** Whether there is a value of this name. */
    public boolean has(String name) {
        return values.containsKey(prefix + name);
    }

    /** The floats of this name; like all getters it throws an {@link IllegalStateException} where there are none. */
    public float[] floats(String name) {
        return get(name, float[].class);
    }

    public double[] doubles(String name) {
        return get(name, double[].class);
    }

    public int[] ints(String name) {
        return get(name, int[].class);
    }

    public long[] longs(String name) {
        return get(name, long[].class);
    }

    /** A single double. */
    public double number(String name) {
        return doubles(name)[0];
    }

    /** A single long. */
    public long whole(String name) {
        return longs(name)[0];
    }

    public String text(String name) {
        return get(name, String.class);
    }

    private <V> V get(String name, Class<V> type) {
        Object value = values.get(prefix + name);
        if (!type.isInstance(value)) {
            throw new IllegalStateException("state: " + prefix + name + " is "
                    + (value == null ? "missing" : value.getClass().getSimpleName()) + ", expected "
                    + type.getSimpleName());
        }
        return type.cast(value);
    }

    /** Everything, of all scopes: each a {@code float[]}, {@code double[]}, {@code int[]}, {@code long[]} or String. */
    public Map<String, Object> values() {
        return Collections.unmodifiableMap(values);
    }
}

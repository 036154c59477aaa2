package lanewise.io;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns a JSON value into the Java type asked for, or says what stands at its place instead. */
final class JsonValue {

    /** Where a value stands; turned into words only for a message. An index of -1 stands for the whole value of a name. */
    record Place(String where, String name, int index) {

        @Override
        public String toString() {
            return where + ": " + JsonWriter.quote(name) + (index < 0 ? "" : "[" + index + "]");
        }
    }

    private JsonValue() {}

    /** NaN and the infinities, which JSON lacks, become null. */
    static @Nullable JsonNumber number(float value) {
        return isFinite(value) ? new JsonNumber(Float.toString(value)) : null;
    }

    static @Nullable JsonNumber number(double value) {
        return isFinite(value) ? new JsonNumber(Double.toString(value)) : null;
    }

    private static boolean isFinite(double value) {
        return !Double.isNaN(value) && !Double.isInfinite(value);
    }

    static double toDouble(Place place, @Nullable Object value) {
        double number = Double.parseDouble(literal(place, value, "a number"));
        if (!isFinite(number)) {
            throw wrongType(place, "a number that fits a double", value);
        }
        return number;
    }

    static String toText(Place place, @Nullable Object value) {
        if (value instanceof String text) {
            return text;
        }
        throw wrongType(place, "a string", value);
    }

    static JsonObject toObject(Place place, @Nullable Object value) {
        if (value instanceof JsonObject object) {
            return new JsonObject(place.toString(), object.values());
        }
        throw wrongType(place, "an object", value);
    }

    private static String literal(Place place, @Nullable Object value, String wanted) {
        if (value instanceof JsonNumber number) {
            return number.literal();
        }
        throw wrongType(place, wanted, value);
    }

    static float toFloat(Place place, @Nullable Object value) {
        float number = Float.parseFloat(literal(place, value, "a number"));
        if (!isFinite(number)) {
            throw wrongType(place, "a number that fits a float", value);
        }
        return number;
    }

    static long toLong(Place place, @Nullable Object value, long least, long most) {
        String literal = literal(place, value, "a whole number");
        try {
            long number = Long.parseLong(literal);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // a point, an exponent or too many digits: refused below
        }
        throw wrongType(place, "a whole number from " + least + " to " + most, value);
    }

    static JsonException wrongType(Place place, String wanted, @Nullable Object value) {
        String found;
        if (value == null) {
            found = "missing or null";
        } else if (value instanceof String text) {
            found = JsonWriter.quote(text);
        } else if (value instanceof JsonObject) {
            found = "an object";
        } else if (value instanceof List<?>) {
            found = "an array";
        } else {
            String literal = value.toString();
            found = literal.length() <= 40 ? literal : literal.substring(0, 40) + "...";
        }
        return new JsonException(place + " is " + found + ", expected " + wanted);
    }
}

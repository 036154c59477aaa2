package lanewise.cli;

import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What was given to a command, and the defaults of the rest. What doesn't fit is a {@link UsageException}. */
final class Arguments {

    private static final Pattern DECIMAL = Pattern.compile("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?");

    private final Options options;
    private final Map<String, String> given;

    Arguments(Options options, Map<String, String> given) {
        this.options = options;
        this.given = given;
    }

    /** The value of an option or operand; null if it is not given and has no default. */
    @Nullable
    String find(String name) {
        String value = given.get(name);
        if (value == null) {
            for (Option option : options.list()) {
                if (option.name().equals(name)) {
                    return option.byDefault();
                }
            }
        }
        return value;
    }

    /** The value of one that is required or has a default. */
    String text(String name) {
        String value = find(name);
        if (value == null) {
            throw new IllegalStateException(name + " is neither required nor has it a default");
        }
        return value;
    }

    boolean isOn(String name) {
        return given.containsKey(name);
    }

    Path path(String name) {
        return Paths.get(text(name));
    }

    @Nullable
    Path findPath(String name) {
        String value = find(name);
        return value == null ? null : Paths.get(value);
    }

    int wholeNumber(String name, int least, int most) {
        String value = text(name);
        try {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw wrong(name, value, "a whole number from " + least + " to " + most);
        }
        throw wrong(name, value, "a whole number from " + least + " to " + most);
    }

    /** Any 64 bits: a seed. */
    long longNumber(String name) {
        String value = text(name);
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw wrong(name, value, "a whole number from -2^63 to 2^63 - 1");
        }
    }

    /** A decimal number from {@code least} up to {@code limit}, which is excluded; {@code right} says so in words. */
    double number(String name, double least, double limit, String right) {
        String value = text(name);
        double number = DECIMAL.matcher(value).matches() ? Double.parseDouble(value) : Double.NaN;
        if (!(number >= least && number < limit)) {
            throw wrong(name, value, right);
        }
        return number;
    }

    /** One of a few words. */
    String choice(String name, String... words) {
        String value = text(name);
        if (!Arrays.asList(words).contains(value)) {
            throw wrong(name, value, "one of " + String.join(", ", words));
        }
        return value;
    }

    private static UsageException wrong(String name, String value, String right) {
        return new UsageException(name + " " + value + ": " + right + " would be right");
    }
}

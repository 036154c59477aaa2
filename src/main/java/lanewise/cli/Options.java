package lanewise.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All that a command takes: its options, and the name of the one argument without a dash if it has one. */
final class Options {

    private final @Nullable String operand;
    private final List<Option> options;

    private Options(@Nullable String operand, List<Option> options) {
        this.operand = operand;
        this.options = options;
    }

    static Options of(Option... options) {
        return new Options(null, Arrays.asList(options));
    }

    /** The same with an argument that needs no option's name and must be given. */
    Options operand(String placeholder) {
        return new Options(placeholder, options);
    }

    @Nullable
    String operand() {
        return operand;
    }

    List<Option> list() {
        return options;
    }

    /**
     * Reads the words after a command's name, {@code --name value} or {@code --name=value} in any order.
     *
     * @throws UsageException if a word is not understood, an option is given twice or lacks its value, or one that is
     *     required is not given
     */
    Arguments parse(List<String> words) {
        Map<String, String> given = new LinkedHashMap<>();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (!word.startsWith("-") || word.equals("-")) {
                putOperand(given, word);
                continue;
            }
            int equals = word.indexOf('=');
            Option option = find(equals < 0 ? word : word.substring(0, equals));
            String value;
            if (option.placeholder() == null) {
                if (equals >= 0) {
                    throw new UsageException(option.name() + " is a switch and takes no value, got " + word);
                }
                value = "on";
            } else if (equals >= 0) {
                value = word.substring(equals + 1);
            } else {
                i++;
                value = i < words.size() && !isOption(words.get(i)) ? words.get(i) : "";
            }
            if (value.isEmpty()) {
                throw new UsageException(option.name() + " needs a value: " + option.usage());
            }
            if (given.put(option.name(), value) != null) {
                throw new UsageException(option.name() + " is given twice; once would be right");
            }
        }
        requireAll(given);
        return new Arguments(this, given);
    }

    private void putOperand(Map<String, String> given, String word) {
        if (operand == null) {
            throw new UsageException("the word \"" + word + "\" belongs to no option; "
                    + (options.isEmpty() ? "there are none" : "each value follows the name of its option"));
        }
        if (word.isEmpty()) {
            throw new UsageException(operand + " is empty");
        }
        String first = given.put(operand, word);
        if (first != null) {
            throw new UsageException("one " + operand + " would be right, got \"" + first + "\" and \"" + word + "\"");
        }
    }

    /** What looks like the next option is no value; a value with two dashes can be given as {@code --name=--value}. */
    private static boolean isOption(String word) {
        return word.startsWith("--") && word.length() > 2;
    }

    private Option find(String name) {
        List<String> names = new ArrayList<>();
        for (Option option : options) {
            if (option.name().equals(name)) {
                return option;
            }
            names.add(option.name());
        }
        throw new UsageException(
                "unknown option " + name + NearestWord.advice(name, names) + " (--help lists the options)");
    }

    private void requireAll(Map<String, String> given) {
        if (operand != null && !given.containsKey(operand)) {
            throw new UsageException(operand + " is missing");
        }
        for (Option option : options) {
            if (option.required() && !given.containsKey(option.name())) {
                throw new UsageException(option.usage() + " is missing");
            }
        }
    }
}

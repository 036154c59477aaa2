package lanewise.cli;

import org.jspecify.annotations.Nullable;

/**
 * An option that a command knows.
 *
 * @param name with its dashes: {@code --epochs}
 * @param placeholder what stands for its value in the help; null if it is a switch and takes none
 * @param byDefault the value it has when it is not given; null if it then has none
 * @param required whether it must be given
 */
record Option(
        String name, @Nullable String placeholder, @Nullable String byDefault, boolean required, String help) {

    static Option required(String name, String placeholder, String help) {
        return new Option(name, placeholder, null, true, help);
    }

    static Option optional(String name, String placeholder, String help) {
        return new Option(name, placeholder, null, false, help);
    }

    static Option of(String name, String placeholder, String byDefault, String help) {
        return new Option(name, placeholder, byDefault, false, help);
    }

    static Option onOff(String name, String help) {
        return new Option(name, null, null, false, help);
    }

    /** The name and what follows it: {@code --epochs N}. */
    String usage() {
        return placeholder == null ? name : name + " " + placeholder;
    }
}

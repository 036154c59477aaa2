package lanewise.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The commands there are, found by their words. */
final class Commands {

    private final List<Command> all;

    private Commands(List<Command> all) {
        this.all = all;
    }

    static Commands of(Command... commands) {
        return new Commands(Arrays.asList(commands));
    }

    List<Command> list() {
        return all;
    }

    /** A command and the words behind its name. */
    record Call(Command command, List<String> words) {}

    /**
     * The command that a line begins with.
     *
     * @throws UsageException if there is none
     */
    Call find(List<String> line) {
        Command longest = null;
        int length = 0;
        for (Command command : all) {
            List<String> name = Arrays.asList(command.name().split(" ", -1));
            if (name.size() > length
                    && line.size() >= name.size()
                    && line.subList(0, name.size()).equals(name)) {
                longest = command;
                length = name.size();
            }
        }
        if (longest == null) {
            throw unknown(line);
        }
        List<String> words = line.subList(length, line.size());
        if (length == 1 && startsWithWord(words) && !group(line.get(0)).isEmpty()) {
            throw unknown(line);
        }
        return new Call(longest, words);
    }

    private static boolean startsWithWord(List<String> words) {
        return !words.isEmpty() && !words.get(0).startsWith("-");
    }

    /** The commands of more than one word that begin with this one; empty if there are none. */
    List<Command> group(String word) {
        List<Command> group = new ArrayList<>();
        for (Command command : all) {
            if (command.name().startsWith(word + " ")) {
                group.add(command);
            }
        }
        return group;
    }

    /** The command of this name, if there is one, and those of more than one word that begin with it. */
    List<Command> named(String word) {
        List<Command> named = new ArrayList<>();
        for (Command command : all) {
            if (command.name().equals(word) || command.name().startsWith(word + " ")) {
                named.add(command);
            }
        }
        return named;
    }

    private UsageException unknown(List<String> line) {
        String first = line.get(0);
        boolean grouped = !group(first).isEmpty();
        if (grouped && (line.size() == 1 || line.get(1).startsWith("-"))) {
            return new UsageException(first + " what? " + String.join(", ", names(group(first))) + " would be right");
        }
        String wanted = grouped ? first + " " + line.get(1) : first;
        return new UsageException("unknown command " + wanted + NearestWord.advice(wanted, names(all))
                + " (lanewise --help lists the commands)");
    }

    private static List<String> names(List<Command> commands) {
        List<String> names = new ArrayList<>();
        for (Command command : commands) {
            names.add(command.name());
        }
        return names;
    }
}

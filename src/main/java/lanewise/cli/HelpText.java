package lanewise.cli;

import java.util.List;

/** What {@code --help} prints. */
final class HelpText {

    private static final int WIDTH = 100;

    private HelpText() {}

    /** All commands, a line for each. */
    static String overview(List<Command> commands) {
        StringBuilder text = new StringBuilder();
        text.append("Lanewise: deep learning inside a JVM application. Usage: lanewise COMMAND [OPTIONS]\n\n");
        int width = 0;
        for (Command command : commands) {
            width = Math.max(width, command.name().length());
        }
        for (Command command : commands) {
            line(text, command.name(), width, command.summary());
        }
        text.append("\nlanewise COMMAND --help shows the options of a command, lanewise --version the version.\n");
        text.append("Try lanewise demo first: it needs no file.\n");
        return text.toString();
    }

    /** Every option of a command, its default, and an example. */
    static String of(Command command) {
        Options options = command.options();
        String summary = command.summary();
        StringBuilder text = new StringBuilder();
        text.append(Character.toUpperCase(summary.charAt(0))).append(summary, 1, summary.length());
        text.append(".\n\n");
        text.append("Usage: lanewise ").append(command.name());
        if (options.operand() != null) {
            text.append(' ').append(options.operand());
        }
        boolean others = false;
        int width = "--help".length();
        for (Option option : options.list()) {
            if (option.required()) {
                text.append(' ').append(option.usage());
            }
            others |= !option.required();
            width = Math.max(width, option.usage().length());
        }
        text.append(others ? " [OPTIONS]\n\n" : "\n\n");
        for (Option option : options.list()) {
            line(text, option.usage(), width, option.help() + ending(option));
        }
        line(text, "--help", width, "shows this");
        if (!command.details().isEmpty()) {
            text.append('\n').append(command.details()).append('\n');
        }
        text.append("\nExample:\n  lanewise ").append(command.example()).append('\n');
        return text.toString();
    }

    private static String ending(Option option) {
        String byDefault = option.byDefault();
        if (byDefault != null) {
            return " (default: " + byDefault + ")";
        }
        return option.required() ? " (required)" : "";
    }

    /** The term, and its explanation in a column of its own. */
    private static void line(StringBuilder text, String term, int width, String explanation) {
        StringBuilder line = new StringBuilder("  ");
        pad(line.append(term), width + 4);
        for (String word : explanation.split(" ", -1)) {
            if (line.length() + 1 + word.length() > WIDTH) {
                text.append(line).append('\n');
                line.setLength(0);
                pad(line, width + 4);
            }
            line.append(line.length() > width + 4 ? " " : "").append(word);
        }
        text.append(line).append('\n');
    }

    private static void pad(StringBuilder line, int width) {
        while (line.length() < width) {
            line.append(' ');
        }
    }
}

package lanewise.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HelpTest {

    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|\\S+");

    static List<Command> commands() {
        return Main.COMMANDS.list();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "-h", "help"})
    void theOverviewListsEveryCommand(String word) {
        CommandRun run = CommandRun.of(word).succeeded();
        for (Command command : commands()) {
            run.says("  " + command.name() + " ").says(command.summary().split(" ", -1)[0]);
        }
    }

    @Test
    void noWordAtAllShowsTheOverview() {
        assertEquals(CommandRun.of("--help").out(), CommandRun.of().succeeded().out());
    }

    @Test
    void theVersionIsALine() {
        assertTrue(CommandRun.of("--version").succeeded().out().matches("lanewise \\S+\\R"));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void aCommandShowsEveryOptionItsDefaultAndAnExample(Command command) {
        List<Object> words = new ArrayList<>(List.of(command.name().split(" ", -1)));
        words.add("--help");
        CommandRun run = CommandRun.of(words.toArray()).succeeded();
        run.says("Usage: lanewise " + command.name()).says("Example:\n  lanewise " + command.name());
        String text = run.out().replaceAll("\\s+", " ");
        for (Option option : command.options().list()) {
            assertTrue(text.contains(" " + option.usage() + " "), text);
            assertTrue(text.contains(option.help()), text);
            if (option.byDefault() != null) {
                assertTrue(text.contains(option.help() + " (default: " + option.byDefault() + ")"), text);
            }
        }
        run.out().lines().forEach(line -> assertTrue(line.length() <= 110, line));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void theExampleOfACommandIsUnderstood(Command command) {
        List<String> words = new ArrayList<>();
        for (Matcher word = WORD.matcher(command.example().replace("\\\n", " ")); word.find(); ) {
            words.add(word.group(1) == null ? word.group() : word.group(1));
        }
        Commands.Call call = Main.COMMANDS.find(words);
        assertEquals(command.name(), call.command().name());
        call.command().options().parse(call.words());
    }

    @Test
    void helpOfAGroupAndOfACommandInFourWays() {
        String help = CommandRun.of("fit", "collab", "--help").succeeded().out();
        assertEquals(help, CommandRun.of("help", "fit", "collab").succeeded().out());
        String group = CommandRun.of("fit", "--help").succeeded().out();
        assertEquals(
                help + "\n"
                        + CommandRun.of("fit", "tabular", "--help").succeeded().out() + "\n"
                        + CommandRun.of("fit", "text", "--help").succeeded().out(),
                group);
        String demo = CommandRun.of("demo", "--help").succeeded().out();
        assertTrue(demo.contains("Usage: lanewise demo [OPTIONS]"), demo);
        assertTrue(demo.contains("Usage: lanewise demo tabular [OPTIONS]"), demo);
        assertTrue(demo.contains("Usage: lanewise demo text [OPTIONS]"), demo);
        assertEquals(
                help,
                CommandRun.of("fit", "collab", "--ratings", "x", "-h")
                        .succeeded()
                        .out());
    }
}

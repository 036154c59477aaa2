package lanewise.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MainTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            recomend       | unknown command recomend; did you mean recommend?
            demos          | unknown command demos; did you mean demo?
            xyzzy          | unknown command xyzzy (lanewise --help lists the commands)
            fit            | fit what? fit collab, fit tabular, fit text would be right
            fit --ratings  | fit what? fit collab, fit tabular, fit text would be right
            fit colab      | unknown command fit colab; did you mean fit collab?
            help nothing   | unknown command nothing
            nothing --help | unknown command nothing
            --verbose      | unknown command --verbose
            doctor now     | doctor: the word "now" belongs to no option
            """)
    void anUnknownCommandEndsWithStatusTwoAndTheNearestName(String line, String message) {
        CommandRun.of((Object[]) line.split(" ", -1)).failedWith(2, message);
    }

    @Test
    void anEmptyWordIsNoCommand() {
        CommandRun.of("").failedWith(2, "unknown command");
    }

    @Test
    void whatNobodyForesawAsksForAReportAndHidesTheTrace() {
        CommandRun run = run(new IllegalStateException("the cat\nsat on it"), false);
        assertEquals(70, run.status());
        assertEquals(1, run.err().lines().count(), run::toString);
        assertTrue(run.err().contains("please report it with what LANEWISE_DEBUG=1"), run::toString);
        assertTrue(run.err().contains("the cat sat on it"), run::toString);
    }

    @Test
    void debugPrintsTheTraceToo() {
        CommandRun run = run(new IllegalStateException("the cat"), true);
        assertEquals(70, run.status());
        assertTrue(run.err().contains("\tat lanewise.cli."), run::toString);
    }

    @Test
    void runningOutOfMemoryNamesTheFlag() {
        run(new OutOfMemoryError("Java heap space"), false).failedWith(2, "JDK_JAVA_OPTIONS=-Xmx4g");
    }

    private static CommandRun run(Throwable thrown, boolean debug) {
        Commands commands = Commands.of(new Failing(thrown));
        return CommandRun.of("failing", output -> Main.run(commands, List.of("failing"), output, debug));
    }

    private record Failing(Throwable thrown) implements Command {

        @Override
        public String name() {
            return "failing";
        }

        @Override
        public String summary() {
            return "fails";
        }

        @Override
        public Options options() {
            return Options.of();
        }

        @Override
        public String example() {
            return "failing";
        }

        @Override
        public int run(Arguments arguments, Output output) {
            if (thrown instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) thrown;
        }
    }
}
